import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// Exchange Online quotes a gateway that refuses to relay (5.7.367). Without this wrapper the same words mean a wrong MX record or
// smart host.
export default defineOpenRule({
  id: 'forwarded-mail-leaves-by-the-relay-pool',
  ...onReply({ certainty: 'open', codes: ['5.7.367'], outer: true }),
  title: {
    en: 'Gateway refuses to relay mail of Exchange Online',
    ja: 'ゲートウェイが Exchange Online からの中継を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/forwarded-message-rejected-5-7-367-ndr',
    'https://learn.microsoft.com/defender-office-365/outbound-spam-high-risk-delivery-pool-about',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/enhanced-filtering-for-connectors',
  ],
  explains: ['server-does-not-serve-the-domain', 'server-refuses-to-relay'],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The gateway of ${or('remoteDomain', 'the other side')} does not know the address that Exchange Online used. For forwarded mail that failed SPF and DKIM on entry this is the relay pool, whose addresses are not published.`,
      ja: say`${or('remoteDomain', '相手側')} のゲートウェイが、Exchange Online の送信元アドレスを許可していません。受信時に SPF と DKIM に失敗したメールの転送には、公開されていないリレー プールのアドレスが使われます。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell: by which pool the mail left, and whether the inbound connectors look behind a gateway.`,
        ja: say`Exchange Online PowerShell で実行します。送信に使われたプールと、受信コネクタ (Inbound connector) の拡張フィルター処理が表示されます。`,
      },
      run: ems`
        $when = @{ StartDate = (Get-Date).AddDays(-7); EndDate = (Get-Date) }
        $of = @{ Status = 'Failed' }
        $to = ${or('recipient', "''")}
        if ($to) { $of.RecipientAddress = $to }
        Get-MessageTraceV2 @when @of | Select-Object -First 5 |
          Get-MessageTraceDetailV2 @when |
          ForEach-Object { $_.Data } |
          Select-String 'OutboundIpPoolName[^,;/]+' -AllMatches
        Get-InboundConnector | Format-List Name, EFSkipLastIP, EFSkipIPs, EFUsers`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('RegularRelayOutboundPool')}, and mail enters through a gateway`,
          ja: say`${code('RegularRelayOutboundPool')} で、ゲートウェイ経由で受信している場合`,
        },
        means: {
          en: say`Set Enhanced Filtering on the gateway's inbound connector, so that SPF is checked against the first sender. Skip the last address only if all mail comes by the gateway.`,
          ja: say`ゲートウェイ用の受信コネクタ (Inbound connector) で拡張フィルター処理を有効にし、元の送信者の IP アドレスで SPF を検証します。最後の IP アドレスの省略は、すべてのメールがゲートウェイを経由する場合に限ります。`,
        },
      },
      {
        sees: {
          en: say`${code('RegularRelayOutboundPool')} without a gateway`,
          ja: say`${code('RegularRelayOutboundPool')} で、ゲートウェイがない場合`,
        },
        means: {
          en: say`The first sender fails SPF and DKIM: that side has to mend it. If the sender's domain is yours, add it to the accepted domains.`,
          ja: say`元の送信者が SPF と DKIM に失敗しているため、その管理者が修正します。送信者が自社のドメインの場合は、承認済みドメインに追加します。`,
        },
      },
      {
        sees: { en: say`Another pool`, ja: say`別のプールの場合` },
        means: {
          en: say`The gateway lacks the recipient's domain or Microsoft's address ranges: its administrator has to add them.`,
          ja: say`ゲートウェイに、受信者のドメインか Microsoft のアドレス範囲が登録されていません。相手側の管理者に追加を依頼します。`,
        },
      },
    ],
  }),
});
