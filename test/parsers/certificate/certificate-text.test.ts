import { readCertificateText } from '../../../src/parsers/certificate/certificate-text.js';
import { readPaste } from '../../../src/parsers/index.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readCertificateText(openPaste(text)).clues;
const understood = (text: string) => readCertificateText(openPaste(text)).understood;

const OPENSSL = `$ openssl x509 -in mail.cer -noout -text
Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            6e:c4:ec:eb:e6:c6:ec:51:a3:a6:d1:8c:0b:8a:19:95
        Signature Algorithm: sha256WithRSAEncryption
        Issuer: C = US, O = "Fabrikam, Inc.", CN = Fabrikam CA 2
        Validity
            Not Before: Nov  1 00:00:00 2026 GMT
            Not After : Nov  1 23:59:59 2027 GMT
        Subject: C = NO, ST = Oslo, L = Oslo, O = Contoso, CN = mail.contoso.com
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
                Public-Key: (2048 bit)
                Modulus:
                    00:ba:be:11:30:fc:69:71:b5:36:2d:64:7f:84:d2:
        X509v3 extensions:
            X509v3 Subject Alternative Name: 
                DNS:mail.contoso.com, DNS:autodiscover.contoso.com, IP Address:192.0.2.1
            X509v3 Extended Key Usage: 
                TLS Web Server Authentication, TLS Web Client Authentication
    Signature Algorithm: sha256WithRSAEncryption
    Signature Value:
        b8:d9:92:49:3e:f1:d8:4a:ea:12:ef:df:d0:44:0e:cc:03:e6:
`;

test('openssl x509 -text', () => {
  expect(read(OPENSSL)).toEqual([
    {
      kind: 'certificate',
      origin: 'file',
      issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
      subject: 'CN=mail.contoso.com, O=Contoso, L=Oslo, S=Oslo, C=NO',
      thumbprint: undefined,
      hasPrivateKey: undefined,
      selfSigned: false,
      notBefore: 'Nov  1 00:00:00 2026 GMT',
      notAfter: 'Nov  1 23:59:59 2027 GMT',
      domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
      serialNumber: '6ec4ecebe6c6ec51a3a6d18c0b8a1995',
      keySize: 2048,
      signature: 'sha256WithRSAEncryption',
      usages: ['TLS Web Server Authentication', 'TLS Web Client Authentication'],
      at: { text: 'Subject: C = NO, ST = Oslo, L = Oslo, O = Contoso, CN = mail.contoso.com', line: 12 },
    },
  ]);
  expect(understood(OPENSSL)).toEqual(expect.arrayContaining([2, 3, 6, 17, 20, 25]));
});

test('quoted in a mail', () =>
  expect(read(OPENSSL.replace(/^/gm, '> '))).toMatchObject([{ subject: 'CN=mail.contoso.com, O=Contoso, L=Oslo, S=Oslo, C=NO', keySize: 2048 }]));

test.each([
  [
    'subject=C = NO, O = Contoso, CN = mail.contoso.com\nissuer=C = US, O = Fabrikam, CN = Fabrikam CA 2\nnotBefore=Nov  1 00:00:00 2026 GMT\nnotAfter=Nov  1 23:59:59 2027 GMT\n',
    'CN=mail.contoso.com, O=Contoso, C=NO',
  ],
  [
    'notAfter=Nov  1 23:59:59 2027 GMT\nissuer= /C=US/O=Fabrikam/CN=Fabrikam CA 2\nsubject= /C=NO/O=Contoso/CN=mail.contoso.com/emailAddress=ca@contoso.com',
    'E=ca@contoso.com, CN=mail.contoso.com, O=Contoso, C=NO',
  ],
  [
    'subject=\n    countryName               = NO\n    organizationName          = Contoso\n    commonName                = mail.contoso.com\nissuer=\n    countryName               = US\n    organizationName          = Fabrikam\n    commonName                = Fabrikam CA 2\nnotAfter=Nov  1 23:59:59 2027 GMT\n',
    'CN=mail.contoso.com, O=Contoso, C=NO',
  ],
])('openssl x509 -subject -issuer -dates %#', (text, subject) => {
  expect(read(text)).toMatchObject([
    { origin: 'file', subject, issuer: 'CN=Fabrikam CA 2, O=Fabrikam, C=US', notAfter: 'Nov  1 23:59:59 2027 GMT', selfSigned: false },
  ]);
  expect(new Set(understood(text)).size).toBe(text.trimEnd().split('\n').length);
});

