import { code, defineOpenRule, ems, onReply, open, or, say } from '../define.js';

const reply = onReply({ certainty: 'open', codes: ['4.4.0'], words: ['DNS query failed'], unless: ['NonExistentDomain', 'nonexistent domain'] });
/** A DNS failure of a send connector, and an adapter of which the transport service gets no DNS servers. */
const EVENTS = [2000, 16025];

// 451 4.4.0 in the queue of an Exchange server; Exchange Online writes 450 4.4.312. A domain that DNS is sure not to know
// is another fault.
export default defineOpenRule({
  id: 'exchange-server-dns-query-fails',
  ...reply,
  reads: ['reply', 'bounce', 'event'],
  events: EVENTS,
  title: {
    en: 'Exchange Server gets no answer from DNS',
    ja: 'Exchange サーバーの DNS クエリが失敗している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/dns-query-failed',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/dns-query-failed-error-when-email-stuck-in-draft',
    'https://technet.microsoft.com/library/ff981205(v=exchg.141)',
  ],
  explains: [],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id, source }) => EVENTS.includes(id) && source?.startsWith('MSExchange') === true);
    return reply.match(evidence) ?? (event ? open({ server: event.computer }, [event]) : null);
  },

  text: () => ({
    cause: {
      en: say`The lookup for ${or('remoteDomain', 'the next hop')} fails on ${or('server', 'the sending server')}: its DNS servers do not answer, or that domain's own do not.`,
      ja: say`${or('server', '送信側のサーバー')} で ${or('remoteDomain', '次ホップ')} の名前解決に失敗しています。参照先の DNS サーバーか、そのドメインのネーム サーバーが応答していません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server: which domains wait, and which DNS servers the transport service asks.`,
        ja: say`サーバーの Exchange 管理シェルで実行します。待機中のドメインと、トランスポート サービスが参照する DNS サーバーを確認します。`,
      },
      run: ems`
        $srv = ${or('server', '$env:COMPUTERNAME')}
        Get-Queue -Server $srv | Where-Object { $_.LastError -match 'DNS' } |
          Format-Table NextHopDomain, MessageCount, NextRetryTime
        Get-TransportService $srv | Format-List ExternalDNS*, InternalDNS*
        Get-DnsClientServerAddress | Format-Table InterfaceAlias, ServerAddresses
        Resolve-DnsName outlook.com -Type MX`,
    },
    outcomes: [
      {
        sees: { en: say`All outside domains, or the last line fails`, ja: say`外部の全ドメイン、または最後の行が失敗する場合` },
        means: {
          en: say`Your DNS fails. Exchange uses internal DNS servers (domain controllers) with working forwarders; a public one on an adapter breaks it.`,
          ja: say`社内の DNS の障害です。Exchange には、フォワーダーが機能する内部 DNS (ドメイン コントローラー) を指定します。アダプターに公開 DNS を混在させると失敗します。`,
        },
      },
      {
        sees: { en: say`Only a few domains`, ja: say`一部のドメインだけの場合` },
        means: {
          en: say`Mostly, their name servers mishandle AAAA questions. Tell the owner. Until then, a send connector for that domain delivers, with its MX host as smart host.`,
          ja: say`多くの場合、相手のネーム サーバーが AAAA の問い合わせを正しく処理できないことが原因です。所有者に連絡します。それまでは、そのドメイン専用の送信コネクタで MX ホストをスマート ホストに指定すると配信できます。`,
        },
      },
      {
        sees: { en: say`Only the name of a smart host`, ja: say`スマート ホストの名前だけの場合` },
        means: {
          en: say`The name is wrong or gone: compare it in ${code('Get-SendConnector | Format-List Name, SmartHosts')}.`,
          ja: say`名前の誤りか、廃止された名前です。${code('Get-SendConnector | Format-List Name, SmartHosts')} で確認します。`,
        },
      },
      {
        sees: {
          en: say`Event 16025, or an ${code('AdapterGuid')} that is not all zeros`,
          ja: say`イベント 16025、または ${code('AdapterGuid')} が 0 以外の場合`,
        },
        means: {
          en: say`The service is tied to one adapter, which is gone, off or without DNS servers. ${code('Get-NetAdapter')} shows their InterfaceGuid; set the one in use with ${code('Set-TransportService')}.`,
          ja: say`サービスが参照するアダプターがないか、無効か、DNS サーバーの設定がありません。${code('Get-NetAdapter')} の InterfaceGuid を確認し、${code('Set-TransportService')} で使用中のアダプターを指定します。`,
        },
      },
    ],
  }),
});
