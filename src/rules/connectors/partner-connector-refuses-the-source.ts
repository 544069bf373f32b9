import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The recipient's tenant has a Partner connector for the sender's domain. 5.7.64 is a connector of one's own that does not
// fit, 5.7.68 a tenant that takes no unknown mail in its own name.
export default defineHelpdeskRule({
  id: 'partner-connector-refuses-the-source',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.51'],
    anyCode: true,
    elsewhere: ['RestrictDomainsToIPAddresses or RestrictDomainsToCertificate'],
  }),
  title: {
    en: "Recipient's Partner connector refuses this server",
    ja: '受信側の Partner コネクタがこのサーバーを拒否している',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-inboundconnector',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/set-up-connectors-for-secure-mail-flow-with-a-partner',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The recipient's Exchange Online takes mail of ${or('senderDomain', 'this domain')} only from listed addresses or with a certain certificate. This mail came another way and was returned.`,
      ja: say`受信側の Exchange Online は、${or('senderDomain', 'このドメイン')} のメールを、登録された IP アドレスか証明書を持つサーバーからだけ受け付けます。このメールは別の経路で届いたため、返送されました。`,
    },
    todo: [
      {
        en: say`If your server sends straight to ${code('mail.protection.outlook.com')}, deliver to the MX record of the recipient's domain instead: often a mail gateway.`,
        ja: say`${code('mail.protection.outlook.com')} に直接送信している場合は、受信側のドメインの MX レコード (多くはメール ゲートウェイ) に送信します。`,
      },
      {
        en: say`If your sending address or certificate has changed, send the new one to the other side.`,
        ja: say`送信元の IP アドレスまたは証明書が変わった場合は、新しい値を相手側に伝えます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your Exchange Online returned our mail of ${or('senderDomain', 'our domain')} with 550 5.7.51: a Partner inbound connector restricts this domain to addresses or a certificate. Please compare the connector with the server that sends our mail (${or('clientIp', 'its address is in our SPF record')}).`,
      ja: say`${or('senderDomain', '当方のドメイン')} からのメールが、貴組織の Exchange Online で 550 5.7.51 により拒否されました。このドメインを IP アドレスまたは証明書で制限する Partner 型の受信コネクタ (Inbound connector) の設定と、当方の送信サーバー (${or('clientIp', 'IP アドレスは SPF レコードに記載')}) を照合してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's tenant", ja: '受信側のテナント' },
        why: {
          en: say`Exchange Online PowerShell: the connectors that restrict, then the published route. Add an address only once the partner has confirmed it; without the restriction anybody can bypass your gateway.`,
          ja: say`Exchange Online PowerShell で実行します。制限しているコネクタと、公開されている経路が表示されます。IP アドレスは、パートナーに確認してから追加します。制限を外すと、ゲートウェイを経由しない接続が可能になります。`,
        },
        run: ems`
          Get-InboundConnector | Where-Object ConnectorType -eq 'Partner' |
            Format-List Name, SenderDomains, Restrict*, SenderIPAddresses, TlsSender*
          Resolve-DnsName ${needed('remoteDomain')} -Type MX`,
      },
    ],
  }),
});
