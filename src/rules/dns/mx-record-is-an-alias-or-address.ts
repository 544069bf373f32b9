import { code, type DomainClue, defineRule, ems, likely, say } from '../define.js';

// An MX has to name a host with addresses of its own. Many senders put up with an alias, hardly any with an address.
export default defineRule({
  id: 'mx-record-is-an-alias-or-address',
  title: { en: 'MX record names an alias or an address', ja: 'MX レコードが別名またはアドレスを指している' },
  sources: ['RFC 2181', 'RFC 5321', 'https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records'],
  reads: ['domain'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const clue = evidence.first('domain', (one) => oddRecord(one) !== undefined);
    return clue ? likely({ remoteDomain: clue.target, endpoint: oddRecord(clue)?.host ?? clue.target }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The MX of ${'remoteDomain'} names ${'endpoint'}, an alias (CNAME) or an IP address. RFC 5321 allows only a host name with an address of its own: some senders refuse the rest, and the certificate is held against another name.`,
      ja: say`${'remoteDomain'} の MX が指す ${'endpoint'} は、別名 (CNAME) または IP アドレスです。RFC 5321 で許可されるのは、アドレスを直接持つホスト名だけです。配信しない送信側があり、証明書の名前も一致しないことがあります。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell: ${code('NameExchange')} of the MX, then whether it is a CNAME.`,
          ja: say`Windows PowerShell で実行します。MX の ${code('NameExchange')} と、それが CNAME かどうかを確認します。`,
        },
        run: ems`
          Resolve-DnsName ${'remoteDomain'} -Type MX -Server 8.8.8.8
          Resolve-DnsName ${'endpoint'} -Type CNAME -Server 8.8.8.8`,
      },
    ],
    fix: [
      {
        why: {
          en: say`At the DNS provider, let the MX name the host itself: the target of the CNAME, or a name with an A record for the address.`,
          ja: say`DNS プロバイダーで、MX にホスト名を直接指定します。CNAME の指す先の名前、またはそのアドレスの A レコードを持つ名前です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: this finding is gone, and the certificate fits the new name.`,
          ja: say`もう一度確認し、この項目が消え、証明書が新しい名前と一致すれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Why it often works', ja: '届く場合がある理由' },
    more: [
      {
        title: { en: 'Lenient senders', ja: '許容する送信側' },
        why: {
          en: say`Exchange and Exchange Online follow a CNAME. Other senders, and checks of MTA-STS and DANE, take the name of the MX alone.`,
          ja: say`Exchange と Exchange Online は CNAME をたどります。ほかの送信側や、MTA-STS と DANE の検証では、MX の名前だけが使用されます。`,
        },
      },
    ],
  }),
});

const oddRecord = ({ mx }: DomainClue) => mx.records.find(({ fault }) => fault === 'alias' || fault === 'address');
