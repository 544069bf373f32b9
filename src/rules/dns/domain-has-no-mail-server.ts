import { calledBy, certain, defineRule, ems, probed, say } from '../define.js';

// The domain is there and has neither MX nor address: there is nothing that a sender could call.
export default defineRule({
  id: 'domain-has-no-mail-server',
  title: { en: 'Domain has neither MX nor address', ja: 'ドメインに MX もアドレスもない' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/microsoft-365/admin/get-help-with-domains/create-dns-records-at-any-dns-hosting-provider'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const clue = probed(evidence, ['dns_no_mx']);
    return clue ? certain({ ...calledBy(clue), remoteDomain: clue.host }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${'remoteDomain'} exists in DNS, but has no MX record and no address that could stand for one. Senders find no server to call.`,
      ja: say`${'remoteDomain'} は DNS に存在しますが、MX レコードも、代わりになるアドレスもありません。送信側は接続先を見つけられません。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell: the answer holds no MX. SOA names the DNS server where it has to be made.`,
          ja: say`Windows PowerShell で実行します。応答に MX がありません。SOA に、レコードを作成する DNS サーバーが表示されます。`,
        },
        run: ems`
          Resolve-DnsName ${'remoteDomain'} -Type MX -Server 8.8.8.8
          Resolve-DnsName ${'remoteDomain'} -Type SOA -Server 8.8.8.8`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider, make an MX for the domain that names your mail server; for Exchange Online the value that the Microsoft 365 admin center shows for the domain.`,
          ja: say`DNS プロバイダーで、メール サーバーを指す MX を作成します。Exchange Online の場合は、Microsoft 365 管理センターがドメインごとに表示する値です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: the row names a mail server and its verdict is OK.`,
          ja: say`もう一度確認し、メール サーバーの名前と「正常」が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'MX inside and outside', ja: '組織内と組織外の MX' },
    more: [
      {
        title: { en: 'Split DNS', ja: '組織内と組織外で DNS が異なる場合' },
        why: {
          en: say`A zone of the same name on your own DNS servers needs an MX of its own, or your servers do not find the domain either.`,
          ja: say`組織内の DNS サーバーに同じ名前のゾーンがある場合は、そちらにも MX が必要です。ないと、組織内のサーバーからもドメインが見つかりません。`,
        },
      },
    ],
  }),
});
