import { bareName, type ConnectorClue, code, defineRule, ems, leadsToOnline, likely, or, type SettingClue, say, saysFalse } from '../define.js';

// An empty value is right where there is no hybrid set-up, so something else in the text has to tell of one. Event 11022 means
// that the value is there and the certificate of Exchange Online failed.
export default defineRule({
  id: 'receive-connector-lacks-cloud-capability',
  title: {
    en: 'Receive connector takes Exchange Online mail as external',
    ja: '受信コネクタがクラウドのメールを組織外として扱っている',
  },
  sources: ['KB2989382', 'https://learn.microsoft.com/powershell/module/exchangepowershell/set-receiveconnector'],
  reads: ['connector', 'setting'],
  properties: ['tlsdomaincapabilities'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const hybrid =
      evidence.first('setting', isHybrid) ?? evidence.first('connector', (one) => leadsToOnline(one) && !saysFalse(one, 'cloudservicesmailenabled'));
    const connector = hybrid && evidence.first('connector', lacksCapability);
    if (!hybrid || !connector) return null;
    return likely({ server: connector.server, connector: connector.identity, value: bareName(connector.identity) }, [connector, hybrid]);
  },

  text: () => ({
    cause: {
      en: say`TlsDomainCapabilities of ${or('value', 'Default Frontend')} is empty. In a hybrid set-up it has to grant AcceptCloudServicesMail to Exchange Online; without it mail from the cloud most likely arrives as anonymous and external.`,
      ja: say`受信コネクタ ${or('value', 'Default Frontend')} の TlsDomainCapabilities が空です。ハイブリッド構成では、Exchange Online に AcceptCloudServicesMail を与える必要があります。この値がないと、クラウドからのメールは組織外の匿名メールとして扱われると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the front-end connector of every server that takes hybrid mail. Empty is the fault only there.`,
          ja: say`Exchange 管理シェルで、ハイブリッドのメールを受信するサーバーのフロントエンド コネクタを確認します。それ以外のコネクタは空で問題ありません。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          $old = "$((Get-ReceiveConnector $rc).TlsDomainCapabilities)"
          Get-ReceiveConnector $rc | Format-List Identity, Bindings, TlsDomainCapabilities
          Get-HybridConfiguration | Format-List ReceivingTransportServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if this server is among ReceivingTransportServers. Other clouds, such as 21Vianet, have another host name.`,
          ja: say`ReceivingTransportServers に含まれるサーバーの場合だけ実行します。21Vianet などのクラウドではホスト名が異なります。`,
        },
        run: ems`
          if ($rc -and !$old) {
            Set-ReceiveConnector $rc -TlsDomainCapabilities (
              'mail.protection.outlook.com:AcceptCloudServicesMail')
          }`,
        changes: {
          en: say`The connector accepts Exchange Online's word on who is internal.`,
          ja: say`コネクタが、組織内の送信者に関する Exchange Online の情報を受け入れるようになります。`,
        },
        keep: { en: say`The value was empty.`, ja: say`元の値は空です。` },
        undo: ems`
          if ($rc -and !$old) {
            Set-ReceiveConnector $rc -TlsDomainCapabilities $null
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`New mail from a cloud mailbox has ${code('X-MS-Exchange-Organization-AuthAs: Internal')}.`,
          ja: say`クラウドのメールボックスから届いた新しいメールに ${code('X-MS-Exchange-Organization-AuthAs: Internal')} があれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

const isHybrid = ({ of }: SettingClue): boolean => of === 'hybrid-configuration';

const lacksCapability = ({ direction, identity, properties }: ConnectorClue): boolean =>
  direction === 'receive' && /^default frontend/i.test(bareName(identity)) && /^(?:\{\s*\})?$/.test(properties.get('tlsdomaincapabilities') ?? 'x');