test('a handshake has a parser of its own, the command behind it has not', () => {
  const handshake =
    'CONNECTED(00000003)\nverify error:num=10:certificate has expired\nnotAfter=Nov 20 23:59:59 2026 GMT\n---\nCertificate chain\n 0 s:CN = mail.contoso.com\n   i:CN = Contoso CA\nsubject=CN = mail.contoso.com\nissuer=CN = Contoso CA\n---\n\n\n\n\n\n\n\n\n\n\n\n\n\n';
  expect(read(handshake)).toEqual([]);
  expect(
    read(
      `${handshake}$ openssl x509 -noout -subject -dates\nsubject=CN = mail.contoso.com\nnotBefore=Nov 20 00:00:00 2025 GMT\nnotAfter=Nov 20 23:59:59 2026 GMT`,
    ),
  ).toMatchObject([{ origin: 'file', subject: 'CN=mail.contoso.com', notBefore: 'Nov 20 00:00:00 2025 GMT' }]);
});

test('a cell of a table', () =>
  expect(read('| subject=CN = mail.contoso.com | \n| issuer=C = US, CN = Contoso CA |\n| notAfter=Nov 20 23:59:59 2026 GMT |')).toMatchObject([
    { subject: 'CN=mail.contoso.com', issuer: 'CN=Contoso CA, C=US', notAfter: 'Nov 20 23:59:59 2026 GMT' },
  ]));

test('one line of openssl', () => {
  expect(read('notAfter=Nov  1 23:59:59 2027 GMT')).toMatchObject([
    { notAfter: 'Nov  1 23:59:59 2027 GMT', at: { text: 'notAfter=Nov  1 23:59:59 2027 GMT' } },
  ]);
  expect(read('sha1 Fingerprint=23:5E:AE:91:67:E1:0F:D4:B3:46:49:BF:AE:ED:97:CD:F8:DD:C9:C2')).toMatchObject([
    { thumbprint: '235EAE9167E10FD4B34649BFAEED97CDF8DDC9C2' },
  ]);
});

const STORE = `C:\\>certutil -store My
My "Personal"
================ Certificate 0 ================
Serial Number: 4600000012ab34cd56ef7890ab000000000012
Issuer: CN=Contoso CA, DC=contoso, DC=com
 NotBefore: 11/1/2026 9:00 AM
 NotAfter: 11/1/2027 9:00 AM
Subject: CN=mail.contoso.com, O="Contoso, Ltd.", S=Oslo, C=NO
Non-root Certificate
Template: WebServer, Web Server
Cert Hash(sha1): 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
  Key Container = 8f2b1c5d7e9a4b3c
  Provider = Microsoft RSA SChannel Cryptographic Provider
Private key is NOT exportable
Encryption test passed

================ Certificate 1 ================
Serial Number: 1b2c3d4e5f60718293a4b5c6d7e8f901
Issuer: CN=EX01
 NotBefore: 1/5/2025 9:00 AM
 NotAfter: 1/5/2030 9:00 AM
Subject: CN=EX01
Signature matches Public Key
Root Certificate: Subject matches Issuer
Cert Hash(sha1): 1a 1b 2c 3d 4e 5f 60 71 82 93 a4 b5 c6 d7 e8 f9 01 23 45 67
Missing stored keyset
CertUtil: -store command completed successfully.
`;

