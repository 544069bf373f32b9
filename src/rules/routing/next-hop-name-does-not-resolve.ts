import { code, defineRule, ems, failedCall, likely, or, say } from '../define.js';

// Winsock 11001 and 11004: the host that a connector or a program was told has no address. A recipient's domain without MX
// is reported by its own words.
export default defineRule({
  id: 'next-hop-name-does-not-resolve',
  title: {
    en: "Next hop's name has no address",
    ja: '次ホップの名前を解決できない',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/send-connectors',
  ],
  reads: ['connection', 'reply', 'queue'],
  on: ['connection'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const failed = failedCall(evidence, ['not-found']);
    const isExchange = failed && (failed.reply ?? evidence.first('queue')) !== undefined;
    return failed && isExchange ? likely(failed.facts, [failed.reply ?? failed.call]) : null;
  },

  text: () => ({
    cause: {
      en: say`DNS gives no address for ${or('endpoint', 'the next hop')}: the smart host is mistyped or gone, or ${or('server', 'the server that sends')} asks a DNS server that does not know it.`,
      ja: say`DNS で ${or('endpoint', '次ホップ')} の IP アドレスが得られません。スマート ホストの名前の誤りか削除、または ${or('server', '送信側のサーバー')} が使う DNS サーバーに登録がないと考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on ${or('server', 'the server that sends')}: each smart host and what DNS says of it.`,
          ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行し、各スマート ホストの名前解決の結果を表示します。`,
        },
        run: ems`
          Get-SendConnector | Where-Object { $_.SmartHosts } | ForEach-Object {
            "$($_.Name): $($_.SmartHosts)"
            foreach ($one in "$($_.SmartHosts)" -split '[ ,]+') {
              Resolve-DnsName $one.Trim('[]') -ErrorAction Continue } }
          Get-TransportService | Format-List Name, *DNSServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Correct the smart host of the connector, or the record in DNS. If only the ${code('ExternalDNSServers')} do not know an internal name, set ${code('UseExternalDNSServersEnabled')} of the connector to False.`,
          ja: say`コネクタのスマート ホストか、DNS のレコードを修正します。${code('ExternalDNSServers')} だけが社内の名前を解決できない場合は、コネクタの ${code('UseExternalDNSServersEnabled')} を False にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 prints an address for each smart host. Then the queue empties.`,
          ja: say`手順 1 で各スマート ホストの IP アドレスが表示され、キューが空になれば成功です。`,
        },
        run: ems`Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue`,
      },
    ],
    moreLabel: { en: '1 more hint', ja: '補足 1 件' },
    more: [
      {
        title: { en: 'Smart host under mail.protection.outlook.com', ja: 'mail.protection.outlook.com のスマート ホスト' },
        why: {
          en: say`Newer domains have their MX below mx.microsoft only. Take the host from the MX record, not from the old pattern.`,
          ja: say`新しいドメインの MX は、mx.microsoft の下だけにあります。以前の形式ではなく、MX レコードのホスト名を指定します。`,
        },
      },
    ],
  }),
});
