import type { Row } from './glossary.js';

/** The words by which Exchange tells why TLS or a sign-in failed, which are names of errors of Windows, and numbers of Winsock. */
export const ERRORS: Readonly<Record<string, Row>> = {
  UntrustedRoot: [
    'The chain of the certificate ends in a root that this side does not trust, or an intermediate certificate is missing.',
    '証明書のチェーンが信頼されたルートに到達していません。中間証明書が不足している場合もあります。',
    'next-hop-certificate-has-untrusted-root',
    'receiver-distrusts-sent-certificate',
    'intermediate-certificate-is-missing',
  ],
  CertExpired: [
    'The certificate is out of date, or the clock of the side that checks it is wrong.',
    '証明書の有効期限が切れています。検証する側の時計のずれでも発生します。',
    'starttls-certificate-expired',
    'called-server-certificate-has-expired',
    'exchange-online-finds-certificate-expired',
  ],
  CertUnknown: [
    'The certificate was not accepted, and nothing more is said: its chain, its name or its usage.',
    '証明書が受け入れられていません。チェーン、名前、用途のどれが原因かは示されません。',
    'peer-refuses-certificate-shown',
    'next-hop-certificate-fails-validation',
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
  SocketError: [
    'The TLS handshake was cut off and nobody said why: no common TLS version or cipher, a key that cannot be used, or a device on the way.',
    'TLS ハンドシェイクが理由を示さずに切断されたことを示します。TLS のバージョンや暗号スイートの不一致、使用できない秘密キー、途中の機器などが原因です。',
    'tls-handshake-breaks-off',
    'tls-1-2-is-off-on-exchange-server',
    'no-common-tls-version-or-cipher',
  ],
  CertRevoked: [
    'The authority that issued the certificate has withdrawn it. Only a new certificate helps.',
    '証明機関が証明書を失効させています。新しい証明書が必要です。',
    'called-server-certificate-is-revoked',
  ],
  IllegalMessage: [
    'The other side sent something that TLS does not allow at that place: mostly no common version or cipher, or a device on the way.',
    'ハンドシェイクで許されていないデータを受信しました。TLS のバージョンや暗号の不一致、経路上の機器が原因になることがあります。',
    'tls-handshake-breaks-off',
    'no-common-tls-version-or-cipher',
  ],
  UnsupportedFunction: [
    'Schannel has no version or cipher that this step needs, mostly because it is turned off in the registry.',
    'この処理に必要な TLS のバージョンまたは暗号が Schannel にありません。多くの場合、レジストリで無効になっています。',
    'tls-1-2-is-off-on-exchange-server',
    'no-common-tls-version-or-cipher',
    'tls-registry-contradicts-itself',
  ],
  LogonDenied: [
    'The sign-in was refused: wrong password, a disabled account, or Kerberos between two servers fails.',
    'サインインが拒否されました。パスワードの誤り、無効なアカウント、サーバー間の Kerberos の失敗などが原因です。',
    'exchange-servers-fail-to-sign-in',
    'sign-in-to-receive-connector-fails',
    'smart-host-refuses-the-sign-in',
  ],
  TargetUnknown: [
    'Kerberos knows no account for the name of the called server: its SPN is missing, or two accounts have it.',
    '接続先サーバーの名前に対応するアカウントを Kerberos が見つけられません。SPN がないか、重複しています。',
    'exchange-servers-fail-to-sign-in',
  ],
  TimeSkew: [
    'The clocks of the two computers differ by more than Kerberos allows, five minutes as a rule.',
    '2 台のコンピューターの時刻の差が、Kerberos の許容範囲 (通常 5 分) を超えています。',
    'exchange-servers-fail-to-sign-in',
  ],
  '10054': [
    'Winsock: the other side cut the connection (connection reset).',
    'Winsock のエラー番号で、相手側が接続を切断したことを示します。',
    'connection-to-next-hop-is-dropped',
    'tls-handshake-breaks-off',
  ],
  '10060': [
    'Winsock: nobody answered in time. The host is down, or a firewall drops the packets.',
    'Winsock のエラー番号で、時間内に応答がなかったことを示します。ホストの停止か、ファイアウォールによる破棄です。',
    'next-hop-does-not-answer',
    'destination-does-not-answer',
  ],
  '10061': [
    'Winsock: the host is there and refuses the connection, because nothing listens on the port or a firewall says no.',
    'Winsock のエラー番号で、ホストが接続を拒否したことを示します。ポートで待ち受けるサービスがないか、ファイアウォールが拒否しています。',
    'next-hop-refuses-connections',
    'next-hop-refuses-exchange-online',
  ],
};
