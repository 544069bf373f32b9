import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// Self-signed, or of an authority of the house: for those outside it is the same.
export default defineHelpdeskRule({
  id: 'mail-server-certificate-has-no-public-root',
  title: {
    en: 'Mail server shows a certificate without a public root',
    ja: 'メール サーバーの証明書が公的に信頼されていない',
  },
  sources: ['RFC 7435', 'RFC 7672', 'RFC 8461'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_self_signed', 'cert_untrusted_ca'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate on ${or('endpoint', 'the server')} is self-signed or comes from a private authority (${or('issuer', 'its issuer')}). Most senders still deliver; those that verify hold the mail. A fitting DANE record makes it good for senders that check DANE.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書は、自己署名または社内の証明機関が発行したものです (発行者: ${or('issuer', '証明書を参照')})。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。DANE を検証する送信側には、一致する TLSA レコードがあれば有効です。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} leads to no public root (issuer: ${or('issuer', 'see the certificate')}). Please install a certificate from a public authority that contains the host's name, with its intermediates, and reload the mail service.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書は、公的なルート証明機関につながりません (発行者: ${or('issuer', '証明書を参照')})。ホスト名を含む公的な証明機関の証明書を中間証明書とともにインストールし、メール サービスを再読み込みしてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
