import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The mailbox exists but takes no mail. A full one is 5.2.2, one that gets too much at once 4.2.1 or 5.2.121, and the content
// filter uses 5.2.1 for mail that it has quarantined. With "user unknown" the words count: other systems use 5.2.1 for it.
export default defineHelpdeskRule({
  id: 'mailbox-is-disabled',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.1'],
    anyCode: true,
    elsewhere: ['mailbox is frozen', 'recipient account is blocked', 'Disabled recipient address', 'mailbox is inactive', 'mailbox disabled'],
    unless: ['Content Filter', 'quarantine', 'at a rate', 'too fast', 'rate limit', 'user unknown', 'unknown user', 'no such user'],
  }),
  title: {
    en: "Recipient's mailbox is disabled",
    ja: '受信者のメールボックスが無効になっている',
  },
  sources: ['https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help', 'RFC 3463'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The address ${or('recipient', 'of the recipient')} exists, but its mailbox takes no mail: disabled, inactive, or its database is offline. Sender and message are right.`,
      ja: say`${or('recipient', '受信者')} のアドレスは存在しますが、メールボックスが無効または休止中か、データベースがオフラインのため、メールを受け取れません。送信者とメールに問題はありません。`,
    },
    todo: [
      {
        en: say`Reach the recipient by another way, and ask for an address that is in use.`,
        ja: say`別の手段で受信者に連絡し、使用中のアドレスを確認します。`,
      },
      {
        en: say`Take the address off mailing lists if the person has left.`,
        ja: say`退職などで使われていない場合は、配信リストから削除します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The mailbox of ${or('recipient', 'the recipient')} is disabled or inactive at present. Please ask the recipient in another way for an address that is in use. Nothing is wrong with your mailbox.`,
      ja: say`${or('recipient', '受信者')} のメールボックスは、現在無効または休止中です。使用中のアドレスを別の手段で確認してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Account and mailbox', ja: 'アカウントとメールボックスの確認' },
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell; only reads. A disabled account alone still gets mail; in Exchange Online a mailbox without licence goes away after 30 days.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で実行します。参照のみです。アカウントが無効なだけであれば、メールは届きます。Exchange Online では、ライセンスのないメールボックスは 30 日後に削除されます。`,
        },
        run: ems`
          Get-Mailbox ${needed('recipient')} |
            Format-List Database, AccountDisabled, ExchangeUserAccountControl`,
      },
      {
        title: { en: 'Database (Exchange Server)', ja: 'データベース (Exchange Server)' },
        why: {
          en: say`Mounted is False: the event log tells why. Mount it only after that.`,
          ja: say`Mounted が False の場合は、イベント ログで理由を確認してからマウントします。`,
        },
        run: ems`Get-MailboxDatabase -Status | Format-Table Name, Server, Mounted`,
      },
    ],
  }),
});
