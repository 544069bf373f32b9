import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The reply names DMARC: the policy of the From domain decided, not SPF or DKIM alone. 5.7.515 of Outlook.com also prints
// a DMARC result, but asks for all three.
export default defineRule({
  id: 'sender-domain-fails-dmarc',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.509'],
    anyCode: true,
    elsewhere: [
      'DMARC policy',
      'DMARC verification',
      'DMARC check',
      'DMARC validation',
      'DMARC evaluation',
      'DMARC authentication',
      'DMARC compliance',
      'DMARC fail',
      'DMARC reject',
      'DmarcRejection',
      'fails DMARC',
      'failed DMARC',
      'pass DMARC',
      'due to DMARC',
      'rejected by DMARC',
    ],
    unless: ['authentication level', 'no DMARC'],
  }),
  title: {
    en: 'Mail fails DMARC, and the policy is to reject',
    ja: 'DMARC に合格しないメールがポリシーにより拒否された',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure',
    'RFC 7489',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Neither SPF nor DKIM passes in the name of the ${code('From')} domain, ${or('senderDomain', "the sender's")}. Its DMARC policy tells receivers to reject such mail, and this one did.`,
      ja: say`${code('From')} のドメイン (${or('senderDomain', '送信者のドメイン')}) と一致する SPF と DKIM のどちらにも合格していません。このドメインの DMARC ポリシーに従い、受信側のサーバーがメールを拒否しました。`,
    },
    confirm: [
      {
        why: {
          en: say`Shows policy and SPF record. Then read ${code('Authentication-Results')} in the returned mail: which of ${code('spf=')} and ${code('dkim=')} failed, and for which domain.`,
          ja: say`DMARC ポリシーと SPF レコードを表示します。次に、返送されたメールの ${code('Authentication-Results')} で、${code('spf=')} と ${code('dkim=')} の結果と対象のドメインを確認します。`,
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
          en: say`Let the service that sent this mail sign with DKIM for the From domain. Or send with an envelope address of that domain that SPF covers. Leave the policy as it is: it protects the domain.`,
          ja: say`送信したサービスで、${code('From')} のドメインによる DKIM 署名を設定します。または、エンベロープの送信者を同じドメインにし、SPF レコードに送信元を追加します。ポリシーは変更しません。なりすましを防いでいるためです。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send to a mailbox that you can open: its headers say ${code('dmarc=pass')}.`,
          ja: say`自分で確認できるメールボックスに送信します。ヘッダーに ${code('dmarc=pass')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Forwarding and gateways', ja: '転送とゲートウェイの場合' },
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
      {
        title: { en: 'Forwarded mail', ja: '転送されたメール' },
        why: {
          en: say`SPF fails after forwarding, and DKIM too if a subject tag or a footer was added. The forwarding system has to leave the mail unchanged, or seal it with ARC.`,
          ja: say`転送すると SPF は失敗し、件名や本文への追記で DKIM も失敗します。転送するシステムで、メールを変更しないか、ARC で署名する必要があります。`,
        },
      },
      {
        title: { en: 'A gateway in front of your Exchange Online', ja: 'Exchange Online の前にゲートウェイがある場合' },
        why: {
          en: say`Exchange Online PowerShell. Without Enhanced Filtering (${code('EFSkipIPs')}, ${code('EFSkipLastIP')}) it judges the gateway instead of the real sender.`,
          ja: say`Exchange Online PowerShell で実行します。拡張フィルター処理 (${code('EFSkipIPs')}、${code('EFSkipLastIP')}) がないと、本来の送信元ではなくゲートウェイが検証されます。`,
        },
        run: ems`
          Get-InboundConnector |
            Format-List Name, Enabled, EFSkipLastIP, EFSkipIPs, EFUsers`,
      },
    ],
  }),
});
