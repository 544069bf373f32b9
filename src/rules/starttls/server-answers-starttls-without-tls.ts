import { defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// After 220 came something that is no TLS record: a proxy that passes the verb on, or a program that only claims TLS.
export default defineHelpdeskRule({
  id: 'server-answers-starttls-without-tls',
  title: {
    en: 'What follows STARTTLS is not TLS',
    ja: 'STARTTLS の後の応答が TLS ではない',
  },
  sources: ['RFC 3207', 'RFC 8446'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['tls_garbage']);
    return seen ? likely(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} accepted STARTTLS and then sent bytes that are not TLS. Most likely a proxy or filter in front answers STARTTLS without doing TLS. Senders wait, or go on in plain text.`,
      ja: say`${or('endpoint', 'サーバー')} は STARTTLS を受け付けた後、TLS ではないデータを送信しました。手前のプロキシやフィルターが、TLS を処理せずに STARTTLS に応答していると考えられます。送信側はメールを保留するか、暗号化せずに送信します。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`After STARTTLS on port ${or('port', '25')}, ${or('endpoint', 'your server')} sends data that is not TLS. Please check the firewall, mail filter or load balancer in front of it: it has to pass SMTP through unread, or end TLS itself with a certificate. Compare with a connection inside, past that device.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} では、STARTTLS の後に TLS ではないデータが返ります。手前のファイアウォール、メール フィルター、ロード バランサーを確認してください。SMTP をそのまま通すか、証明書を設定して TLS を終端する必要があります。その機器を経由しない内部からの接続と比べてください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
