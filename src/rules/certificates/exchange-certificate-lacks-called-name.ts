import { certain, code, defineRule, findReplacement, ifOverwritten, or, probeAgain, say, seeItYourself, seenAt, useReplacement } from '../define.js';

// No name of the certificate fits: the host that was called, or the name that the connector in Exchange Online expects.
export default defineRule({
  id: 'exchange-certificate-lacks-called-name',
  title: {
    en: 'Exchange certificate lacks the name that is expected',
    ja: 'Exchange の証明書に必要な名前が含まれていない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/exchange/certificate-requirements',
    'RFC 9525',
  ],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_name_mismatch', 'cert_no_san'], 'exchange');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} (${or('subject', 'its subject')}) does not list ${or('domain', 'the name called')} as an alternative name. Internet mail mostly arrives; senders that compare the name, such as Exchange Online and MTA-STS, hold it.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書 (${or('subject', 'サブジェクト')}) のサブジェクトの別名に ${or('domain', '接続先の名前')} がありません。インターネットのメールは通常届きますが、名前を照合する Exchange Online や MTA-STS の送信側からのメールは保留になります。`,
    },
    confirm: [findReplacement()],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows a certificate with that name; else order one and import it on every server first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`その名前を含む証明書が手順 1 で表示された場合だけ実行します。なければ取得し、先にすべてのサーバーへインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        ...useReplacement(),
      },
    ],
    verify: [probeAgain()],
    moreLabel: { en: 'Undo, and 2 more points', ja: '元に戻す方法とほかの 2 点' },
    more: [seeItYourself(), ifOverwritten()],
  }),
});
