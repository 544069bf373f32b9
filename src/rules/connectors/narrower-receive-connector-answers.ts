import { bareName, type ConnectorClue, code, defineRule, ems, likely, or, receiveConnector, type SessionClue, say, wordsOf } from '../define.js';

// Exchange gives a session to the connector whose RemoteIPRanges fit the client most closely. A relay connector that
// covers a firewall's address or the addresses of Exchange Online therefore takes the place of Default Frontend.
export default defineRule({
  id: 'narrower-receive-connector-answers',
  title: {
    en: 'Another receive connector answers, without STARTTLS',
    ja: '別の受信コネクタが STARTTLS なしで応答している',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors'],
  reads: ['session', 'connector'],
  properties: ['authmechanism'],
  explains: [
    'receive-connector-does-not-offer-starttls',
    'starttls-required-but-not-offered',
    'hybrid-server-withholds-starttls',
    'starttls-is-offered-on-the-server-only',
  ],
  mail: 'held',

  match(evidence) {
    const session = evidence.first('session', answeredByAnother);
    const clue = session ?? evidence.first('connector', takesExchangeOnline);
    const connector = clue?.kind === 'session' ? clue.connector : clue?.identity;
    if (clue === undefined || connector === undefined) return null;
    const server = connector.includes('\\') ? connector.split('\\')[0] : clue.kind === 'connector' ? clue.server : undefined;
    return likely({ server, connector: receiveConnector(server, connector) ?? connector, clientIp: session?.clientIp }, [clue]);
  },

  text: () => ({
    cause: {
      en: say`${'connector'} most likely answers instead of Default Frontend, because its RemoteIPRanges fit the client more closely. It offers no STARTTLS, so Exchange Online cannot deliver.`,
      ja: say`${'connector'} の RemoteIPRanges のほうが狭い範囲で接続元に一致するため、Default Frontend の代わりに応答していると考えられます。STARTTLS がなく、Exchange Online は配信できません。`,
    },
    confirm: [
      {
        why: {
          en: say`Run it in the Exchange Management Shell on ${or('server', 'that server')}: all connectors on port 25 and the addresses they claim.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行し、ポート 25 の全コネクタと対象のアドレスを表示します。`,
        },
        run: ems`
          $rc = ${'connector'}
          Get-ReceiveConnector $rc | Format-List AuthMechanism, TlsCertificateName
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Where-Object { $_.Bindings -like '*:25' } |
            Format-List Identity, Enabled, Bindings, RemoteIPRanges`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Take the address of the sender (${or('clientIp', 'as the receive log shows it')}) out of the connector's RemoteIPRanges. If it is your firewall's own address, stop source NAT on port 25 instead. A connector for Exchange Online is disabled: Default Frontend knows your tenant by certificate.`,
          ja: say`接続元 (${or('clientIp', '受信プロトコル ログのアドレス')}) をコネクタの RemoteIPRanges から外します。ファイアウォール自身のアドレスの場合は、代わりに、ポート 25 の送信元 NAT をやめます。Exchange Online 用のコネクタであれば無効にします。Default Frontend が証明書で自組織のテナントを識別します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Next time the receive protocol log names ${code('Default Frontend')} for this sender and shows ${code('250-STARTTLS')}.`,
          ja: say`次の接続で、受信プロトコル ログのコネクタ名が ${code('Default Frontend')} になり、${code('250-STARTTLS')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'If it has to stay', ja: 'そのまま使う場合' },
    more: [
      {
        title: { en: 'The connector has to serve this sender', ja: 'このコネクタで受信する必要がある場合' },
        why: {
          en: say`Only for a gateway or partner of your own, never for addresses of Exchange Online: all tenants send from them, and this connector would trust or relay for all. Then give it Tls in AuthMechanism and a TlsCertificateName. This only reads.`,
          ja: say`自社のゲートウェイや取引先だけに使えます。Exchange Online の IP アドレスは全テナントで共用され、どのテナントにも信頼や中継を許すことになるため、対象にできません。AuthMechanism の Tls と TlsCertificateName を設定します。次のコマンドは参照のみです。`,
        },
        run: ems`
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Identity, AuthMechanism, TlsCertificateName, PermissionGroups`,
      },
    ],
  }),
});

/** Names that setup gives; any other connector was made by hand. */
const BUILT_IN = /^(?:Default|Client (?:Frontend|Proxy)|Outbound Proxy Frontend)\b/i;
const isCustom = (identity: string): boolean => !BUILT_IN.test(bareName(identity));

const answeredByAnother = ({ log, startTls, connector, masked }: SessionClue): boolean =>
  log === 'receive' && startTls === false && !masked && connector !== undefined && isCustom(connector);

function takesExchangeOnline({ direction, identity, properties }: ConnectorClue): boolean {
  const auth = properties.get('authmechanism');
  if (direction !== 'receive' || identity === undefined || !isCustom(identity) || auth === undefined) return false;
  if (wordsOf(auth).includes('tls') || properties.get('enabled')?.toLowerCase() === 'false') return false;
  return /:25(?!\d)/.test(properties.get('bindings') ?? '') && wordsOf(properties.get('remoteipranges')).some(isExchangeOnline);
}

/** The ranges from which Exchange Online delivers, as Microsoft publishes them. */
const EXCHANGE_ONLINE = ['40.92.', '40.93.', '40.107.', '52.100.', '52.101.', '52.102.', '52.103.', '104.47.', '2a01:111:f400', '2a01:111:f403'];
const isExchangeOnline = (range: string): boolean => EXCHANGE_ONLINE.some((prefix) => range.startsWith(prefix));
