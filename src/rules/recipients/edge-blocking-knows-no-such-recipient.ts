import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Refused at the door, before the message was taken: 5.1.10 comes after that, 5.7.504 has the same words for another
// reason, and Postfix writes them with 5.7.1 for its access list. "Relay Access Denied" means that the domain is unknown.
export default defineHelpdeskRule({
  id: 'edge-blocking-knows-no-such-recipient',
  ...onReply({
    certainty: 'certain',
    codes: ['5.4.1'],
    words: ['Recipient address rejected: Access denied', 'All recipient addresses rejected'],
    where: ({ status }) => status === '5.4.1',
  }),
  title: {
    en: 'Recipient is not in the directory of Exchange Online',
    ja: '宛先が Exchange Online のディレクトリにない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-4-1',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-directory-based-edge-blocking',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online does not know ${or('recipient', 'this address')} and refuses it at the door. It is mistyped or gone, or it exists on-premises only and was not synchronized.`,
      ja: say`Exchange Online に ${or('recipient', 'この宛先')} がないため、受信の時点で拒否されました。入力の誤り、アドレスの削除、オンプレミスからの同期漏れのいずれかです。`,
    },
    todo: [
      {
        en: say`Compare the address with one you know is right, letter by letter, and send again.`,
        ja: say`正しいとわかっているアドレスと 1 文字ずつ比べ、送信し直します。`,
      },
      {
        en: say`Right, and still refused? Tell the recipient by another way; their IT team needs the quoted line.`,
        ja: say`正しいのに届かない場合は、別の手段で受信者に知らせます。受信側の管理者には上の引用行が必要です。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('recipient', 'your user')} is refused with "550 5.4.1 Recipient address rejected: Access denied". Please check that the address exists in your Exchange Online, and if the mailbox is on-premises, that it is synchronized to the cloud.`,
      ja: say`${or('recipient', '貴組織の受信者')} 宛てのメールが「550 5.4.1 Recipient address rejected: Access denied」で拒否されています。アドレスが Exchange Online にあること、オンプレミスのメールボックスの場合は同期されていることをご確認ください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Only this recipient is refused', ja: 'この宛先だけが拒否される場合' },
        why: {
          en: say`Exchange Online PowerShell. Nothing listed? Mailbox: run the directory synchronization. Public folder: run ${code('Sync-ModernMailPublicFolders')}. On-premises dynamic group: create a mail contact. Allow 24 hours.`,
          ja: say`Exchange Online PowerShell で実行します。何も表示されない場合、メールボックスならディレクトリ同期、パブリック フォルダーなら ${code('Sync-ModernMailPublicFolders')} を実行します。オンプレミスの動的配布グループなら、メール連絡先を作成します。反映に最大 24 時間かかります。`,
        },
        run: ems`
          Get-Recipient ${needed('recipient')} |
            Format-List RecipientTypeDetails, EmailAddresses, ExternalEmailAddress
          Get-AcceptedDomain | Format-Table DomainName, DomainType`,
      },
      {
        title: { en: 'Every recipient of the domain is refused', ja: 'ドメインのすべての宛先が拒否される場合' },
        why: {
          en: say`Microsoft's way (October 2026): in the Exchange admin center set the domain to Internal relay and at once back to Authoritative. That writes it to the edge again; meanwhile unknown recipients are relayed.`,
          ja: say`Microsoft の手順 (2026 年 10 月) です。Exchange 管理センターで、ドメインを [内部の中継] に変更し、すぐに [権限あり] に戻すと、情報が再同期されます。その間、存在しない宛先も中継されます。`,
        },
      },
    ],
  }),
});
