import { alertAt, defineHelpdeskRule, likely, or, say, seeItYourself, seeLabel, toOperator, whoActs } from '../define.js';

// The alerts that say: no version, cipher suite or strength of this offer will do. The probe offers TLS 1.0 to 1.3.
export default defineHelpdeskRule({
  id: 'mail-server-takes-no-offered-tls',
  title: {
    en: 'Mail server takes none of the TLS versions or ciphers',
    ja: 'メール サーバーと共通の TLS のバージョンか暗号がない',
  },
  sources: ['RFC 8446', 'https://learn.microsoft.com/exchange/exchange-tls-configuration', 'RFC 9325'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const seen = alertAt(evidence, [40, 70, 71, 86]);
    return seen ? likely(seen.facts, [seen.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} refused all versions and ciphers that the probe offers (TLS alert ${or('code', '40')}). Most likely its list of ciphers fits no certificate it has, or is too narrow. Senders wait, or go on in plain text.`,
      ja: say`${or('endpoint', 'サーバー')} は、提示された TLS のバージョンと暗号をすべて拒否しました (TLS アラート ${or('code', '40')})。暗号の一覧が証明書の種類に合わないか、狭すぎると考えられます。送信側はメールを保留するか、暗号化せずに送信します。`,
    },
    todo: whoActs(),
    forwardTo: toOperator,
    forward: {
      en: say`On port ${or('port', '25')}, ${or('endpoint', 'your server')} refuses every TLS handshake with alert ${or('code', '40')}. Please enable TLS 1.2 and 1.3 with ECDHE and AES-GCM (RFC 9325), and check that the suites fit the certificate: an ECDSA certificate needs ECDSA suites, an RSA one RSA suites. On Windows, remove cipher lists set by policy or registry.`,
      ja: say`${or('endpoint', '貴サーバー')} のポート ${or('port', '25')} では、TLS ハンドシェイクがアラート ${or('code', '40')} で拒否されます。ECDHE と AES-GCM を使う TLS 1.2 と 1.3 を有効にし (RFC 9325)、暗号が証明書の種類に合うことを確認してください。ECDSA の証明書には ECDSA、RSA の証明書には RSA の暗号スイートが必要です。Windows では、ポリシーやレジストリで限定した暗号の一覧を見直してください。`,
    },
    moreLabel: seeLabel,
    more: [seeItYourself()],
  }),
});
