import { code, defineRule, ems, isPrinted, likely, or, peerOf, say, tlsSaid } from '../define.js';

// The program began TLS at once, and the server answered in plain text with its banner. Port 25 and 587 of Exchange speak
// plain text until STARTTLS; nothing is wrong with versions or certificates.
export default defineRule({
  id: 'application-starts-tls-too-early',
  title: {
    en: 'Application starts TLS without STARTTLS',
    ja: 'アプリケーションが STARTTLS なしで TLS を始めている',
  },
  sources: ['RFC 3207', 'RFC 8314', 'https://learn.microsoft.com/exchange/clients/pop3-and-imap4/configure-authenticated-smtp'],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: ['tls-handshake-breaks-off'],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, { words: WORDS, where: (clue, reply) => clue.side !== 'remote' && isPrinted(clue, reply, evidence) });
    return said ? likely(peerOf(said.clue, said.reply), [said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The program expects TLS from the first byte, and ${or('endpoint', 'the server')} answers in plain text: it waits for STARTTLS. The setting "SSL" means implicit TLS, which Exchange does not offer for SMTP. The message was not sent.`,
      ja: say`アプリケーションは接続直後から TLS を使おうとしていますが、${or('endpoint', 'サーバー')} は STARTTLS を待って平文で応答しています。「SSL」の設定 (暗黙的な TLS) は、Exchange の SMTP では使えません。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on the computer of the program. A line that begins with ${code('220')} is the proof: the port speaks plain text first. If line 1 says ${code('localhost')}, run it on the mail server.`,
          ja: say`アプリケーションを実行するコンピューターの PowerShell で実行します。${code('220')} で始まる行が表示されれば、最初は平文のポートです。1 行目が ${code('localhost')} の場合は、メール サーバーで実行します。`,
        },
        run: ems`
          $to = ${or('endpoint', "'localhost'")}
          $tcp = New-Object Net.Sockets.TcpClient $to, ${or('port', '587')}
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $in.ReadLine()`,
      },
    ],
    fix: [
      {
        why: {
          en: say`In the program, choose port 587 and STARTTLS (also called "TLS" or "explicit"), not "SSL" or "implicit". In Python use ${code('SMTP')} with ${code('starttls()')} in place of ${code('SMTP_SSL')}; in Node.js ${code('secure: false')}.`,
          ja: say`アプリケーションで、ポート 587 と STARTTLS (「TLS」「明示的」とも表示) を選択し、「SSL」「暗黙的」は選びません。Python では ${code('SMTP_SSL')} ではなく ${code('SMTP')} と ${code('starttls()')}、Node.js では ${code('secure: false')} を使います。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send a test message: the program's log shows ${code('STARTTLS')}, then ${code('220 2.0.0 SMTP server ready')}.`,
          ja: say`テスト メールを送信し、アプリケーションのログに ${code('STARTTLS')}、続けて ${code('220 2.0.0 SMTP server ready')} が記録されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more case', ja: 'ほかの 1 点' },
    more: [
      {
        title: { en: 'STARTTLS is selected already', ja: 'STARTTLS を選択済みの場合' },
        why: {
          en: say`Then a proxy, an antivirus product or a login page of the network answers in place of the mail server. The line of step 1 shows who it is.`,
          ja: say`プロキシ、ウイルス対策製品、ネットワークの認証ページなどが、メール サーバーの代わりに応答しています。手順 1 で表示される行から判断できます。`,
        },
      },
    ],
  }),
});

const WORDS = [
  'wrong version number',
  'unsupported or unrecognized ssl message',
  'does not look like a tls handshake',
  'unexpected packet format',
  'unknown protocol',
  'packet length too long',
  'unexpected tls packet was received',
];
