import type { CertificateClue, SessionClue } from '../../../src/model/evidence.js';
import { readSmtpSession } from '../../../src/parsers/session/smtp-session.js';
import { readTlsClient } from '../../../src/parsers/session/tls-client.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const session = (...lines: (string | readonly string[])[]) => lines.flat().join('\n');
function read(text: string): SessionClue[] {
  const paste = openPaste(text);
  // What shows a handshake is left to one parser.
  expect(readSmtpSession(paste).clues).toEqual([]);
  return readTlsClient(paste).clues.filter((clue) => clue.kind === 'session');
}
const certificates = (text: string): CertificateClue[] => readTlsClient(openPaste(text)).clues.filter((clue) => clue.kind === 'certificate');
const unread = (text: string): string[] => {
  const paste = openPaste(text);
  const { understood } = readTlsClient(paste);
  return paste.lines.filter(({ number, text: words }) => words.trim() !== '' && !understood.includes(number)).map(({ text: words }) => words);
};
const only = (text: string): SessionClue => {
  const [clue, ...rest] = read(text);
  expect(rest).toEqual([]);
  if (!clue) throw new Error('no session was read');
  return clue;
};

describe('openssl', () => {
  const CALL = '$ openssl s_client -starttls smtp -connect mail.contoso.com:25\nCONNECTED(00000003)';
  test('no STARTTLS', () => {
    const clue = only(`${CALL}\nDidn't find STARTTLS in server response, trying anyway...\nno peer certificate available`);
    expect(clue).toMatchObject({ host: 'mail.contoso.com', port: '25', startTls: false, complete: true, at: { line: 3 } });
  });
  test('self-signed', () => {
    const clue = only(
      `${CALL}\ndepth=0 CN = HYB01\nverify error:num=18:self-signed certificate\n---\n 0 s:CN = HYB01\n   i:CN = HYB01\n---\nsubject=CN = HYB01\nissuer=CN = HYB01\n250 XSHADOWREQUEST`,
    );
    expect(clue).toMatchObject({ startTls: true, selfSigned: true, certificate: { issuer: 'CN=HYB01', subject: 'CN=HYB01' } });
    expect(clue.certificate?.domain).toBe('HYB01');
  });
  test.each([
    ['new', 'C = JP, ST = Tokyo, O = "Contoso, Ltd.", CN = mail.contoso.com', 'C = US, O = DigiCert Inc, CN = DigiCert TLS CA'],
    ['old', '/C=JP/ST=Tokyo/O=Contoso, Ltd./CN=mail.contoso.com', '/C=US/O=DigiCert Inc/CN=DigiCert TLS CA'],
  ])('names in the order of Exchange (%s)', (_, subject, issuer) => {
    const clue = only(`${CALL}\n 0 s:${subject}\n   i:${issuer}\n 1 s:${issuer}\n   i:/CN=Root\n`);
    expect(clue.certificate).toEqual({
      subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Tokyo, C=JP',
      issuer: 'CN=DigiCert TLS CA, O=DigiCert Inc, C=US',
      domain: 'mail.contoso.com',
    });
    expect(clue.selfSigned).toBe(false);
  });
  test('a web server is no SMTP session', () => {
    expect(
      read('openssl s_client -connect mail.contoso.com:443\nCONNECTED(00000003)\nsubject=CN = mail.contoso.com\nissuer=CN = Contoso CA'),
    ).toEqual([]);
  });
  const CHAIN = [
    'depth=1 C = US, O = DigiCert Inc, CN = DigiCert TLS CA',
    'verify error:num=20:unable to get local issuer certificate',
    'verify return:1',
    '---',
    'Certificate chain',
    ' 0 s:C = JP, ST = Tokyo, O = \\E6\\9D\\B1\\E4\\BA\\AC, CN = mail.contoso.com',
    '   i:C = US, O = DigiCert Inc, CN = DigiCert TLS CA',
    '   a:PKEY: rsaEncryption, 2048 (bit); sigalg: RSA-SHA256',
    '   v:NotBefore: Jan  5 00:00:00 2026 GMT; NotAfter: Jan  4 23:59:59 2027 GMT',
    ' 1 s:C = US, O = DigiCert Inc, CN = DigiCert TLS CA',
    '   i:C = US, O = DigiCert Inc, CN = DigiCert Root',
    '   a:PKEY: rsaEncryption, 4096 (bit); sigalg: RSA-SHA384',
    '   v:NotBefore: Jan  5 00:00:00 2016 GMT; NotAfter: Jan  4 23:59:59 2036 GMT',
    '---',
    'Server certificate',
    '-----BEGIN CERTIFICATE-----',
    'MIIG3zCCBcegAwIBAgIQD',
    '-----END CERTIFICATE-----',
    '---',
    'No client certificate CA names sent',
    'Server Temp Key: ECDH, P-384, 384 bits',
    '---',
    'SSL handshake has read 4301 bytes and written 462 bytes',
    'Verification error: unable to get local issuer certificate',
    '---',
    'New, TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384',
    'Server public key is 2048 bit',
    'SSL-Session:',
    '    Protocol  : TLSv1.2',
    '    Cipher    : ECDHE-RSA-AES256-GCM-SHA384',
    '    Session-ID: 0E1F',
    '    Verify return code: 20 (unable to get local issuer certificate)',
    '---',
  ];
  const NAMES = {
    subject: 'CN=mail.contoso.com, O=東京, S=Tokyo, C=JP',
    issuer: 'CN=DigiCert TLS CA, O=DigiCert Inc, C=US',
  };
  test('the whole of 3.x: version, cipher, verify result, and the certificate; nothing is left unread', () => {
    const text = session(
      CALL,
      CHAIN,
      '250 XRDST',
      'EHLO test',
      '250-EX01.contoso.com Hello [198.51.100.7]',
      '250-X-EXPS GSSAPI NTLM',
      '250 XRDST',
      'DONE',
    );
    expect(only(text)).toMatchObject({
      host: 'EX01.contoso.com',
      product: 'exchange',
      client: 'test',
      keywords: [],
      complete: false,
      startTls: true,
      certificate: { ...NAMES, domain: 'mail.contoso.com' },
      selfSigned: false,
      tlsVersion: 'TLS 1.2',
      cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
      verify: 20,
      at: { text: 'verify error:num=20:unable to get local issuer certificate', line: 4 },
    });
    expect(certificates(text)).toEqual([
      {
        kind: 'certificate',
        at: { text: expect.stringContaining('0 s:C = JP'), line: 8 },
        origin: 'shown',
        ...NAMES,
        selfSigned: false,
        notBefore: 'Jan  5 00:00:00 2026 GMT',
        notAfter: 'Jan  4 23:59:59 2027 GMT',
        keySize: 2048,
        signature: 'RSA-SHA256',
      },
    ]);
    expect(unread(text)).toEqual([]);
  });
  test('the final result counts, not that of the chain', () => {
    expect(
      only(
        session(
          CALL,
          'verify error:num=19:self-signed certificate in certificate chain',
          'subject=CN = a.contoso.com',
          'Verify return code: 62 (hostname mismatch)',
        ),
      ).verify,
    ).toBe(62);
    expect(
      only(session(CALL, 'verify error:num=10:certificate has expired', 'notAfter=Jan  4 23:59:59 2026 GMT', 'subject=CN = a.contoso.com')),
    ).toMatchObject({ verify: 10 });
  });
  test('19 is a self-signed root above the certificate', () => {
    const clue = only(
      session(CALL, 'verify error:num=19:self-signed certificate in certificate chain', 'subject=CN = a.contoso.com', 'issuer=CN = Contoso CA'),
    );
    expect(clue).toMatchObject({ verify: 19, selfSigned: false });
  });
  test('an alert instead of a handshake', () => {
    const text = session(
      CALL,
      '140735:error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:ssl/record/rec_layer_s3.c:1544:SSL alert number 70',
      'no peer certificate available',
      'New, (NONE), Cipher is (NONE)',
      '    Protocol  : TLSv1.2',
      '    Cipher    : 0000',
      '    Verify return code: 0 (ok)',
    );
    const clue = only(text);
    expect(clue).toMatchObject({ host: 'mail.contoso.com', port: '25', keywords: [] });
    expect([clue.tlsVersion, clue.cipher, clue.verify, clue.certificate]).toEqual([undefined, undefined, undefined, undefined]);
    expect(certificates(text)).toEqual([]);
    expect(unread(text)).toEqual([]);
  });
  test('the version of an old build is that of the cipher, not of the session', () => {
    const text = session(CALL, 'subject=/CN=a.contoso.com', 'New, TLSv1/SSLv3, Cipher is ECDHE-RSA-AES256-SHA', '    Protocol  : TLSv1.2');
    expect(only(text)).toMatchObject({ tlsVersion: 'TLS 1.2', cipher: 'ECDHE-RSA-AES256-SHA' });
  });
  test('dates, serial number, thumbprint and names of openssl x509 behind it', () => {
    const text = session(
      CALL,
      'subject=CN = mail.contoso.com',
      'issuer=CN = Contoso CA',
      'notBefore=Jan  5 00:00:00 2026 GMT',
      'notAfter=Jan  4 23:59:59 2027 GMT',
      'serial=5A1B2C3D',
      'SHA1 Fingerprint=01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67',
      '    DNS:mail.contoso.com, DNS:*.contoso.com',
    );
    expect(certificates(text)).toMatchObject([
      {
        notBefore: 'Jan  5 00:00:00 2026 GMT',
        notAfter: 'Jan  4 23:59:59 2027 GMT',
        serialNumber: '5A1B2C3D',
        thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
        domains: ['mail.contoso.com', '*.contoso.com'],
      },
    ]);
    expect(only(text).thumbprint).toBe('0123456789ABCDEF0123456789ABCDEF01234567');
  });
  test('a name that was blacked out is none', () => {
    expect(certificates(session(CALL, ' 0 s:CN = xxxx', '   i:CN = Contoso CA'))).toEqual([]);
  });
  test('two calls are two sessions', () => {
    const other = session(CALL, CHAIN).replaceAll('mail.contoso.com', 'mx.fabrikam.com');
    expect(read(session(CALL, CHAIN, other)).map(({ host }) => host)).toEqual(['mail.contoso.com', 'mx.fabrikam.com']);
    expect(certificates(session(CALL, CHAIN, other)).map(({ subject }) => subject?.split(',')[0])).toEqual([
      'CN=mail.contoso.com',
      'CN=mx.fabrikam.com',
    ]);
  });
  test('two calls of one name that show two certificates are two sessions', () => {
    const other = session(CALL, CHAIN).replaceAll('CN = mail.contoso.com', 'CN = owa.contoso.com');
    expect(read(session(CALL, CHAIN, other)).map(({ certificate }) => certificate?.domain)).toEqual(['mail.contoso.com', 'owa.contoso.com']);
    expect(read(session(CALL, CHAIN, session(CALL, CHAIN)))).toHaveLength(1);
  });
  test('telnet before it is a session of its own', () => {
    const before = session(
      'telnet mail.contoso.com 25',
      '220 mail.contoso.com Microsoft ESMTP MAIL Service ready',
      'EHLO a',
      '250-mail.contoso.com Hello [192.0.2.1]',
      '250 CHUNKING',
    );
    expect(read(session(before, CALL, CHAIN)).map(({ startTls, verify }) => [startTls, verify])).toEqual([
      [false, undefined],
      [true, 20],
    ]);
  });
  test('port 465 greets inside TLS and offers no STARTTLS', () => {
    const call = 'openssl s_client -connect mail.contoso.com:465\nCONNECTED(00000003)';
    const clue = only(
      session(call, 'subject=CN = mail.contoso.com', '220 mail.contoso.com ESMTP', 'EHLO a', '250-mail.contoso.com', '250 AUTH PLAIN'),
    );
    expect(clue).toMatchObject({ port: '465', keywords: [], host: 'mail.contoso.com' });
    expect(clue.startTls).toBeUndefined();
  });
});

