import { defineRule, ems, needed, onReply, or, say } from '../define.js';

// Only mail from onmicrosoft.com addresses counts; the tenant's own domains go on.
export default defineRule({
  id: 'onmicrosoft-domain-reaches-its-limit',
  ...onReply({ certainty: 'certain', codes: ['5.7.236'], anyCode: true, elsewhere: ["from your tenant's onmicrosoft.com domains"] }),
  title: {
    en: 'Mail from onmicrosoft.com has reached its daily limit',
    ja: 'onmicrosoft.com からの送信が 1 日の上限に達している',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/limiting-onmicrosoft-domain-usage-for-sending-emails/4446167',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The tenant's onmicrosoft.com addresses, ${or('sender', 'this sender')} among them, may reach 100 outside recipients in 24 hours together. Mail beyond that is returned; other domains are not affected.`,
      ja: say`${or('sender', 'この送信者')} を含む onmicrosoft.com のアドレスから外部に送信できるのは、合計で 24 時間に 100 受信者までです。超えた分は返送されます。ほかのドメインには影響ありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. Mailboxes that still send from onmicrosoft.com, shared ones too, and the domains you can use instead.`,
          ja: say`Exchange Online PowerShell で実行します。onmicrosoft.com から送信するメールボックス (共有も含む) と、代わりに使えるドメインを表示します。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited |
            Where-Object { $_.PrimarySmtpAddress -like '*.onmicrosoft.com' } |
            Format-Table PrimarySmtpAddress, RecipientTypeDetails
          $domain = (Get-AcceptedDomain | Where-Object Default).DomainName
          $domain`,
      },
      {
        why: {
          en: say`The mailbox of this mail and its addresses.`,
          ja: say`このメールの送信元のメールボックスとアドレスを表示します。`,
        },
        run: ems`
          $one = Get-Mailbox ${needed('sender')}
          $one | Format-List Alias, PrimarySmtpAddress, EmailAddresses`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 ends with a domain of your own; otherwise add and verify one first, and make it the default. The other mailboxes follow in the same way.`,
          ja: say`手順 1 の最後の行が自社のドメインの場合だけ実行します。そうでない場合は、先に自社のドメインを追加して検証し、既定にします。ほかのメールボックスも同じ方法で変更します。`,
        },
        run: ems`
          if ($one -and $domain -and $domain -notlike '*.onmicrosoft.com') {
            Set-Mailbox $one.Alias -WindowsEmailAddress "$($one.Alias)@$domain"
          }`,
        changes: {
          en: say`Makes an address in your own domain the primary one; the old one stays as a second address.`,
          ja: say`自社のドメインのアドレスをプライマリにします。元のアドレスは追加のアドレスとして残ります。`,
        },
        keep: {
          en: say`Step 2 prints the old address; the same window keeps it. The new one stays as a second address.`,
          ja: say`元のアドレスは手順 2 で表示され、同じウィンドウに残ります。新しいアドレスは、戻した後も 2 つ目のアドレスとして残ります。`,
        },
        undo: ems`
          if ($one) {
            Set-Mailbox $one.Alias -WindowsEmailAddress $one.PrimarySmtpAddress
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The list no longer holds the mailbox. Returned mail can be sent again from the new address at once.`,
          ja: say`一覧にこのメールボックスが表示されなければ成功です。返送されたメールは、新しいアドレスからすぐに送信し直せます。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited |
            Where-Object { $_.PrimarySmtpAddress -like '*.onmicrosoft.com' }`,
      },
    ],
    moreLabel: { en: 'Undo, synchronized mailboxes', ja: '元に戻す方法と同期の場合' },
    more: [
      {
        title: { en: 'Mailboxes synchronized from on-premises', ja: 'オンプレミスから同期されたメールボックス' },
        why: {
          en: say`Their addresses are changed in the on-premises directory; Exchange Online refuses the command.`,
          ja: say`アドレスはオンプレミスのディレクトリで変更します。Exchange Online ではコマンドが拒否されます。`,
        },
      },
    ],
  }),
});
