import { code, defineOpenRule, ems, mentions, open, or, say } from '../define.js';

// Asked only when nothing else is known: a typing error in a telnet test gives the same words.
export default defineOpenRule({
  id: 'server-does-not-know-an-smtp-command',
  title: {
    en: 'Server does not know an SMTP command',
    ja: 'サーバーが SMTP コマンドを認識していない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
  ],
  reads: ['reply'],
  codes: ['5.3.3'],
  words: ['Unrecognized command'],
  explains: ['only-the-status-code-is-known'],
  fallback: 'status',
  mail: 'unknown',

  match(evidence) {
    const reply = evidence.first('reply', ({ innermost, status, text }) => innermost && status === '5.3.3' && mentions(text, 'Unrecognized command'));
    return reply ? open({ endpoint: reply.remoteHost ?? reply.endpoint }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange on ${or('endpoint', 'the answering server')} turned a command down. Between Exchange servers it is mostly X-EXPS, XSHADOW or BDAT, which the connector or a firewall withholds.`,
      ja: say`${or('endpoint', '応答した Exchange サーバー')} がコマンドを拒否しています。Exchange サーバー間では多くの場合、X-EXPS、XSHADOW、BDAT がコネクタやファイアウォールで使えなくなっています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server that answered. The line in front of the reply in the log is the command.`,
        ja: say`応答したサーバーの Exchange 管理シェルで実行します。ログでこの応答の直前の行が、認識されなかったコマンドです。`,
      },
      run: ems`
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Bindings, RemoteIPRanges, AuthMechanism
        $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
        Get-ChildItem $dir -Recurse -Include 'RECV*.log' |
          Where-Object LastWriteTime -gt (Get-Date).AddDays(-1) |
          Sort-Object LastWriteTime |
          Select-String 'Unrecognized command' -Context 1 | Select-Object -Last 5`,
    },
    outcomes: [
      {
        sees: { en: say`X-EXPS, X-ANONYMOUSTLS or XSHADOW`, ja: say`X-EXPS、X-ANONYMOUSTLS、XSHADOW の場合` },
        means: {
          en: say`Another Exchange server reaches the wrong connector. The right one has ${code('ExchangeServer')} in AuthMechanism; take the server's address out of narrower connectors.`,
          ja: say`ほかの Exchange サーバーが、想定外のコネクタに接続しています。AuthMechanism に ${code('ExchangeServer')} を含むコネクタで受け、より狭い範囲のコネクタからその IP アドレスを外します。`,
        },
      },
      {
        sees: { en: say`BDAT, STARTTLS or letters like XXXX`, ja: say`BDAT、STARTTLS、XXXX のような文字の場合` },
        means: {
          en: say`A firewall changes or removes commands: turn off its SMTP inspection for this path.`,
          ja: say`ファイアウォールがコマンドを書き換えています。この経路の SMTP 検査を無効にします。`,
        },
      },
      {
        sees: { en: say`Something else`, ja: say`そのほかの場合` },
        means: {
          en: say`A typing error in a test, or a program that is no mail program. Exchange is well.`,
          ja: say`テストでの入力の誤りか、メール以外のプログラムからの接続です。Exchange に問題はありません。`,
        },
      },
    ],
  }),
});
