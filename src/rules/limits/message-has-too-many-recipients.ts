import { code, defineHelpdeskRule, ems, needed, onReply, say } from '../define.js';

// Recipients of one message. The daily number of a mailbox is 5.1.90, that of a tenant 5.7.232 and 5.7.233.
export default defineHelpdeskRule({
  id: 'message-has-too-many-recipients',
  ...onReply({
    certainty: 'certain',
    codes: ['5.5.3', '4.5.3'],
    anyCode: true,
    elsewhere: ['ADR.RecipLimit', 'ADR.RecipientLimit', 'PICKUP.RecipLimit', 'too many recipients'],
    unless: ['daily', 'per day', 'hour', 'rate limit', 'sent to too many', 'too many recipients who'],
  }),
  title: {
    en: 'Message has too many recipients',
    ja: '1 通のメールの宛先が多すぎる',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/exchange/mail-flow/message-size-limits',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#recipient-limits',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`One message names more recipients than allowed. ${code('4.5.3')}: the receiving server takes only a part at once (Exchange Online 200 per domain). ${code('5.5.3')}: the sender's own limit, and nothing was sent.`,
      ja: say`1 通のメールの宛先が上限を超えています。${code('4.5.3')} は、受信側が一度に受け取れる数 (Exchange Online では 1 ドメイン 200 件) の超過です。${code('5.5.3')} は送信側の上限で、誰にも届いていません。`,
    },
    todo: [
      {
        en: say`With ${code('4.5.3')} do nothing: the sending server splits the list and tries again. An application has to split it itself.`,
        ja: say`${code('4.5.3')} の場合、対処は不要です。送信側のサーバーが宛先を分割して再試行します。アプリケーションから送信する場合は、アプリケーション側で分割します。`,
      },
      {
        en: say`With ${code('5.5.3')} send to fewer recipients at a time, or to a group: it counts as one.`,
        ja: say`${code('5.5.3')} の場合は、宛先を分けて送信するか、グループに送信します。グループは 1 件と数えられます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message names more recipients than are allowed in one message. Please send it to a distribution group, which counts as one recipient, or in several parts.`,
      ja: say`1 通のメールに指定できる宛先の数を超えています。配布グループ (1 件と数えられます) に送信するか、宛先を分けて送信してください。`,
    },
    moreLabel: { en: 'I manage the sender', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'The limits', ja: '上限の確認' },
        why: {
          en: say`Only reads. ${code('RecipientLimits')} of the mailbox wins over the organization; Exchange Online allows up to 1,000. The last line is for Exchange Server.`,
          ja: say`参照のみです。メールボックスの ${code('RecipientLimits')} が組織の値より優先され、Exchange Online の最大値は 1,000 です。最後の行は Exchange Server 用です。`,
        },
        run: ems`
          Get-Mailbox ${needed('sender')} | Format-List RecipientLimits
          Get-TransportConfig | Format-List MaxRecipientEnvelopeLimit
          Get-ReceiveConnector | Format-Table Identity, MaxRecipientsPerMessage`,
      },
    ],
  }),
});
