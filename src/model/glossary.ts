import type { PerLocale } from './rule.js';

/** A word of Exchange, SMTP or TLS that people ask for, with the rules that have to do with it. */
export interface Entry extends PerLocale<string> {
  readonly term: string;
  /** Rule ids, the most frequent cause first. */
  readonly rules: readonly string[];
}

type Row = readonly [en: string, ja: string, ...rules: readonly string[]];

const ENTRIES: Readonly<Record<string, Row>> = {
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
    '受信コネクタで送信を許可するグループです。AnonymousUsers、ExchangeUsers、ExchangeServers などがあります。',
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
  STARTTLS: [
    'The SMTP command that turns a session in clear into TLS (RFC 3207). A server offers it in its answer to EHLO.',
    '平文のセッションを TLS に切り替える SMTP コマンドです (RFC 3207)。サーバーは EHLO の応答で提示します。',
    'starttls-required-but-not-offered',
    'hybrid-server-withholds-starttls',
    'receive-connector-does-not-offer-starttls',
    'smtp-inspection-removes-starttls',
    'partner-does-not-offer-starttls',
    'server-fails-to-start-offered-tls',
  ],
  'X-ANONYMOUSTLS': [
    "Exchange's own STARTTLS between Exchange servers. It uses the internal transport certificate.",
    'Exchange サーバー間で使われる、Exchange 独自の STARTTLS です。内部トランスポート証明書を使います。',
    'front-end-cannot-secure-proxy',
    'internal-transport-certificate-expired',
  ],
  'X-EXPS': [
    'Login between Exchange servers by Kerberos. A server that does not offer it is no Exchange server, or its connector lacks ExchangeServer.',
    'Exchange サーバー間の Kerberos 認証です。提示されない場合、相手が Exchange ではないか、コネクタに ExchangeServer がありません。',
  ],
  XOORG: [
    'SMTP keyword by which Exchange Online names the organization of the sender. A receive connector offers it to trusted certificates only.',
    'Exchange Online が送信元の組織を伝えるための SMTP キーワードです。信頼する証明書にだけ提示されます。',
    'back-end-refuses-proxied-session',
  ],
  DANE: [
    'The domain publishes in DNSSEC (TLSA record) which certificate its MX hosts have (RFC 7672). A sender that checks it takes no other.',
    'MX ホストの証明書を、DNSSEC で保護された TLSA レコードで公開する仕組みです (RFC 7672)。',
    'dane-tlsa-record-does-not-match',
    'dane-certificate-expired',
    'dane-certificate-lacks-host-name',
    'dane-domain-lacks-starttls',
    'dane-dnssec-broken',
    'connector-demands-dane',
    'tlsa-lookup-fails',
  ],
  'MTA-STS': [
    'The domain publishes over HTTPS which MX hosts it has and that they must offer TLS with a valid certificate (RFC 8461).',
    'MX ホストと TLS の要件を、HTTPS で公開する仕組みです (RFC 8461)。有効な証明書が必要になります。',
    'mta-sts-certificate-fails',
    'mta-sts-policy-lacks-mx-host',
    'mta-sts-policy-cannot-be-read',
  ],
  'TLS-RPT': [
    'Daily reports of senders on TLS failures with a domain, asked for by a TXT record at _smtp._tls (RFC 8460).',
    'TLS の失敗を送信側が毎日報告する仕組みです (RFC 8460)。_smtp._tls の TXT レコードで受け取り先を指定します。',
    'mta-sts-policy-cannot-be-read',
    'mta-sts-certificate-fails',
  ],
  TLSA: [
    'DNS record with the fingerprint of a certificate or key, used by DANE.',
    '証明書またはキーのフィンガープリントを載せる DNS レコードで、DANE で使われます。',
    'dane-tlsa-record-does-not-match',
    'tlsa-lookup-fails',
  ],
  Schannel: [
    'The TLS library of Windows. Its events are in the System log; the alert number says why a handshake failed.',
    'Windows の TLS ライブラリです。イベントはシステム ログに記録され、アラート番号から失敗の理由がわかります。',
    'schannel-alert-needs-its-session',
    'schannel-cannot-create-credential',
    'no-common-tls-version-or-cipher',
    'tls-1-2-is-off-on-exchange-server',
    'tls-registry-contradicts-itself',
  ],
  UntrustedRoot: [
    'The chain of the certificate ends in a root that this side does not trust, or an intermediate certificate is missing.',
    '証明書のチェーンが信頼されたルートに到達していません。中間証明書が不足している場合もあります。',
    'next-hop-certificate-has-untrusted-root',
    'receiver-distrusts-sent-certificate',
    'intermediate-certificate-is-missing',
  ],
  SubjectMismatch: [
    'The certificate does not contain the expected name.',
    '証明書に、想定した名前が含まれていません。',
    'next-hop-certificate-lacks-expected-name',
    'receive-connector-presents-self-signed-certificate',
    'dane-certificate-lacks-host-name',
  ],
  NoCredentials: [
    'The server has no certificate that it can use for TLS: mostly the private key is missing or not readable.',
    'TLS に使える証明書がありません。多くの場合、秘密キーがないか、読み取れない状態です。',
    'own-certificate-key-fails',
    'certificate-without-private-key',
  ],
  UnknownCredentials: [
    'The certificate is not usable here: mostly it is not enabled for SMTP.',
    '証明書をこのサーバーで使えません。多くの場合、SMTP サービスが割り当てられていません。',
    'transport-may-not-use-certificate',
    'certificate-not-enabled-for-smtp',
  ],
  AlgorithmMismatch: [
    'Both sides share no cipher or signature algorithm.',
    '双方に共通する暗号または署名アルゴリズムがありません。',
    'no-common-tls-version-or-cipher',
  ],
  InvalidToken: [
    'The handshake brought something that is no valid TLS message, often a device on the way.',
    'ハンドシェイクで不正なデータを受信しました。経路上の機器が原因になることがあります。',
    'plain-text-reached-tls-port',
    'tls-handshake-breaks-off',
  ],
  RevocationCheckFailure: [
    'Status of a certificate whose revocation list or OCSP answer this server cannot fetch. It does not say that the certificate is revoked.',
    'サーバーが失効リストまたは OCSP の応答を取得できない証明書の状態です。証明書が失効しているという意味ではありません。',
    'server-cannot-check-its-own-certificate',
    'certificate-revocation-cannot-be-checked',
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
  NDR: [
    'Non-delivery report: the message that says why mail could not be delivered.',
    '配信不能レポート。メールを配信できなかった理由を知らせるメッセージです。',
  ],
};

/** The entry of a word, in any case of letters. */
export function glossaryOf(word: string): Entry | undefined {
  const lower = word.toLowerCase();
  const found = Object.entries(ENTRIES).find(([term]) => term.toLowerCase() === lower);
  if (!found) return undefined;
  const [term, [en, ja, ...rules]] = found;
  return { term, en, ja, rules };
}

/** All words that are explained. */
export const GLOSSARY_TERMS: readonly string[] = Object.keys(ENTRIES);
