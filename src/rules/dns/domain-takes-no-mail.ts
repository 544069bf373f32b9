import { calledBy, certain, code, defineRule, ems, probed, say } from '../define.js';

// A null MX: the domain declares that it takes no mail. Senders refuse at once and do not try its address.
export default defineRule({
  id: 'domain-takes-no-mail',
  title: { en: 'Domain declares that it takes no mail', ja: 'メールを受信しないと宣言しているドメイン' },
  sources: ['RFC 7505', 'https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records'],
  reads: ['probe'],
  explains: [],
  mail: 'refused',

  match(evidence) {
    const clue = probed(evidence, ['dns_null_mx']);
    return clue ? certain({ ...calledBy(clue), remoteDomain: clue.host }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The only MX of ${'remoteDomain'} is a dot, a null MX: by RFC 7505 the domain takes no mail, and senders return it at once (5.1.10, 5.7.27).`,
      ja: say`${'remoteDomain'} の MX はドットだけの Null MX です。RFC 7505 により、メールを受信しないドメインとして扱われ、送信側は直ちに NDR (5.1.10、5.7.27) を返します。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell: ${code('NameExchange')} is empty and ${code('Preference')} is 0.`,
          ja: say`Windows PowerShell で実行します。${code('NameExchange')} が空で、${code('Preference')} が 0 です。`,
        },
        run: ems`
          Resolve-DnsName ${'remoteDomain'} -Type MX -Server 8.8.8.8 |
            Format-List Name, NameExchange, Preference`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If the domain is to take mail, replace the record at the DNS provider by the MX of your mail system; for Exchange Online the one that the Microsoft 365 admin center shows for the domain.`,
          ja: say`メールを受信するドメインであれば、DNS プロバイダーでこのレコードをメール システムの MX に置き換えます。Exchange Online の場合は、Microsoft 365 管理センターがドメインごとに表示する値です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: the row names a mail server.`,
          ja: say`もう一度確認し、メール サーバーの名前が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Meant to be so', ja: '意図した設定の場合' },
    more: [
      {
        title: { en: 'A domain without mail', ja: 'メールを使用しないドメイン' },
        why: {
          en: say`A null MX is right for it. Correct the address that somebody writes to.`,
          ja: say`Null MX は正しい設定です。宛先のアドレスを修正します。`,
        },
      },
    ],
  }),
});
