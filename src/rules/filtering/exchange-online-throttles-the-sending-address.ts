import { defineRule, ems, onReply, or, say } from '../define.js';

// Exchange Online's own throttling of an address whose volume rose or that is new. 4.7.650 to 4.7.652 are Outlook.com's,
// 4.7.850 to 4.7.899 a suspicion.
export default defineRule({
  id: 'exchange-online-throttles-the-sending-address',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.500-649', '4.7.653-699'],
    anyCode: true,
    elsewhere: ['Server busy. Please try again later from'],
    unless: ['IP reputation', 'maximum number of connections'],
  }),
  title: {
    en: 'Exchange Online throttles the sending address',
    ja: 'Exchange Online が送信元 IP アドレスを制限している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-451-4-7-500-699-asxxx-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('clientIp', 'The sending address')} sends far more than before, or is new to Exchange Online, so its mail is taken slowly. Nothing is lost: the sending server tries again.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} の送信量が急に増えたか、Exchange Online への送信が初めてのため、受信が制限されています。メールは失われず、送信側のサーバーが再試行します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, if the address is your own server or gateway. It has to appear in an enabled connector, by address or by certificate.`,
          ja: say`自社のサーバーまたはゲートウェイの場合は、Exchange Online PowerShell で実行します。有効なコネクタに、IP アドレスまたは証明書名が含まれていることを確認します。`,
        },
        run: ems`
          Get-InboundConnector |
            Format-List Name, Enabled, ConnectorType, SenderIPAddresses, Tls*`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If it is your own server, add an inbound connector for it in the Exchange admin center. Its type is your organization's email server, best known by certificate.`,
          ja: say`自社のサーバーの場合は、Exchange 管理センターで Exchange Online の受信コネクタ (Inbound connector) を追加します。種類は [組織のメール サーバー]、識別方法は証明書が最適です。`,
        },
      },
      {
        why: {
          en: say`If the mail goes to another organization, keep the volume steady. The limit goes away in some days. Do not send production mail from an onmicrosoft.com domain.`,
          ja: say`他社宛ての場合は、送信量を一定に保ちます。制限は数日で解除されます。業務のメールには onmicrosoft.com のドメインを使いません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue to Exchange Online drains, and its ${or('code', '4.7.5xx')} error disappears.`,
          ja: say`Exchange Online 宛てのキューが減り、${or('code', '4.7.5xx')} のエラーが表示されなくなれば成功です。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Mail through a gateway', ja: 'ゲートウェイ経由の場合' },
    more: [
      {
        title: { en: 'A gateway or service delivers to your tenant', ja: 'ゲートウェイやサービスがテナントに配信する場合' },
        why: {
          en: say`Then a connector of type Partner that restricts the tenant to its addresses or certificate ends the throttling.`,
          ja: say`Exchange Online の受信コネクタ (Inbound connector) を種類「パートナー」で作成します。受信をその IP アドレスまたは証明書に限定すると、制限されなくなります。`,
        },
      },
    ],
  }),
});