test('certutil -store', () => {
  expect(read(STORE)).toMatchObject([
    {
      origin: 'store',
      issuer: 'CN=Contoso CA, DC=contoso, DC=com',
      subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Oslo, C=NO',
      thumbprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      serialNumber: '4600000012ab34cd56ef7890ab000000000012',
      hasPrivateKey: true,
      selfSigned: false,
      notBefore: '11/1/2026 9:00 AM',
      notAfter: '11/1/2027 9:00 AM',
      provider: 'Microsoft RSA SChannel Cryptographic Provider',
    },
    {
      subject: 'CN=EX01',
      hasPrivateKey: false,
      provider: undefined,
      selfSigned: true,
      thumbprint: '1a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      at: { line: 22 },
    },
  ]);
  expect(understood(STORE)).toEqual(expect.arrayContaining([3, 4, 15, 24, 27]));
});

const JAPANESE = `my "個人"
================ 証明書 0 ================
シリアル番号: 4600000012ab34cd56ef
発行者: CN=Contoso CA, DC=contoso, DC=com
 この日以降: 2026/11/01 9:00
 この日以前: 2027/11/01 9:00
サブジェクト: E=admin@contoso.com, CN=mail.contoso.com, O=コントソ株式会社, C=JP
証明書ルートでない
証明書ハッシュ(sha1): 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
  キー コンテナー = 8f2b1c5d7e9a4b3c
  プロバイダー = Microsoft RSA SChannel Cryptographic Provider
暗号化テストに合格しました
CertUtil: -store コマンドは正常に完了しました。
`;
const GERMAN = JAPANESE.replace('証明書 0', 'Zertifikat 0')
  .replace('シリアル番号', 'Seriennummer')
  .replace('発行者', 'Aussteller')
  .replace('この日以降', 'Nicht vor')
  .replace('この日以前', 'Nicht nach')
  .replace('サブジェクト', 'Antragsteller')
  .replace('証明書ハッシュ', 'Zertifikathash')
  .replace('暗号化テストに合格しました', 'Verschlüsselungstest wurde durchgeführt');
const DUTCH = GERMAN.replace('Zertifikat 0', 'Certificaat 0')
  .replace('Seriennummer', 'Serienummer')
  .replace('Aussteller', 'Verlener')
  .replace('Nicht vor', 'Niet voor')
  .replace('Nicht nach', 'Niet na')
  .replace('Antragsteller', 'Onderwerp')
  .replace('Zertifikathash', 'Certificaathash');

test.each([
  ['Japanese', JAPANESE],
  ['German', GERMAN],
  ['a language of no table', DUTCH],
])('certutil -store in %s', (_, text) =>
  expect(read(text)).toMatchObject([
    {
      origin: 'store',
      issuer: 'CN=Contoso CA, DC=contoso, DC=com',
      subject: 'E=admin@contoso.com, CN=mail.contoso.com, O=コントソ株式会社, C=JP',
      thumbprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      serialNumber: '4600000012ab34cd56ef',
      hasPrivateKey: true,
      notBefore: '2026/11/01 9:00',
      notAfter: '2027/11/01 9:00',
    },
  ]),
);

const DUMP = `X509 Certificate:
Version: 3
Serial Number: 4600000012ab34cd56ef
Signature Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA
    Algorithm Parameters:
    05 00
Issuer:
    CN=Fabrikam CA 2
    O="Fabrikam, Inc."
    C=US
  Name Hash(sha1): 1111111111111111111111111111111111111111
  Name Hash(md5): 22222222222222222222222222222222

 NotBefore: 11/1/2026 9:00 AM
 NotAfter: 11/1/2027 9:00 AM

Subject:
    CN=mail.contoso.com
    C=NO
  Name Hash(sha1): 3333333333333333333333333333333333333333

Public Key Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.1 RSA (RSA_SIGN)
Public Key Length: 2048 bits
Certificate Extensions: 2
    2.5.29.17: Flags = 0, Length = 1c
    Subject Alternative Name
        DNS Name=mail.contoso.com
        DNS Name=*.contoso.com

    2.5.29.37: Flags = 0, Length = 16
    Enhanced Key Usage
        Server Authentication (1.3.6.1.5.5.7.3.1)
        Client Authentication (1.3.6.1.5.5.7.3.2)

Signature Algorithm:
    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA
Non-root Certificate
Key Id Hash(rfc-sha1): 4444444444444444444444444444444444444444
Key Id Hash(sha1): 5555555555555555555555555555555555555555
Cert Hash(sha1): 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
CertUtil: -dump command completed successfully.
`;

