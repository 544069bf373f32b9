import { certain, code, defineRule, ems, leadsToOnline, likely, mentions, or, say, saysFalse } from '../define.js';

// The flag on the server's own connector. The same flag on the inbound connector of Exchange Online has a rule of its own, and mail
// the other way round depends on TlsDomainCapabilities.
export default defineRule({
  id: 'send-connector-drops-cross-premises-headers',
  title: {
    en: 'Send connector to Exchange Online drops internal headers',
    ja: '送信コネクタが組織内メールのヘッダーを削除している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/email-sent-from-edge-transport-server-appears-as-mail-from-external-contacts',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector',
  ],
  reads: ['connector', 'error'],
  properties: ['cloudservicesmailenabled'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', (one) => leadsToOnline(one) && saysFalse(one, 'cloudservicesmailenabled'));
    // Another organization may be in Exchange Online as well; towards it, False is right.
    const isOwn = mentions(connector?.properties.get('addressspaces') ?? '', '.mail.onmicrosoft.com');
    if (connector) return (isOwn ? certain : likely)({ sendConnector: connector.identity, server: undefined }, [connector]);
    const header = evidence.first('error', ({ text }) => mentions(text, 'x-crosspremisesheadersfilteredbysendconnector'));
    return header ? likely({ sendConnector: undefined, server: header.server }, [header]) : null;
  },

  text: () => ({
    cause: {
      en: say`CloudServicesMailEnabled of ${or('sendConnector', 'the send connector to Exchange Online')} is False, so the headers that mark mail as internal are removed. It arrives in the cloud as external: groups may refuse it, filters may take it for spam.`,
      ja: say`${or('sendConnector', 'Exchange Online への送信コネクタ')} の CloudServicesMailEnabled が False のため、組織内メールを示すヘッダーが削除されています。クラウドでは組織外のメールとして扱われ、グループに拒否されたり、迷惑メールと判定されたりします。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the connectors to Exchange Online where it is False. TLS has to be in order before the flag is set: RequireTLS True and a TlsCertificateName.`,
          ja: say`Exchange 管理シェルで実行します。値が False の、Exchange Online への送信コネクタを表示します。設定の前提として、RequireTLS が True で、TlsCertificateName があることを確認します。`,
        },
        run: ems`
          $sc = @(Get-SendConnector | Where-Object {
            "$($_.AddressSpaces) $($_.SmartHosts)" -match 'onmicrosoft|outlook' -and
            !$_.CloudServicesMailEnabled })
          $sc | Format-List Name, AddressSpaces, SmartHosts, RequireTLS, TlsAuthLevel,
            TlsDomain, TlsCertificateName, CloudServicesMailEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Microsoft prefers a run of the Hybrid Configuration Wizard, which sets it. By hand only the connectors whose address space is your own ${code('mail.onmicrosoft.com')} domain: to a partner in Exchange Online False is right.`,
          ja: say`Microsoft は、この値を設定するハイブリッド構成ウィザードの実行を推奨しています。手動で設定するのは、アドレス スペースが自組織の ${code('mail.onmicrosoft.com')} ドメインのコネクタに限ります。Exchange Online を使う取引先への送信では、False が正しい値です。`,
        },
        run: ems`
          $own = @($sc | Where-Object { "$($_.AddressSpaces)" -match '\.mail\.onmicrosoft\.com' })
          if ($own) {
            $own | Set-SendConnector -CloudServicesMailEnabled $true
          }`,
        changes: {
          en: say`The connectors to your own tenant keep the cross-premises headers.`,
          ja: say`自組織のテナントへの送信コネクタが、組織内メールのヘッダーを維持するようになります。`,
        },
        keep: { en: say`The value was False for all that step 1 lists.`, ja: say`手順 1 で表示されたコネクタの元の値は、すべて False です。` },
        undo: ems`
          $own | ForEach-Object {
            Set-SendConnector $_.Identity -CloudServicesMailEnabled $false
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`New mail in a cloud mailbox has ${code('X-MS-Exchange-Organization-AuthAs: Internal')}. With an Edge server run ${code('Start-EdgeSynchronization')} first.`,
          ja: say`クラウドのメールボックスに届いた新しいメールに ${code('X-MS-Exchange-Organization-AuthAs: Internal')} があれば成功です。エッジ サーバーがある場合は、先に ${code('Start-EdgeSynchronization')} を実行します。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});
