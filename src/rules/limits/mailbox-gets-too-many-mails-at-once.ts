import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// By design and temporary: parallel deliveries to one mailbox. "Sender thread limit" is about a mailbox that submits, "database
// thread limit" about the whole database.
export default defineHelpdeskRule({
  id: 'mailbox-gets-too-many-mails-at-once',
  ...onReply({ certainty: 'certain', codes: ['4.3.2'], words: ['recipient thread limit exceeded'], anyCode: true }),
  title: {
    en: 'Mailbox gets too many messages at the same moment',
    ja: 'メールボックスへの同時配信数が上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://techcommunity.microsoft.com/blog/exchange/store-driver-fault-isolation-improvements-in-exchange-2010-sp1/586093',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange delivers only a few messages at a time to ${or('recipient', 'one mailbox')}, to protect the others in its database. The rest waits and is retried; nothing is broken.`,
      ja: say`Exchange は、同じデータベースのほかのメールボックスを守るため、${or('recipient', '1 つのメールボックス')} への同時配信数を制限しています。残りは待機して再試行されます。障害ではありません。`,
    },
    todo: [
      {
        en: say`Do nothing: the mail arrives when the burst is over.`,
        ja: say`対処は不要です。集中が収まれば配信されます。`,
      },
      {
        en: say`If your own application sends the burst, let it send more slowly or to several mailboxes.`,
        ja: say`自社のアプリケーションが原因の場合は、送信間隔を広げるか、宛先のメールボックスを分けます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message to ${or('recipient', 'the recipient')} is not lost. Its mailbox gets very many messages at present, and the server delivers them one after the other. You need not send it again.`,
      ja: say`${or('recipient', '受信者')} へのメールは失われていません。現在、宛先のメールボックスに大量のメールが届いており、順に配信されます。送信し直す必要はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Where the burst comes from', ja: '集中の原因' },
        why: {
          en: say`Exchange Management Shell; only reads. The sender at the top is the source. In Exchange Online take ${code('Get-MessageTraceV2')}.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。先頭の送信者が原因です。Exchange Online では ${code('Get-MessageTraceV2')} を使用します。`,
        },
        run: ems`
          $of = @{ EventId = 'DELIVER'; Start = (Get-Date).AddHours(-2) }
          $to = ${or('recipient', "''")}
          if ($to) { $of.Recipients = $to }
          Get-TransportService | Get-MessageTrackingLog @of -ResultSize 20000 |
            Group-Object Sender | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
    ],
  }),
});