test('certutil -dump', () =>
  expect(read(DUMP)).toEqual([
    {
      kind: 'certificate',
      origin: 'file',
      issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
      subject: 'CN=mail.contoso.com, C=NO',
      thumbprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      hasPrivateKey: undefined,
      selfSigned: false,
      notBefore: '11/1/2026 9:00 AM',
      notAfter: '11/1/2027 9:00 AM',
      domains: ['mail.contoso.com', '*.contoso.com'],
      serialNumber: '4600000012ab34cd56ef',
      keySize: 2048,
      signature: 'sha256RSA',
      usages: ['Server Authentication (1.3.6.1.5.5.7.3.1)', 'Client Authentication (1.3.6.1.5.5.7.3.2)'],
      at: { text: 'Subject:\n    CN=mail.contoso.com', line: 18 },
    },
  ]));

test('a dump that was cut has no thumbprint', () =>
  expect(read(DUMP.slice(0, DUMP.indexOf('Cert Hash')))).toMatchObject([{ thumbprint: undefined }]));

test('certutil -verify: the certificate once, without its authorities', () => {
  const text = `C:\\>certutil -verify -urlfetch mail.cer
Issuer:
    CN=Fabrikam CA 2
    C=US
  Name Hash(sha1): 1111111111111111111111111111111111111111
Subject:
    CN=mail.contoso.com
    C=NO
Cert Serial Number: 4600000012ab34cd56ef

CertContext[0][0]: dwInfoStatus=102 dwErrorStatus=1000040
  Issuer: CN=Fabrikam CA 2, C=US
  NotBefore: 11/1/2026 9:00 AM
  NotAfter: 11/1/2027 9:00 AM
  Subject: CN=mail.contoso.com, C=NO
  Serial: 4600000012ab34cd56ef
  SubjectAltName: DNS Name=mail.contoso.com
  Cert: 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567

CertContext[0][1]: dwInfoStatus=10c dwErrorStatus=0
  Issuer: CN=Fabrikam CA 2, C=US
  NotBefore: 11/1/2016 9:00 AM
  NotAfter: 11/1/2036 9:00 AM
  Subject: CN=Fabrikam CA 2, C=US
  Serial: 01

ERROR: Verifying leaf certificate revocation status returned The revocation function was unable to check revocation because the revocation server was offline. 0x80092013 (-2146885613 CRYPT_E_REVOCATION_OFFLINE)
CertUtil: The revocation function was unable to check revocation because the revocation server was offline.
`;
  expect(read(text)).toMatchObject([
    { kind: 'certificate', subject: 'CN=mail.contoso.com, C=NO', notAfter: '11/1/2027 9:00 AM', serialNumber: '4600000012ab34cd56ef' },
  ]);
  expect(read(text)).toHaveLength(1);
});

test.each([
  ['Issued to: mail.contoso.com\n\nIssued by: Fabrikam CA 2\n\nValid from 11/1/2026 to 11/1/2027', '11/1/2026', '11/1/2027'],
  ['発行先: mail.contoso.com\n発行者: Fabrikam CA 2\n有効期間 2026/11/01 から 2027/11/01', '2026/11/01', '2027/11/01'],
  ['Ausgestellt für: mail.contoso.com\nAusgestellt von: Fabrikam CA 2\nGültig ab 01.11.2026 bis 01.11.2027', '01.11.2026', '01.11.2027'],
])('the certificate window %#', (text, notBefore, notAfter) =>
  expect(read(text)).toMatchObject([
    { origin: 'file', issuer: undefined, subject: undefined, domains: ['mail.contoso.com'], selfSigned: false, notBefore, notAfter, at: { line: 1 } },
  ]),
);

