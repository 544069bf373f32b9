import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// All senders together (5.2.122). One sender alone is 5.2.121; many deliveries at the same moment are 4.3.2.
export default defineHelpdeskRule({
  id: 'mailbox-receives-too-much-mail',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.122'],
    anyCode: true,
    elsewhere: ['per hour message receive limit exceeded', 'number of messages they can receive per hour'],
  }),
  title: {
    en: 'Mailbox receives more mail per hour than allowed',
    ja: 'メールボックスの 1 時間あたりの受信数が上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#receiving-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`All senders together have sent more to ${or('recipient', 'the mailbox')} in an hour than Exchange Online takes (3,600 messages). Until the hour is over every sender gets this answer; no sender is at fault alone.`,
      ja: say`${or('recipient', 'このメールボックス')} が 1 時間に受信したメールの合計が、Exchange Online の上限 (3,600 通) を超えています。その時間が過ぎるまで、すべての送信者に同じ応答が返ります。特定の送信者の問題ではありません。`,
    },
    todo: [
      {
        en: say`Wait an hour, then send the message again.`,
        ja: say`1 時間待ってから送信し直します。`,
      },
      {
        en: say`If it goes on, tell the recipient by another way: something floods the mailbox.`,
        ja: say`続く場合は、メールボックスに大量のメールが届いていることを別の手段で受信者に知らせます。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`The mailbox ${or('recipient', 'you wrote to')} gets more mail at present than Exchange Online allows per hour (5.2.122). Please send your message again in an hour. Nothing is wrong with your mailbox.`,
      ja: say`宛先 ${or('recipient', 'のメールボックス')} の受信数が、現在 Exchange Online の 1 時間あたりの上限を超えています (5.2.122)。1 時間後に送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Where the mail comes from', ja: 'メールの送信元' },
        why: {
          en: say`Exchange Online PowerShell; only reads. Stop the source at the top, or split the work over several mailboxes. The limit cannot be raised.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみです。上位の送信元を止めるか、複数のメールボックスに分けます。上限は引き上げられません。`,
        },
        run: ems`
          $of = @{ StartDate = (Get-Date).AddHours(-3); EndDate = (Get-Date) }
          $to = ${or('recipient', "''")}
          if ($to) { $of.RecipientAddress = $to }
          Get-MessageTraceV2 @of -ResultSize 5000 |
            Group-Object SenderAddress | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
    ],
  }),
});
