import type { Row } from './glossary.js';

/** Connectors, certificates and their properties. */
export const SETTINGS: Readonly<Record<string, Row>> = {
  TlsCertificateName: [
    'Issuer and subject (<I>…<S>…) of the certificate that a receive or send connector presents. Exchange compares them as text.',
    'コネクタが提示する証明書を、発行者とサブジェクト (<I>…<S>…) で指定するプロパティです。文字列として比較されます。',
    'receive-connector-pins-missing-certificate',
    'hybrid-server-withholds-starttls',
    'send-connector-pins-missing-certificate',
    'certificate-missing-on-one-server',
    'hybrid-objects-name-different-certificates',
  ],
  TlsDomainCapabilities: [
    'On a receive connector: what a sender with a certificate of this domain may do, such as AcceptCloudServicesMail for Exchange Online.',
    '受信コネクタのプロパティです。証明書のドメインごとに、Exchange Online 用の AcceptCloudServicesMail などの権限を指定します。',
  ],
  TlsAuthLevel: [
    "On a send connector: how the other side's certificate is checked. EncryptionOnly: not at all; CertificateValidation: chain and dates; DomainValidation: also the name in TlsDomain.",
    '送信コネクタが相手側の証明書を検証する水準です。EncryptionOnly は検証なし、CertificateValidation は信頼チェーンと期限、DomainValidation は TlsDomain の名前も検証します。',
    'next-hop-certificate-fails-validation',
    'next-hop-certificate-has-untrusted-root',
    'next-hop-certificate-lacks-expected-name',
  ],
  TlsDomain: [
    'On a send connector with DomainValidation: the name that the certificate of the other side has to contain.',
    'DomainValidation の送信コネクタで、相手側の証明書に必要な名前を指定するプロパティです。',
    'next-hop-certificate-lacks-expected-name',
  ],
  RequireTLS: [
    'On a connector: mail without TLS is not sent or not accepted. It stays queued or is refused rather than going in clear.',
    'TLS を必須とするプロパティです。TLS を使えない場合は、平文で送受信せず、キューに残すか拒否します。',
    'partner-does-not-offer-starttls',
    'connector-requires-tls-sender-sends-plain',
    'starttls-required-but-not-offered',
  ],
  IgnoreSTARTTLS: [
    'On a send connector: STARTTLS is not used even where it is offered. It contradicts RequireTLS.',
    '送信コネクタのプロパティで、提示された STARTTLS も使わなくなります。RequireTLS とは両立しません。',
    'send-connector-ignores-starttls',
  ],
  AuthMechanism: [
    'On a receive connector: what a caller may use. Without Tls among its values STARTTLS is not offered.',
    '受信コネクタで使える認証方式です。値に Tls がないと STARTTLS は提示されません。',
    'receive-connector-auth-lacks-tls',
    'sign-in-mechanism-is-not-offered',
  ],
  PermissionGroups: [
    'On a receive connector: who may submit mail, such as AnonymousUsers, ExchangeUsers or ExchangeServers.',
    '受信コネクタで、メールの送信を許可する相手です。AnonymousUsers、ExchangeUsers、ExchangeServers などがあります。',
    'receive-connector-wants-a-sign-in',
    'server-refuses-to-relay',
  ],
  CloudServicesMailEnabled: [
    'On the connectors of a hybrid set-up: the headers that mark mail as internal are kept between Exchange and Exchange Online.',
    'ハイブリッド構成のコネクタのプロパティです。メールを組織内として扱うためのヘッダーを、Exchange と Exchange Online の間で維持します。',
  ],
  Fqdn: [
    'On a connector: the name in the banner or in EHLO. Without TlsCertificateName it also chooses the certificate.',
    'コネクタのバナーまたは EHLO に表示される名前です。TlsCertificateName がない場合は、この名前で証明書が選ばれます。',
    'connector-fqdn-without-certificate',
    'send-connector-fqdn-without-certificate',
  ],
  TlsSenderCertificateName: [
    'On an inbound connector of Exchange Online: the name that the certificate of your server has to contain, so that the mail counts as yours.',
    'Exchange Online の受信コネクタ (Inbound connector) で、送信元サーバーの証明書に必要な名前を指定するプロパティです。',
  ],
  SmtpDaneMode: [
    'On an outbound connector of Exchange Online: whether DANE is used. Mandatory holds mail to domains that do not publish it.',
    'Exchange Online の送信コネクタ (Outbound connector) で DANE の使い方を指定します。Mandatory では、DANE を公開していないドメイン宛てのメールが保留されます。',
    'connector-demands-dane',
  ],
  InternalTransportCertificateThumbprint: [
    'The default SMTP certificate of a server, which it shows to other Exchange servers. It stays the self-signed one: answer N when asked to overwrite it.',
    'サーバーの既定の SMTP 証明書で、ほかの Exchange サーバーに提示されます。通常は自己署名証明書のまま使い、上書きの確認には N を入力します。',
    'public-certificate-became-the-internal-one',
    'default-smtp-certificate-is-about-to-change',
    'internal-transport-certificate-expired',
  ],
  EnhancedKeyUsageList: [
    'What a certificate is issued for. A server that sends with mutual TLS needs Client Authentication; public authorities leave it out by default since October 2025, and end it by March 2027.',
    '証明書の用途です。相互 TLS の送信側にはクライアント認証が必要ですが、公的な証明機関は 2025 年 10 月から既定では含めず、2027 年 3 月までに廃止します。',
    'certificate-lacks-client-authentication',
  ],
  NotAfter: [
    'The end of a certificate. A public one lives at most 200 days since March 2026, 100 days from March 2027 and 47 days from March 2029.',
    '証明書の有効期限です。公的な証明書の有効期間は、2026 年 3 月から最長 200 日、2027 年 3 月から 100 日、2029 年 3 月から 47 日です。',
    'starttls-certificate-expires-soon',
    'starttls-certificate-expired',
    'exchange-online-finds-certificate-expired',
  ],
  Thumbprint: [
    'The hash that names one certificate: 40 characters from 0 to F. Connectors do not use it; they name issuer and subject.',
    '証明書を一意に識別する 40 文字のハッシュ値 (拇印) です。コネクタでは拇印ではなく、発行者とサブジェクトで証明書を指定します。',
    'certificate-missing-on-one-server',
    'certificate-not-enabled-for-smtp',
  ],
  'Receive connector': [
    'Accepts mail on an Exchange server. Of all connectors on a port the one whose RemoteIPRanges fit the caller most narrowly answers.',
    'Exchange サーバーでメールを受信する設定です。同じポートの受信コネクタのうち、RemoteIPRanges が接続元に最も狭い範囲で一致するものが応答します。',
    'receive-connector-pins-missing-certificate',
    'receive-connector-auth-lacks-tls',
    'narrower-receive-connector-answers',
  ],
  'Send connector': [
    'Says which way Exchange sends mail for which domains, from which servers, and with which certificate.',
    'どのドメイン宛てのメールを、どのサーバーからどの経路で、どの証明書を使って送信するかの設定です。',
    'send-connector-pins-missing-certificate',
    'partner-does-not-offer-starttls',
    'no-route-for-recipient',
  ],
  'Default Frontend': [
    'The receive connector on port 25 of an Exchange server that takes mail from the internet and from Exchange Online.',
    'インターネットと Exchange Online からのメールをポート 25 で受信する、Exchange サーバーの既定の受信コネクタです。',
    'receive-connector-pins-missing-certificate',
    'receive-connector-lacks-cloud-capability',
    'narrower-receive-connector-answers',
  ],
  HybridConfiguration: [
    'What the Hybrid Configuration Wizard has stored: the servers that send and receive, and the certificate that both sides use.',
    'ハイブリッド構成ウィザードが保存する設定です。送受信するサーバーと、双方が使用する証明書が記録されています。',
    'hybrid-objects-name-different-certificates',
    'wizard-meets-stale-certificate-name',
  ],
};
