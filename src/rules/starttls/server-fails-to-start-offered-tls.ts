import { code, defineRule, ems, likely, or, type ReplyClue, type SessionClue, say } from '../define.js';

// STARTTLS was offered and then refused. 451 5.7.3 means that it was never offered, SocketError that it was accepted and
// the handshake broke off.
export default defineRule({
  id: 'server-fails-to-start-offered-tls',
  title: {
    en: 'Server offers STARTTLS but cannot start it',
    ja: 'サーバーが提示した STARTTLS を開始できない',
  },
  sources: ['RFC 3207', 'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection'],
  reads: ['reply', 'session'],
  codes: ['4.7.0', '4.3.0', '4.3.3'],
  words: ['TLS not available', 'TLS unavailable'],
  needsWords: true,
  explains: [],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', isRefusal);
    const session = evidence.first('session', ({ startTlsAnswer: answer }) => answer === 454);
    const [clue, ...rest] = [reply, session].filter((one): one is ReplyClue | SessionClue => one !== undefined);
    return clue ? likely({ endpoint: reply?.remoteHost ?? reply?.endpoint ?? session?.host ?? session?.remoteIp }, [clue, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server that answered')} offers STARTTLS, but most likely cannot use its certificate or key when it is asked to. Senders wait and try again, or go on without encryption where that is allowed.`,
      ja: say`${or('endpoint', '応答したサーバー')} は STARTTLS を提示していますが、開始できません。証明書または秘密キーを使用できないためと考えられます。送信側は再試行するか、許可されている場合は暗号化せずに送信します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the server that answered: certificates for SMTP, then Schannel errors of the same minute. If it is not your server, send the quoted line to its administrator; mail waits.`,
          ja: say`応答したサーバーの Exchange 管理シェルで実行します。SMTP の証明書と、同じ時刻の Schannel のエラーが表示されます。相手側のサーバーの場合は、上の引用行を相手側の管理者に送ります。メールは再試行されます。`,
        },
        run: ems`
          $ok = Get-ExchangeCertificate | Where-Object HasPrivateKey |
            Where-Object { "$($_.Services)" -match 'SMTP' -and $_.Status -eq 'Valid' }
          $ok | Format-List Subject, Issuer, Thumbprint, NotAfter
          $log = @{ LogName='System'; ProviderName='Schannel'; Level=2 }
          Get-WinEvent $log -MaxEvents 5 -ErrorAction Ignore |
            Format-List TimeCreated, Id, Message`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the certificate that the connector presents. The restart loads a replaced certificate. With event 36870 or 36871, cure that first. Restart one server after the other.`,
          ja: say`コネクタが提示する証明書が手順 1 で表示された場合だけ実行します。再起動により、入れ替えた証明書が読み込まれます。イベント 36870 または 36871 がある場合は、先にその原因に対処します。サーバーは 1 台ずつ再起動します。`,
        },
        run: ems`
          if ($ok) {
            Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          }`,
        changes: {
          en: say`Mail through this server pauses for some seconds.`,
          ja: say`このサーバーでのメールの送受信が数秒間止まります。`,
        },
        keep: { en: say`No setting changes.`, ja: say`設定は変更されません。` },
        undo: { en: say`Nothing to undo: the services only start anew.`, ja: say`元に戻す必要はありません。サービスを再起動するだけです。` },
      },
    ],
    verify: [
      {
        why: {
          en: say`From the sender's side STARTTLS is answered with ${code('220 2.0.0 SMTP server ready')}, and no new Schannel error appears.`,
          ja: say`送信側からの STARTTLS に ${code('220 2.0.0 SMTP server ready')} が返り、新しい Schannel のエラーが記録されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more hint', ja: '補足 1 件' },
    more: [
      {
        title: { en: 'The server that answered runs sendmail', ja: '応答したサーバーが sendmail の場合' },
        why: {
          en: say`Its own log names the file it cannot read: certificate, key or DH parameters.`,
          ja: say`読み取れないファイル (証明書、秘密キー、DH パラメーター) が、そのサーバー自身のログに記録されます。`,
        },
      },
    ],
  }),
});

/** Postfix and Exim have words of their own, which another rule knows. */
const isRefusal = ({ code: reply, text }: ReplyClue): boolean =>
  !/due to local problem|currently unavailable/i.test(text) &&
  (reply === undefined || reply === 454) &&
  /TLS (?:is )?(?:currently |temporarily )?(?:not available|unavailable)/i.test(text);
