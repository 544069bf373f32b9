import { calledBy, certain, defineRule, ems, probed, say } from '../define.js';

// Public DNS says that the name itself is not there: neither MX nor address can be had.
export default defineRule({
  id: 'probed-name-does-not-exist',
  title: { en: 'Probed name does not exist in DNS', ja: '確認した名前が DNS に存在しない' },
  sources: ['RFC 8020', 'https://learn.microsoft.com/powershell/module/dnsclient/resolve-dnsname'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const clue = probed(evidence, ['dns_no_such_name']);
    return clue ? certain({ ...calledBy(clue), remoteDomain: clue.host }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`DNS says that ${'remoteDomain'} does not exist: it is mistyped, its registration has lapsed, or its record was deleted. No mail server can find it; mail is retried for a day or two and then returned.`,
      ja: say`${'remoteDomain'} は DNS に存在しません。入力の誤り、ドメインの登録の失効、レコードの削除のいずれかです。どのメール サーバーからも配信できず、メールは 1 から 2 日再試行された後に返されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell on any computer. If NS of the domain fails as well, the domain is not delegated.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。ドメインの NS も失敗する場合は、ドメインが委任されていません。`,
        },
        run: ems`
          $name = ${'remoteDomain'}
          $domain = ($name -split '[.]' | Select-Object -Last 2) -join '.'
          Resolve-DnsName $name -Server 8.8.8.8
          Resolve-DnsName $domain -Type NS -Server 8.8.8.8`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider, make the record again (the NS of step 1 tells where). Without any NS, renew the registration of the domain first.`,
          ja: say`手順 1 の NS が示す DNS プロバイダーで、レコードを作り直します。NS がない場合は、先にドメインの登録を更新します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: the row names an address. DNS answers of before may live for another hour.`,
          ja: say`もう一度確認し、アドレスが表示されれば成功です。以前の DNS の応答が 1 時間ほど残ることがあります。`,
        },
      },
    ],
    moreLabel: { en: 'Name known inside only', ja: '組織内だけの名前の場合' },
    more: [
      {
        title: { en: 'A name of the network inside', ja: '組織内だけの名前' },
        why: {
          en: say`A host that only your own DNS knows is probed from a computer inside: npx exchange-tls probe.`,
          ja: say`組織内の DNS にしかないホストは、組織内のコンピューターで npx exchange-tls probe を実行して確認します。`,
        },
      },
    ],
  }),
});
