import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Not a fault of the database, though the words sound like one: the address book policy routing agent hides the recipient.
export default defineRule({
  id: 'recipient-is-outside-the-address-book-policy',
  ...onReply({ certainty: 'likely', codes: ['5.3.2'], words: ['Missing or bad StoreDriver MDB'] }),
  title: {
    en: "Recipient is outside the sender's address book policy",
    ja: '受信者が送信者のアドレス帳ポリシーの範囲外にある',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/exchange/email-addresses-and-address-books/address-book-policies/use-address-book-policy-routing-agent',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Mail is routed by address book policy. Most likely ${or('recipient', 'the recipient')} is not in the global address list of the sender's policy. Exchange treats such a recipient as one that does not exist here.`,
      ja: say`アドレス帳ポリシーによるルーティングが有効で、${or('recipient', '受信者')} が送信者のポリシーのグローバル アドレス一覧に含まれていないと考えられます。この場合、受信者は存在しないものとして扱われます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: whether routing by policy is on, and what each policy holds. If it is off, look at the recipient's database instead.`,
          ja: say`Exchange 管理シェルで、ポリシーによるルーティングの状態と各ポリシーの内容を表示します。無効の場合は、受信者のデータベースを確認します。`,
        },
        run: ems`
          Get-TransportConfig | Format-List AddressBookPolicyRoutingEnabled
          Get-AddressBookPolicy | Format-List Name, GlobalAddressList
          ${or('sender', "'*'")}, ${or('recipient', "'*'")} |
            Get-Mailbox -ResultSize 5 | Format-List Name, Database, AddressBookPolicy`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Decide whether these two may see each other. If so, widen the filter of the sender's ${code('GlobalAddressList')} to include the recipient.`,
          ja: say`両者の間の送受信を許可するかを決めます。許可する場合は、送信者の ${code('GlobalAddressList')} のフィルターに受信者が含まれるようにします。`,
        },
      },
      {
        why: {
          en: say`Then run ${code('Update-GlobalAddressList')} for that list.`,
          ja: say`その後、その一覧に対して ${code('Update-GlobalAddressList')} を実行します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The sender finds the recipient in the address book, and a new message arrives.`,
          ja: say`送信者のアドレス帳に受信者が表示され、新しいメールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'The separation is wanted', ja: '分離が意図したものである場合' },
    more: [
      {
        title: { en: 'The separation is wanted', ja: '分離が意図したものである場合' },
        why: {
          en: say`Then nothing is broken. Tell the sender to use the recipient's external address.`,
          ja: say`障害ではありません。受信者の外部アドレスを使うように送信者に伝えます。`,
        },
      },
    ],
  }),
});
