import type { Clue, ClueKind, ClueOf } from '../../../src/model/evidence.js';
import { readPaste } from '../../../src/parsers/index.js';
import { MANGLERS } from '../mangle.js';

// Whole transcripts of tools, as they stand on a screen and as they come out of a mail or a chat.

const lines = (...parts: (string | readonly string[])[]): string => parts.flat().join('\n');
const of = <K extends ClueKind>(text: string, kind: K): ClueOf<K>[] =>
  readPaste(text).clues.filter((clue: Clue): clue is ClueOf<K> => clue.kind === kind);
const unread = (text: string): string[] => readPaste(text).unread.map(({ text: words }) => words);

const ANSWER = [
  '250-EX01.contoso.com Hello [192.0.2.44]',
  '250-SIZE 37748736',
  '250-X-ANONYMOUSTLS',
  '250-AUTH NTLM LOGIN',
  '250-8BITMIME',
  '250 XRDST',
];
const CALL = '$ openssl s_client -connect mail.contoso.com:25 -starttls smtp';
/** Made for tests; its key is thrown away. */
const PEM = `-----BEGIN CERTIFICATE-----
MIICQjCCAeegAwIBAgIUUn519rsT86P6e7ce9YqZGxSLuecwCgYIKoZIzj0EAwIw
TzELMAkGA1UEBhMCTk8xDTALBgNVBAgMBE9zbG8xFjAUBgNVBAoMDUNvbnRvc28s
IEx0ZC4xGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wHhcNMjYxMTIyMjA0NDM1
WhcNMjcxMjI3MjA0NDM1WjBPMQswCQYDVQQGEwJOTzENMAsGA1UECAwET3NsbzEW
MBQGA1UECgwNQ29udG9zbywgTHRkLjEZMBcGA1UEAwwQbWFpbC5jb250b3NvLmNv
bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLHj86DIJDdkJykWDFtrA4owVqyY
HpR6D9yGUEHg1KKX8Xhp+4jK0+dkQH80cmP91HJJiDpcoku82zhZVQJ6WS2jgaAw
gZ0wHQYDVR0OBBYEFE1G0YgqcHU2Vcqec93ryhFzfJTZMB8GA1UdIwQYMBaAFE1G
0YgqcHU2Vcqec93ryhFzfJTZMA8GA1UdEwEB/wQFMAMBAf8wNQYDVR0RBC4wLIIQ
bWFpbC5jb250b3NvLmNvbYIYYXV0b2Rpc2NvdmVyLmNvbnRvc28uY29tMBMGA1Ud
JQQMMAoGCCsGAQUFBwMBMAoGCCqGSM49BAMCA0kAMEYCIQCLYgX1n2b2pP0Cs1Uy
of4+mIYVxMTy2sflFj5nclko2QIhAPqdN8NIYjoeIf76odWdU2nJ9xmr/k+H43N9
Cs1CrsAL
-----END CERTIFICATE-----`;
const NAME = 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Oslo, C=NO';
const PRINTED = 'C = NO, ST = Oslo, O = "Contoso, Ltd.", CN = mail.contoso.com';
const CHAIN = [
  `depth=0 ${PRINTED}`,
  'verify error:num=18:self-signed certificate',
  'verify return:1',
  'CONNECTED(00000003)',
  '---',
  'Certificate chain',
  ` 0 s:${PRINTED}`,
  `   i:${PRINTED}`,
  '   a:PKEY: id-ecPublicKey, 256 (bit); sigalg: ecdsa-with-SHA256',
  '   v:NotBefore: Nov 22 20:44:35 2026 GMT; NotAfter: Dec 27 20:44:35 2027 GMT',
  '---',
  'Server certificate',
];
const REST = [
  `subject=${PRINTED}`,
  `issuer=${PRINTED}`,
  '---',
  'No client certificate CA names sent',
  'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
  'This TLS version forbids renegotiation.',
  'Verify return code: 18 (self-signed certificate)',
  '---',
  'Post-Handshake New Session Ticket arrived:',
  '250 XRDST',
];