describe('swaks', () => {
  const UNTIL_TLS = [
    '=== Trying mail.contoso.com:25...',
    '=== Connected to mail.contoso.com.',
    '<-  220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 10:00:00 +0900',
    ' -> EHLO app01.contoso.com',
    '<-  250-mail.contoso.com Hello [192.0.2.44]',
    '<-  250-STARTTLS',
    '<-  250 CHUNKING',
    ' -> STARTTLS',
  ];
  test('inside TLS', () => {
    const text = session(
      UNTIL_TLS,
      '<-  220 2.0.0 SMTP server ready',
      '=== TLS started with cipher TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256',
      '=== TLS no local certificate set',
      '=== TLS peer DN="/C=JP/O=Contoso, Ltd./CN=mail.contoso.com"',
      ' ~> EHLO app01.contoso.com',
      '<~  250-mail.contoso.com Hello [192.0.2.44]',
      '<~  250 AUTH NTLM LOGIN',
      ' ~> MAIL FROM:<a@contoso.com>',
      '<~* 530 5.7.57 Client not authenticated to send mail',
      '=== Connection closed with remote host.',
    );
    expect(only(text)).toMatchObject({
      keywords: ['STARTTLS', 'CHUNKING'],
      startTls: true,
      startTlsAnswer: 220,
      tlsVersion: 'TLS 1.2',
      cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
      client: 'app01.contoso.com',
      clientIp: '192.0.2.44',
      replies: [220, 250, 530],
      statuses: ['2.0.0', '5.7.57'],
      certificate: { subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", C=JP', domain: 'mail.contoso.com' },
    });
    expect(unread(text)).toEqual([]);
  });
  test('only what was said inside TLS: nothing is known of STARTTLS', () => {
    const clue = only(
      session(
        '<~  250-mail.contoso.com Hello [192.0.2.44]',
        '<~  250 CHUNKING',
        ' ~> MAIL FROM:<a@contoso.com>',
        '<~* 530 5.7.57 Client not authenticated',
      ),
    );
    expect(clue).toMatchObject({ host: 'mail.contoso.com', keywords: [], complete: false, replies: [250, 530], statuses: ['5.7.57'] });
    expect(clue.startTls).toBeUndefined();
  });
  test('the handshake failed', () => {
    const clue = only(
      session(
        UNTIL_TLS,
        '<-  220 2.0.0 SMTP server ready',
        '*** TLS startup failed (connect(): error:0A000086:SSL routines::certificate verify failed)',
      ),
    );
    expect(clue).toMatchObject({ startTls: true, startTlsAnswer: 220 });
    expect(clue.cipher).toBeUndefined();
  });
  test('newer builds print the certificate in two lines', () => {
    const text = session(
      UNTIL_TLS,
      '<-  220 2.0.0 SMTP server ready',
      '=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
      '=== TLS peer[0]   subject=[/C=JP/CN=mail.contoso.com]',
      '===               commonName=[mail.contoso.com], subjectAltName=[DNS:mail.contoso.com, DNS:autodiscover.contoso.com] notAfter=[2027-01-04T23:59:59Z]',
    );
    expect(certificates(text)).toMatchObject([
      { subject: 'CN=mail.contoso.com, C=JP', domains: ['mail.contoso.com', 'autodiscover.contoso.com'], notAfter: '2027-01-04T23:59:59Z' },
    ]);
  });
});

test('curl', () => {
  const text = session(
    '*   Trying 192.0.2.9:587...',
    '* Connected to mail.contoso.com (192.0.2.9) port 587 (#0)',
    '< 220 mail.contoso.com Microsoft ESMTP MAIL Service ready',
    '> EHLO app',
    '< 250-mail.contoso.com Hello [192.0.2.44]',
    '< 250 STARTTLS',
    '> STARTTLS',
    '< 220 2.0.0 SMTP server ready',
    '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
    '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS',
    '* Server certificate:',
    '*  subject: C=JP; ST=Tokyo; O=Contoso; CN=mail.contoso.com',
    '*  start date: Jan  5 00:00:00 2026 GMT',
    '*  expire date: Jan  4 23:59:59 2027 GMT',
    '*  issuer: C=US; O=DigiCert Inc; CN=DigiCert TLS CA',
    '*  SSL certificate verify result: unable to get local issuer certificate (20), continuing anyway.',
  );
  expect(only(text)).toMatchObject({
    port: '587',
    remoteIp: '192.0.2.9',
    startTlsAnswer: 220,
    tlsVersion: 'TLS 1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    verify: 20,
  });
  expect(certificates(text)).toMatchObject([
    {
      subject: 'CN=mail.contoso.com, O=Contoso, S=Tokyo, C=JP',
      issuer: 'CN=DigiCert TLS CA, O=DigiCert Inc, C=US',
      notAfter: 'Jan  4 23:59:59 2027 GMT',
    },
  ]);
  expect(unread(text)).toEqual([]);
});

test('gnutls-cli', () => {
  const entry = (name: string) =>
    ` - subject \`CN=${name},O=Contoso,C=JP', issuer \`CN=Contoso CA,C=JP', serial 0x5a1b2c3d, RSA key 2048 bits, signed using RSA-SHA256, activated \`2026-01-05 00:00:00 UTC', expires \`2027-01-04 23:59:59 UTC', pin-sha256="abc="`;
  const text = session(
    '$ gnutls-cli --starttls-proto=smtp -p 25 mail.contoso.com',
    "Resolving 'mail.contoso.com:25'...",
    "Connecting to '192.0.2.9:25'...",
    '- Certificate[0] info:',
    entry('mail.contoso.com'),
    '- Certificate[1] info:',
    entry('Contoso CA'),
    '- Status: The certificate is NOT trusted. The certificate issuer is unknown.',
    '- Description: (TLS1.2)-(ECDHE-SECP384R1)-(RSA-SHA256)-(AES-256-GCM)',
  );
  expect(only(text)).toMatchObject({
    host: 'mail.contoso.com',
    port: '25',
    remoteIp: '192.0.2.9',
    startTls: true,
    tlsVersion: 'TLS 1.2',
    cipher: 'AES-256-GCM',
  });
  expect(certificates(text)).toMatchObject([
    {
      subject: 'CN=mail.contoso.com, O=Contoso, C=JP',
      serialNumber: '5a1b2c3d',
      keySize: 2048,
      signature: 'RSA-SHA256',
      notAfter: '2027-01-04 23:59:59 UTC',
    },
  ]);
  expect(unread(text)).toEqual([]);
});
