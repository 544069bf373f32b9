import type { TlsClue } from '../../../src/model/evidence.js';
import { FORMS } from '../../../src/parsers/forms.js';
import { openPaste } from '../../../src/parsers/text/paste.js';
import { ALERTS, LED_WORDS, PHRASES, STATUS_WORDS } from '../../../src/parsers/tls/tls-word-list.js';
import { readTlsWords } from '../../../src/parsers/tls/tls-words.js';

const read = (text: string): TlsClue[] => readTlsWords(openPaste(text)).clues.filter((clue): clue is TlsClue => clue.kind === 'tls');
const words = (text: string) => read(text).map(({ word }) => word);

const KEYS = '[LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=192.0.2.1:25] [AM5EUR03FT001.eop-EUR03.prod.protection.outlook.com]';

describe('DANE', () => {
  test.each([
    ['TLSA lookup error for mx1.fabrikam.com:25', 'mx1.fabrikam.com'],
    ['warning: DANE TLSA lookup problem: Name service error for name=_25._tcp.mx1.fabrikam.com type=TLSA: Host not found', 'mx1.fabrikam.com'],
    ['postfix: DANE TLSA lookup problem: DANE is enforced for a domain', undefined],
  ])('the host whose record was asked for: %s', (text, host) => {
    expect(read(text).map(({ remoteHost }) => remoteHost)).toEqual([host]);
  });
});

describe('Exchange', () => {
  test('a message trace says it twice, and it is one clue', () => {
    const text = `Reason: [{LED=450 4.7.320 Certificate validation failed [Message=SubjectMismatch] ${KEYS}};{MSG=SubjectMismatch};{FQDN=mail.contoso.com};{IP=192.0.2.1}]`;
    expect(read(text)).toEqual([
      {
        kind: 'tls',
        at: { text: 'SubjectMismatch', line: 1 },
        word: 'SubjectMismatch',
        alert: undefined,
        side: 'own',
        remoteHost: 'mail.contoso.com',
        remoteIp: '192.0.2.1',
        connector: undefined,
      },
    ]);
  });
  test.each([
    ['MSG alone', '{MSG=UntrustedRoot};{FQDN=mail.contoso.com};{IP=192.0.2.1}', 'UntrustedRoot', undefined],
    ['another case', '454 4.7.5 Certificate validation failure, reason:untrustedroot};{MSG=}', 'untrustedroot', 'own'],
    [
      'quoted by the wrapper',
      '451 4.4.0 Primary target IP address responded with: "454 4.7.5 Certificate validation failure, Reason:RevocationOffline."',
      'RevocationOffline',
      'own',
    ],
    ['a log', 'TLS negotiation failed with error UnknownCredentials', 'UnknownCredentials', 'own'],
    ['a word that nobody has listed', 'TLS negotiation failed with error NewWord', 'NewWord', 'own'],
    [
      'the other side',
      '451 4.4.395 Target host responded with error. -> 454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot: Access Denied',
      'UntrustedRoot',
      'remote',
    ],
    [
      'access denied',
      '454 4.7.0 Failed to establish appropriate TLS channel: Access Denied (in reply to RCPT TO command)',
      'Access Denied',
      undefined,
    ],
    [
      'SSPI, torn in two lines',
      '451 4.4.0 Primary target IP address responded with: "451 4.4.0 Security\n\nstatus InvalidToken."',
      'InvalidToken',
      'own',
    ],
    ['torn inside', '[Message=Untrusted\nRoot]', 'UntrustedRoot', undefined],
    ['a dropped connection', '421 4.4.2 Connection dropped due to SocketError', 'SocketError', 'own'],
    [
      'a bounce',
      "Remote Server returned '450 4.4.317 Cannot connect to remote server [Message=UntrustedRoot] [LastAttemptedServerName=mail.contoso.com]'",
      'UntrustedRoot',
      'own',
    ],
    ['a cmdlet', 'is not valid for use with Exchange Server (reason: PrivateKeyMissing).', 'PrivateKeyMissing', undefined],
    ['Japanese', 'エラー SocketError で TLS ネゴシエーションが失敗しました', 'SocketError', undefined],
    ['Chinese', 'TLS 协商失败，出现错误 TimedOut', 'TimedOut', undefined],
    ['a queue', 'LastError : [{LED=450 4.4.317 Cannot connect to remote server [Message=LogonDenied]}]', 'LogonDenied', 'own'],
  ])('%s', (_, text, word, side) => {
    expect(read(text).map((clue) => [clue.word, clue.side])).toEqual([[word, side]]);
  });
  test('the front end is not the host that failed', () => {
    const text =
      "{LED=450 4.7.0 Proxy session setup failed on Frontend with '451 4.4.0 Security status InvalidToken. The last endpoint attempted was 192.0.2.9:25'};{FQDN=FE01.contoso.com};{IP=198.51.100.4}";
    expect(read(text)).toMatchObject([{ word: 'InvalidToken', remoteHost: undefined, remoteIp: '192.0.2.9' }]);
  });
  test('the connector of the queue', () => {
    const text =
      'DeliveryType : SmartHostConnectorDelivery\nNextHopConnector : 6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10\nLastError : 454 4.7.5 Certificate validation failure, Reason:SubjectMismatch';
    expect(read(text)).toMatchObject([{ connector: '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10' }]);
  });
});

