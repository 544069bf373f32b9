import type { Row } from './glossary.js';

/** Commands and keywords of SMTP, words of TLS and DNS. */
export const WORDS: Readonly<Record<string, Row>> = {
  STARTTLS: [
    'The SMTP command that turns a session in clear into TLS (RFC 3207). A server offers it in its answer to EHLO.',
    '平文のセッションを TLS に切り替える SMTP コマンドです (RFC 3207)。サーバーは EHLO の応答で提示します。',
    'starttls-required-but-not-offered',
    'hybrid-server-withholds-starttls',
    'receive-connector-does-not-offer-starttls',
    'smtp-inspection-removes-starttls',
    'starttls-is-offered-on-the-server-only',
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
    'Sign-in between Exchange servers by Kerberos. A server that does not offer it is no Exchange server, or its connector lacks ExchangeServer.',
    'Exchange サーバー間の Kerberos 認証です。提示されない場合、相手が Exchange ではないか、コネクタに ExchangeServer がありません。',
  ],
  XOORG: [
    'SMTP keyword by which Exchange Online names the organization of the sender. A receive connector offers it to trusted certificates only.',
    'Exchange Online が送信元の組織を伝えるための SMTP キーワードです。信頼する証明書にだけ提示されます。',
    'back-end-refuses-proxied-session',
  ],
  DANE: [
    'The domain publishes in DNSSEC (TLSA record) which certificate its MX hosts have (RFC 7672). A sender that checks it takes no other.',
    'MX ホストの証明書を、DNSSEC で保護された TLSA レコードで公開する仕組みです (RFC 7672)。検証する送信側は、ほかの証明書を受け入れません。',
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
    'DNS record with the hash of a certificate or public key, used by DANE.',
    '証明書または公開キーのハッシュ値を載せる DNS レコードで、DANE で使われます。',
    'dane-tlsa-record-does-not-match',
    'tlsa-lookup-fails',
  ],
  Schannel: [
    'The TLS library of Windows. Its events are in the System log; the alert number says why a handshake failed.',
    'Windows の TLS ライブラリです。イベントはシステム ログに記録され、警告コードから失敗の理由がわかります。',
    'schannel-alert-needs-its-session',
    'schannel-cannot-create-credential',
    'no-common-tls-version-or-cipher',
    'tls-1-2-is-off-on-exchange-server',
    'tls-registry-contradicts-itself',
  ],
  EHLO: [
    'The first command of an SMTP session. The answer lists what the server can do; 250-STARTTLS among it means that it offers TLS.',
    'SMTP セッションの最初のコマンドです。応答に 250-STARTTLS があれば、サーバーは TLS を提示しています。',
    'starttls-required-but-not-offered',
    'ehlo-name-is-malformed',
    'ehlo-name-is-refused',
  ],
  DNSSEC: [
    'Signatures in DNS. Without them a TLSA record counts for nothing, and an answer whose signature fails stops mail to that domain.',
    'DNS の応答に署名する仕組みです。署名がなければ TLSA レコードは使われず、署名の検証に失敗するとそのドメインへの送信は止まります。',
    'dane-dnssec-broken',
    'tlsa-lookup-fails',
  ],
  SPF: [
    'A TXT record that lists which servers may send for a domain.',
    'ドメインのメールを送信できるサーバーを列挙する TXT レコードです。',
    'mail-fails-spf',
    'mail-is-not-authenticated',
  ],
  DKIM: [
    'A signature in the header by which the sending domain vouches for a message; its key is in DNS.',
    '送信元ドメインがメールに付ける電子署名です。検証用の公開キーは DNS にあります。',
    'dkim-signature-is-refused',
    'mail-is-not-authenticated',
  ],
  DMARC: [
    'A DNS record by which a domain says what to do with mail in its name that passes neither SPF nor DKIM.',
    'SPF にも DKIM にも合格しない、自ドメインを名乗るメールの扱いを DNS で公開する仕組みです。',
    'sender-domain-fails-dmarc',
    'bulk-sender-lacks-authentication',
  ],
  'SMTP AUTH': [
    'The sign-in of applications and devices that submit mail, mostly on port 587. Exchange Online gives up passwords for it (basic authentication).',
    'アプリケーションやデバイスがメールを送信するときのサインインで、主にポート 587 を使います。Exchange Online ではパスワードによる基本認証が廃止されます。',
    'basic-authentication-for-smtp-is-off',
    'smtp-auth-is-off-for-the-tenant',
    'smtp-auth-is-off-for-the-mailbox',
    'smtp-sign-in-is-refused',
  ],
  LED: [
    'Last error details in a queue or a message trace: the last reply, and in FQDN and IP who gave it.',
    'キューやメッセージ追跡の「最後のエラーの詳細」です。最後の応答が LED に、応答したホストが FQDN と IP に示されます。',
    'queue-error-hides-its-reason',
  ],
  NDR: [
    'Non-delivery report: the message that says why mail could not be delivered.',
    '配信不能レポート。メールを配信できなかった理由を知らせるメッセージです。',
  ],
};

/** Events that do not name a cause by their number: what stands in them does. */
export const EVENTS: Readonly<Record<string, Row>> = {
  '2004': [
    'Event of MSExchangeTransport: the next hop answered a message with an error. The cause is the SMTP response at the end of its text.',
    'MSExchangeTransport のイベントで、次ホップがメッセージに対してエラーを返したことを示します。原因は、文面の最後にある SMTP 応答からわかります。',
    'receiver-distrusts-sent-certificate',
  ],
};
