import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// Schannel sends the chain in order, so where Exchange stands behind, a device in front ends TLS. TLS 1.3 lets the order go (RFC 8446, 4.4.2); TLS 1.2 does not.
export default defineHelpdeskRule({
  id: 'certificates-are-sent-in-wrong-order',
  title: {
    en: 'Certificates of the chain are sent in wrong order',
    ja: '証明書チェーンの順序が正しくない',
  },
  sources: ['RFC 5246', 'RFC 8446'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['chain_misordered']);
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} sends its certificates out of order. Most senders sort them and deliver; strict ones fail. Windows sends them in order, so a gateway or load balancer may end TLS there.`,
      ja: say`${or('endpoint', 'サーバー')} が証明書を誤った順序で送信しています。多くの送信側は並べ直して配信しますが、厳密な送信側は失敗します。Windows は正しい順序で送信するため、ゲートウェイやロード バランサーで TLS が終端されている可能性があります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`On port ${or('port', '25')}, ${or('endpoint', 'your server')} sends its certificates in the wrong order. Please write the chain file anew, on the device that ends TLS: server certificate first, then each one that signed the one before it, without the root. Then reload the service.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で、証明書を誤った順序で送信しています。TLS を終端する機器で、チェーン ファイルを作り直してください。先頭をサーバー証明書とし、続けてそれぞれの発行者の証明書を順に並べ、ルート証明書は除きます。その後、サービスを再読み込みしてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
