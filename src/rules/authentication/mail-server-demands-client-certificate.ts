import { alertAt, certain, defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, seenAt, toOperator, whoActs } from '../define.js';

// The server asks for a certificate and ends the session without one. Asking alone is normal and is no fault.
export default defineHelpdeskRule({
  id: 'mail-server-demands-client-certificate',
  title: {
    en: 'Mail server demands a certificate from every sender',
    ja: 'メール サーバーが送信側に証明書を要求している',
  },
  sources: ['RFC 8446', 'RFC 3207'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const seen = seenAt(evidence, ['client_cert_required']) ?? alertAt(evidence, [116]);
    if (seen) return certain(seen.facts, [seen.clue]);
    const alert = alertAt(evidence, OF_CLIENT_CERTIFICATE);
    return alert ? likely(alert.facts, [alert.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} ends the session of a sender that presents no certificate. Most mail servers present none, so their mail fails. On a port for partners only this is intended; for an MX host it is not.`,
      ja: say`${or('endpoint', 'サーバー')} は、証明書を提示しない送信側の接続を切断します。多くのメール サーバーは証明書を提示しないため、メールが失敗します。パートナー専用の接続先であれば意図した設定ですが、MX ホストでは正しくありません。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`${or('endpoint', 'Your server')} requires a client certificate on port ${or('port', '25')} and refuses senders without one. If it receives mail from the internet, please set the certificate to optional for that listener, and keep the requirement for a listener or address of its own for partners.`,
      ja: say`${or('endpoint', '貴サーバー')} はポート ${or('port', '25')} でクライアント証明書を必須としており、証明書のない送信側を拒否しています。インターネットからのメールを受信する場合は、このリスナーでは任意とし、必須の設定はパートナー専用のリスナーまたはアドレスに限定してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});

/** Alerts about a certificate of the caller, who has none: most likely that is what is missed. */
const OF_CLIENT_CERTIFICATE = [41, 42, 43, 44, 45, 46, 48, 49];
