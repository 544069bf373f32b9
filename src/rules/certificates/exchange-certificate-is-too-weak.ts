import { certain, code, defineRule, findReplacement, ifOverwritten, or, probeAgain, say, seeItYourself, seenAt, useReplacement } from '../define.js';

// The size of the key and the hash of the signature stand in the certificate itself. 2048 bits and SHA-256 are what CA/Browser Forum asks for.
export default defineRule({
  id: 'exchange-certificate-is-too-weak',
  title: {
    en: 'Exchange certificate has a weak key or signature',
    ja: 'Exchange の証明書のキーまたは署名が弱い',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
    'RFC 9155',
  ],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['weak_key', 'weak_signature'], 'exchange');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} has a key that is too short, or an old signature such as SHA-1. Peers with current TLS libraries end the handshake; others still deliver.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書のキーが短すぎるか、SHA-1 などの古い署名が使われています。現在の TLS ライブラリを使う相手は接続を切断し、それ以外の相手からは届きます。`,
    },
    confirm: [findReplacement()],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows a new certificate (RSA 2,048 bits or more, SHA-256); else import one first. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`新しい証明書 (RSA 2,048 ビット以上、SHA-256) が手順 1 で表示された場合だけ実行します。なければ、先にインポートします。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (サーバー間で使用中。Enter だけを押すと上書き)。`,
        },
        ...useReplacement(),
      },
    ],
    verify: [probeAgain()],
    moreLabel: { en: 'Undo, and 2 more points', ja: '元に戻す方法とほかの 2 点' },
    more: [seeItYourself(), ifOverwritten()],
  }),
});
