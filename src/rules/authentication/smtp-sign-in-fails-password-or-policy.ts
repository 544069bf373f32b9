import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// Exchange Online asked Entra ID, which said no (5.7.139). The words for a switch that is off have rules of their own; the
// words of this one appear for a wrong password and for a policy alike.
export default defineOpenRule({
  id: 'smtp-sign-in-fails-password-or-policy',
  ...onReply({
    certainty: 'open',
    codes: ['5.7.139'],
    unless: ['SmtpClientAuthentication is disabled', 'security defaults', 'basic authentication is disabled'],
  }),
  title: {
    en: 'Password or a policy fails the SMTP sign-in',
    ja: 'パスワードかポリシーで SMTP サインインに失敗する',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  ],
  explains: ['client-sends-without-signing-in'],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online passed the application's password to Entra ID, which refused the sign-in. Only the sign-in log tells the reason; the message was not sent.`,
      ja: say`Exchange Online がパスワードを Entra ID に渡し、サインインが拒否されています。理由はサインイン ログにだけ記録されます。メールは送信されていません。`,
    },
    decide: {
      why: {
        en: say`Entra admin center, sign-in logs, client app "Authenticated SMTP", in both tabs (interactive and non-interactive). Or Microsoft Graph PowerShell with ${code('AuditLog.Read.All')}: it needs Entra ID P1 and shows interactive sign-ins only.`,
        ja: say`Entra 管理センターのサインイン ログで、対話型と非対話型の両方のタブを開き、クライアント アプリ「Authenticated SMTP」で絞り込みます。${code('AuditLog.Read.All')} で接続した Microsoft Graph PowerShell でも確認できますが、Entra ID P1 が必要で、対話型だけが表示されます。`,
      },
      run: ems`
        $app = "clientAppUsed eq 'Authenticated SMTP'"
        Get-MgAuditLogSignIn -Filter $app -Top 10 | Format-List CreatedDateTime,
          UserPrincipalName, IPAddress, @{ n = 'Error'; e = { $_.Status.ErrorCode } },
          @{ n = 'Why'; e = { $_.Status.FailureReason } }`,
    },
    outcomes: [
      {
        sees: { en: say`50126`, ja: say`50126 の場合` },
        means: {
          en: say`User name or password is wrong. Correct it in the application; the user name is the sign-in name, not an alias.`,
          ja: say`ユーザー名かパスワードの誤りです。アプリケーションで修正します。ユーザー名には、エイリアスではなくサインイン名を指定します。`,
        },
      },
      {
        sees: { en: say`53003, 50076 or 50079`, ja: say`53003、50076、50079 の場合` },
        means: {
          en: say`Conditional Access, or a second factor that SMTP cannot give. The application needs OAuth; leave the policy as it is.`,
          ja: say`条件付きアクセス、または SMTP では応じられない多要素認証です。ポリシーは変更せず、アプリケーションで OAuth を使います。`,
        },
      },
      {
        sees: { en: say`50053 or 50057`, ja: say`50053、50057 の場合` },
        means: {
          en: say`The account is locked or disabled. Find out who tried passwords before you unlock it.`,
          ja: say`アカウントがロックされているか無効です。ロックを解除する前に、誰がサインインを試みたかを確認します。`,
        },
      },
      {
        sees: { en: say`Nothing is listed in either tab`, ja: say`どちらのタブにも表示されない場合` },
        means: {
          en: say`Most likely SMTP AUTH or basic authentication is off in Exchange Online: paste ${code('Get-CASMailbox')} and ${code('Get-AuthenticationPolicy')}.`,
          ja: say`Exchange Online で SMTP AUTH か基本認証が無効と考えられます。${code('Get-CASMailbox')} と ${code('Get-AuthenticationPolicy')} の出力を貼り付けてください。`,
        },
      },
    ],
  }),
});
