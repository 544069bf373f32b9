import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The limit of a mailbox for a day (5.1.90). 5.2.2 with "submission quota" is the rate as well, 5.7.232 and 5.7.233 are limits
// of the whole tenant.
export default defineRule({
  id: 'daily-recipient-limit-is-reached',
  ...onReply({ certainty: 'certain', codes: ['5.1.90'], anyCode: true, elsewhere: ['reached your daily limit for message recipients'] }),
  title: {
    en: 'Mailbox has reached its daily recipient limit',
    ja: '1 日に送信できる受信者数の上限に達している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('sender', 'The mailbox')} has reached its recipient limit for 24 hours: 10,000, or less by your outbound spam policy. The usual reason is mass mail or a stolen account. Later mail is refused until the window moves on.`,
      ja: say`${or('sender', '送信者のメールボックス')} の送信先が、24 時間あたりの上限 (10,000 件。送信スパム ポリシーの値が小さい場合はその値) に達しています。一斉送信またはアカウントの不正使用が考えられます。時間が経過するまで、以降のメールは拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: which subjects went to how many recipients (the newest 5,000), and whether the account is blocked as well.`,
          ja: say`Exchange Online PowerShell で、件名ごとの送信数 (新しい 5,000 件) と、アカウントがブロックされていないかを確認します。`,
        },
        run: ems`
          $of = @{ StartDate = (Get-Date).AddDays(-1); EndDate = (Get-Date) }
          $who = ${or('sender', "''")}
          if ($who) { $of.SenderAddress = $who }
          Get-MessageTraceV2 @of -ResultSize 5000 |
            Group-Object SenderAddress, Subject | Sort-Object Count -Descending |
            Select-Object -First 20 Count, Name
          Get-BlockedSenderAddress | Format-List SenderAddress, Reason`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Subjects that the owner does not know: treat the account as stolen. Reset the password, sign out all sessions, remove foreign rules.`,
          ja: say`本人に覚えのない件名があれば、不正使用とみなします。パスワードを変更し、全セッションをサインアウトし、不審なルールを削除します。`,
        },
      },
      {
        why: {
          en: say`Own mass mail: wait up to 24 hours. Later use a group (it counts as one recipient), High Volume Email or a mailing service.`,
          ja: say`自社の一斉送信であれば、最長 24 時間待ちます。以後は、1 件と数えられるグループ、High Volume Email、配信サービスのいずれかを使用します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A message to one recipient is delivered; no NDR with ${code('5.1.90')} comes.`,
          ja: say`1 件の宛先へのメールが届き、${code('5.1.90')} の配信不能レポート (NDR) が届かなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'The limit itself', ja: '上限について' },
    more: [
      {
        title: { en: 'The limit cannot be raised', ja: '上限を引き上げられない理由' },
        why: {
          en: say`An administrator can only set a lower one, in the outbound spam policy. Look there if the mailbox sent less than 10,000.`,
          ja: say`管理者は送信スパム ポリシーで、より低い上限だけを設定できます。10,000 件に達していない場合は、このポリシーを確認します。`,
        },
        run: ems`
          Get-HostedOutboundSpamFilterPolicy | Format-List Name, RecipientLimit*, Action*`,
      },
    ],
  }),
});
