import { code, defineRule, ems, onReply, say } from '../define.js';

// A sign-in was tried and the switch of the organization forbids it; without one it is 5.7.57. The switch of the mailbox
// wins over that of the organization, so one mailbox is opened, not all.
export default defineRule({
  id: 'smtp-auth-is-off-for-the-tenant',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.139'],
    words: ['SmtpClientAuthentication is disabled for the Tenant'],
    anyCode: true,
  }),
  title: {
    en: 'SMTP AUTH is switched off for the organization',
    ja: '組織全体で SMTP AUTH が無効になっている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    'https://learn.microsoft.com/powershell/module/exchange/set-casmailbox',
  ],
  explains: ['client-sends-without-signing-in'],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online refuses SMTP sign-ins for the whole organization, the default of new tenants. The password was not even checked; the message was not sent.`,
      ja: say`Exchange Online が、組織全体で SMTP のサインインを拒否しています (新しいテナントの既定値)。パスワードは検証されていません。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the first line says True, and the application's mailbox is not listed with False.`,
          ja: say`Exchange Online PowerShell で実行します。最初の値が True で、アプリケーションのメールボックスが一覧にないことを確認します。`,
        },
        run: ems`
          Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
          Get-CASMailbox -ResultSize Unlimited |
            Where-Object SmtpClientAuthenticationDisabled -eq $false |
            Format-Table PrimarySmtpAddress, SmtpClientAuthenticationDisabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Microsoft 365 admin center, Active users, the mailbox, Mail, Manage email apps: turn on "Authenticated SMTP" for this mailbox alone. Leave the organization's switch off.`,
          ja: say`Microsoft 365 管理センターの [アクティブなユーザー] で該当ユーザーを開きます。[メール] > [メール アプリを管理する] で [認証済み SMTP] を有効にします。組織全体の設定は変更しません。`,
        },
      },
      {
        why: {
          en: say`Let the application use OAuth. Passwords over SMTP are off by default from the end of December 2026; their removal date is announced in the second half of 2027 (Exchange team, 27 January 2026).`,
          ja: say`アプリケーションを OAuth に切り替えます。SMTP のパスワード認証は 2026 年 12 月末に既定で無効になり、廃止日は 2027 年後半に発表されます (Exchange チーム、2026 年 1 月 27 日)。`,
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
    moreLabel: { en: 'Without a password', ja: 'パスワードを使わない方法' },
    more: [
      {
        title: { en: 'The application has no OAuth', ja: 'OAuth に対応していない場合' },
        why: {
          en: say`Relay through your Exchange Server or an inbound connector for its fixed address; High Volume Email for internal recipients; Azure Communication Services for external ones.`,
          ja: say`Exchange Server か、固定アドレス用の Exchange Online の受信コネクタ (Inbound connector) を経由して中継します。組織内宛てには High Volume Email、組織外宛てには Azure Communication Services を使えます。`,
        },
      },
      {
        title: { en: 'The next error is 5.7.139 with other words', ja: '次に別の文面の 5.7.139 が出る場合' },
        why: {
          en: say`Then the switch works, and the password or a policy is what fails. Paste the new error.`,
          ja: say`設定は反映されており、パスワードかポリシーで失敗しています。新しいエラーを貼り付けてください。`,
        },
      },
    ],
  }),
});
