import { code, defineHelpdeskRule, onReply, say } from '../define.js';

// The header From, not the sender of the envelope (5.1.7).
export default defineHelpdeskRule({
  id: 'from-header-has-no-address',
  ...onReply({ certainty: 'certain', codes: ['5.7.512'], anyCode: true, elsewhere: ['RFC 5322 section 3.6.2'] }),
  title: {
    en: 'From header has no valid address',
    ja: '差出人ヘッダーに有効なアドレスがない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online', 'RFC 5322'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The program that wrote the mail left the ${code('From')} header empty or malformed. Exchange Online refuses such mail; the sender of the envelope does not count here.`,
      ja: say`メールを作成したプログラムの差出人ヘッダー (${code('From')}) が空か、形式が正しくないため、Exchange Online が拒否しました。エンベロープの送信者は関係しません。`,
    },
    todo: [
      {
        en: say`Find the program, script or device in the lowest ${code('Received')} header of the returned mail: the first one written.`,
        ja: say`返送されたメールの一番下 (最初に記録された) の ${code('Received')} ヘッダーで、プログラム、スクリプト、機器を特定します。`,
      },
      {
        en: say`Set its sender field to a name and an address in angle brackets, as in the text below.`,
        ja: say`送信者の項目に、下の文面のように、名前と山括弧で囲んだアドレスを設定します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Mail from your application is refused because its From header holds no valid address. Please write one address in angle brackets after the name, for example: From: Scan room 2 <scan2@example.com>. Commas and colons in the name need quotation marks around it.`,
      ja: say`アプリケーションからのメールは、差出人 (From:) ヘッダーに有効なアドレスがないため拒否されています。名前の後に山括弧で囲んだアドレスを 1 つ指定してください (例: From: Scan room 2 <scan2@example.com>)。名前にコンマやコロンがある場合は、引用符で囲みます。`,
    },
    moreLabel: { en: 'See the header', ja: 'ヘッダーの確認' },
    more: [
      {
        title: { en: 'The mail passed your Exchange server', ja: 'Exchange サーバーを経由した場合' },
        why: {
          en: say`The returned mail carries the original headers; ${code('From')} there is what Exchange Online saw.`,
          ja: say`返送されたメールに元のヘッダーがあります。その ${code('From')} が、Exchange Online に届いた内容です。`,
        },
      },
    ],
  }),
});
