import { code, defineRule, ems, likely, or, peerOf, say, tlsSaid } from '../define.js';

// Postfix and its like demand a certificate that they can verify, by their own policy or MTA-STS. Exchange's own check says
// 454 4.7.5 Certificate validation failure, and Exchange Online 4.7.320.
export default defineRule({
  id: 'sending-server-cannot-verify-certificate',
  title: {
    en: 'Sending server cannot verify the certificate',
    ja: '送信側のサーバーが証明書を検証できない',
  },
  sources: ['https://www.postfix.org/TLS_README.html', 'RFC 8461'],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, { words: WORDS });
    if (!said) return null;
    const named = tlsSaid(evidence, { words: ['untrusted issuer', 'certificate verification fail'], where: ({ issuer }) => issuer !== undefined });
    const { clue, reply } = named ?? said;
    return likely({ ...peerOf(clue, reply), issuer: clue.issuer, server: said.reply?.server }, [said.reply ?? said.clue]);
  },

  text: () => ({
    cause: {
      en: say`The sending server demands a certificate it can verify, and the one of ${or('endpoint', 'the receiving server')} fails (issuer: ${or('issuer', 'not named')}). Most likely the sender's list of roots is missing or old, or the receiver sends no intermediate.`,
      ja: say`送信側のサーバーは検証できる証明書を必須としていますが、${or('endpoint', '受信側のサーバー')} の証明書を検証できません (発行者: ${or('issuer', '記載なし')})。送信側のルート証明書の一覧がないか古いこと、または受信側が中間証明書を送信していないことが原因と考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`On the sending server: ${code('postconf smtp_tls_CAfile smtp_tls_CApath smtp_tls_security_level')}. Empty CA settings with a level above ${code('may')} are the fault. If you manage the receiving Exchange, this shows what it presents:`,
          ja: say`送信側のサーバーで ${code('postconf smtp_tls_CAfile smtp_tls_CApath smtp_tls_security_level')} を実行します。CA の設定が空で、レベルが ${code('may')} より厳しければ、これが原因です。受信側の Exchange を管理している場合は、次のコマンドで提示する証明書を確認します。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':25\b' } |
            Format-List Identity, Fqdn, TlsCertificateName
          Get-ExchangeCertificate | Where-Object { "$($_.Services)" -match 'SMTP' } |
            Format-List Subject, Issuer, RootCAType, NotAfter, CertificateDomains`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Sender: set ${code('smtp_tls_CAfile')} to the system's CA bundle and update it. Receiver: present a certificate of a public authority with its intermediates, and with the name in the MX record. Keep the policy.`,
          ja: say`送信側では、${code('smtp_tls_CAfile')} にシステムの CA バンドルを指定し、最新にします。受信側では、MX レコードの名前を含む公的な証明書と中間証明書を提示します。検証のポリシーは緩めません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The sender's log changes from ${code('Untrusted')} to ${code('Trusted')} or ${code('Verified TLS connection established')}.`,
          ja: say`送信側のログが ${code('Untrusted')} から ${code('Trusted')} または ${code('Verified TLS connection established')} に変われば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more place to look', ja: 'ほかに確認する 1 か所' },
    more: [
      {
        title: { en: 'The receiver is Exchange Online', ja: '受信側が Exchange Online の場合' },
        why: {
          en: say`Its certificates are signed by DigiCert, since spring 2026 below Global Root G2. Nothing is wrong there: the sending server lacks the root.`,
          ja: say`証明書は DigiCert が発行し、2026 年春以降は Global Root G2 の配下です。Exchange Online に問題はなく、送信側にルート証明書がありません。`,
        },
      },
    ],
  }),
});

const WORDS = ['server certificate not verified', 'server certificate not trusted', 'certificate verification fail', 'untrusted issuer'];
