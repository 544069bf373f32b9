import { code, defineHelpdeskRule, ems, isFailedCheck, isPrinted, likely, or, peerOf, say, tlsSaid } from '../define.js';

// Whoever called looked at the certificate of the server that answered. Event 12016 and Status DateInvalid are the same
// fault seen on that server; "alert certificate expired" is about the certificate that the caller sent.
export default defineHelpdeskRule({
  id: 'called-server-certificate-has-expired',
  title: {
    en: 'Certificate of the server that was called has expired',
    ja: '接続先のサーバーの証明書の有効期限が切れている',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
  ],
  reads: ['tls', 'reply', 'event'],
  on: ['event', 'tls'],
  codes: ['4.7.5'],
  events: [36881],
  explains: ['next-hop-certificate-fails-validation', 'schannel-alert-needs-its-session', 'tls-handshake-breaks-off'],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, {
      words: WORDS,
      where: (clue, reply) => clue.side !== 'remote' && !isOfCaller(reply?.text ?? '') && isPrinted(clue, reply, evidence),
    });
    // The event alone may be any program's; beside a check that failed it is the reason.
    const event = evidence.first('event', ({ id }) => id === 36881);
    const failed = event && evidence.first('reply', isFailedCheck);
    const first = said?.reply ?? said?.clue ?? failed;
    if (!first) return null;
    const peer = said ? peerOf(said.clue, said.reply) : { endpoint: failed?.remoteHost ?? failed?.endpoint };
    return likely(peer, [first, ...(event ? [event] : [])]);
  },

  text: () => ({
    cause: {
      en: say`The certificate shown by ${or('endpoint', 'the server that was called')}, or one in its chain, has expired or is not valid yet. The caller checks it and ends the connection; a server tries again later, a program reports the error.`,
      ja: say`${or('endpoint', '接続先のサーバー')} が提示した証明書、またはその上位の証明書が、有効期限切れか有効期間前です。接続元は検証に失敗して切断します。接続元がメール サーバーの場合は後で再試行し、アプリケーションの場合はエラーになります。`,
    },
    todo: [
      {
        en: say`Look at the clock of the computer that called: a wrong date makes good certificates expire.`,
        ja: say`接続元のコンピューターの日付と時刻を確認します。時計のずれでも同じエラーになります。`,
      },
      {
        en: say`The server is yours: renew its certificate on every server behind that name, and assign SMTP to it.`,
        ja: say`接続先を管理している場合は、その名前で応答するすべてのサーバーで証明書を更新し、SMTP を割り当てます。`,
      },
      {
        en: say`The server is not yours: send the text below. Waiting mail leaves by itself once it is renewed; keep the check on.`,
        ja: say`相手側のサーバーの場合は、次の文面を送ります。更新されると、待機中のメールは自動的に送信されます。証明書の検証は無効にしません。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`The certificate that ${or('endpoint', 'your mail server')} presents after STARTTLS, or one in its chain, has expired. Servers that validate certificates cannot deliver to you. Please renew it on every server behind this name, and send the current intermediate certificates with it.`,
      ja: say`${or('endpoint', '貴組織のメール サーバー')} が STARTTLS で提示する証明書、またはその中間証明書の有効期限が切れています。証明書を検証するサーバーからは配信できません。この名前で応答するすべてのサーバーで証明書を更新し、現在の中間証明書も送信するように設定してください。`,
    },
    moreLabel: { en: 'I manage the server called', ja: '接続先を管理している場合' },
    more: [
      {
        title: { en: 'Expired certificates on Exchange', ja: 'Exchange の期限切れの証明書' },
        why: {
          en: say`Exchange Management Shell. It lists certificates for SMTP that have expired (${code('NotAfter')}), and only reads.`,
          ja: say`Exchange 管理シェルで実行します。SMTP を割り当て済みで期限切れ (${code('NotAfter')}) の証明書が表示されます。参照のみのコマンドです。`,
        },
        run: ems`
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Where-Object {
              "$($_.Services)" -match 'SMTP' -and $_.NotAfter -lt (Get-Date) } |
              Format-List Subject, Thumbprint, NotAfter
          }`,
      },
    ],
  }),
});

const WORDS = [
  'certexpired',
  'cert expired',
  'certificateexpired',
  'certificate has expired',
  'cert has expired',
  'nottimevalid',
  'cert e expired',
  'certificate is not yet valid',
  'uses expired certificate',
  'not within its validity period',
];
/** In a log of Exchange the word is the alert of the other side, and 4.7.0 its answer: both are about the certificate that was sent. */
const isOfCaller = (text: string): boolean => /TLS negotiation failed|TLS channel/i.test(text);
