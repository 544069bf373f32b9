import { code, defineRule, ems, likely, mentions, or, type ReplyClue, say } from '../define.js';

// A program or device that submits mail, not a server that relays it: the text shows the program's own settings, or the
// server's words as .NET passes them on. 5.7.57 (no login) is another fault.
export default defineRule({
  id: 'application-does-not-use-starttls',
  title: {
    en: 'Application does not start TLS',
    ja: 'アプリケーションが TLS を開始していない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    'https://www.rfc-editor.org/rfc/rfc3207',
  ],
  reads: ['reply'],
  codes: ['5.7.0', '5.7.3'],
  explains: [],
  mail: 'refused',

  match(evidence) {
    const coded = evidence.first('reply', ({ code: reply }) => reply !== undefined);
    const reply = evidence.first('reply', (one) => demandsStartTls(one) && (isSubmission(one) || one.byProgram || (!coded && isPassedOn(one))));
    if (!reply) return null;
    return likely({ remoteHost: reply.submissionHost, port: reply.port }, [reply]);
  },

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The server')} takes mail from applications only after STARTTLS, and this application most likely goes on without it. The message was not sent.`,
      ja: say`${or('remoteHost', 'サーバー')} は STARTTLS の後にだけメールを受け付けますが、アプリケーションが STARTTLS を使っていないと考えられます。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on the computer that runs the application; line 1 names Exchange Online if the text names no host. If ${code('250-STARTTLS')} is listed, go to step 2; if not, a device on the path removes it.`,
          ja: say`アプリケーションを実行しているコンピューターの PowerShell で実行します (内容にホスト名がない場合、1 行目は Exchange Online)。${code('250-STARTTLS')} があれば手順 2 に進みます。ない場合は、経路上の機器が取り除いています。`,
        },
        run: ems`
          $to = ${or('remoteHost', "'smtp.office365.com'")}
          $tcp = New-Object Net.Sockets.TcpClient $to, 587
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the application, choose port 587 with STARTTLS (often called TLS) and TLS 1.2. "SSL" on port 465 is something else; in .NET set ${code('EnableSsl')} to true.`,
          ja: say`アプリケーションで、ポート 587、STARTTLS (「TLS」と表示されることもあります)、TLS 1.2 を選択します。ポート 465 の「SSL」とは別の方式です。.NET では ${code('EnableSsl')} を true にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send a test message: after ${code('STARTTLS')}, the application's log shows ${code('220 2.0.0 SMTP server ready')}.`,
          ja: say`テスト メールを送信し、アプリケーションのログで ${code('STARTTLS')} の次に ${code('220 2.0.0 SMTP server ready')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '2 more hints', ja: '補足 2 件' },
    more: [
      {
        title: { en: 'STARTTLS is already selected', ja: 'STARTTLS を選択済みの場合' },
        why: {
          en: say`Then antivirus software or a firewall removes it, or the program ignores the setting. Step 1 tells which.`,
          ja: say`ウイルス対策製品やファイアウォールが取り除いているか、設定が反映されていません。どちらかは手順 1 で判断できます。`,
        },
      },
      {
        title: {
          en: 'After that: 5.7.57 or 5.7.3 Authentication unsuccessful',
          ja: '次に 5.7.57 または 5.7.3 Authentication unsuccessful が出る場合',
        },
        why: {
          en: say`TLS works then, and the login is what fails. Paste the new error.`,
          ja: say`TLS は正常で、サインインに失敗しています。新しいエラーを貼り付けてください。`,
        },
      },
    ],
  }),
});

const demandsStartTls = ({ status, text }: ReplyClue): boolean => (status === '5.7.3' || status === '5.7.0') && mentions(text, 'STARTTLS');

const isSubmission = ({ submissionHost, port }: ReplyClue): boolean => submissionHost !== undefined || port === '587';

/** .NET drops the three digits in front of the enhanced status code when it passes the server's words on. */
const isPassedOn = ({ text }: ReplyClue): boolean => mentions(text, 'must issue');
