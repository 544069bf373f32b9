import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// Found in the directory before anything is sent. A loop between two systems is counted in hops (5.4.14, "hop count").
export default defineRule({
  id: 'forwarding-addresses-form-a-loop',
  ...onReply({ certainty: 'certain', codes: ['5.4.6'], words: ['RESOLVER.FWD.Loop', 'forwarding loop configured'], anyCode: true }),
  title: {
    en: 'Mailboxes forward to each other in a circle',
    ja: 'メールボックスの転送先が循環している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/recipients/user-mailboxes/email-forwarding',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The mailbox')} forwards to a mailbox that forwards back to it, directly or by way of others. Exchange sees the circle in the directory and returns the mail at once.`,
      ja: say`${or('recipient', 'メールボックス')} の転送先が、直接またはほかのメールボックスを経由して元に戻っています。Exchange はディレクトリで循環を検出し、メールをすぐに返送します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell: the chain, until a name comes again.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で、同じ名前が再び現れるまで転送先をたどります。`,
        },
        run: ems`
          $next = ${needed('recipient')}
          foreach ($step in 1..6) {
            $mbx = @(Get-Mailbox "$next" -ErrorAction SilentlyContinue)[0]
            $mbx | Format-Table Name, ForwardingAddress, DeliverToMailboxAndForward
            $next = $mbx.ForwardingAddress
            if (!$next) { break }
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Ask the owners who shall get the mail. Then turn forwarding off at one mailbox of the circle: Exchange admin center, the mailbox, email forwarding.`,
          ja: say`所有者に最終的な受信者を確認し、Exchange 管理センターで、循環している 1 つのメールボックスのメール転送を無効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 ends at a mailbox without ${code('ForwardingAddress')}, and a test message arrives there.`,
          ja: say`手順 1 の最後のメールボックスの ${code('ForwardingAddress')} が空で、テスト メールがそこに届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'The chain has no circle', ja: '循環が見つからない場合' },
    more: [
      {
        title: { en: 'The chain has no circle', ja: '循環が見つからない場合' },
        why: {
          en: say`A contact or a group stands in between: a contact whose external address is one of your own mailboxes closes the circle.`,
          ja: say`途中に連絡先かグループがあります。連絡先の外部アドレスが自組織のメールボックスの場合も、転送が循環します。`,
        },
      },
    ],
  }),
});
