import { defineHelpdeskRule, likely, mentions, or, say } from '../define.js';

// "due to local problem" is written by Postfix, "currently unavailable" by Exim. Exchange says "due to temporary reason",
// which is server-fails-to-start-offered-tls: nothing has to be restarted on Exchange here.
export default defineHelpdeskRule({
  id: 'postfix-or-exim-cannot-start-tls',
  title: {
    en: 'Postfix or Exim offers STARTTLS but cannot start it',
    ja: 'Postfix または Exim が TLS を開始できない',
  },
  sources: [
    'RFC 3207',
    'https://www.postfix.org/TLS_README.html',
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-encrypted_smtp_connections_using_tlsssl.html',
  ],
  reads: ['reply', 'session'],
  on: ['reply'],
  words: ['TLS not available due to local problem', 'TLS currently unavailable'],
  needsWords: true,
  explains: ['server-fails-to-start-offered-tls'],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', ({ text }) => mentions(text, 'TLS not available due to local problem', 'TLS currently unavailable'));
    if (!reply || evidence.first('session', ({ product }) => product.startsWith('exchange'))) return null;
    return likely({ remoteHost: reply.remoteHost ?? reply.endpoint }, [reply]);
  },

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The server that answered')} offers STARTTLS, but most likely cannot read its certificate, its key or its DH parameters. The words are those of Postfix or Exim, so Exchange needs no change there.`,
      ja: say`${or('remoteHost', '応答したサーバー')} は STARTTLS を提示していますが、証明書、秘密キー、DH パラメーターのいずれかを読み取れないと考えられます。文言は Postfix または Exim のもので、Exchange の変更は不要です。`,
    },
    todo: [
      {
        en: say`Your own relay or gateway: its mail log of the same minute names the file that it cannot read. Correct that and reload the service.`,
        ja: say`自社の中継サーバーやゲートウェイの場合は、同じ時刻のメール ログで、読み取れないファイルを確認します。修正してサービスを再読み込みします。`,
      },
      {
        en: say`Somebody else's server: send the text below to its administrator. Mail waits and is tried again.`,
        ja: say`相手側のサーバーの場合は、次の文面を管理者に送ります。メールは再試行されます。`,
      },
      {
        en: say`Leave your connectors as they are: they are right to insist on TLS.`,
        ja: say`コネクタは変更しません。TLS を必須とする設定に問題はありません。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`${or('remoteHost', 'Your mail server')} offers STARTTLS on port 25 and then answers 454: it cannot start TLS. Please look at its mail log: the certificate, its key or the DH parameters cannot be read, or do not fit each other.`,
      ja: say`${or('remoteHost', '貴組織のメール サーバー')} がポート 25 で STARTTLS を提示した後、454 を返しており、TLS を開始できません。メール ログで、証明書、秘密キー、DH パラメーターのファイルを読み取れているか、証明書と秘密キーが対応しているかを確認してください。`,
    },
    moreLabel: { en: '1 more case', ja: 'ほかの 1 点' },
    more: [
      {
        title: { en: 'The server that answered is Exchange', ja: '応答したサーバーが Exchange の場合' },
        why: {
          en: say`Then a gateway in front answers in its place. Paste a telnet session with the banner from both sides of the gateway.`,
          ja: say`手前のゲートウェイが代わりに応答しています。ゲートウェイの内側と外側から telnet で接続し、バナーを含む出力を貼り付けてください。`,
        },
      },
    ],
  }),
});
