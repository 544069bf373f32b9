/**
 * By which words Exchange, Schannel, OpenSSL and others say why TLS or a certificate failed. All in lower case, `_` as
 * a blank. Sources: the status words of Exchange's protocol log, SSPI codes, RFC 8446 section 6, OpenSSL's verify and
 * reason texts, SslPolicyErrors and X509ChainStatusFlags of .NET, and the messages of Java, Go, Node.js, GnuTLS and the mail servers.
 */

/** One word each, not used for anything else: they count wherever they stand. */
export const STATUS_WORDS = [
  'algorithmmismatch',
  'certexpired',
  'certificateexpired',
  'certificaterevoked',
  'certificateunknown',
  'certrevoked',
  'certunknown',
  'certwrongusage',
  'chainvalidationfailure',
  'decryptfailure',
  'explicitdistrust',
  'illegalmessage',
  'incompletemessage',
  'messagealtered',
  'nocredentials',
  'noremotecertificate',
  'offlinerevocation',
  'partialchain',
  'privatekeymissing',
  'remotecertificatechainerrors',
  'remotecertificatenamemismatch',
  'remotecertificatenotavailable',
  'revocationcheckfailure',
  'revocationoffline',
  'revocationstatusunknown',
  'socketerror',
  'subjectmismatch',
  'unknowncredentials',
  'unsupportedfunction',
  'untrustedroot',
  'wrongprincipal',
] as const;

/** Words that mean this only behind `Message=`, `Reason:`, `with error` and the like. */
export const LED_WORDS = [
  'internalerror',
  'invalidname',
  'invalidtoken',
  'logondenied',
  'namemismatch',
  'nottimevalid',
  'outofsequence',
  'revoked',
  'selfsigned',
  'targetunknown',
  'timedout',
  'untrusted',
] as const;

type Side = 'own' | 'remote';
/** Phrases of programs, the longer before the shorter that it contains. */
export const PHRASES: readonly (readonly [words: string, side?: Side])[] = [
  // OpenSSL, and all that print its texts.
  ['certificate verify failed', 'own'],
  ['unable to get local issuer certificate', 'own'],
  ['unable to get issuer certificate', 'own'],
  ['unable to get issuer cert locally', 'own'],
  ['unable to verify the first certificate', 'own'],
  ['unable to verify leaf signature', 'own'],
  ['certificate has expired', 'own'],
  ['cert has expired', 'own'],
  ['certificate is not yet valid', 'own'],
  ['self-signed certificate', 'own'],
  ['self signed certificate', 'own'],
  ['depth zero self signed cert', 'own'],
  ['self signed cert in chain', 'own'],
  ['hostname mismatch', 'own'],
  ['ip address mismatch', 'own'],
  ['unsuitable certificate purpose', 'own'],
  ['unsupported certificate purpose', 'own'],
  ['certificate not trusted', 'own'],
  ['ee certificate key too weak', 'own'],
  ['ca certificate key too weak', 'own'],
  ['ca md too weak', 'own'],
  ['ee key too small', 'own'],
  ['dh key too small', 'own'],
  ['wrong version number', 'own'],
  ['unsupported protocol', 'own'],
  ['no protocols available', 'own'],
  ['attempt to start tls failed', 'own'],
  ['no shared cipher', 'own'],
  ['no suitable signature algorithm', 'own'],
  ['no cipher match', 'own'],
  ['unsafe legacy renegotiation disabled', 'own'],
  ['bad key share', 'own'],
  ['unknown protocol', 'own'],
  ['unexpected eof while reading', 'own'],
  ['packet length too long', 'own'],
  ['wrong signature type', 'own'],
  ['dane tlsa lookup problem', 'own'],
  ['tlsa lookup error', 'own'],
  // .NET and MailKit.
  ['revocation function was unable to check revocation', 'own'],
  ['revocation server was offline', 'own'],
  ['could not be determined because the revocation check failed', 'own'],
  ['terminated in a root certificate which is not trusted', 'own'],
  ['chain could not be built to a trusted root authority', 'own'],
  ['issued by an authority that is not trusted', 'own'],
  ['certificate is not within its validity period', 'own'],
  ['did not match the name given in the server', 'own'],
  ['certificate is invalid according to the validation procedure', 'own'],
  ['検証プロシージャによると、リモート証明書は無効です', 'own'],
  ['検証プロシージャによると、リモート証明書が無効です', 'own'],
  ['remotezertifikat ist laut validierungsverfahren ungültig', 'own'],
  ['certificate was rejected by the provided remotecertificatevalidationcallback', 'own'],
  ['do not possess a common algorithm', 'own'],
  ['target principal name is incorrect', 'own'],
  ['message received was unexpected or badly formatted', 'own'],
  ['unexpected packet format', 'own'],
  ['could not create ssl/tls secure channel', 'own'],
  ['remote party has closed the transport stream', 'own'],
  // Java.
  ['extended key usage does not permit use for tls client authentication', 'own'],
  ['pkix path building failed', 'own'],
  ['pkix path validation failed', 'own'],
  ['unable to find valid certification path', 'own'],
  ['no subject alternative', 'own'],
  ['no appropriate protocol', 'own'],
  ['unsupported or unrecognized ssl message', 'own'],
  ['remote host terminated the handshake', 'own'],
  ['remote host closed connection during handshake', 'own'],
  ['certificates do not conform to algorithm constraints', 'own'],
  // Go, Node.js, PHP, curl, GnuTLS.
  ['certificate signed by unknown authority', 'own'],
  ['does not look like a tls handshake', 'own'],
  ['err tls cert altname invalid', 'own'],
  ["does not match certificate's altnames", 'own'],
  ['did not match expected cn', 'own'],
  ["certificate doesn't match the host", 'own'],
  ['no alternative certificate subject name matches', 'own'],
  ['the certificate is not trusted', 'own'],
  ['the certificate issuer is unknown', 'own'],
  ['the certificate chain uses expired certificate', 'own'],
  ['the name in the certificate does not match the expected', 'own'],
  ['a tls fatal alert has been received', 'remote'],
  ['unexpected tls packet was received', 'own'],
  ['tls connection was non-properly terminated', 'own'],
  // Exchange Online, to programs that read mail.
  ['aka.ms/popimap tls', 'remote'],
  // Mail servers.
  ['server certificate not verified', 'own'],
  ['server certificate not trusted', 'own'],
  ['cannot start tls: handshake failure', 'own'],
  ['tls session failure', 'own'],
  ['unable to connect ssl', 'own'],
  ['tls handshake failed', 'own'],
  ['ssl connect error', 'own'],
  ['ssl accept error', 'own'],
  ['certificate verification failed', 'own'],
  ['certificate verification failure', 'own'],
];

