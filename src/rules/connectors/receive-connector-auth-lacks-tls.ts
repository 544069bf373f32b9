import {
  bareName,
  type ConnectorClue,
  certain,
  code,
  defineRule,
  ems,
  likely,
  mentions,
  or,
  receiveConnector,
  type SessionClue,
  say,
  shortName,
  wordsOf,
} from '../define.js';

// Exchange offers STARTTLS only when AuthMechanism contains Tls; BasicAuthRequireTLS is another word. A relay connector
// without Tls can be meant so: alone it is no fault.
export default defineRule({
  id: 'receive-connector-auth-lacks-tls',
  title: {
    en: 'AuthMechanism of the receive connector lacks Tls',
    ja: '受信コネクタの AuthMechanism に Tls がない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
  ],
  reads: ['connector', 'session', 'reply'],
  on: ['connector'],
  properties: ['authmechanism'],
  explains: ['receive-connector-does-not-offer-starttls', 'starttls-required-but-not-offered', 'hybrid-server-withholds-starttls'],
  mail: 'held',

  match(evidence) {
    const lacking = evidence.all('connector', lacksTls);
    const sessions = evidence.all('session', ({ startTls, masked, log }) => startTls === false && !masked && log !== 'send');
    for (const connector of lacking) {
      const session = sessions.find((one) => answeredBy(connector, one));
      if (session) return certain(factsOf(connector), [connector, session]);
    }
    const [reply] = evidence.all('reply', ({ status, text }) => status === '5.7.3' && mentions(text, 'STARTTLS'));
    const front = lacking.find(servesEverybody) ?? (reply || sessions.length > 0 ? lacking[0] : undefined);
    return front ? likely(factsOf(front), reply ? [front, reply] : [front]) : null;
  },

  text: () => ({
    cause: {
      en: say`AuthMechanism of ${or('connector', 'the connector')} is ${or('value', 'set')} without Tls, so STARTTLS is not offered there. Senders that insist on TLS, such as Exchange Online, hold their mail.`,
      ja: say`${or('connector', 'コネクタ')} の AuthMechanism (${or('value', '空')}) に Tls がないため、STARTTLS が提示されません。TLS を必須とする Exchange Online などは再試行しています。`,
    },
    confirm: [
      {
        why: {
          en: say`Run it in the Exchange Management Shell on ${or('server', 'that server')}. The last line is the present value.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。最後の行が現在の値です。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          Get-ReceiveConnector $rc | Format-List Identity, Bindings, Auth*, TlsCert*
          $old = "$((Get-ReceiveConnector $rc).AuthMechanism)"
          $old`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 prints a value without ${code('Tls')}. The other values stay.`,
          ja: say`手順 1 の値に ${code('Tls')} がない場合だけ実行します。ほかの値はそのまま残ります。`,
        },
        run: ems`
          if ($old -and $old -notmatch '\bTls\b') {
            $value = if ($old -eq 'None') { 'Tls' } else { "$old, Tls" }
            Set-ReceiveConnector $rc -AuthMechanism $value
          }`,
        changes: {
          en: say`One connector gets Tls in addition to its present values.`,
          ja: say`1 つのコネクタの AuthMechanism に Tls を追加します。`,
        },
        keep: {
          en: say`Step 1 prints the old value; the window keeps it in ${code('$old')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。`,
        },
        undo: ems`if ($old) { Set-ReceiveConnector $rc -AuthMechanism $old }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart, connect, type ${code('EHLO test')}: you must see ${code('250-STARTTLS')}.`,
          ja: say`サービスの再起動後に接続して ${code('EHLO test')} を入力し、${code('250-STARTTLS')} が表示されれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          telnet localhost 25`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法と残り 2 か所' },
    more: [
      {
        title: { en: 'STARTTLS is still missing', ja: '変更しても STARTTLS がない場合' },
        why: {
          en: say`Then the connector finds no certificate and Exchange logs event 12014. Paste it.`,
          ja: say`コネクタで使用する証明書が見つからず、イベント 12014 が記録されています。そのイベントを貼り付けてください。`,
        },
        run: ems`
          $log = @{ LogName='Application'; Id=12014 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 3 -ErrorAction Ignore |
            Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
      },
      {
        title: { en: 'The other servers', ja: 'ほかのサーバー' },
        why: {
          en: say`Each server has its own connectors. This lists those without Tls; ExternalAuthoritative may stand beside Tls only.`,
          ja: say`受信コネクタはサーバーごとにあります。次のコマンドで、Tls のないコネクタを表示します。ExternalAuthoritative と併用できるのは Tls だけです。`,
        },
        run: ems`
          Get-ReceiveConnector |
            Where-Object { "$($_.AuthMechanism)" -notmatch '\bTls\b' } |
            Format-List Identity, Bindings, RemoteIPRanges, AuthMechanism`,
      },
    ],
  }),
});

function lacksTls({ direction, properties }: ConnectorClue): boolean {
  const value = properties.get('authmechanism');
  if (direction !== 'receive' || value === undefined || properties.get('enabled')?.toLowerCase() === 'false') return false;
  return !wordsOf(value).includes('tls');
}

/** The connector that strangers reach: Default Frontend, or another one on port 25 for all addresses. */
function servesEverybody(clue: ConnectorClue): boolean {
  if (/^Default Frontend\b/i.test(bareName(clue.identity))) return true;
  return /:25(?!\d)/.test(clue.properties.get('bindings') ?? '') && (clue.properties.get('remoteipranges') ?? '').includes('0.0.0.0-255.255.255.255');
}

function answeredBy(clue: ConnectorClue, session: SessionClue): boolean {
  if (session.connector !== undefined) return bareName(session.connector).toLowerCase() === bareName(clue.identity).toLowerCase();
  const { server } = clue;
  if (server === undefined || session.host === undefined || shortName(server).toLowerCase() !== shortName(session.host).toLowerCase()) return false;
  return session.port === '587' ? /^Client Frontend\b/i.test(bareName(clue.identity)) : servesEverybody(clue);
}

const factsOf = ({ server, identity, properties }: ConnectorClue) => ({
  server,
  connector: receiveConnector(server, identity),
  value: properties.get('authmechanism') || undefined,
});
