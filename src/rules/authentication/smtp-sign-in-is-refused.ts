import { code, defineOpenRule, ems, onReply, say } from '../define.js';

const reply = onReply({ certainty: 'open', codes: ['5.7.3', '5.7.8'], words: ['Authentication unsuccessful'] });

// Exchange Online and Exchange Server use these words, whatever the reason. 5.7.139 tells more; "Cannot achieve Exchange
// Server authentication" is between servers.
export default defineOpenRule({
  id: 'smtp-sign-in-is-refused',
  ...reply,
  reads: ['reply', 'bounce', 'event'],
  on: ['reply', 'bounce'],
  title: {
    en: 'Server refuses the SMTP sign-in',
    ja: 'SMTP のサインインが拒否されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-off',
  ],
  explains: ['client-sends-without-signing-in'],
  often: 'usual',
  mail: 'refused',

  match(evidence) {
    // Event 1035 tells which connector of the own server was called, and from where.
    return evidence.first('event', ({ id, error }) => id === 1035 && error !== undefined) ? null : reply.match(evidence);
  },

  text: () => ({
    cause: {
      en: say`The application signed in, and the server refused it: wrong password, SMTP AUTH switched off, or a sign-in policy. The message was not sent.`,
      ja: say`アプリケーションのサインインが、サーバーに拒否されています。パスワードの誤り、SMTP AUTH の無効化、サインインのポリシーのいずれかです。メールは送信されていません。`,
    },
    decide: {
      why: {
        en: say`First sign in to Outlook on the web as the application's account. Then in Exchange Online PowerShell:`,
        ja: say`まず、アプリケーションのアカウントで Web 版 Outlook にサインインできるかどうかを確認します。次に Exchange Online PowerShell で実行します。`,
      },
      run: ems`
        Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
        Get-CASMailbox -ResultSize Unlimited |
          Where-Object SmtpClientAuthenticationDisabled -ne $null |
          Format-Table PrimarySmtpAddress, SmtpClientAuthenticationDisabled`,
    },
    outcomes: [
      {
        sees: { en: say`The web sign-in fails`, ja: say`Web でサインインできない場合` },
        means: {
          en: say`The password is wrong or expired, or the account is blocked.`,
          ja: say`パスワードの誤りか期限切れ、またはアカウントのブロックです。`,
        },
      },
      {
        sees: { en: say`The web sign-in asks for a second factor`, ja: say`Web で多要素認証を求められる場合` },
        means: {
          en: say`A password alone is refused for this account. The application needs OAuth.`,
          ja: say`このアカウントでは、パスワードだけのサインインは拒否されます。アプリケーションに OAuth が必要です。`,
        },
      },
      {
        sees: {
          en: say`True for the tenant, and no False for the mailbox; or True for the mailbox`,
          ja: say`テナントが True でメールボックスに False がない、またはメールボックスが True の場合`,
        },
        means: {
          en: say`SMTP AUTH is off. Allow it for this mailbox alone. Passwords end by default at the end of December 2026 (Exchange team, January 2026).`,
          ja: say`SMTP AUTH が無効です。このメールボックスだけ有効にします。パスワードによるサインインは 2026 年 12 月末に既定で無効になります (Exchange チーム、2026 年 1 月)。`,
        },
      },
      {
        sees: { en: say`The server is your own Exchange Server`, ja: say`サーバーが自社の Exchange Server の場合` },
        means: {
          en: say`The password, or ${code('AuthMechanism')} of ${code('Client Frontend')} on port 587. Paste ${code('Get-ReceiveConnector | Format-List')}.`,
          ja: say`パスワードか、ポート 587 の ${code('Client Frontend')} の ${code('AuthMechanism')} が原因です。${code('Get-ReceiveConnector | Format-List')} の出力を貼り付けてください。`,
        },
      },
    ],
  }),
});
