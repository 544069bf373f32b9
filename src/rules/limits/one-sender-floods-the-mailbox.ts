import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// The limit for one sender to one mailbox (5.2.121). All senders together are 5.2.122.
export default defineHelpdeskRule({
  id: 'one-sender-floods-the-mailbox',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.121'],
    anyCode: true,
    elsewhere: [
      'receive limit from specific sender',
      'number of messages they can send to this recipient per hour',
      'Excessive message rate from sender to recipient',
    ],
  }),
  title: {
    en: 'One sender writes to one mailbox too often',
    ja: '1 人の送信者から 1 つのメールボックスへの送信が多すぎる',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#receiving-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('sender', 'The sender')} has used up what Exchange Online takes from one sender for one mailbox in an hour. Later mail is returned until the hour is over; other senders are not affected.`,
      ja: say`${or('sender', '送信者')} から同じメールボックスへの 1 時間あたりの送信数が、Exchange Online の上限を超えています。その時間が過ぎるまで返送されます。ほかの送信者には影響しません。`,
    },
    todo: [
      {
        en: say`Stop the program that writes so often: an alert or a loop is the usual reason.`,
        ja: say`大量に送信しているプログラムを止めます。監視通知やループが主な原因です。`,
      },
      {
        en: say`Wait an hour, then send again what is still needed.`,
        ja: say`1 時間待ってから、必要なメールだけを送信し直します。`,
      },
      {
        en: say`Let the program collect its notices into one message.`,
        ja: say`通知を 1 通にまとめて送信するように設定します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your system sends more messages an hour to ${or('recipient', 'the same mailbox')} than Exchange Online takes from one sender (5.2.121). Please stop it, find out why it sends so many, and collect notices into fewer messages. After an hour mail is taken again.`,
      ja: say`システムから ${or('recipient', '同じメールボックス')} への 1 時間あたりの送信数が、Exchange Online の上限を超えています (5.2.121)。送信を止めて原因を確認し、通知をまとめてください。1 時間後に再び受け付けられます。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Who sends how much', ja: '送信者ごとの受信数' },
        why: {
          en: say`Exchange Online PowerShell; only reads. The limit cannot be raised; the report on mailboxes exceeding receiving limits names more of them.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみです。上限は引き上げられません。受信制限を超えたメールボックスのレポートでも確認できます。`,
        },
        run: ems`
          $of = @{ StartDate = (Get-Date).AddHours(-3); EndDate = (Get-Date) }
          $to = ${or('recipient', "''")}
          if ($to) { $of.RecipientAddress = $to }
          Get-MessageTraceV2 @of -ResultSize 5000 |
            Group-Object SenderAddress | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
      {
        title: { en: 'Mail between own systems', ja: '自社システム間のメールの場合' },
        why: {
          en: say`Give the alerts a shared mailbox or a Teams channel of their own, and let the monitoring collect them.`,
          ja: say`通知の宛先を専用の共有メールボックスや Teams のチャネルにし、監視システムの通知をまとめます。`,
        },
      },
    ],
  }),
});
