import { readMailLog } from '../../../src/parsers/log/mail-log.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (...lines: string[]) => readMailLog(openPaste(lines.join('\n')));
const POSTFIX = 'Nov 20 10:00:00 gw postfix/smtp[123]:';

describe('sessions', () => {
  test('Postfix calls', () => {
    const { clues, understood } = read(
      `${POSTFIX} Trusted TLS connection established to mail.contoso.com[192.0.2.9]:25: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)`,
      `${POSTFIX} 4F2A: to=<neko@contoso.com>, relay=mail.contoso.com[192.0.2.9]:25, delay=1, dsn=2.6.0, status=sent (250 2.6.0 Queued mail for delivery)`,
    );
    expect(clues).toEqual([
      {
        kind: 'session',
        at: { text: expect.stringContaining('Trusted TLS'), line: 1 },
        host: 'mail.contoso.com',
        port: '25',
        keywords: [],
        complete: false,
        startTls: true,
        masked: false,
        product: 'unknown',
        local: false,
        remoteIp: '192.0.2.9',
        tlsVersion: 'TLS 1.2',
        cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
      },
    ]);
    expect(understood).toEqual([1, 2]);
  });
  test.each([
    [
      'Postfix is called',
      'Nov 20 10:00:00 gw postfix/smtpd[4]: Anonymous TLS connection established from mail.contoso.com[192.0.2.9]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
      { client: 'mail.contoso.com', clientIp: '192.0.2.9', tlsVersion: 'TLS 1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    ],
    [
      'the handshake of Postfix failed',
      `${POSTFIX} SSL_connect error to mx.fabrikam.com[203.0.113.9]:25: -1`,
      { host: 'mx.fabrikam.com', remoteIp: '203.0.113.9', port: '25', startTls: true },
    ],
    [
      'STARTTLS is there, but Postfix does not use it',
      `${POSTFIX} Host offered STARTTLS: [mx.fabrikam.com]`,
      { host: 'mx.fabrikam.com', startTls: true },
    ],
    [
      'Sendmail',
      'Nov 20 10:00:03 gw sm-mta[9]: STARTTLS=client, relay=mx.fabrikam.com., version=TLSv1.3, verify=OK, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
      { host: 'mx.fabrikam.com', tlsVersion: 'TLS 1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    ],
    [
      'Exim',
      '2026-11-20 10:00:04 1abc => neko@contoso.com R=dnslookup T=remote_smtp H=mail.contoso.com [192.0.2.10] X=TLS1.2:ECDHE_RSA__AES_256_GCM:256 CV=yes C="250 2.6.0 Queued"',
      { host: 'mail.contoso.com', remoteIp: '192.0.2.10', tlsVersion: 'TLS 1.2', cipher: 'ECDHE_RSA__AES_256_GCM' },
    ],
    [
      'Exim is called',
      '2026-11-20 10:00:04 1abc <= neko@contoso.com H=mail.contoso.com (HYB01.contoso.com) [192.0.2.10]:40112 P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=1200',
      { client: 'mail.contoso.com', clientIp: '192.0.2.10', tlsVersion: 'TLS 1.3', port: undefined },
    ],
    [
      'Exchange Online',
      `${POSTFIX} Untrusted TLS connection established to contoso-com.mail.protection.outlook.com[192.0.2.9]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384`,
      { product: 'exchange-online' },
    ],
  ])('%s', (_, line, wanted) => {
    const { clues } = read(line);
    expect(clues).toHaveLength(1);
    expect(clues[0]).toMatchObject({ kind: 'session', keywords: [], complete: false, ...wanted });
  });
  test.each(['relay=none', 'relay=local', 'relay=mx.fabrikam.com[203.0.113.9]:25', 'relay=xxxx[x.x.x.x]:25'])('%s alone is no session', (relay) => {
    expect(read(`${POSTFIX} 4F2A: to=<neko@contoso.com>, ${relay}, delay=1, dsn=4.4.1, status=deferred`).clues).toEqual([]);
  });
});

describe('why a certificate was not taken', () => {
  test('Postfix names the issuer as its system stores it', () => {
    const { clues } = read(
      `${POSTFIX} certificate verification failed for mx.fabrikam.com[203.0.113.9]:25: untrusted issuer /C=US/O=Fabrikam/CN=Fabrikam Root`,
    );
    expect(clues).toMatchObject([
      { kind: 'session', host: 'mx.fabrikam.com', remoteIp: '203.0.113.9', port: '25' },
      {
        kind: 'tls',
        word: 'untrusted issuer',
        side: 'own',
        remoteHost: 'mx.fabrikam.com',
        remoteIp: '203.0.113.9',
        issuer: '/C=US/O=Fabrikam/CN=Fabrikam Root',
        at: { text: 'untrusted issuer /C=US/O=Fabrikam/CN=Fabrikam Root', line: 1 },
      },
    ]);
  });
  test.each([
    [`${POSTFIX} server certificate verification failed for mx.fabrikam.com[203.0.113.9]:25: certificate has expired`, 'certificate has expired'],
    [
      `${POSTFIX} TLSRPT: status=failure, domain=fabrikam.com, receiving_mx=mx.fabrikam.com[203.0.113.9], failure_type=certificate_expired`,
      'certificate_expired',
    ],
    [
      'Nov 20 10:00:03 gw sm-mta[9]: STARTTLS=client, relay=mx.fabrikam.com., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384',
      'verify=FAIL',
    ],
  ])('%s', (line, word) => {
    expect(read(line).clues).toMatchObject([{ kind: 'session' }, { kind: 'tls', word, remoteHost: 'mx.fabrikam.com' }]);
  });
  test('Sendmail asked for no certificate', () => {
    expect(read('STARTTLS=client, relay=mx.fabrikam.com., version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384').clues).toHaveLength(1);
  });
  test('.NET names the address and each flag', () => {
    const { clues, understood } = read('Certificate validation for 192.0.2.25 failed. RemoteCertificateNameMismatch, RemoteCertificateChainErrors');
    expect(clues).toMatchObject([
      { kind: 'tls', word: 'RemoteCertificateNameMismatch', remoteIp: '192.0.2.25', at: { text: 'RemoteCertificateNameMismatch', line: 1 } },
      { kind: 'tls', word: 'RemoteCertificateChainErrors', remoteIp: '192.0.2.25', at: { text: 'RemoteCertificateChainErrors', line: 1 } },
    ]);
    expect(understood).toEqual([1]);
  });
});

test.each(['', 'relay=', 'TLS connection established', 'certificate validation for failed'])('nothing: %s', (line) => {
  expect(read(line)).toEqual({ clues: [], understood: [] });
});

describe('Exim', () => {
  const LINE = '2026-11-20 10:00:04 1abc <= neko@contoso.com H=mail.contoso.com [192.0.2.10] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no';
  test('a page has escaped the arrow: the peer still called', () =>
    expect(read(LINE.replace('<=', '&lt;=')).clues).toMatchObject([{ client: 'mail.contoso.com', startTls: undefined }]));
  test('a cipher that the line breaks off in is none', () => expect(read(LINE.slice(0, LINE.indexOf('_GCM'))).clues).toEqual([]));
});
