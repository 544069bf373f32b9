import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The tenant of the mailbox that forwards refuses, not the one that was to get the mail. The NDR goes to the first
// sender, who can do nothing.
export default defineRule({
  id: 'external-forwarding-is-not-allowed',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.520'],
    anyCode: true,
    elsewhere: ['does not allow external forwarding', 'AS(7555)', 'AS(7550)'],
  }),
  title: {
    en: 'Tenant does not allow automatic external forwarding',
    ja: '外部への自動転送がテナントで許可されていない',
  },
  sources: [
    'https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding',
    'https://learn.microsoft.com/powershell/module/exchange/set-hostedoutboundspamfilterpolicy',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The mailbox that was written to forwards by itself to ${or('recipient', 'an outside address')}, and the outbound spam policy of its tenant forbids that. If that tenant is not yours, tell its owner. The mailbox keeps a copy only if the forward says so.`,
      ja: say`宛先のメールボックスから ${or('recipient', '外部のアドレス')} への自動転送が、そのテナントの送信スパム ポリシーで禁止されています。自社のテナントでない場合は、元の宛先の所有者に知らせます。元のメールボックスにメールが残るのは、コピーを残す設定の場合だけです。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell of that tenant. What forwards: mailboxes and mail flow rules, then what the policies allow.`,
          ja: say`そのテナントの Exchange Online PowerShell で実行します。転送するメールボックスとメール フロー ルール、ポリシーの設定の順に表示します。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited |
            Where-Object { $_.ForwardingSmtpAddress -or $_.ForwardingAddress } |
            Format-List PrimarySmtpAddress, Forwarding*, DeliverToMailboxAndForward
          Get-TransportRule | Where-Object { $_.RedirectMessageTo -or $_.BlindCopyTo } |
            Format-List Name, RedirectMessageTo, BlindCopyTo
          Get-HostedOutboundSpamFilterPolicy | Format-Table Name, AutoForwardingMode`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If the owner does not know the forward, the account was taken over. Reset the password, revoke sessions, remove the forward. Allow nothing.`,
          ja: say`本人に覚えのない転送は、アカウントの侵害です。パスワードをリセットし、セッションを取り消し、転送を削除します。転送は許可しません。`,
        },
      },
      {
        why: {
          en: say`If the forward is wanted, create an outbound policy in the Defender portal for these users only, with automatic forwarding ${code('On')}. Leave the default policy as it is: it would open the forward for everybody.`,
          ja: say`必要な転送の場合は、Defender ポータルで対象のユーザーだけの送信スパム ポリシーを作成し、自動転送を ${code('On')} にします。既定のポリシーは変更しません。変更すると、全員の転送が許可されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send to the mailbox again after an hour: the forwarded copy arrives, and no ${code('5.7.520')} returns.`,
          ja: say`1 時間後にそのメールボックスへ送信します。転送先に届き、${code('5.7.520')} が返らなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Inbox rules that forward', ja: '転送する受信トレイ ルール' },
    more: [
      {
        title: { en: 'No forward found: inbox rules, also hidden', ja: '見つからない場合は、受信トレイ ルール (非表示も)' },
        why: {
          en: say`Exchange Online PowerShell; it takes a while, as it reads every mailbox.`,
          ja: say`Exchange Online PowerShell で実行します。全メールボックスを調べるため、時間がかかります。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited | ForEach-Object {
            Get-InboxRule -Mailbox $_.PrimarySmtpAddress -IncludeHidden |
              Where-Object {
                $_.ForwardTo -or $_.RedirectTo -or $_.ForwardAsAttachmentTo } |
              Format-List MailboxOwnerId, Name, ForwardTo, RedirectTo
          }`,
      },
    ],
  }),
});
