import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The domain is in a tenant, and the tenant has no licence for mail. A look-up that fails for a moment says ATTR only.
export default defineHelpdeskRule({
  id: 'recipient-tenant-has-no-mailboxes',
  ...onReply({ certainty: 'certain', codes: ['4.4.4', '5.4.4'], words: ['no mail-enabled subscriptions'], anyCode: true }),
  title: {
    en: "Recipient's tenant has no licence for mail",
    ja: '受信側のテナントにメールのライセンスがない',
  },
  sources: [
    'https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires',
    'https://learn.microsoft.com/microsoft-365/admin/setup/add-domain',
  ],
  explains: [],
  mail: 'unknown',

  text: () => ({
    cause: {
      en: say`The mail for ${or('remoteDomain', "the recipient's domain")} goes to Exchange Online, where its tenant has no active subscription with mailboxes. Nothing is wrong with the sender.`,
      ja: say`${or('remoteDomain', '受信側のドメイン')} のメールの届け先は Exchange Online ですが、そのテナントに、メールボックスを含む有効なサブスクリプションがありません。送信者側に問題はありません。`,
    },
    todo: [
      {
        en: say`Tell the recipient by another way; only their administrator can cure it.`,
        ja: say`別の手段で受信者に連絡します。対処できるのは受信側の管理者だけです。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Exchange Online does not deliver mail to ${or('recipient', 'your domain')}: your tenant has no mail-enabled subscription. Please renew or assign the licences, or, if your mail has moved elsewhere, correct the MX record and remove the domain from the tenant.`,
      ja: say`${or('recipient', '貴組織のドメイン')} 宛てのメールが、Exchange Online で配信されません。テナントに、メールを利用できるサブスクリプションがないという応答です。ライセンスの更新または割り当てをお願いします。メールを別のサービスに移した場合は、MX レコードを修正し、テナントからドメインを削除してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's domain", ja: '受信側のドメイン' },
        why: {
          en: say`PowerShell: the MX record. If it names another service, the domain in the old tenant still draws mail of other tenants; remove it there. Otherwise see Billing in the Microsoft 365 admin center.`,
          ja: say`PowerShell で MX レコードを確認します。別のサービスを指している場合も、古いテナントにドメインが残っていると、ほかのテナントからのメールがそこに届きます。古いテナントからドメインを削除します。それ以外の場合は、Microsoft 365 管理センターの [課金情報] を確認します。`,
        },
        run: ems`Resolve-DnsName ${needed('remoteDomain')} -Type MX`,
      },
    ],
  }),
});
