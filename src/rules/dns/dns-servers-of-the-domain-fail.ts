import { calledBy, code, defineOpenRule, ems, open, probed, say } from '../define.js';

// No answer, or SERVFAIL: it is not known whether the name exists. The fault is the domain's or the resolver's.
export default defineOpenRule({
  id: 'dns-servers-of-the-domain-fail',
  title: { en: 'DNS servers of the domain do not answer properly', ja: 'ドメインの DNS サーバーが正しく応答しない' },
  sources: ['RFC 2308', 'RFC 8499', 'https://learn.microsoft.com/powershell/module/dnsclient/resolve-dnsname'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const clue = probed(evidence, ['dns_servfail', 'dns_timeout']);
    return clue ? open({ ...calledBy(clue), remoteDomain: clue.host }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The question for ${'remoteDomain'} got an error or no answer, so nothing is known of its mail servers. Broken DNSSEC signatures, dead name servers and a fault of the asking resolver look the same.`,
      ja: say`${'remoteDomain'} の照会がエラーまたはタイムアウトになり、メール サーバーの状態は分かりません。DNSSEC の署名の不備、ネーム サーバーの停止、照会元のリゾルバーの障害が考えられます。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell: two public resolvers, then one without DNSSEC validation.`,
        ja: say`Windows PowerShell で実行します。2 つの公開リゾルバーと、DNSSEC を検証しない照会を比べます。`,
      },
      run: ems`
        foreach ($dns in '8.8.8.8', '1.1.1.1') {
          Resolve-DnsName ${'remoteDomain'} -Type MX -Server $dns }
        Resolve-DnsName ${'remoteDomain'} -Type MX -Server 8.8.8.8 -DnssecCd`,
    },
    outcomes: [
      {
        sees: { en: say`Only the last one answers`, ja: say`最後の照会だけが成功する場合` },
        means: {
          en: say`The DNSSEC signatures of the domain are broken, often a DS record of an old key. Its DNS provider has to sign again or take the DS away.`,
          ja: say`ドメインの DNSSEC の署名に不備があります。古いキーの DS レコードが残っていることがよくあります。DNS プロバイダーで再署名するか、DS を削除します。`,
        },
      },
      {
        sees: { en: say`None answers`, ja: say`どれも失敗する場合` },
        means: {
          en: say`The name servers of the domain are down or lame: ${code('-Type NS')} names them; tell whoever runs them.`,
          ja: say`ドメインのネーム サーバーが停止しているか、委任が誤っています。${code('-Type NS')} で表示されるサーバーの管理者に連絡します。`,
        },
      },
      {
        sees: { en: say`All answer`, ja: say`すべて成功する場合` },
        means: {
          en: say`It was the resolver of the probe, or has passed. Probe again.`,
          ja: say`確認に使用したリゾルバーの一時的な障害です。もう一度確認します。`,
        },
      },
    ],
  }),
});
