import { code, defineRule, ems, isExchangeCall, isOnline, likely, mentions, or, peerOf, say, tlsSaid } from '../define.js';

// Any other next hop with UntrustedRoot is a fault of its own. This one is Exchange Online, whose root changed in 2026;
// the same on the way in is event 11022.
export default defineRule({
  id: 'digicert-g2-root-is-not-trusted',
  title: {
    en: 'Root of Exchange Online (DigiCert G2) is not trusted',
    ja: 'Exchange Online のルート (DigiCert G2) が信頼されていない',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/trust-digicert-global-root-g2-certificate-authority-to-avoid-exchange-online-ema/4488311',
    'https://learn.microsoft.com/windows-server/identity/ad-cs/configure-trusted-roots-disallowed-certificates',
  ],
  reads: ['tls', 'reply'],
  codes: ['4.7.5'],
  explains: ['next-hop-certificate-has-untrusted-root'],
  mail: 'held',

  match(evidence) {
    const said = tlsSaid(evidence, { words: ['untrustedroot', 'untrusted root', 'partialchain'], where: isExchangeCall });
    if (!said) return null;
    const facts = peerOf(said.clue, said.reply);
    const words = `${said.reply?.at.text ?? ''} ${said.clue.at.text}`;
    const leadsOnline = isOnline(facts.endpoint) || mentions(words, 'protection.outlook.com', 'mx.microsoft');
    return leadsOnline ? likely(facts, [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`Since spring 2026 Exchange Online needs trust in DigiCert Global Root G2. ${or('server', 'This server')} most likely lacks that root or an intermediate, because automatic root updates are off or blocked. Mail waits in the queue.`,
      ja: say`2026 年春以降、Exchange Online への接続には DigiCert Global Root G2 の信頼が必要です。ルート証明書の自動更新が無効か遮断されているため、${or('server', 'このサーバー')} にルート証明書または中間証明書がないと考えられます。メールはキューで再試行されます。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on ${or('server', 'each server that sends')}: root and intermediates, then the policy. The cause is here if no root is listed and ${code('DisableRootAutoUpdate')} is 1, or updates are blocked.`,
          ja: say`${or('server', '送信する各サーバー')} の PowerShell で実行します。ルート証明書と中間証明書、自動更新のポリシーが表示されます。ルートがなく、${code('DisableRootAutoUpdate')} が 1 か更新が遮断されている場合が、この障害です。`,
        },
        run: ems`
          $stores = 'Root', 'AuthRoot', 'CA' | ForEach-Object { "Cert:\LocalMachine\$_" }
          Get-ChildItem $stores |
            Where-Object { "$($_.Issuer)" -like 'CN=DigiCert Global Root G2,*' } |
            Format-List Subject, NotAfter, Thumbprint
          Get-ItemProperty HKLM:\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot
          certutil -verifyctl AuthRoot | Select-String 'SyncTime'`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Turn the automatic root update on again, and allow ${code('ctldl.windowsupdate.com')}: that is all Windows needs.`,
          ja: say`ルート証明書の自動更新を有効に戻し、${code('ctldl.windowsupdate.com')} への接続を許可します。Windows ではこれで十分です。`,
        },
      },
      {
        why: {
          en: say`Without internet: import root and intermediates from DigiCert; the root's thumbprint must be ${code('DF3C24F9BFD666761B268073FE06D1CC8D4F82A4')}. Bundles loaded before 16 March 2026 lacked an intermediate. Gateways need both too.`,
          ja: say`インターネットに接続できない場合は、DigiCert のルート証明書と中間証明書をインポートします。ルートの拇印が ${code('DF3C24F9BFD666761B268073FE06D1CC8D4F82A4')} であることを確認します。2026 年 3 月 16 日より前のバンドルには中間証明書が不足しています。ゲートウェイにも両方が必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, then let the waiting mail go; ${code('MessageCount')} falls to ${code('0')}.`,
          ja: say`再起動後に待機中のメールを再試行し、${code('MessageCount')} が ${code('0')} になれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue`,
      },
    ],
    moreLabel: { en: 'Root and updates are there', ja: '問題が見つからない場合' },
    more: [
      {
        title: { en: 'A device inspects TLS', ja: 'TLS を検査する機器' },
        why: {
          en: say`If the server trusts G2, somebody else's certificate arrives: a firewall that inspects SMTP. Take port 25 to Exchange Online out of its inspection. TlsAuthLevel stays.`,
          ja: say`G2 が信頼されている場合は、SMTP を検査するファイアウォールが証明書を差し替えています。Exchange Online へのポート 25 を検査対象から外します。TlsAuthLevel は変更しません。`,
        },
      },
    ],
  }),
});
