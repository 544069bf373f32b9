import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// No EHLO before the command, or none again after STARTTLS. A malformed name behind EHLO is 501 5.5.4.
export default defineHelpdeskRule({
  id: 'ehlo-is-missing',
  ...onReply({
    certainty: 'certain',
    codes: ['5.5.2', '5.5.1'],
    words: ['Send hello first', 'send HELO first', 'send EHLO first', 'EHLO/HELO first', 'HELO/EHLO first', 'polite people say'],
    anyCode: true,
  }),
  title: {
    en: 'Sender skips EHLO',
    ja: '送信側が EHLO を送っていない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'RFC 5321',
    'RFC 3207',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A program sends AUTH or ${code('MAIL FROM')} before EHLO, or does not repeat EHLO after STARTTLS, as the protocol demands. Exchange is well; the mail was not taken.`,
      ja: say`プログラムが EHLO より前に AUTH や ${code('MAIL FROM')} を送っているか、STARTTLS の後に EHLO を送り直していません。Exchange に問題はありません。メールは受け付けられていません。`,
    },
    todo: [
      {
        en: say`Update the program or device that sends; its vendor has to repeat EHLO after STARTTLS (RFC 3207).`,
        ja: say`送信するプログラムや機器を更新します。STARTTLS の後に EHLO を送り直す必要があります (RFC 3207)。`,
      },
      {
        en: say`Between two mail servers, a device on the path most likely swallows EHLO: exempt this traffic from its SMTP inspection.`,
        ja: say`メール サーバー間で起きている場合は、経路上の機器が EHLO を取り除いていると考えられます。その機器の SMTP 検査から、この通信を除外します。`,
      },
      {
        en: say`In a telnet test type ${code('EHLO test')} first.`,
        ja: say`telnet のテストでは、最初に ${code('EHLO test')} を入力します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your program sends SMTP commands to our server before EHLO, or does not repeat EHLO after STARTTLS (503, RFC 5321 and RFC 3207). Please update it, or correct its order of commands: EHLO, STARTTLS, EHLO, AUTH, ${code('MAIL FROM')}.`,
      ja: say`送信元のプログラムは、EHLO より前に SMTP コマンドを送信しているか、STARTTLS の後に EHLO を再送していません (503、RFC 5321 および RFC 3207)。プログラムを更新するか、順序を EHLO、STARTTLS、EHLO、AUTH、${code('MAIL FROM')} に修正してください。`,
    },
    moreLabel: { en: 'Who sends it', ja: '送信元の確認' },
    more: [
      {
        title: { en: 'Who sends it', ja: '送信元の確認' },
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that answered')}; only reads. The lines of the last day show the client's address; empty without protocol logging.`,
          ja: say`${or('server', '応答したサーバー')} の Exchange 管理シェルで実行します。参照のみです。過去 1 日のログから、クライアントの IP アドレスを含む行が表示されます。プロトコルのログ出力が無効の場合は空です。`,
        },
        run: ems`
          $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
          Get-ChildItem $dir -Recurse -Include 'RECV*.log' |
            Where-Object LastWriteTime -gt (Get-Date).AddDays(-1) |
            Sort-Object LastWriteTime |
            Select-String 'hello first' | Select-Object -Last 10 -ExpandProperty Line`,
      },
    ],
  }),
});
