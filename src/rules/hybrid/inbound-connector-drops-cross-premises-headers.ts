import { type ConnectorClue, certain, code, defineRule, ems, likely, or, say, saysFalse } from '../define.js';

// The flag on the inbound connector of Exchange Online. A group that takes no outside mail refuses the same way, with the flag True.
export default defineRule({
  id: 'inbound-connector-drops-cross-premises-headers',
  title: {
    en: 'Inbound connector of Exchange Online takes mail as external',
    ja: 'Exchange Online の受信コネクタがメールを外部扱いしている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/microsoft-365-group-email-delivery-fails',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-inboundconnector',
  ],
  reads: ['connector'],
  properties: ['cloudservicesmailenabled'],
  explains: ['group-accepts-only-internal-senders'],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', dropsHeaders);
    if (!connector) return null;
    // The wizard's own connector is from Exchange servers; one made by hand may be from anything.
    return (/^Inbound from /i.test(connector.identity ?? '') ? certain : likely)({ value: connector.identity }, [connector]);
  },

  text: () => ({
    cause: {
      en: say`CloudServicesMailEnabled of the inbound connector ${or('value', 'from your servers')} is False, so Exchange Online does not take over the headers of internal mail. Senders on your servers count as anonymous; closed groups refuse them.`,
      ja: say`Exchange Online の受信コネクタ (Inbound connector) ${or('value', '(名前不明)')} の CloudServicesMailEnabled が False のため、組織内メールのヘッダーが引き継がれません。オンプレミスの送信者は匿名として扱われ、社内限定のグループに拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. Only the connector whose certificate name or addresses are those of your Exchange servers may be changed.`,
          ja: say`Exchange Online PowerShell で実行します。変更してよいのは、証明書名か IP アドレスが自組織の Exchange サーバーのものであるコネクタだけです。`,
        },
        run: ems`
          $in = @(Get-InboundConnector | Where-Object {
            $_.ConnectorType -eq 'OnPremises' -and !$_.CloudServicesMailEnabled })
          $in | Format-List Name, TlsSenderCertificateName, SenderIPAddresses,
            TreatMessagesAsInternal`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists exactly that connector. The Hybrid Configuration Wizard sets it as well.`,
          ja: say`手順 1 で該当するコネクタだけが表示された場合に実行します。ハイブリッド構成ウィザードでも設定されます。`,
        },
        run: ems`
          if ($in.Count -eq 1) {
            $set = @{ TreatMessagesAsInternal=$false; CloudServicesMailEnabled=$true }
            $in[0] | Set-InboundConnector @set
          }`,
        changes: {
          en: say`Mail by this connector counts as internal.`,
          ja: say`このコネクタで届くメールが、組織内のメールとして扱われるようになります。`,
        },
        keep: {
          en: say`CloudServicesMailEnabled was False; TreatMessagesAsInternal, printed in step 1, excludes it and becomes False.`,
          ja: say`CloudServicesMailEnabled の元の値は False です。併用できない TreatMessagesAsInternal (手順 1 で表示) も False になります。`,
        },
        undo: ems`
          $in | ForEach-Object {
            $set = @{ CloudServicesMailEnabled=$false }
            $set.TreatMessagesAsInternal = $_.TreatMessagesAsInternal
            Set-InboundConnector $_.Identity @set
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`New mail from a mailbox on your servers has ${code('X-MS-Exchange-Organization-AuthAs: Internal')} in the cloud.`,
          ja: say`オンプレミスのメールボックスから送った新しいメールに、クラウド側で ${code('X-MS-Exchange-Organization-AuthAs: Internal')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

/** False is right for partners, and for devices and services that are known by their address only. */
function dropsHeaders(one: ConnectorClue): boolean {
  const { direction, identity, properties } = one;
  if (direction !== 'inbound' || !saysFalse(one, 'cloudservicesmailenabled') || saysFalse(one, 'enabled')) return false;
  const isDevice = properties.get('tlssendercertificatename') === '' && !/^Inbound from /i.test(identity ?? '');
  return !isDevice && properties.get('connectortype')?.toLowerCase() !== 'partner';
}
