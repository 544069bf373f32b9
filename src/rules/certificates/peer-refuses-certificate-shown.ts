import { code, defineRule, ems, isPrinted, likely, mentions, or, peerOf, say, shortName, tlsSaid } from '../define.js';

// A TLS alert of the other side: it looked at the certificate that was sent and ended the handshake. 36888 is the alert
// that this server sends. In Exchange's log the status word is that alert: Exchange itself checks only after the handshake.
export default defineRule({
  id: 'peer-refuses-certificate-shown',
  title: {
    en: 'Other side refuses the certificate that was sent',
    ja: '送信した証明書を相手側が拒否している',
  },
  sources: [
    'RFC 8446',
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
  ],
  reads: ['event', 'tls', 'reply'],
  on: ['event', 'tls'],
  events: [36887],
  explains: ['tls-handshake-breaks-off'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id, alert = 0 }) => id === 36887 && ALERTS.includes(alert));
    const said = tlsSaid(evidence, {
      words: WORDS,
      alerts: ALERTS,
      where: (clue, reply) =>
        !isChain(reply?.text ?? '') && ((clue.side === 'remote' && isPrinted(clue, reply, evidence)) || isAlert(reply?.text ?? '')),
    });
    if (event) {
      return likely({ server: event.computer && shortName(event.computer), value: meaningOf(event.alert) }, [event, ...(said ? [said.clue] : [])]);
    }
    return said ? likely(peerOf(said.clue, said.reply), [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The other side')} ended TLS because it does not accept the certificate it was shown. The alert: ${or('value', 'one about the certificate')}. A server on that route waits and tries again; a program reports the error.`,
      ja: say`${or('endpoint', '相手側')} は、提示された証明書を受け入れずに TLS を終了しています。警告の内容は ${or('value', '証明書に関するもの')} です。サーバー間のメールは再試行され、プログラムからの送信はエラーになります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that sent the certificate')}: certificates for SMTP with their state, then the intermediates that Windows sends along.`,
          ja: say`${or('server', '証明書を提示したサーバー')} の Exchange 管理シェルで実行します。SMTP の証明書の状態と、一緒に送信される中間証明書が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          Get-ExchangeCertificate -Server $srv | Where-Object {
            "$($_.Services)" -match 'SMTP' } |
            Format-List Subject, Issuer, Thumbprint, NotAfter, Status, RootCAType
          Get-ChildItem Cert:\LocalMachine\CA | Format-Table Subject, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`${code('unknown ca')} (48): import the missing intermediate here. ${code('expired')} (45), ${code('revoked')} (44): renew. ${code('bad')}, ${code('unsupported')}, ${code('unknown')} (42, 43, 46): check its name, key type and usages (client or server).`,
          ja: say`${code('unknown ca')} (48) の場合は、不足している中間証明書をこのサーバーにインポートします。${code('expired')} (45) と ${code('revoked')} (44) の場合は、証明書を更新します。${code('bad')}、${code('unsupported')}、${code('unknown')} (42、43、46) の場合は、名前、キーの種類、拡張キー使用法 (クライアント認証またはサーバー認証) を確認します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send again: no new event 36887 appears, and the protocol log shows ${code('SP_PROT_TLS1_2')}.`,
          ja: say`もう一度送信し、新しいイベント 36887 が記録されず、プロトコル ログに ${code('SP_PROT_TLS1_2')} が記録されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '3 more places to look', ja: 'ほかに確認する 3 か所' },
    more: [
      {
        title: { en: 'Which certificate was sent', ja: '送信された証明書の確認' },
        why: {
          en: say`Search the protocol logs for ${code('Sending certificate')} at that second. These are the folders.`,
          ja: say`同じ時刻の ${code('Sending certificate')} をプロトコル ログで探します。フォルダーは次のコマンドで表示されます。`,
        },
        run: ems`
          Get-TransportService | Format-List Name, SendProtocolLogPath
          Get-FrontendTransportService | Format-List Name, ReceiveProtocolLogPath`,
      },
      {
        title: { en: 'Client Authentication is gone from public certificates', ja: 'クライアント認証を含まない公的な証明書' },
        why: {
          en: say`During 2025 and 2026 many public authorities dropped that usage. A peer that demands mutual TLS can then refuse the renewed certificate, and has to change its check.`,
          ja: say`2025 年から 2026 年にかけて、多くの公的な証明機関がこの用途を含めなくなりました。相互 TLS を要求する相手側は、更新後の証明書を拒否することがあります。その場合は、相手側で検証方法の変更が必要です。`,
        },
      },
      {
        title: { en: 'No certificate was sent (116)', ja: '証明書が送信されていない場合 (116)' },
        why: {
          en: say`${code('certificate required')} (116) asks for a client certificate. Name one in TlsCertificateName of the send connector for that route.`,
          ja: say`${code('certificate required')} (116) は、クライアント証明書の要求です。この経路の送信コネクタの TlsCertificateName に証明書を指定します。`,
        },
      },
    ],
  }),
});

const MEANINGS = new Map([
  [42, 'bad certificate (42)'],
  [43, 'unsupported certificate (43)'],
  [44, 'certificate revoked (44)'],
  [45, 'certificate expired (45)'],
  [46, 'certificate unknown (46)'],
  [48, 'unknown ca (48)'],
  [116, 'certificate required (116)'],
]);
const ALERTS = [...MEANINGS.keys()];
const meaningOf = (alert: number | undefined): string | undefined => (alert === undefined ? undefined : MEANINGS.get(alert));
const isAlert = (text: string): boolean => mentions(text, 'TLS negotiation failed', 'TLS channel');
/** An unknown authority in the second form has a rule of its own, whoever quotes it. */
const isChain = (text: string): boolean => mentions(text, 'TLS channel') && mentions(text, 'Untrusted', 'CertUnknown', 'PartialChain');

const WORDS = [
  'unknown ca',
  'ca is unknown',
  'bad certificate',
  'certificate is bad',
  'certificate expired',
  'certificate is expired',
  'certexpired',
  'certificateexpired',
  'certificate revoked',
  'certificate was revoked',
  'certrevoked',
  'revoked',
  'certificate unknown',
  'unknown certificate',
  'certunknown',
  'unsupported certificate',
  'certificate is not supported',
  'certwrongusage',
  'certificate required',
  'untrustedroot',
  'partialchain',
];
