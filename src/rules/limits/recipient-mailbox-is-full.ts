import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The storage of the recipient. "Submission quota" under the same code is a limit of the sender, and MapiExceptionQuotaExceeded
// without "Shutoff" belongs to a public folder.
export default defineHelpdeskRule({
  id: 'recipient-mailbox-is-full',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.2', '4.2.2'],
    anyCode: true,
    elsewhere: [
      'mailbox full',
      'mailbox is full',
      'mailbox quota exceeded',
      'MapiExceptionShutoffQuotaExceeded',
      'over quota',
      'exceeded storage',
      'storage quota',
      'disk quota',
      'quota exceeded message delivery',
    ],
    unless: [
      'submission quota',
      'queue quota',
      '.MapiExceptionQuotaExceeded',
      'AggregateGroupMailbox',
      'Sender throttled',
      'STOREDRV.Submission',
      'sending',
      'outbound',
    ],
    // The default words of reply 552 are printed for a message that is too big as well.
    where: ({ status, text }) => status?.slice(1) !== '.3.4' || /mailbox/i.test(text),
  }),
  title: {
    en: "Recipient's mailbox is full",
    ja: '受信者のメールボックスに空き容量がない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
    'RFC 3463',
  ],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The mailbox of ${or('recipient', 'the recipient')} has no room left, so its server takes no mail for it. Address and sender are right.`,
      ja: say`${or('recipient', '受信者')} のメールボックスの容量が上限に達しているため、新しいメールを受け取れません。宛先と送信者に問題はありません。`,
    },
    todo: [
      {
        en: say`Tell the recipient by telephone or another way: no mail arrives until there is room.`,
        ja: say`空きができるまで届かないため、電話などで受信者に知らせます。`,
      },
      {
        en: say`If the code begins with 5, send the message again afterwards; with 4, the server retries by itself.`,
        ja: say`コードが 5 で始まる場合は、空きができた後に送信し直します。4 で始まる場合は、自動的に再試行されます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The mailbox of ${or('recipient', 'the recipient')} is full. Please tell the recipient in another way to delete or archive mail, then send your message again. Nothing is wrong with your mailbox.`,
      ja: say`${or('recipient', '受信者')} のメールボックスがいっぱいです。不要なメールの削除やアーカイブを、別の手段で受信者に依頼し、その後に送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'How full it is, and the limits', ja: '使用量と上限' },
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell; only reads. Deleted mail counts against ${code('RecoverableItemsQuota')}.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で実行します。参照のみです。回復可能なアイテムには ${code('RecoverableItemsQuota')} が適用されます。`,
        },
        run: ems`
          Get-MailboxStatistics ${needed('recipient')} |
            Format-List TotalItemSize, TotalDeletedItemSize, Database*Quota
          Get-Mailbox ${needed('recipient')} |
            Format-List *Quota*, ArchiveStatus, RetentionPolicy, LitigationHoldEnabled`,
      },
      {
        title: { en: 'Making room', ja: '空きを作る方法' },
        why: {
          en: say`Empty Deleted Items, turn on the archive mailbox, or raise the quota. In Exchange Online the licence sets the highest value; on a server check the disk first.`,
          ja: say`削除済みアイテムを空にするか、アーカイブを有効にするか、上限を引き上げます。Exchange Online の最大値はライセンスで決まります。サーバーでは、先にディスクの空きを確認します。`,
        },
      },
    ],
  }),
});
