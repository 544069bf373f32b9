import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The receiver names SPF alone. With DMARC in the text the From domain's policy decided, and with "either SPF or DKIM"
// both are missing: those are rules of their own.
export default defineRule({
  id: 'mail-fails-spf',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.23', '5.7.24'],
    anyCode: true,
    elsewhere: [
      'Sender Policy Framework',
      'is not allowed to send mail',
      'is not allowed to send from',
      'does not designate',
      'SPF Permanent Error',
      'SPF record with a hard fail',
      'SPF check fail',
      'SPF checks fail',
      'SPF validation fail',
      'SPF verification fail',
      'SPF fail',
      'fails SPF',
      'failed SPF',
      'fail SPF',
      'did not pass SPF',
      'rejected by SPF',
      'due to SPF',
      'authenticate with SPF',
      'SPF authentication did',
      'openspf',
      'open-spf',
    ],
    unless: ['DMARC', 'SPF or DKIM', 'SPF and DKIM', 'DKIM =', 'send mail to'],
  }),
  title: {
    en: "Sending server fails the sender's SPF record",
    ja: '送信元のサーバーが SPF の検証に失敗している',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-23-in-exchange-online', 'RFC 7208', 'RFC 7372'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('clientIp', 'The sending address')} is not covered by the SPF record of ${or('senderDomain', "the sender's domain")}, or the record is broken. The recipient's server does not take such mail.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} が ${or('senderDomain', '送信者のドメイン')} の SPF レコードに含まれていないか、レコードに誤りがあります。受信側のサーバーは、このようなメールを受け付けません。`,
    },
    confirm: [
      {
        why: {
          en: say`One record only may begin with ${code('v=spf1')}. It has to cover ${or('clientIp', 'the address in the reply')}, with at most 10 DNS look-ups.`,
          ja: say`${code('v=spf1')} で始まるレコードが 1 つだけあり、${or('clientIp', '応答にある IP アドレス')} を含み、DNS 参照が 10 回以内であることを確認します。`,
        },
        run: ems`
          $domain = ${or('senderDomain', '(Get-AcceptedDomain | Where-Object Default).DomainName')}
          Resolve-DnsName "$domain" -Type TXT |
            Where-Object { "$($_.Strings)" -like 'v=spf1*' } | Format-List Name, Strings`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider, add the missing sender to that one record: ${code('ip4:')} for a server of your own, ${code('include:spf.protection.outlook.com')} for Exchange Online.`,
          ja: say`DNS 事業者の管理画面で、足りない送信元をこのレコードに追加します。自社のサーバーは ${code('ip4:')}、Exchange Online は ${code('include:spf.protection.outlook.com')} です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1 once the old record has expired from caches, then send again. Headers at the recipient say ${code('spf=pass')}.`,
          ja: say`DNS のキャッシュが切れてから手順 1 をもう一度実行し、送信し直します。受信側のヘッダーに ${code('spf=pass')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Relay pools and forwarding', ja: '配信プールと転送の場合' },
    more: [
      {
        title: { en: 'Exchange Online sent it and the record is right', ja: 'Exchange Online から送信し、レコードも正しい場合' },
        why: {
          en: say`The high-risk or relay pool sent it; SPF never covers those. The message trace says ${code('OutboundIpPoolName')}. Cure the spam, or verify the sending domain in the tenant.`,
          ja: say`高リスク配信プールまたはリレー プールから送信されています。どちらも SPF の対象外です。メッセージ追跡の ${code('OutboundIpPoolName')} で確認し、スパムの原因を取り除くか、送信ドメインをテナントに追加します。`,
        },
      },
      {
        title: { en: 'Forwarded mail', ja: '転送されたメール' },
        why: {
          en: say`Forwarding breaks SPF; a DKIM signature survives it. Exchange Online PowerShell shows which domains are signed.`,
          ja: say`転送すると SPF は失敗しますが、DKIM 署名は維持されます。署名の状態は Exchange Online PowerShell で確認できます。`,
        },
        run: ems`
          Get-DkimSigningConfig | Format-Table Domain, Enabled, Status`,
      },
    ],
  }),
});
