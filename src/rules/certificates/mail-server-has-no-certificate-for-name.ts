import { alertAt, defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, toOperator, whoActs } from '../define.js';

// Alert 112, unrecognized_name (RFC 6066): the name asked for in the handshake has no certificate there.
export default defineHelpdeskRule({
  id: 'mail-server-has-no-certificate-for-name',
  title: {
    en: 'Mail server has no certificate for the name asked for',
    ja: 'メール サーバーに要求された名前の証明書がない',
  },
  sources: ['RFC 6066'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = alertAt(evidence, [112]);
    return seen ? likely(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} ended the handshake because it does not know the name ${or('domain', 'that was asked for')} (TLS alert ${or('code', '112')}). Senders that name the host in the handshake (SNI) fail; others may get through.`,
      ja: say`${or('endpoint', 'サーバー')} は、要求された名前 ${or('domain', '(ホスト名)')} を認識できず、ハンドシェイクを中断しました (TLS アラート ${or('code', '112')})。ハンドシェイクでホスト名を指定する送信側 (SNI) は失敗し、それ以外の送信側は接続できることがあります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`On port ${or('port', '25')}, ${or('endpoint', 'your server')} answers the TLS server name ${or('domain', 'of the MX host')} with alert ${or('code', '112')}. Please give it a certificate for that name, or let it fall back to its default certificate for names it does not know.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} は、TLS のサーバー名 ${or('domain', '(MX ホスト)')} に対してアラート ${or('code', '112')} を返します。その名前の証明書を設定するか、不明な名前には既定の証明書を使う設定にしてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