describe('openssl s_client', () => {
  test('a certificate that is printed and given in PEM is one', () => {
    const text = lines(CALL, "Can't use SSL_get_servername", CHAIN, PEM, REST);
    const [certificate, ...others] = of(text, 'certificate');
    expect(others).toEqual([]);
    expect(certificate).toMatchObject({
      origin: 'shown',
      issuer: NAME,
      subject: NAME,
      selfSigned: true,
      signature: 'ecdsa-with-SHA256',
      keySize: 256,
      domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
      notAfter: 'Dec 27 20:44:35 2027 GMT',
    });
    expect(certificate?.thumbprint).toMatch(/^[\dA-F]{40}$/);
    expect(of(text, 'session')).toMatchObject([{ startTls: true, verify: 18, thumbprint: certificate?.thumbprint }]);
    expect(unread(text)).toEqual([]);
  });
  test('only the PEM was pasted of what was printed', () => {
    const text = lines(CALL, 'CONNECTED(00000003)', '---', 'Server certificate', PEM);
    expect(of(text, 'certificate')).toMatchObject([{ origin: 'shown', subject: NAME }]);
  });
  test('two calls, two certificates', () => {
    const text = lines(CALL, CHAIN, PEM, REST, CALL.replace('mail.', 'mx2.'), CHAIN, PEM, REST);
    expect(of(text, 'certificate')).toHaveLength(2);
    expect(of(text, 'session').map(({ host }) => host)).toEqual(['mail.contoso.com', 'mx2.contoso.com']);
  });
  test('the word for the fault names host, subject and issuer', () => {
    const [word] = of(lines(CALL, CHAIN, REST), 'tls');
    expect(word).toMatchObject({ word: 'self-signed certificate', remoteHost: 'mail.contoso.com', subject: NAME, issuer: NAME });
  });
  test('-brief', () => {
    const text = lines(
      `$ openssl s_client -brief -connect mail.contoso.com:25 -starttls smtp`,
      'depth=0 CN = EX01',
      'verify error:num=18:self-signed certificate',
      'CONNECTION ESTABLISHED',
      'Protocol version: TLSv1.2',
      'Ciphersuite: ECDHE-ECDSA-AES256-GCM-SHA384',
      'Peer certificate: CN = EX01',
      'Hash used: SHA256',
      'Signature type: ECDSA',
      'Verification error: self-signed certificate',
      'Supported Elliptic Curve Point Formats: uncompressed:ansiX962_compressed_prime',
      'Server Temp Key: X25519, 253 bits',
      ANSWER,
      'DONE',
    );
    expect(of(text, 'session')).toMatchObject([
      {
        host: 'EX01.contoso.com',
        startTls: true,
        keywords: [],
        tlsVersion: 'TLS 1.2',
        cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384',
        selfSigned: true,
        certificate: { issuer: 'CN=EX01', subject: 'CN=EX01', domain: 'EX01' },
        verify: 18,
      },
    ]);
    expect(of(text, 'certificate')).toMatchObject([{ origin: 'shown', subject: 'CN=EX01', issuer: 'CN=EX01' }]);
    expect(unread(text)).toEqual([]);
  });
  test('an alert shows that STARTTLS had been taken', () => {
    const text = lines(
      CALL,
      '80EB7448777F0000:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1601:SSL alert number 70',
      'CONNECTED(00000003)',
      '---',
      'no peer certificate available',
      'New, (NONE), Cipher is (NONE)',
    );
    expect(of(text, 'session')).toMatchObject([{ startTls: true, cipher: undefined }]);
    expect(of(text, 'tls')).toMatchObject([{ alert: 70, side: 'remote', remoteHost: 'mail.contoso.com' }]);
  });
  test.each([
    [CALL, true],
    ['$ openssl s_client -connect mail.contoso.com:25', undefined],
  ])('the connection broke off: %s', (call, startTls) => {
    const text = lines(call, 'CONNECTED(00000003)', 'write:errno=104', '---', 'no peer certificate available');
    expect(of(text, 'session').map((one) => one.startTls)).toEqual([startTls]);
  });
  test('refused, with the errors of the library in between', () => {
    const text = lines(
      CALL,
      '80BB10F1BB7F0000:error:8000006F:system library:BIO_connect:Connection refused:../crypto/bio/bio_sock2.c:117:calling connect()',
      '80BB10F1BB7F0000:error:10000067:BIO routines:BIO_connect:connect error:../crypto/bio/bio_sock2.c:119:',
      'connect:errno=111',
    );
    expect(of(text, 'connection')).toMatchObject([{ host: 'mail.contoso.com', port: '25', open: false, reason: 'refused' }]);
    expect(unread(text)).toEqual([]);
  });
  test.each(['quotedWrapped', 'console80', 'doubledLines', 'html', 'fenced'] as const)('%s: no half names', (how) => {
    const mangle = how === 'html' ? MANGLERS.htmlPre : MANGLERS[how];
    const text = mangle(lines(CALL, CHAIN, REST));
    expect(of(text, 'certificate').map(({ subject }) => subject)).toEqual([NAME]);
    expect(of(text, 'session')).toMatchObject([{ startTls: true, certificate: { subject: NAME, issuer: NAME } }]);
  });
  test('on one line, what came inside TLS does not lack STARTTLS', () => {
    const text = lines(CALL, CHAIN.slice(0, 6), REST, ANSWER).replaceAll('\n', ' ');
    expect(of(text, 'session').filter(({ startTls }) => startTls === false)).toEqual([]);
  });
});

