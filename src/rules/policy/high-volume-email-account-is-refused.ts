import { code, defineOpenRule, ems, open, type ReplyClue, say } from '../define.js';

// Only the host tells a High Volume Email account; Microsoft documents no code of its own. Sign-in and TLS faults have rules
// that know the words.
export default defineOpenRule({
  id: 'high-volume-email-account-is-refused',
  title: {
    en: 'High Volume Email account is refused',
    ja: 'High Volume Email アカウントが拒否されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/high-volume-mails-m365',
    'https://learn.microsoft.com/powershell/module/exchange/get-hveaccountsettings',
  ],
  reads: ['reply'],
  codes: ['5.7.0', '5.7.1'],
  explains: ['mail-is-refused-by-a-policy', 'only-the-status-code-is-known'],
  fallback: 'status',
  often: 'rare',
  mail: 'refused',

  match(evidence) {
    const reply = evidence.first('reply', (one) => (one.status?.startsWith('5') ?? false) && isHighVolume(one));
    return reply ? open({ remoteHost: reply.submissionHost ?? reply.remoteHost ?? reply.endpoint }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`An application submits through High Volume Email and is refused. These accounts need TLS 1.2, port 587, a billing policy and allowed applications; they are meant for internal recipients.`,
      ja: say`High Volume Email を使うアプリケーションの送信が拒否されています。このアカウントには、TLS 1.2、ポート 587、課金ポリシー、アプリケーションの許可が必要で、宛先は組織内に限られます。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell: the accounts and their settings.`,
        ja: say`Exchange Online PowerShell で、アカウントとその設定を確認します。`,
      },
      run: ems`
        Get-MailUser -HVEAccount | ForEach-Object { $_.PrimarySmtpAddress
          Get-HVEAccountSettings -Identity $_.Identity | Format-List }`,
    },
    outcomes: [
      {
        sees: { en: say`The recipient is outside your organization`, ja: say`受信者が組織外の場合` },
        means: {
          en: say`High Volume Email is for internal recipients. Use Azure Communication Services for this mail.`,
          ja: say`High Volume Email は組織内宛て専用です。Azure Communication Services を使います。`,
        },
      },
      {
        sees: { en: say`No billing policy`, ja: say`課金ポリシーがない場合` },
        means: {
          en: say`Assign one to the account in the Exchange admin center.`,
          ja: say`Exchange 管理センターで課金ポリシーを割り当てます。`,
        },
      },
      {
        sees: { en: say`The application is not among the allowed ones`, ja: say`アプリケーションが許可されていない場合` },
        means: {
          en: say`Allow this one application with ${code('Add-HVEAppAccess')}; ${code('Remove-HVEAppAccess')} takes it back.`,
          ja: say`${code('Add-HVEAppAccess')} で該当のアプリケーションだけを許可します。取り消すには ${code('Remove-HVEAppAccess')} を使います。`,
        },
      },
    ],
  }),
});

const isHighVolume = ({ submissionHost, remoteHost, endpoint }: ReplyClue): boolean =>
  [submissionHost, remoteHost, endpoint].some((host) => host?.toLowerCase().startsWith('smtp-hve.') ?? false);
