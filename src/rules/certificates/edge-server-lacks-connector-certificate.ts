import {
  bold,
  certain,
  code,
  defineRule,
  directionOf,
  ems,
  ifOverwritten,
  likely,
  mentions,
  or,
  type SettingClue,
  sameServer,
  say,
  shortName,
} from '../define.js';

// EdgeSync brings the connector to an Edge server, nobody brings the certificate. Of send-connector-pins-missing-certificate
// it is the case in which the server that sends is an Edge server: it cannot be reached by -Server, and its own commands cure it.
export default defineRule({
  id: 'edge-server-lacks-connector-certificate',
  title: {
    en: "Edge server lacks the connector's certificate",
    ja: 'コネクタが指定する証明書がエッジ サーバーにない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/hybrid-deployment/certificate-requirements',
    'https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-subscriptions',
  ],
  reads: ['reply', 'event', 'pairing', 'queue', 'setting'],
  on: ['event', 'pairing', 'reply'],
  codes: ['4.7.5'],
  events: [12014],
  explains: ['send-connector-pins-missing-certificate', 'certificate-missing-on-one-server'],
  mail: 'held',

  match(evidence) {
    const servers = evidence.all('setting', ({ of }) => of === 'server');
    const edge = (host: string | undefined) => edgeBy(host, servers);
    const missing = evidence.first('pairing', (one) => one.of === 'send' && one.named.length === 0 && edge(one.server) !== undefined);
    const queue = evidence.first('queue', ({ server, status }) => server !== undefined && status !== 'Ready');
    const reply = evidence.first(
      'reply',
      ({ text, server }) =>
        mentions(text, 'TlsCertificateName') && mentions(text, 'could not be found', '見つかりません') && edge(server ?? queue?.server) !== undefined,
    );
    const event = evidence.first(
      'event',
      ({ id, certificate, connector, computer }) =>
        id === 12014 && certificate !== undefined && directionOf(connector) === 'send' && edge(computer) !== undefined,
    );
    const first = reply ?? event ?? missing;
    const host = reply ? (reply.server ?? queue?.server) : (event?.computer ?? missing?.server);
    if (!first || host === undefined) return null;
    const facts = { server: shortName(host), sendConnector: event?.connector ?? missing?.identity };
    // Without a listing of the servers only its name tells that it is an Edge server.
    return (edge(host) === 'certain' ? certain : likely)(facts, missing && missing !== first ? [first, missing] : [first]);
  },

  text: () => ({
    cause: {
      en: say`EdgeSync brings ${or('sendConnector', 'the send connector')} to ${'server'}, but no certificate: ${'server'} has no valid one with the issuer and subject that the connector names. Mail waits in its queue: ${bold('nothing is lost yet.')}`,
      ja: say`EdgeSync は ${or('sendConnector', '送信コネクタ')} を ${'server'} に反映しますが、証明書は反映しません。コネクタが指定する発行者とサブジェクトの有効な証明書が ${'server'} になく、メールはキューで再試行中です。${bold('メールは失われていません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${'server'} itself (${code('-Server')} does not reach an Edge server): the names that it lacks, then the certificates that it has.`,
          ja: say`${'server'} 自身の Exchange 管理シェルで実行します (${code('-Server')} ではエッジ サーバーに接続できません)。不足している証明書の名前と、現在の証明書が表示されます。`,
        },
        run: ems`
          (Get-ExchangeServer $env:COMPUTERNAME).ServerRole
          $all = Get-ExchangeCertificate | Where-Object HasPrivateKey
          $ok = $all | Where-Object Status -notmatch 'Invalid|Untrusted' | ForEach-Object {
            "<I>$($_.Issuer)<S>$($_.Subject)" }
          $sc = @(Get-SendConnector | Where-Object { $_.TlsCertificateName -and
            "$($_.TlsCertificateName)" -notin $ok })
          $sc | Format-List Name, TlsCertificateName
          $all | Format-List Subject, Issuer, Thumbprint, Status, NotAfter, Services`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Import the .pfx of the mailbox servers in ${code('certlm.msc')} under Personal, then run this in the same window. Answer ${code('N')} to overwriting the default SMTP certificate: EdgeSync uses it, and Enter alone means yes.`,
          ja: say`メールボックス サーバーと同じ証明書の .pfx を ${code('certlm.msc')} の [個人] にインポートし、同じウィンドウで実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (EdgeSync で使用中。Enter だけを押すと上書き)。`,
        },
        run: ems`
          $want = $sc | ForEach-Object { "$($_.TlsCertificateName)" }
          $new = @(Get-ExchangeCertificate | Where-Object { $_.HasPrivateKey -and
            "<I>$($_.Issuer)<S>$($_.Subject)" -in $want } | Sort-Object NotBefore)[-1]
          if ($new) { Enable-ExchangeCertificate $new.Thumbprint -Services SMTP }`,
        changes: {
          en: say`Assigns SMTP to the imported certificate on this Edge server.`,
          ja: say`このエッジ サーバーで、インポートした証明書に SMTP を割り当てます。`,
        },
        keep: { en: say`The other certificates and the Edge subscription stay.`, ja: say`ほかの証明書とエッジ サブスクリプションは変わりません。` },
        undo: {
          en: say`Leave it: unused, the certificate does no harm, and Exchange refuses to remove a certificate that a send connector names.`,
          ja: say`証明書はそのままで問題ありません。送信コネクタが指定する証明書の削除は、Exchange に拒否されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('MessageCount')} must fall to ${code('0')}. Then do the same on every other Edge server.`,
          ja: say`${code('MessageCount')} が ${code('0')} になれば成功です。ほかのすべてのエッジ サーバーでも同じ手順を実行します。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          Get-Queue | Format-List NextHopDomain, Status, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more cases', ja: '元に戻す方法とほかの 3 点' },
    more: [
      {
        title: { en: 'Edge server has a newer certificate', ja: 'エッジ サーバーの証明書のほうが新しい場合' },
        why: {
          en: say`Then the connector still names the old certificate. Run the Hybrid Configuration Wizard with the new certificate, which every mailbox and Edge server needs, then synchronise. Exchange Management Shell on a mailbox server of the subscribed site:`,
          ja: say`コネクタの指定が以前の証明書のままです。新しい証明書をすべてのメールボックス サーバーとエッジ サーバーに用意し、ハイブリッド構成ウィザードで選択してから同期します。サブスクリプションのサイトにあるメールボックス サーバーの Exchange 管理シェルで実行します。`,
        },
        run: ems`
          Get-SendConnector | Where-Object TlsCertificateName |
            Format-List Name, SourceTransportServers, TlsCertificateName
          Start-EdgeSynchronization`,
      },
      {
        title: { en: 'Default certificate was overwritten', ja: '既定の証明書を上書きした場合' },
        why: {
          en: say`EdgeSync then fails: create a new Edge subscription on that server and import it again.`,
          ja: say`EdgeSync が失敗します。そのサーバーでエッジ サブスクリプションを作成し直し、インポートします。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});

/** Whether a server is an Edge server: by its role, else by its name. */
function edgeBy(host: string | undefined, servers: readonly SettingClue[]): 'certain' | 'likely' | undefined {
  if (host === undefined) return undefined;
  const listed = servers.find(({ server, properties }) => server !== undefined && sameServer(server, host) && properties.has('serverrole'));
  if (listed) return mentions(listed.properties.get('serverrole') ?? '', 'Edge') ? 'certain' : undefined;
  return shortName(host).toLowerCase().includes('edge') ? 'likely' : undefined;
}
