import { code, defineOpenRule, ems, mentions, open, or, say } from '../define.js';

const WORDS = [
  'not supported by server',
  'server does not support the STARTTLS',
  'server does not support STARTTLS extension',
  'does not support secure connections',
];

// Mail libraries say so of the server they have called. "Must issue a STARTTLS command first" is the server's demand, and a
// session shows itself what is missing.
export default defineOpenRule({
  id: 'application-finds-no-starttls',
  title: {
    en: 'Application is offered no STARTTLS',
    ja: 'アプリケーションに STARTTLS が提示されない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'https://learn.microsoft.com/exchange/clients/pop3-and-imap4/configure-authenticated-smtp',
    'RFC 3207',
  ],
  reads: ['reply'],
  words: WORDS,
  needsWords: true,
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const reply = evidence.first('reply', ({ text }) => mentions(text, ...WORDS));
    return reply ? open({ endpoint: reply.submissionHost ?? reply.remoteHost ?? reply.endpoint }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`The program wants TLS, and ${or('endpoint', 'the server that it calls')} did not list STARTTLS. Either it is not the server or the port that is meant, or the receive connector that answers has no usable certificate.`,
      ja: say`アプリケーションは TLS を使用する設定ですが、${or('endpoint', '接続先のサーバー')} の応答に STARTTLS がありません。接続先またはポートの誤りか、応答した受信コネクタに使用できる証明書がないことが原因です。`,
    },
    decide: {
      why: {
        en: say`PowerShell, on the computer of the program: who answers, and what is offered. If line 1 says ${code('localhost')}, the text names no host: run it on the mail server.`,
        ja: say`アプリケーションを実行するコンピューターの PowerShell で実行します。応答したサーバーと、提示された機能が表示されます。1 行目が ${code('localhost')} の場合は、貼り付けられた内容にホスト名がないため、メール サーバーで実行します。`,
      },
      run: ems`
        $to = ${or('endpoint', "'localhost'")}
        $tcp = New-Object Net.Sockets.TcpClient $to, 587
        $in = New-Object IO.StreamReader $tcp.GetStream()
        $out = New-Object IO.StreamWriter $tcp.GetStream()
        $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
        do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('Microsoft ESMTP MAIL Service')}, and no ${code('250-STARTTLS')}`,
          ja: say`${code('Microsoft ESMTP MAIL Service')} で、${code('250-STARTTLS')} がない場合`,
        },
        means: {
          en: say`Paste this output: the certificate, the AuthMechanism or another receive connector is the cause, and you get the command that decides.`,
          ja: say`証明書、AuthMechanism、別の受信コネクタのいずれかが原因です。この出力を貼り付けると、原因を特定するコマンドを表示します。`,
        },
      },
      {
        sees: { en: say`${code('250-STARTTLS')} is there`, ja: say`${code('250-STARTTLS')} がある場合` },
        means: {
          en: say`This server offers it. The program calls another name or port, or goes by way of a proxy or virus scanner: compare its settings.`,
          ja: say`このサーバーは提示しています。アプリケーションの接続先やポートが異なるか、プロキシやウイルス対策ソフトを経由しています。設定を確認します。`,
        },
      },
      {
        sees: { en: say`Another product answers`, ja: say`別の製品が応答した場合` },
        means: {
          en: say`A gateway, a web server's own SMTP service or a scanner answers in place of Exchange. Turn on TLS there, or give the program the name of Exchange.`,
          ja: say`ゲートウェイ、Web サーバーの SMTP サービス、検査製品などが Exchange の代わりに応答しています。そこで TLS を有効にするか、アプリケーションの接続先を Exchange にします。`,
        },
      },
      {
        sees: { en: say`The connection fails`, ja: say`接続できない場合` },
        means: {
          en: say`Nothing serves port 587 there. On Exchange Server it is the Client Frontend connector; port 465 with TLS from the start is not for programs.`,
          ja: say`ポート 587 に応答するサービスがありません。Exchange Server では Client Frontend コネクタが応答します。接続直後に TLS を開始するポート 465 は、アプリケーション用ではありません。`,
        },
      },
    ],
  }),
});