describe('libraries and mail servers', () => {
  test.each([
    [
      'Python',
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'mail.contoso.com'. (_ssl.c:1129)",
      ['CERTIFICATE_VERIFY_FAILED', 'Hostname mismatch'],
    ],
    [
      'Java',
      'PKIX path building failed: SunCertPathBuilderException: unable to find valid certification path to requested target',
      ['PKIX path building failed', 'unable to find valid certification path'],
    ],
    ['Node.js', "code: 'DEPTH_ZERO_SELF_SIGNED_CERT'", ['DEPTH_ZERO_SELF_SIGNED_CERT']],
    ['Go', 'tls: failed to verify certificate: x509: certificate signed by unknown authority', ['certificate signed by unknown authority']],
    [
      'MailKit',
      'The SSL certificate has the following errors:\n • The revocation function was unable to check revocation for the certificate.',
      ['revocation function was unable to check revocation'],
    ],
    ['sendmail', '403 4.7.0 TLS handshake failed.', ['TLS handshake failed']],
    ['Postfix', 'status=bounced (Cannot start TLS: handshake failure)', ['Cannot start TLS: handshake failure']],
    ['OpenSSL', 'error:0A000102:SSL routines::unsupported protocol:ssl/statem/statem_srvr.c:1657:', ['unsupported protocol']],
    ['wrapped', 'SSL routines:tls_process_server_certificate:certificate verify\n  failed', ['certificate verify failed']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
    expect(read(text).every(({ side }) => side === 'own')).toBe(true);
  });
  test.each([
    [
      'error:0A00042E:SSL routines::tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1593:SSL alert number 70',
      'tlsv1 alert protocol version',
      70,
    ],
    ['SSL routines:ssl3_read_bytes:sslv3 alert handshake failure', 'sslv3 alert handshake failure', undefined],
    ['javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure', 'handshake_failure', undefined],
    ['remote error: tls: unrecognized name', 'unrecognized name', undefined],
  ])('an alert comes from the other side: %s', (text, word, alert) => {
    expect(read(text)).toMatchObject([{ word, alert, side: 'remote' }]);
  });
  test.each([
    ['Exim', 'TLS error on connection to mx.fabrikam.com [192.0.2.9] (SSL_connect): error:1416F086:SSL routines:certificate verify failed'],
    ['Exim, the session', 'H=mx.fabrikam.com [192.0.2.9] TLS session failure: delivering unencrypted'],
    ['Postfix', 'SSL_connect error to mx.fabrikam.com[192.0.2.9]:25: -1'],
  ])('%s names the host', (_, text) => {
    expect(read(text)).toMatchObject([{ side: 'own', remoteHost: 'mx.fabrikam.com', remoteIp: '192.0.2.9' }]);
  });
});

describe('none', () => {
  test.each([
    'Status : RevocationCheckFailure',
    'Inbound authentication failed with error IllegalMessage for Receive connector Default. The authentication mechanism is Gssapi.',
    'curl: (1) Unsupported protocol',
    'The operation has TimedOut',
    '2026-11-20T00:00:00.000Z,HYB01\\Default,08D479E14521204D,2,192.0.2.1:25,192.0.2.9:30648,*,,TLS negotiation failed with error SocketError',
    'An internal transport certificate has expired.',
    'alert: disk is full',
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

const EVERYDAY =
  `Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso CA<S>CN=mail.contoso.com in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB01 with a FQDN parameter of mail.contoso.com. If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector configuration and the installed certificates to make sure that there is a certificate with a domain name for that FQDN. If this certificate exists, run Enable-ExchangeCertificate -Services SMTP to make sure that the Microsoft Exchange Transport service has access to the certificate key.
450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 192.0.2.10:25'
250-mail.contoso.com Hello [192.0.2.5]
250-SIZE 37748736
250-STARTTLS
250-X-ANONYMOUSTLS
250-AUTH NTLM
250 XRDST`.toLowerCase();

test.each(['tls-words', 'socket-error', 'message-trace'] as const)('%s is not loaded for the everyday paste', (form) => {
  expect(FORMS[form].filter((word) => EVERYDAY.includes(word))).toEqual([]);
});

test('every word of the table holds one that loads the parser', () => {
  const all = [...STATUS_WORDS, ...LED_WORDS, ...PHRASES.map(([phrase]) => phrase)];
  expect(all.filter((word) => !FORMS['tls-words'].some((hint) => word.includes(hint)))).toEqual([]);
  expect(ALERTS.length).toBeGreaterThan(20);
});

test('the exception inside another one of .NET is no answer of the other side', () => {
  const text =
    'SmtpException: Failure sending mail. ---> AuthenticationException: The remote certificate is invalid according to the validation procedure.';
  expect(read(text).map(({ side }) => side)).toEqual(['own']);
});

test('a page of the web has the same words', () => {
  expect(words('Error: unable to verify the first certificate\nGET https://api.contoso.com/orders failed')).toEqual([]);
  expect(words('Error: unable to verify the first certificate\nsmtp relay, see https://contoso.com/wiki')).toHaveLength(1);
});

test('a word a thousand times is one clue', () => {
  expect(read('TLS negotiation failed with error SocketError\n'.repeat(1000))).toHaveLength(1);
});

describe('where the words stand', () => {
  test("sendmail's `failed=-1` is no record of Exchange", () => {
    const text = 'Nov 22 09:16:04 relay sendmail[4720]: STARTTLS=client, error: connect failed=-1, reason=tlsv1 alert protocol version, SSL_error=1';
    expect(read(text)).toMatchObject([{ word: 'tlsv1 alert protocol version', side: 'remote' }]);
  });
  test('Postfix names the peer in the line above, by the same process', () => {
    const text = [
      'Nov 22 09:16:40 gw postfix/smtp[21851]: SSL_connect error to mail.contoso.com[192.0.2.25]:25: -1',
      'Nov 22 09:16:40 gw postfix/smtp[21851]: warning: TLS library problem: error:0A00042E:SSL routines::tlsv1 alert protocol version:ssl/record/rec_layer_s3.c:1584:SSL alert number 70:',
    ].join('\n');
    expect(read(text).at(-1)).toMatchObject({ alert: 70, remoteHost: 'mail.contoso.com', remoteIp: '192.0.2.25' });
    expect(read(text.replace('[21851]: warning', '[9]: warning')).at(-1)?.remoteHost).toBeUndefined();
  });
  test('said once with the host and once without, it is one clue', () => {
    const text = [
      'Nov 22 09:15:01 gw postfix/smtp[9]: 4XyZ1A2b3C: Server certificate not trusted',
      'Nov 22 09:15:01 gw postfix/smtp[9]: 4XyZ1A2b3C: to=<taro@contoso.com>, relay=mail.contoso.com[192.0.2.25]:25, dsn=4.7.5, status=deferred (Server certificate not trusted)',
    ].join('\n');
    expect(read(text)).toMatchObject([{ word: 'Server certificate not trusted', remoteHost: 'mail.contoso.com' }]);
  });
  test('GnuTLS of Exim', () =>
    expect(
      read(
        '2026-11-22 09:15:04 1tQabc H=mail.contoso.com [192.0.2.25]: TLS error on connection: (gnutls_handshake): A TLS fatal alert has been received.',
      ),
    ).toMatchObject([{ word: 'A TLS fatal alert has been received', side: 'remote', remoteHost: 'mail.contoso.com' }]));
});

describe('names that Windows gives its errors', () => {
  test.each([
    ['0x80092013 (-2146885613 CRYPT_E_REVOCATION_OFFLINE)', 'CRYPT_E_REVOCATION_OFFLINE'],
    ['信頼されていないルート証明書で処理が終了しました。 0x800b0109 (-2146762487 CERT_E_UNTRUSTEDROOT)', 'CERT_E_UNTRUSTEDROOT'],
    ['Fehler: 0x800b0101 (-2146762495 CERT_E_EXPIRED)', 'CERT_E_EXPIRED'],
  ])('%s', (text, word) => {
    expect(words(text)).toEqual([word]);
    expect(read(text)).toMatchObject([{ side: 'own' }]);
  });
  test('one that a console has broken is none', () => expect(words('0x800b0109 (-2146762487 CERT_E_UNTRUS\nTEDROOT)')).toEqual([]));
});
