import { code, defineOpenRule, ems, mentions, open, type ReplyClue, say } from '../define.js';

// Only the host tells a High Volume Email account, or the words of 5.5.105 (mail to the outside). Sign-in and TLS faults have
// rules that know the words.
export default defineOpenRule({
  id: 'high-volume-email-account-is-refused',
  title: {
    en: 'High Volume Email account is refused',
    ja: 'High Volume Email アカウントが拒否されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/high-volume-mails-m365',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/get-hveaccountsettings',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/get-hveaccountbillingpolicy',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/add-hveappaccess',
  ],
  reads: ['reply'],
  codes: ['5.7.0', '5.7.1', '5.5.105'],
  explains: ['mail-is-refused-by-a-policy', 'only-the-status-code-is-known'],
  fallback: 'status',
  often: 'rare',
  mail: 'refused',

  match(evidence) {
    const reply = evidence.first(
      'reply',
      (one) => (one.status?.startsWith('5') ?? false) && (isHighVolume(one) || mentions(one.text, 'High Volume Email account')),
    );
    return reply ? open({ remoteHost: reply.submissionHost ?? reply.remoteHost ?? reply.endpoint }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`An application submits through High Volume Email and is refused. These accounts send to recipients in the tenant only. They need TLS 1.2 or later, port 587 and a billing policy; with OAuth, an allowed application as well.`,
      ja: say`High Volume Email を使うアプリケーションの送信が拒否されています。このアカウントの宛先は組織内に限られます。TLS 1.2 以降、ポート 587、課金ポリシーが必要です。OAuth を使う場合は、アプリケーションの許可も必要です。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell: the accounts, their settings and their billing policies.`,
        ja: say`Exchange Online PowerShell で、アカウント、その設定、課金ポリシーを確認します。`,
      },
      run: ems`
        foreach ($one in Get-MailUser -HVEAccount) {
          $name = "$($one.PrimarySmtpAddress)"; $name
          Get-HVEAccountSettings -Identity $name | Format-List
          Get-HVEAccountBillingPolicy -Identity $name | Format-List
        }`,
    },
    outcomes: [
      {
        sees: { en: say`The recipient is outside your organization`, ja: say`受信者が組織外の場合` },
        means: {
          en: say`High Volume Email does not send outside (the usual code is 5.5.105). Use Azure Communication Services for this mail.`,
          ja: say`High Volume Email では組織外に送信できません (通常のコードは 5.5.105)。Azure Communication Services を使います。`,
        },
      },
      {
        sees: {
          en: say`${code('BillingPolicyStatus')} is not ${code('BillingPolicyValid')}`,
          ja: say`${code('BillingPolicyStatus')} が ${code('BillingPolicyValid')} でない場合`,
        },
        means: {
          en: say`Assign a billing policy to the account in the Exchange admin center; the value names what is missing.`,
          ja: say`Exchange 管理センターで課金ポリシーを割り当てます。不足している内容は、この値でわかります。`,
        },
      },
      {
        sees: {
          en: say`OAuth, and the application is missing in ${code('AllowedApps')}`,
          ja: say`OAuth で、${code('AllowedApps')} にアプリケーションがない場合`,
        },
        means: {
          en: say`Allow this one application with ${code('Add-HVEAppAccess')}; ${code('Remove-HVEAppAccess')} takes it back.`,
          ja: say`${code('Add-HVEAppAccess')} で該当のアプリケーションだけを許可します。取り消すには ${code('Remove-HVEAppAccess')} を使います。`,
        },
      },
    ],
  }),
});

const isHighVolume = ({ submissionHost, remoteHost, endpoint }: ReplyClue): boolean =>
  [submissionHost, remoteHost, endpoint].some((host) => /^smtp[-.]hve\./i.test(host ?? ''));
