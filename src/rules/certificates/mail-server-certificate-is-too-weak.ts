import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// Of a server that is not Exchange.
export default defineHelpdeskRule({
  id: 'mail-server-certificate-is-too-weak',
  title: {
    en: 'Mail server certificate has a weak key or signature',
    ja: 'メール サーバーの証明書のキーまたは署名が弱い',
  },
  sources: ['RFC 9155', 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['weak_key', 'weak_signature'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} has a key that is too short, or an old signature such as SHA-1. Peers with current TLS libraries end the handshake; others still deliver.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書のキーが短すぎるか、SHA-1 などの古い署名が使われています。現在の TLS ライブラリを使う相手は接続を切断し、それ以外の相手からは届きます。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} has a weak key or signature (subject: ${or('subject', 'see the certificate')}). Please replace it with one that has a new key (RSA 2,048 bits or more, or P-256) and is signed with SHA-256 or better, and reload the mail service.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書のキーまたは署名が弱く、現在の基準を満たしません (サブジェクト: ${or('subject', '証明書を参照')})。新しいキー (RSA 2,048 ビット以上、または P-256) と SHA-256 以上の署名の証明書に置き換え、メール サービスを再読み込みしてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
