import { code, defineRule, ems, onReply, say } from '../define.js';

// No password would do. X.7.30 means "REQUIRETLS support required" in the IANA registry, and Gmail uses it for DKIM, so the
// words decide. Refused passwords say 5.7.3, the switches for SMTP AUTH have words of their own.
export default defineRule({
  id: 'basic-authentication-for-smtp-is-off',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.30', '5.7.139'],
    words: ['Basic authentication is not supported', 'basic authentication is disabled'],
  }),
  title: {
    en: 'Basic authentication for SMTP is switched off',
    ja: 'SMTP の基本認証が無効になっている',
  },
  sources: [
    'https://techcommunity.microsoft.com/t5/exchange-team-blog/exchange-online-to-retire-basic-auth-for-client-submission-smtp/ba-p/4114750',
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The application signs in with user name and password, which is off for this account: no password and no app password helps. Microsoft turns it off by default at the end of December 2026.`,
      ja: say`アプリケーションがユーザー名とパスワードでサインインしていますが、このアカウントの基本認証は無効です。アプリ パスワードも使えません。Microsoft は 2026 年 12 月末に、基本認証を既定で無効にします。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. ${code('AllowBasicAuthSmtp')} False in a policy, or nothing at all: basic authentication is off there or in the whole service.`,
          ja: say`Exchange Online PowerShell で実行します。ポリシーの ${code('AllowBasicAuthSmtp')} が False の場合はそのポリシーで、何も表示されない場合はサービス側で無効になっています。`,
        },
        run: ems`
          Get-AuthenticationPolicy | Format-Table Name, AllowBasicAuthSmtp
          Get-OrganizationConfig | Format-List DefaultAuthenticationPolicy
          Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Change the application to OAuth 2.0 (${code('AUTH XOAUTH2')}) or to Microsoft Graph; ask its vendor for the version that can.`,
          ja: say`アプリケーションを OAuth 2.0 (${code('AUTH XOAUTH2')}) か Microsoft Graph に切り替えます。対応するバージョンは製造元に確認します。`,
        },
      },
      {
        why: {
          en: say`Devices without OAuth: relay through your Exchange Server or an inbound connector; High Volume Email for internal, Azure Communication Services for external recipients.`,
          ja: say`OAuth に対応しない機器は、Exchange Server か Exchange Online の受信コネクタ (Inbound connector) で中継します。組織内宛ては High Volume Email、組織外宛ては Azure Communication Services も使えます。`,
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
    moreLabel: { en: 'Dates, and who is next', ja: '日程と影響を受けるアプリ' },
    more: [
      {
        title: { en: 'A personal account (outlook.com, hotmail.com)', ja: '個人用アカウント (outlook.com など) の場合' },
        why: {
          en: say`Passwords ended there on 16 September 2024 for good. Only OAuth works; devices that cannot need another mail service.`,
          ja: say`パスワードによる認証は 2024 年 9 月 16 日に終了し、OAuth だけが使えます。対応しない機器では、別のメール サービスを使います。`,
        },
      },
      {
        title: { en: 'Dates', ja: '日程' },
        why: {
          en: say`Existing tenants: off by default at the end of December 2026, and administrators may turn it on again for a time. The date of the removal is announced in the second half of 2027 (Exchange team, 27 January 2026). Earlier dates (September 2025, March 2026) no longer hold.`,
          ja: say`既存のテナントでは 2026 年 12 月末に既定で無効になり、管理者は当面、再び有効にできます。廃止日は 2027 年後半に発表されます (Exchange チーム、2026 年 1 月 27 日)。以前の日程 (2025 年 9 月、2026 年 3 月) は無効です。`,
        },
      },
      {
        title: { en: 'Other applications with passwords', ja: 'パスワードを使うほかのアプリケーション' },
        why: {
          en: say`Exchange admin center, Reports, Mail flow, "SMTP AUTH clients" lists every mailbox that still signs in so.`,
          ja: say`Exchange 管理センターの [レポート] > [メール フロー] の SMTP AUTH クライアントのレポートに、該当するメールボックスが表示されます。`,
        },
      },
    ],
  }),
});
