import { bareName, type ConnectorClue, code, defineRule, ems, likely, or, say } from '../define.js';
import { beforeTheWizard } from '../define-hybrid.js';

// In Exchange Online, on arrival. The send connector of one's own server may have dropped the headers before. 5.7.64 is mail
// that no inbound connector knows.
export default defineRule({
  id: 'inbound-connector-drops-hybrid-headers',
  title: {
    en: 'Inbound connector ignores the headers of hybrid mail',
    ja: '受信コネクタ (Inbound) が内部ヘッダーを無視している',
  },
  sources: [
    'KB3079142',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/microsoft-365-group-email-delivery-fails',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/email-messages-incorrectly-quarantined',
  ],
  reads: ['connector'],
  explains: ['group-accepts-only-internal-senders', 'mailbox-accepts-only-internal-senders'],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', ignoresHeaders);
    // Another connector for the same servers may do it.
    const other = evidence.first(
      'connector',
      ({ direction, properties }) => direction === 'inbound' && isOn(properties.get('cloudservicesmailenabled')),
    );
    return connector && !other ? likely({ connector: bareName(connector.identity) || undefined }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`${code('CloudServicesMailEnabled')} of ${or('connector', 'the inbound connector')} is off, so mail of your own servers counts as external in Exchange Online: closed groups refuse it (5.7.133), spam checks apply, names are missing.`,
      ja: say`Exchange Online の受信コネクタ (Inbound connector) ${or('connector', '')} の ${code('CloudServicesMailEnabled')} が無効なため、自社サーバーからのメールが外部扱いになります。内部限定のグループでの拒否 (5.7.133)、スパム判定、送信者名の表示に影響します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the connectors of type OnPremises, and by what each knows your servers.`,
          ja: say`Exchange Online PowerShell で実行します。OnPremises 型のコネクタと、サーバーの識別方法が表示されます。`,
        },
        run: ems`
          $ic = Get-InboundConnector ${or('connector', "'*'")} |
            Where-Object { $_.ConnectorType -eq 'OnPremises' -and $_.Enabled }
          $ic | Format-List Name, TlsSenderCertificateName, SenderIPAddresses, Cloud*`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Microsoft's way: run the Hybrid Configuration Wizard. By hand only if step 1 shows one connector that names your certificate; one that also matches strangers would make them internal.`,
          ja: say`Microsoft が推奨する方法は、ハイブリッド構成ウィザードの再実行です。手動で変更するのは、自社の証明書を指定したコネクタが 1 つだけ表示された場合に限ります。第三者にも一致するコネクタでは、第三者のメールが内部扱いになります。`,
        },
        run: ems`
          if (@($ic).Count -eq 1 -and $ic.TlsSenderCertificateName) {
            Set-InboundConnector $ic.Name -CloudServicesMailEnabled $true
          }`,
        changes: {
          en: say`Mail over this connector counts as internal if your server marks it so.`,
          ja: say`このコネクタを通るメールが、サーバーの付けたヘッダーに従って内部扱いになります。`,
        },
        keep: { en: say`The old value is ${code('False')}; step 1 shows it.`, ja: say`変更前の値は ${code('False')} です。手順 1 で確認できます。` },
        undo: ems`
          if (@($ic).Count -eq 1) {
            Set-InboundConnector $ic.Name -CloudServicesMailEnabled $false
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`A new mail of an on-premises user has the header ${code('X-MS-Exchange-Organization-AuthAs: Internal')}, and the group accepts it.`,
          ja: say`オンプレミスのユーザーからの新しいメールのヘッダーが ${code('X-MS-Exchange-Organization-AuthAs: Internal')} で、グループに届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and the wizard', ja: '元に戻す方法とウィザード' },
    more: [beforeTheWizard()],
  }),
});

const isOn = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

function ignoresHeaders({ direction, properties }: ConnectorClue): boolean {
  const value = (name: string) => properties.get(name)?.toLowerCase();
  return (
    direction === 'inbound' &&
    value('connectortype') === 'onpremises' &&
    value('enabled') !== 'false' &&
    value('cloudservicesmailenabled') === 'false'
  );
}
