import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Both SPF and DKIM are missing or fail, and no DMARC policy is named: Exchange Online asks it of mail over IPv6,
// Gmail of all mail since February 2024 (5.7.26, in RFC 7372 "multiple authentication checks failed").
export default defineRule({
  id: 'mail-is-not-authenticated',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.26', '5.7.26'],
    anyCode: true,
    elsewhere: [
      'either SPF or DKIM',
      'SPF or DKIM validation',
      'sender is unauthenticated',
      'does not have authentication information',
      'multiple authentication checks failed',
    ],
    unless: ['DMARC', 'SPF record with a hard fail', 'authentication level', 'authenticate with SPF', 'authenticate with DKIM'],
  }),
  title: {
    en: 'Mail passes neither SPF nor DKIM',
    ja: 'メールが SPF と DKIM のどちらにも合格していない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/support-for-anonymous-inbound-email-messages-over-ipv6',
    'https://support.google.com/a/answer/81126',
    'RFC 7372',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The mail of ${or('senderDomain', 'the sender')} carries no valid DKIM signature, and SPF does not pass for ${or('clientIp', 'the sending address')}. The receiving service wants one of the two: Gmail always, Exchange Online over IPv6.`,
      ja: say`${or('senderDomain', '送信者')} のメールには有効な DKIM 署名がなく、${or('clientIp', '送信元の IP アドレス')} は SPF にも合格していません。Gmail は常に、Exchange Online は IPv6 経由の場合に、どちらかの合格を求めます。`,
    },
    confirm: [
      {
        why: {
          en: say`The SPF record has to cover the sending address, its IPv6 range too. No output means that there is no record.`,
          ja: say`SPF レコードに、IPv6 も含めて送信元の IP アドレスがあることを確認します。何も表示されない場合、レコードはありません。`,
        },
        run: ems`
          $domain = ${or('senderDomain', '(Get-AcceptedDomain | Where-Object Default).DomainName')}
          Resolve-DnsName "$domain" -Type TXT |
            Where-Object { "$($_.Strings)" -like 'v=spf1*' } | Format-List Name, Strings`,
      },
      {
        why: {
          en: say`Exchange Online PowerShell, if it sends your mail. The domain needs ${code('Enabled')} True and ${code('Status')} Valid.`,
          ja: say`Exchange Online から送信している場合は、Exchange Online PowerShell で実行します。${code('Enabled')} が True、${code('Status')} が Valid であれば正常です。`,
        },
        run: ems`
          Get-DkimSigningConfig |
            Format-List Domain, Enabled, Status, Selector1CNAME, Selector2CNAME`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider, add the sender to the SPF record. Then publish the two DKIM names of step 2 and enable signing in the Defender portal. A server of your own needs a gateway that signs.`,
          ja: say`DNS の SPF レコードに送信元を追加します。次に、手順 2 の 2 つの CNAME を公開し、Defender ポータルで DKIM 署名を有効にします。Exchange Server だけの場合は、署名できるゲートウェイが必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send to a mailbox that you can open: its headers say ${code('spf=pass')} or ${code('dkim=pass')}.`,
          ja: say`自分で確認できるメールボックスに送信します。ヘッダーに ${code('spf=pass')} または ${code('dkim=pass')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Sending over IPv6', ja: 'IPv6 で送信している場合' },
    more: [
      {
        title: { en: 'Sending over IPv6', ja: 'IPv6 で送信している場合' },
        why: {
          en: say`Exchange Online asks this of IPv6 only. Sending over IPv4 is a stopgap, until SPF covers the IPv6 range.`,
          ja: say`Exchange Online がこれを求めるのは IPv6 の場合だけです。SPF レコードに IPv6 の範囲を追加するまでは、IPv4 で送信します。`,
        },
      },
    ],
  }),
});