describe('gnutls-cli', () => {
  const GNUTLS = [
    '$ gnutls-cli --starttls-proto=smtp -p 25 mail.contoso.com',
    'Processed 144 CA certificate(s).',
    "Resolving 'mail.contoso.com:25'...",
    "Connecting to '192.0.2.25:25'...",
  ];
  const SHOWN = [
    '- Certificate type: X.509',
    '- Got a certificate list of 1 certificates.',
    '- Certificate[0] info:',
    " - subject `CN=mail.contoso.com,O=Contoso\\, Ltd.,C=JP', issuer `CN=Contoso Issuing CA 01,O=Contoso\\, Ltd.,C=JP', serial 0x5a1b2c3d, RSA key 2048 bits, signed using RSA-SHA256, activated `2026-11-22 22:45:08 UTC', expires `2027-12-25 22:45:08 UTC', pin-sha256=\"z3WwrTlLoLPca5W00Z7LOLTQ2p6lVbFPvlPnQqscwZs=\"",
    '\tPublic Key ID:',
    '\t\tsha1:406960ddcb88a20520b46d60bd145d8d504781c3',
    '- Status: The certificate is NOT trusted. The certificate issuer is unknown. The name in the certificate does not match the expected. ',
    '*** PKI verification of server certificate failed...',
    '- Description: (TLS1.2-X.509)-(ECDHE-X25519)-(RSA-PSS-RSAE-SHA256)-(AES-256-GCM)',
    '- Handshake was completed',
    '',
    '- Simple Client Mode:',
    '',
  ];
  test('each word of its verdict', () => {
    const text = lines(GNUTLS, SHOWN, ANSWER);
    expect(of(text, 'tls').map(({ word, remoteHost }) => [word, remoteHost])).toEqual([
      ['The certificate is NOT trusted', 'mail.contoso.com'],
      ['The certificate issuer is unknown', 'mail.contoso.com'],
      ['The name in the certificate does not match the expected', 'mail.contoso.com'],
    ]);
    expect(of(text, 'session')).toMatchObject([{ startTls: true, tlsVersion: 'TLS 1.2', cipher: 'AES-256-GCM', keywords: [] }]);
    expect(unread(text)).toEqual([]);
  });
  test.each([
    ['wrapped', MANGLERS.wrapped80],
    ['quoted and wrapped', MANGLERS.quotedWrapped],
    ['on one line', MANGLERS.oneLine],
  ])('%s, the answer inside TLS does not lack STARTTLS', (_, mangle) => {
    expect(of(mangle(lines(GNUTLS, SHOWN, ANSWER)), 'session').filter(({ startTls }) => startTls !== true)).toEqual([]);
  });
  test('an alert', () => {
    const text = lines('*** Fatal error: A TLS fatal alert has been received.', GNUTLS, '*** Received alert [70]: Error in protocol version');
    expect(of(text, 'tls')).toMatchObject([
      { word: 'A TLS fatal alert has been received', side: 'remote' },
      { word: 'Error in protocol version', alert: 70, side: 'remote', remoteHost: 'mail.contoso.com' },
    ]);
    expect(of(text, 'session')).toMatchObject([{ host: 'mail.contoso.com', port: '25', startTls: true }]);
  });
});

