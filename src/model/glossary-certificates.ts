import type { Row } from './glossary.js';

/** Certificates, their parts and properties. */
export const CERTIFICATES: Readonly<Record<string, Row>> = {
  Thumbprint: [
    'The hash that names one certificate: 40 characters from 0 to F. Connectors do not use it; they name issuer and subject.',
    '証明書を一意に識別する 40 文字のハッシュ値 (拇印) です。コネクタでは拇印ではなく、発行者とサブジェクトで証明書を指定します。',
    'certificate-missing-on-one-server',
    'certificate-not-enabled-for-smtp',
  ],
  NotAfter: [
    'The end of a certificate. A public one lives at most 200 days since March 2026, 100 days from March 2027 and 47 days from March 2029.',
    '証明書の有効期限です。公的な証明書の有効期間は、2026 年 3 月から最長 200 日、2027 年 3 月から 100 日、2029 年 3 月から 47 日です。',
    'starttls-certificate-expires-soon',
    'starttls-certificate-expired',
    'exchange-online-finds-certificate-expired',
  ],
  EnhancedKeyUsageList: [
    'What a certificate is issued for. A server that sends with mutual TLS needs Client Authentication; public authorities leave it out by default since October 2025, and end it by March 2027.',
    '証明書の用途です。相互 TLS の送信側にはクライアント認証が必要ですが、公的な証明機関は 2025 年 10 月から既定では含めず、2027 年 3 月までに廃止します。',
    'certificate-lacks-client-authentication',
  ],
  InternalTransportCertificateThumbprint: [
    'The default SMTP certificate of a server, which it shows to other Exchange servers. It stays the self-signed one: answer N when asked to overwrite it.',
    'サーバーの既定の SMTP 証明書で、ほかの Exchange サーバーに提示されます。通常は自己署名証明書のまま使い、上書きの確認には N を入力します。',
    'public-certificate-became-the-internal-one',
    'default-smtp-certificate-is-about-to-change',
    'internal-transport-certificate-expired',
  ],
  'Internal transport certificate': [
    'The certificate by which Exchange servers know each other (X-ANONYMOUSTLS), and by which Edge subscriptions are made. It is self-signed.',
    'Exchange サーバー間の通信 (X-ANONYMOUSTLS) とエッジ サブスクリプションで使われる証明書です。自己署名の証明書を使います。',
    'internal-transport-certificate-expired',
    'internal-transport-certificate-is-missing',
    'public-certificate-became-the-internal-one',
  ],
  'Private key': [
    'The secret half of a certificate. Without it, or if NETWORK SERVICE may not read it, Exchange cannot use the certificate for TLS. A .cer file brings none; a .pfx file does.',
    '証明書と対になる秘密の情報です。秘密キーがない、または NETWORK SERVICE が読み取れない場合、Exchange は証明書を TLS に使えません。.cer ファイルには含まれず、.pfx ファイルには含められます。',
    'certificate-without-private-key',
    'network-service-cannot-read-private-key',
    'private-key-sits-in-cng-provider',
    'own-certificate-key-fails',
  ],
  'Intermediate certificate': [
    'The link between a certificate and its trusted root. A server has to send it along; its place is the store Intermediate Certification Authorities of the computer.',
    '証明書と信頼されたルートをつなぐ証明書です。サーバーが証明書とともに送信します。コンピューターの「中間証明機関」ストアに保存します。',
    'sent-certificate-lacks-its-chain',
    'intermediate-certificate-is-missing',
    'exchange-online-distrusts-next-hop',
  ],
  'Self-signed certificate': [
    'A certificate that its own server issued. It serves between Exchange servers; partners and Exchange Online do not trust it.',
    'サーバー自身が発行した証明書です。Exchange サーバー間では使えますが、外部や Exchange Online からは信頼されません。',
    'receive-connector-presents-self-signed-certificate',
    'client-frontend-presents-self-signed-certificate',
    'public-certificate-became-the-internal-one',
  ],
  'Auth certificate': [
    'Signs the tokens by which Exchange servers and Exchange Online know each other (OAuth). It is not for TLS; do not name it on a connector.',
    'Exchange サーバーと Exchange Online が互いを認証するトークンの署名に使う証明書です (OAuth)。TLS 用ではないため、コネクタには指定しません。',
  ],
  SAN: [
    'Subject alternative name: the list of host names in a certificate (CertificateDomains in Exchange). The name that is called has to be in it.',
    'サブジェクトの別名。証明書に含まれるホスト名の一覧です (Exchange では CertificateDomains)。接続先の名前が含まれている必要があります。',
    'connector-fqdn-without-certificate',
    'next-hop-certificate-lacks-expected-name',
    'mx-host-certificate-lacks-its-name',
  ],
  SNI: [
    'The host name that a client sends at the start of TLS, so that a server with many certificates shows the right one.',
    'クライアントが TLS の開始時に送信するホスト名です。複数の証明書を持つサーバーは、この名前で証明書を選びます。',
    'application-calls-server-by-other-name',
  ],
  'Enable-ExchangeCertificate': [
    'Gives a certificate its services, such as SMTP. Answer N to overwriting the default SMTP certificate: that one stays for mail between Exchange servers. Connectors are not changed.',
    '証明書に SMTP などのサービスを割り当てるコマンドレットです。既定の SMTP 証明書の上書きには N と答えます (Exchange サーバー間の通信用に残すため)。コネクタの設定は変わりません。',
    'certificate-not-enabled-for-smtp',
    'default-smtp-certificate-is-about-to-change',
    'public-certificate-became-the-internal-one',
  ],
};
