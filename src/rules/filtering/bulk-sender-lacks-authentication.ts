import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Outlook.com's rule for bulk senders: SPF, DKIM and DMARC have to pass together. 5.7.509 is DMARC alone.
export default defineRule({
  id: 'bulk-sender-lacks-authentication',
  ...onReply({ certainty: 'certain', codes: ['5.7.515'], anyCode: true, elsewhere: ['the required authentication level'] }),
  title: {
    en: "Bulk sender's domain is not fully authenticated",
    ja: '大量送信ドメインが送信ドメイン認証の要件を満たしていない',
  },
  sources: [
    'https://support.microsoft.com/topic/fix-ndr-error-550-5-7-515-in-outlook-com-34cfe8f8-6fbf-457e-9e8b-9e4dbaf4e0ef',
    'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Since 5 May 2025, bulk senders must pass SPF, DKIM and DMARC at Outlook.com, Hotmail, Live and MSN. That means domains with 5,000 or more mails a day. ${or('senderDomain', "The sender's domain")} does not pass, so its mail is refused.`,
      ja: say`2025 年 5 月 5 日以降、Outlook.com、Hotmail、Live、MSN への大量送信には、SPF、DKIM、DMARC のすべての合格が必要です。1 日 5,000 通以上を送信するドメインが対象です。${or('senderDomain', '送信者のドメイン')} は合格していないため、メールが拒否されています。`,
    },
    confirm: [
      {
        why: {
          en: say`The reply ends with ${code('Spf=')}, ${code('Dkim=')} and ${code('DMARC=')}: each that does not say Pass needs work. The command shows the SPF and DMARC records.`,
          ja: say`応答の末尾にある ${code('Spf=')}、${code('Dkim=')}、${code('DMARC=')} のうち、Pass でないものが対象です。次のコマンドで SPF と DMARC のレコードを確認します。`,
        },
        run: ems`
          $domain = ${or('senderDomain', '(Get-AcceptedDomain | Where-Object Default).DomainName')}
          Resolve-DnsName "_dmarc.$domain" -Type TXT | Format-List Name, Strings
          Resolve-DnsName "$domain" -Type TXT |
            Where-Object { "$($_.Strings)" -like 'v=spf1*' } | Format-List Name, Strings`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Publish what is missing: SPF for every sending platform (at most 10 look-ups), DKIM signing for the domain, DMARC with at least ${code('p=none')}.`,
          ja: say`足りないものを公開します。すべての送信元を含む SPF レコード (DNS 参照は 10 回以内)、ドメインの DKIM 署名、${code('p=none')} 以上の DMARC レコードが必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send to an Outlook.com mailbox: its headers say ${code('spf=pass')}, ${code('dkim=pass')} and ${code('dmarc=pass')}.`,
          ja: say`Outlook.com のメールボックスに送信します。ヘッダーに ${code('spf=pass')}、${code('dkim=pass')}、${code('dmarc=pass')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'DKIM in Exchange Online', ja: 'Exchange Online の DKIM' },
    more: [
      {
        title: { en: 'Exchange Online sends for the domain', ja: 'Exchange Online から送信している場合' },
        why: {
          en: say`Exchange Online PowerShell. The domain needs ${code('Enabled')} True and ${code('Status')} Valid.`,
          ja: say`Exchange Online PowerShell で実行します。${code('Enabled')} が True、${code('Status')} が Valid であれば正常です。`,
        },
        run: ems`
          Get-DkimSigningConfig |
            Format-List Domain, Enabled, Status, Selector1CNAME, Selector2CNAME`,
      },
    ],
  }),
});
