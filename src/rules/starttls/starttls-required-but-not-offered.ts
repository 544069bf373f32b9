import { code, defineOpenRule, ems, open, or, type ReplyClue, type SessionClue, say } from '../define.js';

// "STARTTLS is required to send mail" is written by the sending side, so no server is named as guilty. "Must issue a
// STARTTLS command first" is the receiver's own word; quoted in a LastError it says as little about the reason.
export default defineOpenRule({
  id: 'starttls-required-but-not-offered',
  title: {
    en: 'Mail requires STARTTLS, but the session has none',
    ja: '必須の STARTTLS が使われていない',
  },
  sources: [
    'KB2989382',
    'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-send-receive-email-behind-cisco-firewall',
  ],
  reads: ['reply', 'session'],
  codes: ['5.7.3'],
  explains: [],
  mail: 'held',

  match(evidence) {
    // SocketError: STARTTLS was offered and the handshake failed. The demand that follows is the second try in plain text.
    if (evidence.first('reply', ({ text }) => /SocketError/i.test(text))) return null;
    const reply = evidence.first('reply', demandsStartTls);
    const session = evidence.first('session', (one) => one.log === 'send' && lacksStartTls(one));
    const [clue, ...rest] = [reply, session].filter((one) => one !== undefined);
    if (clue === undefined) return null;
    const named = evidence.first('reply', ({ endpoint }) => endpoint !== undefined);
    return open(
      {
        endpoint: named?.endpoint ?? session?.host ?? session?.remoteIp,
        sendConnector: reply?.connector ?? session?.connector,
      },
      [clue, ...rest],
    );
  },

  text: () => ({
    cause: {
      en: say`TLS is mandatory, but the session with ${or('endpoint', 'the receiving server')} went on without STARTTLS. The text does not tell whether the server withholds it or a device on the path removes it.`,
      ja: say`TLS を必須とする接続ですが、${or('endpoint', '受信サーバー')} との間で STARTTLS が使われていません。サーバーと経路上の機器のどちらが原因かは、この内容だけでは判断できません。`,
    },
    decide: {
      why: {
        en: say`PowerShell, on the server that receives the mail. If that is Exchange Online, nothing is wrong there: a device on your side removes STARTTLS.`,
        ja: say`メールを受信するサーバーの PowerShell で実行します。接続先が Exchange Online であれば、原因は送信側の経路上の機器です。`,
      },
      run: ems`
        $tcp = New-Object Net.Sockets.TcpClient 'localhost', 25
        $in = New-Object IO.StreamReader $tcp.GetStream()
        $out = New-Object IO.StreamWriter $tcp.GetStream()
        $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
        do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
    },
    outcomes: [
      {
        sees: { en: say`${code('250-STARTTLS')} is missing`, ja: say`${code('250-STARTTLS')} がない場合` },
        means: {
          en: say`The server withholds it, mostly because a connector names a certificate that is gone. Paste the output; you get the next step.`,
          ja: say`サーバーが提示していません。多くの場合、コネクタに指定された証明書が存在しません。出力を貼り付けると、次の手順を表示します。`,
        },
      },
      {
        sees: { en: say`${code('250-STARTTLS')} is listed`, ja: say`${code('250-STARTTLS')} がある場合` },
        means: {
          en: say`Another connector answers that sender, or a device in between removes it. Paste Get-ReceiveConnector | Format-List; you get the next step.`,
          ja: say`別の受信コネクタが応答しているか、経路上の機器が取り除いています。Get-ReceiveConnector | Format-List の出力を貼り付けると、次の手順を表示します。`,
        },
      },
    ],
  }),
});

/**
 * The sender's own words, or the receiver's demand quoted in a LastError. A program that failed to start TLS
 * (`submissionHost`) is another fault: there the server does offer it.
 */
function demandsStartTls(one: ReplyClue): boolean {
  const { status, text, wrappers, connector, submissionHost } = one;
  if ((status !== '5.7.3' && status !== undefined) || submissionHost !== undefined || one.byProgram) return false;
  const quoted = wrappers.length > 0 || connector !== undefined;
  return /STARTTLS (?:is required|が必要)/i.test(text) || (quoted && status === '5.7.3' && /STARTTLS/i.test(text));
}

/** Exchange lists STARTTLS before AUTH and 8BITMIME, so an answer that breaks off behind those lacks it as well. */
function lacksStartTls({ startTls, product, keywords }: SessionClue): boolean {
  const beyond = keywords.some((keyword) => /^(?:AUTH|8BITMIME)\b/.test(keyword));
  return startTls === false || (startTls === undefined && product.startsWith('exchange') && beyond);
}
