import { certain, code, defineRule, findReplacement, ifOverwritten, or, probeAgain, say, seeItYourself, seenAt, useReplacement } from '../define.js';

// The chain ends at an authority that nobody outside trusts. A missing intermediate has a verdict of its own.
export default defineRule({
  id: 'exchange-shows-private-ca-certificate',
  title: {
    en: 'Exchange shows a certificate of a private authority',
    ja: 'Exchange が社内の証明機関の証明書を提示している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-450-4-4-317-untrusted-root',
  ],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_untrusted_ca'], 'exchange');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} presents a certificate of ${or('issuer', 'an issuer')}, which leads to no public root. Internet mail mostly arrives all the same; Exchange Online on a hybrid connector, MTA-STS and partners that verify hold it.`,
      ja: say`${or('endpoint', 'サーバー')} が提示する証明書 (発行者: ${or('issuer', '証明機関')}) は、公的なルート証明機関につながりません。インターネットのメールは通常届きますが、ハイブリッド コネクタの Exchange Online、MTA-STS、検証するパートナーからのメールは保留になります。`,
    },
    confirm: [findReplacement()],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows a certificate of a public authority; else import one on every server first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`公的な証明機関の証明書が手順 1 で表示された場合だけ実行します。なければ、先にすべてのサーバーへインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        ...useReplacement(),
      },
    ],
    verify: [probeAgain()],
    moreLabel: { en: 'Undo, and 2 more points', ja: '元に戻す方法とほかの 2 点' },
    more: [seeItYourself(), ifOverwritten()],
  }),
});
