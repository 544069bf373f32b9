import { code, defineRule, ems, likely, or, type SettingClue, say, saysFalse } from '../define.js';

// KB3079142 means contoso.onmicrosoft.com, which stands in X-OriginatorOrg. The wizard makes a remote domain for
// contoso.mail.onmicrosoft.com as well; False is normal there, and since Exchange 2013 the send connector decides.
export default defineRule({
  id: 'remote-domain-does-not-trust-cloud-mail',
  title: {
    en: 'Remote domain of the tenant does not trust its mail',
    ja: 'テナントのリモート ドメインのメールが組織内扱いにならない',
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
    return domain ? likely({ domain: domain.properties.get('domainname') }, [domain]) : null;
  },

  text: () => ({
    cause: {
      en: say`TrustedMail of the remote domain ${or('domain', 'of the tenant')} is False. With centralized mail transport, mail that comes back from your servers is most likely scanned a second time and may end up in quarantine.`,
      ja: say`リモート ドメイン ${or('domain', '(名前不明)')} の TrustedMail が False です。メール トランスポートの集中管理を使う構成では、オンプレミスのサーバーから戻ったメールが再び検査され、検疫されることがあると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell. The fault is proved if a quarantined message has both ${code('X-Forefront-Antispam-Report-Untrusted')} and ${code('X-Forefront-Antispam-Report')}, and the domain below is the one in its ${code('X-OriginatorOrg')}.`,
          ja: say`Exchange 管理シェルで実行します。検疫されたメールに ${code('X-Forefront-Antispam-Report-Untrusted')} と ${code('X-Forefront-Antispam-Report')} の両方があり、${code('X-OriginatorOrg')} が次のドメインと一致すれば、これが原因です。`,
        },
        run: ems`
          $rd = @(Get-RemoteDomain | Where-Object DomainName -match '^[^.]+\.onmicrosoft\.com$')
          $rd | Format-List Name, DomainName, TrustedMail*Enabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists exactly that domain, and it is your own tenant: mail from it then skips content and recipient filtering.`,
          ja: say`手順 1 でそのドメインだけが表示され、自組織のテナントである場合に実行します。変更後は、このドメインからのメールにコンテンツと受信者のフィルターが適用されません。`,
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
          en: say`New mail has ${code('X-MS-Exchange-Organization-Cross-Premises-Headers-Promoted')} with the name of your server.`,
          ja: say`新しいメールの ${code('X-MS-Exchange-Organization-Cross-Premises-Headers-Promoted')} にオンプレミスのサーバーの名前があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo and 1 more hint', ja: '元に戻す方法、補足 1 件' },
    more: [
      {
        title: { en: 'Headers are lost although both are True', ja: '両方が True でもヘッダーが失われる場合' },
        why: {
          en: say`Exchange 2013 and later: the send connector to Exchange Online needs ${code('CloudServicesMailEnabled')}, which the Hybrid Configuration Wizard sets. This only reads.`,
          ja: say`Exchange 2013 以降では、Exchange Online 宛ての送信コネクタに ${code('CloudServicesMailEnabled')} が必要です (ハイブリッド構成ウィザードが設定します)。参照のみのコマンドです。`,
        },
        run: ems`Get-SendConnector | Format-Table Name, CloudServicesMailEnabled, AddressSpaces`,
      },
    ],
  }),
});

const isUntrusted = (one: SettingClue): boolean =>
  one.of === 'remote-domain' &&
  /^[^.]+\.onmicrosoft\.com$/i.test(one.properties.get('domainname')?.trim() ?? '') &&
  (saysFalse(one, 'trustedmailinboundenabled') || saysFalse(one, 'trustedmailoutboundenabled'));
