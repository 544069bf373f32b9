import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// The certificate of a server that is not Exchange. Exchange has commands of its own.
export default defineHelpdeskRule({
  id: 'mail-server-certificate-has-expired',
  title: {
    en: 'Mail server shows an expired certificate',
    ja: 'メール サーバーの証明書の有効期限が切れている',
  },
  sources: ['RFC 5280', 'RFC 7435'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_expired'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} expired on ${or('notAfter', 'a past day')}. Most senders still deliver; those that verify, by MTA-STS or a connector, hold the mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書の有効期限が切れています (期限: ${or('notAfter', '過去の日付')})。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} expired on ${or('notAfter', 'a past day')}. Issuer: ${or('issuer', 'see the certificate')}. Please install the renewed certificate with its intermediates, and reload the mail service: some programs keep the old one in memory until then.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書の有効期限が切れています (期限: ${or('notAfter', '過去の日付')}、発行者: ${or('issuer', '証明書を参照')})。更新後の証明書を中間証明書とともにインストールし、メール サービスを再読み込みしてください。再読み込みまで以前の証明書を使い続けるプログラムもあります。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
