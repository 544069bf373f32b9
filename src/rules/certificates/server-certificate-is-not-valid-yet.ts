import { certain, defineHelpdeskRule, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// The first day lies ahead. The clock that counts is the one of the probe.
export default defineHelpdeskRule({
  id: 'server-certificate-is-not-valid-yet',
  title: {
    en: 'Server certificate is not valid yet',
    ja: 'サーバーの証明書の有効期間が始まっていない',
  },
  sources: ['RFC 5280'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['cert_not_yet_valid']);
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The validity of the certificate on ${or('endpoint', 'the server')} begins later than now: it was put in too early, or made with a wrong clock. Most senders still deliver; those that verify, by MTA-STS or a connector, hold the mail.`,
      ja: say`${or('endpoint', 'サーバー')} の証明書の有効期間の開始日が先の日付です。切り替えが早すぎたか、誤った時計で作成されています。多くの送信側からは届きますが、MTA-STS またはコネクタの設定で検証する送信側からのメールは保留になります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`The certificate that ${or('endpoint', 'your server')} presents on port ${or('port', '25')} is not valid yet (subject: ${or('subject', 'see the certificate')}). Please go back to the previous certificate until its first day if that one is still in date; otherwise install one that is valid now. Check the clock of the computer that issued it.`,
      ja: say`${or('endpoint', '貴サーバー')} がポート ${or('port', '25')} で提示する証明書は、まだ有効期間が始まっていません (サブジェクト: ${or('subject', '証明書を参照')})。以前の証明書が期限内であれば、開始日までそれに戻してください。期限が切れている場合は、現在有効な証明書をインストールしてください。発行したコンピューターの時計も確認してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
