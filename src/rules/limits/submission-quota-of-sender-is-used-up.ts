import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// 5.2.2 with these words speaks of the sender's rate; without them the recipient's mailbox is full. 5.1.90 is the daily limit alone.
export default defineRule({
  id: 'submission-quota-of-sender-is-used-up',
  ...onReply({ certainty: 'certain', codes: ['5.2.2', '4.2.2'], words: ['submission quota', 'SubmissionQuotaExceeded'], anyCode: true }),
  title: {
    en: "Sender's submission quota is used up",
    ja: '送信者が送信の上限に達している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-for-submission-quota-exceeded-in-exchange-online',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('sender', 'The sender')} has sent to too many recipients, or too fast: a newsletter, an application, or a thief with its password. The mail was not accepted; the recipient has nothing to do with it.`,
      ja: say`${or('sender', '送信者')} の送信が、受信者数または速度の上限を超えています。一斉送信、アプリケーション、アカウントの不正使用が考えられます。メールは受け付けられていません。受信者側に問題はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: what the mailbox sent in the last 24 hours, the newest 5,000. Subjects that the owner does not know mean a stolen account.`,
          ja: say`Exchange Online PowerShell で、過去 24 時間の送信 (新しい 5,000 件) を確認します。本人に覚えのない件名があれば、アカウントが不正に使用されています。`,
        },
        run: ems`
          $of = @{ StartDate = (Get-Date).AddDays(-1); EndDate = (Get-Date) }
          $who = ${or('sender', "''")}
          if ($who) { $of.SenderAddress = $who }
          Get-MessageTraceV2 @of -ResultSize 5000 |
            Group-Object SenderAddress, Subject | Sort-Object Count -Descending |
            Select-Object -First 20 Count, Name`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Unknown subjects: reset the password, sign out all sessions, remove foreign inbox rules.`,
          ja: say`覚えのない件名がある場合は、パスワードを変更し、全セッションをサインアウトし、不審な受信トレイ ルールを削除します。`,
        },
      },
      {
        why: {
          en: say`Otherwise stop the sending and wait: the quota of 10,000 recipients counts the last 24 hours, the rate of 30 messages the last minute.`,
          ja: say`それ以外は送信を止めて待ちます。受信者 10,000 件の上限は過去 24 時間、30 通の上限は 1 分間で数えられます。`,
        },
      },
      {
        why: {
          en: say`Move mass mail to High Volume Email, Azure Communication Services or a mailing service.`,
          ja: say`一斉送信は、High Volume Email、Azure Communication Services、配信サービスのいずれかに移します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A message to one recipient is delivered and no new NDR comes.`,
          ja: say`1 件の宛先へのメールが配信され、新しい配信不能レポート (NDR) が届かなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Mailbox on Exchange Server', ja: 'Exchange Server の場合' },
    more: [
      {
        title: { en: 'Mailbox on Exchange Server', ja: 'Exchange Server のメールボックスの場合' },
        why: {
          en: say`Exchange Management Shell. Its throttling policy sets both limits: ${code('RecipientRateLimit')} a day, ${code('MessageRateLimit')} a minute.`,
          ja: say`Exchange 管理シェルで実行します。上限は調整ポリシーの ${code('RecipientRateLimit')} (1 日) と ${code('MessageRateLimit')} (1 分) で決まります。`,
        },
        run: ems`
          Get-Mailbox ${needed('sender')} | Format-Table Name, ThrottlingPolicy
          Get-ThrottlingPolicy | Format-Table Name, RecipientRateLimit, MessageRateLimit`,
      },
    ],
  }),
});
