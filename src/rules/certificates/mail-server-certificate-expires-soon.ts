import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// The same before it is too late.
export default defineHelpdeskRule({
  id: 'mail-server-certificate-expires-soon',
  title: {
    en: 'Mail server certificate expires soon',
    ja: 'メール サーバーの証明書の有効期限が近い',
  },
  sources: ['RFC 5280', 'https://letsencrypt.org/docs/faq/'],
  reads: ['probe'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_expires_soon'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} ends on ${or('notAfter', 'a near day')}. Nothing fails yet. After that, senders that verify hold their mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書の有効期限が近づいています (期限: ${or('notAfter', '間近')})。現在は影響がありません。期限が切れると、検証する送信側からのメールが保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} ends on ${or('notAfter', 'a near day')}. Please renew it, reload the mail service, and check why the automatic renewal, if there is one, has not run. With DANE, publish the TLSA record of a new key first.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書の有効期限が近づいています (期限: ${or('notAfter', '間近')})。証明書を更新し、メール サービスを再読み込みしてください。自動更新を設定している場合は、実行されていない理由を確認してください。DANE を使用している場合は、先に新しいキーの TLSA レコードを公開してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
