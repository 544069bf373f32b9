import { certain, code, defineHelpdeskRule, or, say, seenAt, toOperator, whoActs } from '../define.js';

// Of a server that is not Exchange: nothing from TLS 1.2 on was taken.
export default defineHelpdeskRule({
  id: 'mail-server-speaks-old-tls-only',
  title: {
    en: 'Mail server supports TLS 1.0 or 1.1 only',
    ja: 'メール サーバーが TLS 1.0 か 1.1 だけに対応している',
  },
  sources: ['RFC 8996', 'https://learn.microsoft.com/exchange/exchange-tls-configuration'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['tls_legacy_only'], 'other');
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} takes nothing newer than TLS 1.1. Exchange Online and most providers refuse that; senders that do not insist on TLS may go on in plain text.`,
      ja: say`${or('endpoint', 'サーバー')} は TLS 1.1 以前だけを受け付けます。Exchange Online など多くの送信側は接続できません。TLS を必須としない送信側は、暗号化せずに配信することがあります。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`${or('endpoint', 'Your server')} supports TLS 1.0 or 1.1 only on port ${or('port', '25')}. Both are withdrawn (RFC 8996), and senders such as Exchange Online refuse them. Please enable TLS 1.2 and 1.3; if the software cannot, update it or put a current gateway in front.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} は TLS 1.0 または 1.1 だけに対応しています。どちらも廃止されており (RFC 8996)、Exchange Online などの送信側は接続できません。TLS 1.2 と 1.3 を有効にしてください。対応していないソフトウェアの場合は、更新するか、新しいゲートウェイを手前に設置してください。`,
    },
    moreLabel: { en: 'Setting of Postfix', ja: 'Postfix の設定' },
    more: [
      {
        title: { en: 'Postfix', ja: 'Postfix の場合' },
        why: {
          en: say`From version 3.6 on, ${code('smtpd_tls_protocols = >=TLSv1.2')} allows both TLS 1.2 and 1.3; ${code('postfix reload')} puts it into force.`,
          ja: say`バージョン 3.6 以降では、${code('smtpd_tls_protocols = >=TLSv1.2')} で TLS 1.2 と 1.3 の両方が有効になります。${code('postfix reload')} で反映します。`,
        },
      },
    ],
  }),
});
