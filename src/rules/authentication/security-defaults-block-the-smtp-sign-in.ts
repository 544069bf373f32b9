import { code, defineRule, ems, onReply, say } from '../define.js';

// The words name the policy. Without them 5.7.139 may be a wrong password as well.
export default defineRule({
  id: 'security-defaults-block-the-smtp-sign-in',
  ...onReply({ certainty: 'certain', codes: ['5.7.139'], words: ['security defaults policy'] }),
  title: {
    en: 'Security defaults block the SMTP sign-in',
    ja: 'セキュリティの既定値群が SMTP サインインを拒否している',
  },
  sources: [
    'https://learn.microsoft.com/entra/fundamentals/security-defaults',
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The organization uses security defaults of Entra ID, which refuse sign-ins with a password alone, SMTP among them. The message was not sent.`,
      ja: say`組織で Entra ID のセキュリティの既定値群が有効なため、SMTP を含む、パスワードだけのサインインが拒否されています。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Microsoft Graph PowerShell, connected with ${code('Policy.Read.All')}: IsEnabled is True.`,
          ja: say`${code('Policy.Read.All')} で接続した Microsoft Graph PowerShell で実行します。IsEnabled が True であることを確認します。`,
        },
        run: ems`
          Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy |
            Format-List DisplayName, IsEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Leave security defaults on. Let the application use OAuth; the mailbox still needs "Authenticated SMTP" (Microsoft 365 admin center, user, Mail, Manage email apps).`,
          ja: say`セキュリティの既定値群は有効のままにし、アプリケーションを OAuth に切り替えます。メールボックスの [認証済み SMTP] も必要です (Microsoft 365 管理センターのユーザーの [メール] > [メール アプリを管理する])。`,
        },
      },
      {
        why: {
          en: say`No OAuth in the application: relay through your Exchange Server, or through an inbound connector for its fixed address.`,
          ja: say`OAuth に対応していない場合は中継します。Exchange Server か、固定アドレス用の Exchange Online の受信コネクタ (Inbound connector) を使います。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The application's log shows ${code('235 2.7.0 Authentication successful')} behind ${code('AUTH XOAUTH2')}.`,
          ja: say`アプリケーションのログで、${code('AUTH XOAUTH2')} の後に ${code('235 2.7.0 Authentication successful')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Turning the defaults off', ja: '既定値群を無効にする前に' },
    more: [
      {
        title: { en: 'Advice to turn them off', ja: '無効にするという助言について' },
        why: {
          en: say`Only an organization with Conditional Access of at least the same strength may replace them. Otherwise every account is open to password guessing again.`,
          ja: say`無効にできるのは、同等以上の条件付きアクセスがある組織だけです。それ以外の組織では、すべてのアカウントがパスワード推測の攻撃を受けやすくなります。`,
        },
      },
    ],
  }),
});
