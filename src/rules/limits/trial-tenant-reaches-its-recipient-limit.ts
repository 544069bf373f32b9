import { defineHelpdeskRule, ems, onReply, say } from '../define.js';

// The limit of a trial (5.7.232); a paid tenant's limit grows with its licences (5.7.233).
export default defineHelpdeskRule({
  id: 'trial-tenant-reaches-its-recipient-limit',
  ...onReply({ certainty: 'certain', codes: ['5.7.232'], anyCode: true, elsewhere: ['trial tenant has exceeded'] }),
  title: {
    en: 'Trial tenant has reached its daily recipient limit',
    ja: '試用版テナントが 1 日の外部受信者の上限に達している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A trial tenant reaches 5,000 outside recipients in any 24 hours, all its mailboxes together. Mail beyond that is returned, not kept.`,
      ja: say`試用版テナントが外部に送信できるのは、全メールボックスの合計で 24 時間に 5,000 受信者までです。超えた分のメールは保留されず、返送されます。`,
    },
    todo: [
      {
        en: say`Wait: the window slides, so room comes back hour by hour. Then send the returned mail again.`,
        ja: say`上限は直近 24 時間で計算されるため、時間とともに回復します。回復後に、返送されたメールを送信し直します。`,
      },
      {
        en: say`For real use assign paid licences; the limit then follows their number.`,
        ja: say`本番で使用する場合は、有料ライセンスを割り当てます。上限はライセンス数に応じて増えます。`,
      },
      {
        en: say`If nobody sent that much, an account was most likely taken over: find it first.`,
        ja: say`心当たりがない場合は、アカウントの侵害が考えられます。先に、そのアカウントを特定します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your mail was returned because our organization has reached its limit of outside recipients for today. Please send it again tomorrow; mail inside the organization is not affected.`,
      ja: say`組織全体で外部に送信できる受信者数の上限に達したため、メールが返送されました。明日、送信し直してください。組織内のメールには影響ありません。`,
    },
    moreLabel: { en: 'Who used the limit', ja: '送信数の多い送信者' },
    more: [
      {
        title: { en: 'Who used the limit', ja: '送信数の多い送信者' },
        why: {
          en: say`Exchange Online PowerShell: the state of the limit, then the ten senders with most mail in the last 24 hours.`,
          ja: say`Exchange Online PowerShell で実行します。上限の状態と、過去 24 時間に送信数の多い 10 件の送信者を表示します。`,
        },
        run: ems`
          Get-LimitsEnforcementStatus | Format-List
          $from = (Get-Date).AddHours(-24)
          Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -ResultSize 5000 |
            Group-Object SenderAddress | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
    ],
  }),
});
