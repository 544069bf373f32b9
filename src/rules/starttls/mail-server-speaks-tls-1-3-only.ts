import { certain, code, defineHelpdeskRule, or, say, seenAt, toOperator, whoActs } from '../define.js';

// Exchange 2013 and 2016, and Windows Server before 2022, have no TLS 1.3.
export default defineHelpdeskRule({
  id: 'mail-server-speaks-tls-1-3-only',
  title: {
    en: 'Mail server supports TLS 1.3 only',
    ja: 'メール サーバーが TLS 1.3 だけに対応している',
  },
  sources: ['RFC 8446', 'https://learn.microsoft.com/exchange/exchange-tls-configuration', 'RFC 9325'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = seenAt(evidence, ['tls13_only']);
    return seen ? certain(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} refuses TLS 1.2. Exchange 2013 and 2016, and Exchange on Windows Server before 2022, cannot start TLS with it: their mail waits, or goes in plain text where TLS is not required.`,
      ja: say`${or('endpoint', 'サーバー')} は TLS 1.2 を受け付けません。Exchange 2013、2016 と、Windows Server 2022 より前の Exchange は TLS を開始できず、メールが待機するか、TLS が必須でなければ暗号化せずに送信します。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`${or('endpoint', 'Your server')} takes only TLS 1.3 on port ${or('port', '25')}. Many mail servers, such as Exchange 2016 or Exchange on Windows Server 2019, have no TLS 1.3. Please allow TLS 1.2 with ECDHE and AES-GCM as well (RFC 9325); TLS 1.0 and 1.1 stay off.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} は TLS 1.3 だけに対応しています。Exchange 2016 や Windows Server 2019 上の Exchange など、TLS 1.3 を使用できないメール サーバーは多くあります。ECDHE と AES-GCM を使う TLS 1.2 も許可してください (RFC 9325)。TLS 1.0 と 1.1 は無効のままにしてください。`,
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