test('details of the certificate window', () =>
  expect(
    read(
      'Version: V3\nSerial number: 4600000012ab34cd56ef\nSignature algorithm: sha256RSA\nIssuer: CN = Fabrikam CA 2\nO = Fabrikam\nC = US\nValid to: Monday, November 1, 2027 9:00:00 AM\nSubject: CN = mail.contoso.com\nO = Contoso\nC = NO\nPublic key: RSA (2048 Bits)\nThumbprint: \u200e0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    ),
  ).toMatchObject([
    {
      issuer: 'CN=Fabrikam CA 2, O=Fabrikam, C=US',
      subject: 'CN=mail.contoso.com, O=Contoso, C=NO',
      keySize: 2048,
      signature: 'sha256RSA',
      thumbprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    },
  ]));

/** Made for this test; its key is thrown away. */
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
-----END CERTIFICATE-----
`;

test('a certificate in PEM', () => {
  expect(read(`Here it is:\n${PEM}`)).toEqual([
    {
      kind: 'certificate',
      origin: 'file',
      issuer: 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Oslo, C=NO',
      subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Oslo, C=NO',
      thumbprint: '9074C978DBCBDC624C84620D35E56A8D09517DD9',
      selfSigned: true,
      notBefore: 'Nov 22 20:44:35 2026 GMT',
      notAfter: 'Dec 27 20:44:35 2027 GMT',
      domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
      serialNumber: '527E75F6BB13F3A3FA7BB71EF58A991B148BB9E7',
      keySize: undefined,
      usages: ['1.3.6.1.5.5.7.3.1'],
      at: { text: '-----BEGIN CERTIFICATE-----', line: 2 },
    },
  ]);
  expect(read(PEM.replace(/^/gm, '> '))).toMatchObject([{ domains: ['mail.contoso.com', 'autodiscover.contoso.com'] }]);
  expect(read(PEM.replaceAll('\n', '\\n'))).toMatchObject([{ domains: ['mail.contoso.com', 'autodiscover.contoso.com'] }]);
  // The session tells the server's own; that of a web server is told here.
  expect(read(`CONNECTED(00000003)\n---\nServer certificate\n${PEM}`)).toEqual([]);
  expect(read(`openssl s_client -connect a.contoso.com:443\nCONNECTED(00000003)\n---\nServer certificate\n${PEM}`)).toMatchObject([
    { origin: 'shown' },
  ]);
});

test.each([
  ['cut off', (pem: string) => pem.slice(0, 400)],
  ['damaged', (pem: string) => pem.replace('MII', 'AAA')],
  ['blacked out', () => '-----BEGIN CERTIFICATE-----\n****\n-----END CERTIFICATE-----'],
])('a PEM block that is %s gives nothing', (_, change) => expect(read(change(PEM))).toEqual([]));

test('placeholders are no values', () =>
  expect(read(STORE.replace('CN=mail.contoso.com, O', 'CN=<server>, O').replace('CN=Contoso CA, DC=contoso, DC=com', 'xxxx'))).toMatchObject([
    { issuer: undefined, subject: undefined, selfSigned: undefined },
    { subject: 'CN=EX01' },
  ]));

test.each([
  ['Subject: Certificate for mail.contoso.com\nFrom: admin@contoso.com\nDate: 11/1/2026'],
  ['Subject      : CN=mail.contoso.com\nIssuer       : CN=Contoso CA\nNotAfter     : 11/1/2027'],
  ['Certificate chain\n 0 s:CN = mail.contoso.com\n   i:CN = Contoso CA\nsubject=CN = mail.contoso.com\nissuer=CN = Contoso CA'],
  ['The certificate was issued to: the mail team\nWe renewed it in certutil.'],
  ['serial number: 1234\npublic key: see the wiki'],
  ['{"issuer": "https://login.contoso.com", "subject": "mail"}'],
])('no certificate %#', (text) => expect(read(text)).toEqual([]));

describe('one certificate is told once', () => {
  const text = OPENSSL.replace('6e:c4:ec:eb:e6:c6:ec:51:a3:a6:d1:8c:0b:8a:19:95', '52:7e:75:f6:bb:13:f3:a3:fa:7b:b7:1e:f5:8a:99:1b:14:8b:b9:e7');
  test('as text and in PEM: the words are those of the text', () => {
    const clues = read(`${text}${PEM}`);
    expect(clues).toMatchObject([
      { origin: 'file', signature: 'sha256WithRSAEncryption', usages: ['TLS Web Server Authentication', 'TLS Web Client Authentication'] },
    ]);
    expect(clues[0]).toMatchObject({ thumbprint: expect.stringMatching(/^[\dA-F]{40}$/), at: { line: 12 } });
  });
  test('the same with doubled lines', () => expect(read(`${text}${PEM}`.replaceAll('\n', '\n\n'))).toHaveLength(1));
  test.each([
    ['certutil -store', STORE],
    [
      'certutil -verify',
      'CertContext[0][0]: dwInfoStatus=102 dwErrorStatus=0\n  Issuer: CN=Contoso CA, C=JP\n  NotBefore: 11/1/2026 9:00 AM\n  NotAfter: 11/1/2027 9:00 AM\n  Subject: CN=mail.contoso.com, C=JP\n  Serial: 4600000012ab34cd56ef\n  Cert: 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    ],
  ])('%s is no output of a cmdlet', (_, printed) => {
    const subjects = readPaste(printed).clues.flatMap((clue) => (clue.kind === 'certificate' ? [clue.subject] : []));
    expect(subjects).toEqual([...new Set(subjects)]);
    expect(subjects.length).toBeGreaterThan(0);
  });
});

test('the frame that certutil draws and the names that openssl was asked for are understood', () => {
  const verify =
    'C:\\>certutil -verify mail.cer\ndwFlags = CA_VERIFY_FLAGS_DUMP_CHAIN (0x40000000)\n-------- CERT_CHAIN_CONTEXT --------\nSimpleChain.dwErrorStatus = CERT_TRUST_REVOCATION_STATUS_UNKNOWN (0x40)\nCertContext[0][0]: dwInfoStatus=102\n  Issuer: CN=Contoso CA, C=JP\n  NotAfter: 11/1/2027 9:00 AM\n  Subject: CN=mail.contoso.com, C=JP';
  expect(new Set(understood(verify))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]));
  const short =
    'subject=CN = mail.contoso.com\nnotAfter=Nov  1 23:59:59 2027 GMT\nX509v3 Subject Alternative Name: \n    DNS:mail.contoso.com, DNS:autodiscover.contoso.com';
  expect(new Set(understood(short))).toEqual(new Set([1, 2, 3, 4]));
});

test('a name that was wrapped is whole, one that a console has broken at its edge is joined', () => {
  const wrapped =
    'CertContext[0][0]: dwInfoStatus=102\n  Issuer: CN=Contoso CA, C=JP\n  NotAfter: 11/1/2027 9:00 AM\n  Subject: CN=mail.contoso.com, O=Contoso, L=Osaka, S=Osaka,\nC=JP\n  Serial: 4600000012ab34cd56ef';
  expect(read(wrapped)).toMatchObject([{ subject: 'CN=mail.contoso.com, O=Contoso, L=Osaka, S=Osaka, C=JP' }]);
  const broken = OPENSSL.split('\n')
    .flatMap((line) => [line.slice(0, 70), ...(line.length > 70 ? [line.slice(70)] : [])])
    .join('\n');
  expect(read(broken)).toMatchObject([{ subject: 'CN=mail.contoso.com, O=Contoso, L=Oslo, S=Oslo, C=NO' }]);
});
