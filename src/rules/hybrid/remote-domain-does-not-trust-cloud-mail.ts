import { certain, code, defineRule, ems, or, type SettingClue, say, saysFalse } from '../define.js';

// Only the remote domain of the tenant's own mail.onmicrosoft.com counts; for any other domain False is right.
export default defineRule({
  id: 'remote-domain-does-not-trust-cloud-mail',
  title: {
    en: 'Remote domain of the tenant does not trust its mail',
    ja: 'テナントのリモート ドメインが組織内メールとして扱われない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/email-messages-incorrectly-quarantined',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-remotedomain',
  ],
  reads: ['setting'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const domain = evidence.first('setting', isUntrusted);
    return domain ? certain({ domain: domain.properties.get('domainname') }, [domain]) : null;
  },

  text: () => ({
    cause: {
      en: say`TrustedMail of the remote domain ${or('domain', 'of the tenant')} is False on your servers, so the headers of internal mail are not passed on. With centralized mail transport such mail may end up in quarantine.`,
      ja: say`リモート ドメイン ${or('domain', '(名前不明)')} の TrustedMail が False のため、組織内メールのヘッダーが引き継がれません。集中メール転送では、検疫されることがあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Only the domain of your own tenant may be changed: mail from it then skips content and recipient filtering.`,
          ja: say`変更してよいのは、自組織のテナントのドメインだけです。変更後は、このドメインからのメールにコンテンツと受信者のフィルターが適用されません。`,
        },
        run: ems`
          $rd = @(Get-RemoteDomain | Where-Object DomainName -like '*.mail.onmicrosoft.com')
          $rd | Format-List Name, DomainName, TrustedMail*Enabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists exactly that domain. The Hybrid Configuration Wizard sets both as well.`,
          ja: say`手順 1 でそのドメインだけが表示された場合に実行します。ハイブリッド構成ウィザードでも設定されます。`,
        },
        run: ems`
          if ($rd.Count -eq 1) {
            $rd[0] | Set-RemoteDomain -TrustedMailInboundEnabled $true
            $rd[0] | Set-RemoteDomain -TrustedMailOutboundEnabled $true
          }`,
        changes: {
          en: say`Mail to and from the tenant keeps its internal headers.`,
          ja: say`テナントと送受信するメールが、組織内メールのヘッダーを維持するようになります。`,
        },
        keep: {
          en: say`Step 1 prints the old values; the same window keeps them in ${code('$rd')}.`,
          ja: say`元の値は手順 1 で表示され、同じウィンドウの ${code('$rd')} に残ります。`,
        },
        undo: ems`
          $rd | ForEach-Object {
            Set-RemoteDomain $_.Identity -TrustedMailInboundEnabled $_.TrustedMailInboundEnabled
            Set-RemoteDomain $_.Identity -TrustedMailOutboundEnabled $_.TrustedMailOutboundEnabled
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`New mail has ${code('X-MS-Exchange-Organization-Cross-Premises-Headers-Promoted')}.`,
          ja: say`新しいメールに ${code('X-MS-Exchange-Organization-Cross-Premises-Headers-Promoted')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

const isUntrusted = (one: SettingClue): boolean =>
  one.of === 'remote-domain' &&
  /\.mail\.onmicrosoft\.com$/i.test(one.properties.get('domainname')?.trim() ?? '') &&
  (saysFalse(one, 'trustedmailinboundenabled') || saysFalse(one, 'trustedmailoutboundenabled'));
