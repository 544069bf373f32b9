import { calledBy, certain, defineRule, ems, probed, say } from '../define.js';

// The MX is there, and the host that it names is not: often what is left of a server or a service that was given up.
export default defineRule({
  id: 'mx-record-names-a-missing-host',
  title: { en: 'MX record names a host that does not exist', ja: 'MX レコードのホストが存在しない' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/exchange/mail-flow/mail-routing/mail-routing'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    // An address in place of a name has a rule of its own.
    const clue = probed(evidence, ['dns_dangling_mx'], ({ host }) => !/^[\d.]+$|:/.test(host));
    return clue ? certain(calledBy(clue), [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`An MX of ${'remoteDomain'} leads to ${'endpoint'}, which has no address in DNS. Senders go on to the next MX; if there is none, their mail waits and is returned after a day or two.`,
      ja: say`${'remoteDomain'} の MX が指す ${'endpoint'} は、DNS にアドレスがありません。送信側は次の MX を試します。ほかに MX がなければ、メールは再試行され、1 から 2 日後に返されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell: all MX, then the addresses of this one. Only A or AAAA count.`,
          ja: say`Windows PowerShell で実行します。すべての MX と、このホストのアドレスが表示されます。有効なのは A と AAAA だけです。`,
        },
        run: ems`
          Resolve-DnsName ${'remoteDomain'} -Type MX -Server 8.8.8.8
          Resolve-DnsName ${'endpoint'} -Server 8.8.8.8`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider: a host that is still in use gets its A record again. One that was given up loses its MX; whoever registers that name could take your mail.`,
          ja: say`DNS プロバイダーで修正します。使用中のホストであれば A レコードを作り直します。廃止したホストであれば MX を削除します。残しておくと、その名前を登録した第三者にメールが届くおそれがあります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: every MX has an address.`,
          ja: say`もう一度確認し、すべての MX にアドレスが表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'In Exchange', ja: 'Exchange での確認' },
    more: [
      {
        title: { en: 'Smart hosts with the same name', ja: '同じ名前のスマート ホスト' },
        why: {
          en: say`A send connector may name the host as well.`,
          ja: say`送信コネクタにも同じホストが指定されていることがあります。`,
        },
        run: ems`
          $name = [regex]::Escape(${'endpoint'})
          Get-SendConnector | Where-Object { "$($_.SmartHosts)" -match $name }`,
      },
    ],
  }),
});
