import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// 5.7.504 has the words of edge blocking (5.4.1). It refuses this recipient, not what the directory of the domain lacks.
export default defineHelpdeskRule({
  id: 'recipient-address-is-refused',
  ...onReply({ certainty: 'certain', codes: ['5.7.504'] }),
  title: {
    en: 'Recipient address is not valid in Exchange Online',
    ja: '宛先が Exchange Online で有効ではない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online says that ${or('recipient', 'this address')} is not valid for mail from this sender: mistyped, removed, or not open to it.`,
      ja: say`Exchange Online が、${or('recipient', 'この宛先')} は有効ではないと応答しました。入力の誤り、アドレスの削除、この送信者に対する受信制限のいずれかです。`,
    },
    todo: [
      {
        en: say`Compare the address with one you know is right, letter by letter, and send again.`,
        ja: say`正しいとわかっているアドレスと 1 文字ずつ比べ、送信し直します。`,
      },
      {
        en: say`Right, and still refused? Ask the recipient's IT team; they need the quoted line.`,
        ja: say`正しいのに届かない場合は、上の引用行を添えて受信側の管理者に問い合わせます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The address ${or('recipient', 'you wrote to')} is not valid in the recipient's organization. Please check it with the recipient and type it in full. Nothing is wrong with your mailbox.`,
      ja: say`宛先 ${or('recipient', 'のアドレス')} は、受信側の組織で有効ではありません。相手に正しいアドレスを確認し、アドレス全体を入力して送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`Exchange Online PowerShell. Shows whether the address exists and from whom it takes mail. This only reads.`,
          ja: say`Exchange Online PowerShell で実行します。アドレスの有無と、受信を許可する送信者を表示します。参照のみのコマンドです。`,
        },
        run: ems`
          $to = @{ Identity = ${needed('recipient')} }
          $to.ErrorAction = 'SilentlyContinue'
          Get-Recipient @to | Format-List RecipientTypeDetails, EmailAddresses
          @(Get-Mailbox @to) + @(Get-DistributionGroup @to) |
            Format-List RequireSenderAuthenticationEnabled, AcceptMessagesOnly*`,
      },
    ],
  }),
});
