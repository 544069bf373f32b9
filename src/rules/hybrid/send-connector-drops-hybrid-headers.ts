import { bareName, type ConnectorClue, code, defineRule, ems, likely, mentions, or, say } from '../define.js';
import { beforeTheWizard } from '../define-hybrid.js';

// On the way to Exchange Online. The same flag of the inbound connector there drops the headers on arrival, and on the way
// back it is TlsDomainCapabilities of the receive connector.
export default defineRule({
  id: 'send-connector-drops-hybrid-headers',
  title: {
    en: 'Send connector drops the headers of hybrid mail',
    ja: '送信コネクタがハイブリッドのヘッダーを削除している',
  },
  sources: [
    'KB3212872',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/email-sent-from-edge-transport-server-appears-as-mail-from-external-contacts',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/ExoConnectorCheck/',
  ],
  reads: ['connector', 'error'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const header = evidence.first('error', ({ text }) => mentions(text, 'X-CrossPremisesHeadersFilteredBySendConnector'));
    const connector = evidence.first('connector', dropsHeaders);
    const [first, ...rest] = [connector, header].filter((one) => one !== undefined);
    return first ? likely({ sendConnector: bareName(connector?.identity) || undefined, server: header?.server }, [first, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`${code('CloudServicesMailEnabled')} of ${or('sendConnector', 'the send connector to Exchange Online')} is off. Mail of your users arrives there as external: spam checks, no sender names, closed groups refuse it. TLS is well.`,
      ja: say`${or('sendConnector', 'Exchange Online への送信コネクタ')} の ${code('CloudServicesMailEnabled')} が無効です。社内ユーザーのメールが Exchange Online で外部扱いになり、スパム判定、送信者名の表示、内部限定のグループに影響します。TLS に問題はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the connectors that lead to Exchange Online. TLS settings have to be right before the flag is.`,
          ja: say`Exchange 管理シェルで実行します。Exchange Online への送信コネクタが表示されます。フラグの前に、TLS の設定が正しいことが必要です。`,
        },
        run: ems`
          $sc = Get-SendConnector | Where-Object {
            "$($_.SmartHosts) $($_.TlsDomain)" -match 'outlook\.com|mx\.microsoft' }
          $sc | Format-List Name, AddressSpaces, RequireTLS, Tls*, CloudServicesMailEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Microsoft's way: run the Hybrid Configuration Wizard. Never on a connector that relays mail of others: it would vouch for strangers.`,
          ja: say`Microsoft が推奨する方法は、ハイブリッド構成ウィザードの再実行です。他社のメールを中継するコネクタでは有効にしないでください。第三者のメールが内部扱いになります。`,
        },
      },
      {
        why: {
          en: say`By hand, only if step 1 shows one connector to your own tenant with RequireTLS ${code('True')}, ${code('DomainValidation')} and the public certificate.`,
          ja: say`手動の場合は、自社テナントへのコネクタが 1 つだけ表示され、RequireTLS が ${code('True')}、TlsAuthLevel が ${code('DomainValidation')} で、公的な証明書が指定されているときだけ実行します。`,
        },
        run: ems`
          if (@($sc).Count -eq 1 -and $sc.RequireTLS -and $sc.TlsCertificateName) {
            Set-SendConnector "$($sc.Identity)" -CloudServicesMailEnabled $true
          }`,
        changes: {
          en: say`Mail over this connector keeps the headers by which Exchange Online knows it as internal.`,
          ja: say`このコネクタのメールに、内部メールと判断するためのヘッダーが残ります。`,
        },
        keep: { en: say`The old value is ${code('False')}; step 1 shows it.`, ja: say`変更前の値は ${code('False')} です。手順 1 で確認できます。` },
        undo: ems`
          if (@($sc).Count -eq 1) {
            Set-SendConnector "$($sc.Identity)" -CloudServicesMailEnabled $false
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`A new mail in a cloud mailbox has the header ${code('X-MS-Exchange-Organization-AuthAs: Internal')}.`,
          ja: say`クラウドのメールボックスに届いた新しいメールのヘッダーが ${code('X-MS-Exchange-Organization-AuthAs: Internal')} であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, Edge, the wizard', ja: '元に戻す方法とほか 2 点' },
    more: [
      {
        title: { en: 'Edge Transport servers', ja: 'エッジ トランスポート サーバー' },
        why: {
          en: say`They take the change with the next synchronization, or at once with ${code('Start-EdgeSynchronization')} on a mailbox server.`,
          ja: say`次回の同期で反映されます。すぐに反映するには、メールボックス サーバーで ${code('Start-EdgeSynchronization')} を実行します。`,
        },
      },
      beforeTheWizard(),
    ],
  }),
});

/** It leads to Exchange Online. */
function dropsHeaders({ direction, properties }: ConnectorClue): boolean {
  const ways = ['smarthosts', 'tlsdomain', 'addressspaces'].map((name) => properties.get(name) ?? '').join(' ');
  const leadsOnline = mentions(ways, 'protection.outlook.com', 'mx.microsoft', 'mail.onmicrosoft.com');
  return direction === 'send' && leadsOnline && properties.get('cloudservicesmailenabled')?.toLowerCase() === 'false';
}