describe('swaks', () => {
  const OPENED = [
    '=== Trying mail.contoso.com:25...',
    '=== Connected to mail.contoso.com.',
    '<-  220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:15:03 +0900',
    ' -> EHLO app01.contoso.com',
    '<-  250-EX01.contoso.com Hello [192.0.2.44]',
  ];
  test('a refusal ends where the client speaks', () => {
    const inside = lines(
      OPENED,
      '<-  250 STARTTLS',
      ' -> STARTTLS',
      '<-  220 2.0.0 SMTP server ready',
      ' ~> MAIL FROM:<a@contoso.com>',
      '<~* 530 5.7.57 Client not authenticated to send mail',
      ' ~> QUIT',
    );
    expect(of(inside, 'reply').map(({ text }) => text)).toEqual(['Client not authenticated to send mail']);
    const before = lines(OPENED, '<-  250 STARTTLS', ' -> MAIL FROM:<a@contoso.com>', '<** 451 5.7.3 STARTTLS is required to send mail', ' -> QUIT');
    expect(of(before, 'reply').map(({ text }) => text)).toEqual(['STARTTLS is required to send mail']);
  });
  test('swaks itself did not take the certificate', () => {
    const text = lines(
      OPENED,
      '<-  250 STARTTLS',
      ' -> STARTTLS',
      '<-  220 2.0.0 SMTP server ready',
      '*** TLS startup failed (connect(): error:0A000086:SSL routines::certificate verify failed)',
    );
    expect(of(text, 'tls')).toMatchObject([{ word: 'certificate verify failed', side: 'own', remoteHost: 'mail.contoso.com' }]);
  });
  test('no STARTTLS', () => {
    const text = lines(
      OPENED,
      '<-  250 XRDST',
      '*** Host did not advertise STARTTLS',
      ' -> QUIT',
      '<-  221 2.0.0 Service closing transmission channel',
    );
    expect(of(text, 'session')).toMatchObject([{ startTls: false, complete: true }]);
    expect(unread(text)).toEqual([]);
  });
  test('refused, with the reason on the next line', () => {
    const text = lines(
      '=== Trying 192.0.2.25:25...',
      '*** Error connecting to mail.contoso.com:25:',
      '*** \tIO::Socket::INET: connect: Connection refused',
    );
    expect(of(text, 'connection')).toMatchObject([{ host: 'mail.contoso.com', remoteIp: '192.0.2.25', port: '25', reason: 'refused' }]);
    expect(unread(text)).toEqual([]);
  });
});

test('curl: the handshake failed, and its meters are no lines for people', () => {
  const text = lines(
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    '                                 Dload  Upload   Total   Spent    Left  Speed',
    '*   Trying 192.0.2.25:25...',
    '* Connected to mail.contoso.com (192.0.2.25) port 25 (#0)',
    '< 220 EX01.contoso.com Microsoft ESMTP MAIL Service ready',
    '> EHLO app01',
    '< 250-EX01.contoso.com Hello [192.0.2.44]',
    '< 250 STARTTLS',
    '> STARTTLS',
    '< 220 2.0.0 SMTP server ready',
    '} [5 bytes data]',
    '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
    '*  CAfile: /etc/ssl/certs/ca-certificates.crt',
    '* TLSv1.3 (OUT), TLS alert, unknown CA (560):',
    '* SSL certificate problem: self-signed certificate in certificate chain',
    '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
    '* Closing connection 0',
    'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
    'More details here: https://curl.se/docs/sslcerts.html',
  );
  expect(of(text, 'session')).toMatchObject([{ startTls: true, startTlsAnswer: 220, remoteIp: '192.0.2.25' }]);
  expect(of(text, 'tls')).toMatchObject([{ word: 'self-signed certificate', side: 'own', remoteHost: 'mail.contoso.com', remoteIp: '192.0.2.25' }]);
  expect(unread(text)).toEqual([]);
});

