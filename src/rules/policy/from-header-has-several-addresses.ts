import { code, defineHelpdeskRule, onReply, or, say } from '../define.js';

// Known by code 5.1.20 alone. Several addresses in From are allowed only with one in Sender (RFC 5322).
export default defineHelpdeskRule({
  id: 'from-header-has-several-addresses',
  ...onReply({ certainty: 'certain', codes: ['5.1.20'], anyCode: true, elsewhere: ['Multiple From addresses', 'multiple addresses in From'] }),
  title: {
    en: 'From header holds several addresses and Sender none',
    ja: '差出人が複数あり、Sender ヘッダーがない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-1-20-multiple-from-addresses', 'RFC 5322'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The message names more than one address in ${code('From')}, and none in ${code('Sender')} to say who really sent it. Exchange Online refuses that; recipient and server are well.`,
      ja: say`メールの ${code('From')} に複数のアドレスがあり、実際の送信者を示す ${code('Sender')} がありません。Exchange Online はこのようなメールを拒否します。宛先とサーバーに問題はありません。`,
    },
    todo: [
      {
        en: say`In the application that wrote the message, set one address in ${code('From')}.`,
        ja: say`メールを作成したアプリケーションで、${code('From')} のアドレスを 1 つにします。`,
      },
      {
        en: say`If several are needed, add a ${code('Sender')} header with exactly one address. Replies can go to several by ${code('Reply-To')}.`,
        ja: say`複数必要な場合は、アドレスを 1 つだけ指定した ${code('Sender')} ヘッダーを追加します。返信先は ${code('Reply-To')} で複数指定できます。`,
      },
      {
        en: say`A comma inside a display name splits it in two: put the name in quotes, as in ${code('"Kovac, Ana" <ana@contoso.com>')}.`,
        ja: say`表示名のコンマで 2 つに分かれることがあります。${code('"Kovac, Ana" <ana@contoso.com>')} のように引用符で囲みます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your application wrote a message to ${or('recipient', 'a recipient')} with several addresses in the From header and no Sender header (550 5.1.20). Please use one From address, or add a Sender header with one address. A comma in a display name needs quotes around the name.`,
      ja: say`アプリケーションが ${or('recipient', '宛先')} に送信したメールは、差出人 (From:) ヘッダーに複数のアドレスがあり、Sender ヘッダーがないため拒否されました (550 5.1.20)。差出人を 1 つにするか、アドレスが 1 つの Sender ヘッダーを追加してください。表示名にコンマがある場合は引用符で囲んでください。`,
    },
    moreLabel: { en: 'I manage the mail flow', ja: 'メール管理者の場合' },
    more: [
      {
        title: { en: 'Where the header came from', ja: 'ヘッダーの出所' },
        why: {
          en: say`The original headers at the end of the NDR show the ${code('From')} line as it arrived. If the application wrote one address, a gateway or signature service on the way changed it.`,
          ja: say`配信不能レポート (NDR) の末尾にある元のヘッダーで、届いたときの ${code('From')} 行を確認します。アプリケーションの出力が 1 つであれば、経路上のゲートウェイや署名サービスが書き換えています。`,
        },
      },
    ],
  }),
});
