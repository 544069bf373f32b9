import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// The recipient's tenant itself lists the IP address. No portal of Microsoft and no public list can lift it.
export default defineHelpdeskRule({
  id: 'recipients-organization-blocks-the-address',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.507', '5.7.513'],
    anyCode: true,
    elsewhere: ['using Customer Block list', 'AS16012607', 'Access denied, rejected by recipient'],
  }),
  title: {
    en: "Recipient's organization blocks the sending address",
    ja: '受信側の組織が送信元 IP アドレスをブロックしている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/connection-filter-policies-configure',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The recipient's organization has put ${or('clientIp', 'the sending address')} on the IP block list of its own tenant. Mail from there is refused for everybody in that organization.`,
      ja: say`受信側の組織が、そのテナントの IP 禁止一覧に ${or('clientIp', '送信元の IP アドレス')} を登録しています。この IP アドレスからのメールは、組織のすべての宛先で拒否されます。`,
    },
    todo: [
      {
        en: say`Reach the recipient by another way; only their administrator can remove the entry.`,
        ja: say`別の手段で受信者に連絡します。解除できるのは受信側の管理者だけです。`,
      },
      {
        en: say`Ask what they saw: spam from a mailbox or device of yours has to stop first.`,
        ja: say`登録の理由を確認します。自社のメールボックスや機器からのスパムが理由の場合は、先に止めます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('recipient', 'your users')} is refused because your tenant's connection filter lists our address ${or('clientIp', '(see the NDR)')}. Please tell us what was received from it, and remove it from the IP block list if the reason is gone.`,
      ja: say`${or('recipient', '貴組織の受信者')} 宛てのメールが拒否されています。貴組織テナントの接続フィルターに、当方の IP アドレス ${or('clientIp', '(NDR に記載)')} が登録されているためです。登録の理由をお知らせください。解消済みであれば、IP 禁止一覧から削除してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`Exchange Online PowerShell shows the list. Remove the entry in the Defender portal (Anti-spam, Connection filter policy) once the sender has explained the cause.`,
          ja: say`Exchange Online PowerShell で一覧を表示します。送信側から原因の説明を受けた後、Defender ポータルの [スパム対策] > [接続フィルター ポリシー] で削除します。`,
        },
        run: ems`
          Get-HostedConnectionFilterPolicy | Format-List Name, IPBlockList, IPAllowList`,
      },
    ],
  }),
});
