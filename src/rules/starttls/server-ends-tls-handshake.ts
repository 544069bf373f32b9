import { code, defineOpenRule, ems, open, or, say, seenAt } from '../define.js';

// STARTTLS was accepted, and the handshake was cut without a reason, or with an alert that gives none. Alerts that do have
// rules of their own.
export default defineOpenRule({
  id: 'server-ends-tls-handshake',
  title: {
    en: 'Mail server ends the TLS handshake without a reason',
    ja: 'メール サーバーが理由なく TLS を中断している',
  },
  sources: ['RFC 8446', 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['tls_closed', 'tls_alert']);
    return seen && !SPOKEN_FOR.includes(seen.clue.observed.alert ?? -1) ? open(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} accepted STARTTLS and then ended the handshake (TLS alert: ${or('code', 'none')}). Its certificate or key is unusable, or a device in front cuts TLS. Senders wait, or go on in plain text.`,
      ja: say`${or('endpoint', 'サーバー')} は STARTTLS を受け付けた後、TLS ハンドシェイクを中断しました (TLS アラート: ${or('code', 'なし')})。証明書または秘密キーを使用できないか、手前の機器が TLS を切断しています。送信側はメールを保留するか、暗号化せずに送信します。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell on the Windows or Exchange server that answers: the handshake without the path, then Schannel errors.`,
        ja: say`応答する Windows または Exchange サーバーの Windows PowerShell で実行します。経路を通らないハンドシェイクの結果と、Schannel のエラーが表示されます。`,
      },
      run: ems`
        $tcp = New-Object Net.Sockets.TcpClient 'localhost', ${or('port', '25')}
        $in = New-Object IO.StreamReader $tcp.GetStream()
        $out = New-Object IO.StreamWriter $tcp.GetStream()
        $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
        do { $line = $in.ReadLine() } while ($line -match '^250-')
        $out.WriteLine('STARTTLS'); $out.Flush(); $in.ReadLine()
        $see = { $true } -as [Net.Security.RemoteCertificateValidationCallback]
        $tls = New-Object Net.Security.SslStream $tcp.GetStream(), $false, $see
        $tls.AuthenticateAsClient(${or('domain', 'localhost')}, $null, 'Tls12', $false)
        $tls | Format-List SslProtocol, CipherAlgorithm
        $log = @{ LogName='System'; ProviderName='Schannel'; Level=2 }
        Get-WinEvent $log -MaxEvents 5 -ErrorAction Ignore |
          Format-List TimeCreated, Id, Message`,
    },
    outcomes: [
      {
        sees: { en: say`${code('Tls12')} and a cipher`, ja: say`${code('Tls12')} と暗号が表示される場合` },
        means: {
          en: say`The server is well: a firewall, filter or load balancer in front breaks TLS. Take port 25 out of its inspection.`,
          ja: say`サーバーは正常です。手前のファイアウォール、フィルター、ロード バランサーが TLS を妨げています。ポート 25 を検査対象から外します。`,
        },
      },
      {
        sees: { en: say`An error, and Schannel event ${code('36870')}`, ja: say`エラーと Schannel イベント ${code('36870')} が表示される場合` },
        means: {
          en: say`The private key of the certificate cannot be read. Paste the event, and you get the commands.`,
          ja: say`証明書の秘密キーを読み取れません。イベントを貼り付けると、コマンドを表示します。`,
        },
      },
      {
        sees: { en: say`An error without it, or no Windows server`, ja: say`それ以外のエラーの場合、または Windows 以外のサーバーの場合` },
        means: {
          en: say`Version, cipher or certificate: paste the Schannel events, or the log lines of the mail service of that minute.`,
          ja: say`バージョン、暗号、証明書のいずれかが原因です。同じ時刻の Schannel イベント、またはメール サービスのログを貼り付けてください。`,
        },
      },
    ],
  }),
});

/** No common version or cipher, a certificate of the caller, a name that is not known. */
const SPOKEN_FOR = [40, 70, 71, 86, 41, 42, 43, 44, 45, 46, 48, 49, 116, 112];