describe('telnet', () => {
  test('of a German Windows', () => {
    const text = lines(
      'C:\\>telnet mail.contoso.com 25',
      'Verbindungsaufbau zu mail.contoso.com...',
      '220 EX01.contoso.com Microsoft ESMTP MAIL Service ready',
      'helo app01',
      '250 EX01.contoso.com Hello [192.0.2.44]',
      'ehlo app01.contoso.com',
      ANSWER,
      'mail from:<hana@contoso.com>',
      '250 2.1.0 Sender OK',
      'rcpt to:<taro@fabrikam.com>',
      '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain',
      'quit',
      '221 2.0.0 Service closing transmission channel',
      'Verbindung zu Host verloren.',
    );
    expect(of(text, 'session')).toMatchObject([{ client: 'app01.contoso.com', port: '25', startTls: false }]);
    expect(of(text, 'reply')).toMatchObject([{ text: 'SMTP; Unable to relay recipient in non-accepted domain', recipient: 'taro@fabrikam.com' }]);
    expect(unread(text)).toEqual([]);
    expect(of(MANGLERS.trailingBlanks(text), 'reply').map((one) => one.text)).toEqual(['SMTP; Unable to relay recipient in non-accepted domain']);
  });
  test('of a Japanese Windows', () => {
    const text = lines(
      'Microsoft Telnet クライアントへようこそ',
      "エスケープ文字は 'CTRL+]' です",
      'Microsoft Telnet> open mail.contoso.com 25',
      '接続中: mail.contoso.com...',
      '220 EX02.contoso.com Microsoft ESMTP MAIL Service ready',
      'EHLO test',
      ANSWER,
      'ホストとの接続が切断されました。',
    );
    expect(of(text, 'session')).toMatchObject([{ host: 'EX02.contoso.com', port: '25', startTls: false }]);
    expect(unread(text)).toEqual([]);
    expect(of(text.replace('>', '&gt;'), 'session')).toMatchObject([{ port: '25' }]);
  });
  test('what an ellipsis cuts is neither a name nor a keyword', () => {
    const text = lines(
      '220 EX01.contoso.com Microsoft ESMTP MAIL Service ready',
      'EHLO app...',
      '250-EX01.contoso.com Hello [192.0.2.44]',
      '250-SIZE',
      '250 STARTT...',
      'more text',
    );
    expect(of(text, 'session')).toMatchObject([{ client: undefined, keywords: ['SIZE'], complete: false }]);
  });
});

describe('what an ellipsis cuts is no value', () => {
  const HANDSHAKE = [CALL, 'CONNECTED(00000003)', 'subject=CN = a.contoso.com', 'issuer=CN = Contoso CA'];
  test.each([
    ['New, TLSv1.2, Cipher is ECDHE-RSA-AES…', 'cipher'],
    ['*  expire date: Dec 25 22:45:08…', 'notAfter'],
    ['*  expire date: Dec 25 22:45:08 2027 GMT...', 'notAfter'],
    ['* SSL connection using TLSv1.2 / ECDHE-RSA...', 'cipher'],
    ['verify error:num=2…', 'verify'],
    ['Verify return code: 1…', 'verify'],
    ['   a:PKEY: rsaEncryption, 2048 (bit); sigalg: RSA-SHA…', 'signature'],
  ])('%s', (line, field) => {
    const text = lines(HANDSHAKE, line, '', 'more text');
    expect(readPaste(text).clues.flatMap((clue) => Object.entries(clue).filter(([name, value]) => name === field && value !== undefined))).toEqual(
      [],
    );
  });
  test.each([
    ['Connecting To mail.contoso.com...Could not open connection to the host, on port 2…', 'connection'],
    ['2026-11-22T00:15:24.010Z,08DE29A1B2C3D4E9,SMTP,fabrikam.com,>,Established connection to 203.0.11…', 'connection'],
    [
      '2026-11-22T00:15:24.010Z,EX01\\Default Frontend EX01,08DE29A1B2C3D4E9,4,192.0.2.10:25,198.51.100.7:30648,*,,TLS negotiation failed with error Sock…',
      'tls',
    ],
  ] as const)('%s', (line, kind) => expect(of(`${line}\n\nmore text`, kind)).toEqual([]));
  test('keywords of an answer on one line', () => {
    const row = '2026-11-22T00:15:24.010Z,EX01\\Default Frontend EX01,08DE29A1B2C3D4E9,4,192.0.2.10:25,198.51.100.7:30648,>,';
    expect(of(`${row}250  EX01.contoso.com Hello [198.51.100.7] SIZE 37748736 PIPELINING DSN ENHANCED…\n\nmore text`, 'session')).toMatchObject([
      { keywords: ['SIZE', 'PIPELINING', 'DSN'], complete: false },
    ]);
  });
});