/** Names of TLS alerts (RFC 8446, section 6.2; the older ones RFC 5246), as they stand behind the word "alert". */
export const ALERTS = [
  'access denied',
  'bad certificate',
  'bad record mac',
  'certificate expired',
  'certificate required',
  'certificate revoked',
  'certificate unknown',
  'decode error',
  'decrypt error',
  'handshake failure',
  'illegal parameter',
  'inappropriate fallback',
  'insufficient security',
  'internal error',
  'missing extension',
  'no application protocol',
  'no renegotiation',
  'protocol version',
  'record overflow',
  'unexpected message',
  'unknown ca',
  'unrecognized name',
  'unsupported certificate',
  'unsupported extension',
  // As GnuTLS calls them.
  'access was denied',
  'ca is unknown',
  'certificate is bad',
  'certificate is expired',
  'certificate is not supported',
  'certificate was revoked',
  'error in protocol version',
  'handshake failed',
  'unknown certificate',
] as const;

/** What Windows calls its errors of certificates and TLS (winerror.h). */
export const WINDOWS_NAMES: ReadonlySet<string> = new Set(
  (
    'cert_e_chaining cert_e_cn_no_match cert_e_critical cert_e_expired cert_e_invalid_name cert_e_invalid_policy cert_e_issuerchaining ' +
    'cert_e_malformed cert_e_pathlenconst cert_e_purpose cert_e_revocation_failure cert_e_revoked cert_e_role cert_e_untrustedca ' +
    'cert_e_untrustedroot cert_e_untrustedtestroot cert_e_validityperiodnesting cert_e_wrong_usage crypt_e_no_revocation_check ' +
    'crypt_e_no_revocation_dll crypt_e_not_found crypt_e_not_in_revocation_database crypt_e_revocation_offline crypt_e_revoked ' +
    'sec_e_algorithm_mismatch sec_e_cert_expired sec_e_cert_unknown sec_e_cert_wrong_usage sec_e_decrypt_failure sec_e_illegal_message ' +
    'sec_e_incomplete_message sec_e_internal_error sec_e_invalid_token sec_e_message_altered sec_e_no_credentials sec_e_unknown_credentials ' +
    'sec_e_unsupported_function sec_e_untrusted_root sec_e_wrong_principal trust_e_basic_constraints trust_e_cert_signature ' +
    'trust_e_explicit_distrust trust_e_fail trust_e_subject_not_trusted trust_e_time_stamp'
  ).split(' '),
);
