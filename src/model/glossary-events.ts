import type { Row } from './glossary.js';

/** Events that do not name a cause by their number: what stands in them does. */
export const EVENTS: Readonly<Record<string, Row>> = {
  '2004': [
    'Event of MSExchangeTransport: the next hop answered a message with an error. The cause is the SMTP response at the end of its text: look that up.',
    'MSExchangeTransport のイベントで、次ホップがメッセージに対してエラーを返したことを示します。原因は、文面の最後にある SMTP 応答です。その応答を調べてください。',
    'receiver-distrusts-sent-certificate',
    'exchange-online-cannot-attribute-mail',
    'server-refuses-to-relay',
    'smart-host-refuses-the-sign-in',
  ],
  '36873': [
    'Event of Schannel: no cipher suite is left that this server may offer, so it cannot begin a TLS session.',
    'Schannel のイベントで、提示できる暗号スイートがなく、TLS セッションを開始できないことを示します。',
    'tls-1-2-is-off-on-exchange-server',
    'tls-registry-contradicts-itself',
    'schannel-cannot-create-credential',
  ],
  '36875': [
    'Event of Schannel: the other side asked for a client certificate, and this server found none that fits. It goes on without one; whether that suffices, the other side decides.',
    'Schannel のイベントで、相手側がクライアント証明書を要求し、該当する証明書がなかったことを示します。証明書なしで続行され、許可するかどうかは相手側が判断します。',
    'certificate-lacks-client-authentication',
  ],
  '36876': [
    'Event of Schannel: the certificate of the server that was called did not pass the check. The error code in its text says why; look that up.',
    'Schannel のイベントで、接続先サーバーの証明書の検証に失敗したことを示します。理由は文面のエラー コードです。その値を調べてください。',
    'next-hop-certificate-has-untrusted-root',
    'called-server-certificate-has-expired',
    'certificate-revocation-cannot-be-checked',
    'next-hop-certificate-lacks-expected-name',
  ],
  '36877': [
    'Event of Schannel: the certificate of a caller did not pass the check. The error code in its text says why; look that up.',
    'Schannel のイベントで、接続元の証明書の検証に失敗したことを示します。理由は文面のエラー コードです。その値を調べてください。',
    'cloud-certificate-fails-validation',
    'exchange-online-root-is-not-trusted',
    'domain-secured-sender-is-not-authenticated',
  ],
  '36880': [
    'Event of Schannel, information only: a TLS handshake came to its end. It shows the version and the cipher suite that both sides use.',
    'Schannel の情報イベントで、TLS ハンドシェイクが完了したことを示します。使用された TLS のバージョンと暗号スイートを確認できます。',
  ],
  '36883': [
    'Event of Schannel: the certificate of the server that was called has been withdrawn by its issuer.',
    'Schannel のイベントで、接続先サーバーの証明書が発行者によって失効されていることを示します。',
    'called-server-certificate-is-revoked',
  ],
  '36885': [
    'Event of Schannel: the list of trusted authorities for client certificates is too long and was cut. It concerns callers that show a certificate, and mostly web sites.',
    'Schannel のイベントで、クライアント証明書用の信頼された証明機関の一覧が長すぎるため、切り詰められたことを示します。証明書を提示する接続元、主に Web サイトに関係します。',
  ],
  '36886': [
    'Event of Schannel: Windows has no certificate of its own to choose for programs that name none. Exchange names its certificates: mail is not concerned.',
    'Schannel のイベントで、証明書を指定しないプログラムのための既定の証明書が Windows にないことを示します。Exchange は証明書を指定するため、メールには関係しません。',
  ],
};
