import { code, defineRule, ems, onReply, say } from '../define.js';

// The switch of one mailbox, not of the organization. Microsoft's pages do not print these words, so it is likely only.
export default defineRule({
  id: 'smtp-auth-is-off-for-the-mailbox',
  ...onReply({
    certainty: 'likely',
    codes: ['5.7.139'],
    words: ['SmtpClientAuthentication is disabled for the Mailbox', 'SmtpClientAuthentication is disabled for the User'],
    anyCode: true,
  }),
  title: {
    en: 'SMTP AUTH is switched off for the mailbox',
    ja: 'メールボックスで SMTP AUTH が無効になっている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    'https://learn.microsoft.com/powershell/module/exchange/set-casmailbox',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online refuses SMTP sign-ins for this one mailbox; most likely its own switch is off, whatever the organization allows. The message was not sent.`,
      ja: say`Exchange Online が、このメールボックスの SMTP サインインを拒否しています。組織の設定とは別に、メールボックスの設定が無効になっていると考えられます。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the application's mailbox is in this list.`,
          ja: say`Exchange Online PowerShell で実行し、アプリケーションのメールボックスが一覧にあることを確認します。`,
        },
        run: ems`
          Get-CASMailbox -ResultSize Unlimited |
            Where-Object SmtpClientAuthenticationDisabled -eq $true |
            Format-Table PrimarySmtpAddress, SmtpClientAuthenticationDisabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If somebody switched it off on purpose, ask first. Microsoft 365 admin center, Active users, the mailbox, Mail, Manage email apps: turn on "Authenticated SMTP".`,
          ja: say`意図的に無効にされていないことを確認します。Microsoft 365 管理センターの [アクティブなユーザー] で該当ユーザーを開きます。[メール] > [メール アプリを管理する] で [認証済み SMTP] を有効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After up to an hour the application's log shows ${code('235 2.7.0 Authentication successful')}.`,
          ja: say`最大 1 時間で反映されます。アプリケーションのログに ${code('235 2.7.0 Authentication successful')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'What comes next', ja: '今後の変更' },
    more: [
      {
        title: { en: 'Passwords over SMTP end', ja: 'SMTP のパスワード認証の終了' },
        why: {
          en: say`The switch is needed with OAuth too. Passwords are off by default from the end of December 2026 (Exchange team, 27 January 2026): plan OAuth for the application.`,
          ja: say`この設定は OAuth でも必要です。パスワード認証は 2026 年 12 月末に既定で無効になります (Exchange チーム、2026 年 1 月 27 日)。アプリケーションの OAuth への切り替えを計画します。`,
        },
      },
    ],
  }),
});
