import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// 5.7.505 names the recipient as banned; 5.7.504 and 5.4.1 only do not know it.
export default defineHelpdeskRule({
  id: 'exchange-online-bans-the-recipient',
  ...onReply({ certainty: 'certain', codes: ['5.7.505'], anyCode: true, elsewhere: ['Access denied, banned recipient'] }),
  title: {
    en: 'Recipient is banned in Exchange Online',
    ja: '宛先が Exchange Online で禁止されている',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online delivers no mail to ${or('recipient', 'this address')}: Microsoft has blocked the recipient, or it is not valid. Nothing is wrong with the sender.`,
      ja: say`${or('recipient', 'この宛先')} は Microsoft によって禁止されているか、有効ではないため、Exchange Online がメールを配信しません。送信者には問題がありません。`,
    },
    todo: [
      {
        en: say`Compare the address with one you know is right, letter by letter.`,
        ja: say`正しいとわかっているアドレスと 1 文字ずつ比べます。`,
      },
      {
        en: say`Right, and still refused? Reach the recipient by another way; their administrator has to ask Microsoft's support.`,
        ja: say`正しいのに拒否される場合は、別の手段で受信者に連絡します。Microsoft サポートへは、受信側の管理者が問い合わせます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('recipient', 'your mailbox')} is refused by Exchange Online with "550 5.7.505 Access denied, banned recipient". Please ask your administrator to open a request with Microsoft support if the address is in use.`,
      ja: say`${or('recipient', '貴組織のアドレス')} 宛てのメールが、Exchange Online に「550 5.7.505 Access denied, banned recipient」で拒否されています。使用中のアドレスの場合は、管理者から Microsoft サポートにお問い合わせください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`Exchange Online PowerShell. If the address exists here, give this output and the NDR to Microsoft's support.`,
          ja: say`Exchange Online PowerShell で実行します。アドレスが存在する場合は、この出力と NDR を Microsoft サポートに送ります。`,
        },
        run: ems`
          Get-Recipient ${needed('recipient')} |
            Format-List RecipientTypeDetails, PrimarySmtpAddress, EmailAddresses`,
      },
    ],
  }),
});
