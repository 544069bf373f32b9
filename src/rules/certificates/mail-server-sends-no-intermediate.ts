import { defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// The server sends its own certificate only. A private authority looks alike where its certificate names no public place.
export default defineHelpdeskRule({
  id: 'mail-server-sends-no-intermediate',
  title: {
    en: 'Mail server sends an incomplete certificate chain',
    ja: 'メール サーバーの証明書チェーンが不完全である',
  },
  sources: ['RFC 8446', 'RFC 5280'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['chain_incomplete'], 'other');
    return seen ? likely(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} does not send the certificate of ${or('issuer', 'the issuer')}, most likely a public intermediate. Senders that verify cannot build the chain and hold the mail; most others deliver.`,
      ja: say`${or('endpoint', 'サーバー')} が、発行者 (${or('issuer', '証明書を参照')}) の証明書を送信していません。公的な中間証明書が不足していると考えられます。検証する送信側はチェーンを構築できず、メールを保留します。それ以外の送信側からは届きます。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`${or('endpoint', 'Your server')} sends its certificate on port ${or('port', '25')} without the certificate of its issuer (${or('issuer', 'see the certificate')}). Please install the file with the whole chain (server certificate first, then the intermediates, no root), and reload the mail service.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で、発行者 (${or('issuer', '証明書を参照')}) の証明書を送信していません。チェーン全体のファイル (サーバー証明書、中間証明書の順。ルート証明書は除く) をインストールし、メール サービスを再読み込みしてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
