import type { CertificateClue, ReplyClue, SessionClue, TlsClue } from '../../../src/model/evidence.js';
import { readProtocolLog } from '../../../src/parsers/log/protocol-log.js';
import { isLogLine } from '../../../src/parsers/log/rows.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

interface Read {
  readonly sessions: SessionClue[];
  readonly replies: ReplyClue[];
  readonly certificates: CertificateClue[];
  readonly words: TlsClue[];
  readonly understood: readonly number[];
}
function read(text: string): Read {
  const { clues, understood } = readProtocolLog(openPaste(text));
  return {
    sessions: clues.filter((clue) => clue.kind === 'session'),
    replies: clues.filter((clue) => clue.kind === 'reply'),
    certificates: clues.filter((clue) => clue.kind === 'certificate'),
    words: clues.filter((clue) => clue.kind === 'tls'),
    understood,
  };
}

const HEADER = (type: string) => [
  '#Software: Microsoft Exchange Server',
  '#Version: 15.02.1118.007',
  `#Log-type: SMTP ${type} Protocol Log`,
  '#Date: 2026-11-20T00:00:00.000Z',
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
];
const row =
  (connector: string, session: string, local: string, remote: string) =>
  (event: string, data = '', context = '') =>
    `2026-11-20T01:02:03.125Z,${connector},${session},2,${local},${remote},${event},${data},${context}`;
const rx = row('HYB01\\Default Frontend HYB01', '08D9A1B2C3D4E5F6', '192.0.2.20:25', '203.0.113.7:40112');
const tx = row('Outbound to Office 365', '08D9A1B2C3D4E5F7', '192.0.2.20:40112', '203.0.113.9:25');

const BANNER = '"220 hyb01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 10:02:00 +0900"';
const ONE_LINE =
  '250  hyb01.contoso.com Hello [203.0.113.7] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES AUTH NTLM X-EXPS GSSAPI NTLM 8BITMIME BINARYMIME CHUNKING XRDST';
const ONLINE = [
  'AM6EUR05FT001.mail.protection.outlook.com Hello [198.51.100.4]',
  'SIZE 157286400',
  'PIPELINING',
  'DSN',
  'ENHANCEDSTATUSCODES',
  'AUTH',
  '8BITMIME',
];

describe('receive log', () => {
  const lines = [
    rx('+'),
    rx('>', BANNER),
    rx('<', 'EHLO mail-am6.outbound.protection.outlook.com'),
    rx('>', ONE_LINE),
    rx('<', 'QUIT'),
    rx('>', '221 2.0.0 Service closing transmission channel'),
    rx('-', '', 'Remote'),
  ];
  test('the answer on one line', () => {
    const { sessions, replies, understood } = read([...HEADER('Receive'), ...lines].join('\n'));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({
      log: 'receive',
      connector: 'HYB01\\Default Frontend HYB01',
      host: 'hyb01.contoso.com',
      complete: true,
      startTls: false,
      product: 'exchange',
      clientIp: '203.0.113.7',
      port: '25',
    });
    expect(sessions[0]?.keywords).toEqual([
      'SIZE',
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
      'AUTH',
      'X-EXPS',
      '8BITMIME',
      'BINARYMIME',
      'CHUNKING',
      'XRDST',
    ]);
    expect(sessions[0]?.at).toEqual({ text: ONE_LINE, line: 9 });
    expect(replies).toEqual([]);
    expect(understood).toHaveLength(12);
  });
  test('without the header: who greets is the server', () => {
    expect(read(lines.join('\n')).sessions[0]).toMatchObject({ log: 'receive', startTls: false });
  });
  test('STARTTLS on one line, and the certificate of newer builds', () => {
    const offered = ONE_LINE.replace('AUTH', 'STARTTLS AUTH');
    const shown =
      'CN=HYB01 CN=HYB01 5A1B2C3D4E5F60718293A4B5C6D7E8F9 0123456789ABCDEF0123456789ABCDEF01234567 2022-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z HYB01;hyb01.contoso.com';
    const { sessions, replies } = read(
      [
        rx('>', BANNER),
        rx('<', 'EHLO x'),
        rx('>', offered),
        rx('<', 'STARTTLS'),
        rx('>', '220 2.0.0 SMTP server ready'),
        rx('*', shown, 'Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names'),
        rx('*', '', 'TLS negotiation failed with error SocketError'),
      ].join('\n'),
    );
    expect(sessions[0]).toMatchObject({
      startTls: true,
      startTlsAnswer: 220,
      selfSigned: true,
      certificate: { issuer: 'CN=HYB01', subject: 'CN=HYB01' },
    });
    expect(replies).toMatchObject([
      { text: 'TLS negotiation failed with error SocketError', connector: 'HYB01\\Default Frontend HYB01', at: { line: 7 } },
    ]);
  });
  test('the certificate of older builds, in five lines', () => {
    const { sessions } = read(
      [
        rx('>', BANNER),
        rx('*', '', 'Sending certificate'),
        rx('*', '"CN=mail.contoso.com, O=Contoso, C=JP"', 'Certificate subject'),
        rx('*', '"CN=Contoso CA, C=JP"', 'Certificate issuer name'),
      ].join('\n'),
    );
    expect(sessions[0]).toMatchObject({
      selfSigned: false,
      certificate: { subject: 'CN=mail.contoso.com, O=Contoso, C=JP', issuer: 'CN=Contoso CA, C=JP', domain: 'mail.contoso.com' },
    });
  });
  test('what was refused', () => {
    const { replies } = read(
      [rx('>', BANNER), rx('<', 'MAIL FROM:<a@contoso.com>'), rx('>', '451 5.7.3 Must issue a STARTTLS command first')].join('\n'),
    );
    expect(replies).toMatchObject([
      { code: 451, status: '5.7.3', text: 'Must issue a STARTTLS command first', connector: 'HYB01\\Default Frontend HYB01' },
    ]);
    expect(replies[0]?.endpoint).toBeUndefined();
  });
});

describe('send log', () => {
  const answer = ONLINE.map((words, i) => tx('<', `250${i === ONLINE.length - 1 ? ' ' : '-'}${words}`));
  test('Exchange Online without STARTTLS, and its refusal', () => {
    const text = [
      tx('<', '"220 AM6EUR05FT001.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready"'),
      tx('>', 'EHLO hyb01.contoso.com'),
      ...answer,
      tx('>', 'MAIL FROM:<a@contoso.com>'),
      tx('<', '451 5.7.3 STARTTLS is required to send mail'),
    ].join('\n');
    const { sessions, replies } = read(text);
    expect(sessions[0]).toMatchObject({
      log: 'send',
      connector: 'Outbound to Office 365',
      product: 'exchange-online',
      startTls: false,
      complete: true,
      remoteIp: '203.0.113.9',
      clientIp: '192.0.2.20',
      port: '25',
    });
    expect(replies).toMatchObject([
      { code: 451, status: '5.7.3', connector: 'Outbound to Office 365', endpoint: 'AM6EUR05FT001.mail.protection.outlook.com' },
    ]);
    expect(readSmtpReply(openPaste(text)).clues).toEqual([]);
  });
  test('broken off in the middle of the answer', () => {
    const { sessions } = read([tx('>', 'EHLO hyb01.contoso.com'), ...answer.slice(0, 4), '2026-11-20T01:0'].join('\n'));
    expect(sessions[0]).toMatchObject({ complete: false });
    expect(sessions[0]?.startTls).toBeUndefined();
  });
  test('broken off behind AUTH: Exchange would have listed STARTTLS before', () => {
    const { sessions } = read([tx('>', 'EHLO hyb01.contoso.com'), ...answer.slice(0, 6), '2026-11-20T01:0'].join('\n'));
    expect(sessions[0]).toMatchObject({ complete: false, startTls: false, product: 'exchange-online' });
  });
  test('whoever goes on has read the whole answer', () => {
    const { sessions } = read([tx('>', 'EHLO hyb01.contoso.com'), ...answer.slice(0, 4), tx('>', 'MAIL FROM:<a@contoso.com>')].join('\n'));
    expect(sessions[0]).toMatchObject({ complete: true, startTls: false });
  });
  test("the sender's own certificate is not the server's", () => {
    const { sessions, replies } = read(
      [
        tx('*', '', 'Sending certificate'),
        tx('*', 'CN=mail.contoso.com', 'Certificate subject'),
        tx('*', '', 'TLS negotiation failed with error UnknownCredentials'),
      ].join('\n'),
    );
    expect(sessions[0]?.certificate).toBeUndefined();
    expect(replies[0]).toMatchObject({ text: 'TLS negotiation failed with error UnknownCredentials', endpoint: '203.0.113.9' });
  });
  test('inside TLS there is no STARTTLS to expect', () => {
    const { sessions } = read(
      [
        tx('*', '', '"TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256"'),
        tx('>', 'EHLO hyb01.contoso.com'),
        ...answer,
      ].join('\n'),
    );
    expect(sessions[0]?.startTls).toBeUndefined();
  });
  test('the certificate of the connector is not found', () => {
    const { replies } = read(tx('*', '', '454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.'));
    expect(replies).toMatchObject([{ code: 454, status: '4.7.5', connector: 'Outbound to Office 365' }]);
  });
});

describe('what people did to it', () => {
  test.each([
    ['emptied endpoints', ',192.0.2.20:40112,203.0.113.9:25,', ',,,'],
    ['masked endpoints', ',192.0.2.20:40112,203.0.113.9:25,', ',x.x.x.x:40112,10.**.**.9:25,'],
    ['columns left out', ',2,192.0.2.20:40112,203.0.113.9:25,', ','],
  ])('%s', (_, from, to) => {
    const text = [tx('>', 'EHLO hyb01.contoso.com'), ...ONLINE.map((words, i) => tx('<', `250${i === 6 ? ' ' : '-'}${words}`))]
      .join('\n')
      .replaceAll(from, to);
    const { sessions } = read(text);
    expect(sessions[0]).toMatchObject({ log: 'send', connector: 'Outbound to Office 365', startTls: false });
    expect(sessions[0]?.remoteIp).toBeUndefined();
  });
  test('sessions that are mixed are told apart', () => {
    const { sessions } = read(
      [
        rx('>', BANNER),
        tx('>', 'EHLO a'),
        rx('<', 'EHLO b'),
        rx('>', ONE_LINE),
        ...ONLINE.map((words) => tx('<', `250-${words}`)),
        tx('<', '250 STARTTLS'),
      ].join('\n'),
    );
    expect(sessions.map(({ log, startTls }) => [log, startTls])).toEqual([
      ['receive', false],
      ['send', true],
    ]);
  });
  test('a placeholder is no connector', () => {
    expect(read(rx('>', BANNER).replace('HYB01\\Default Frontend HYB01', '<connector>')).sessions[0]?.connector).toBeUndefined();
  });
});

const PRINT = '0123456789ABCDEF0123456789ABCDEF01234567';
const SUBJECT = 'CN=mail.contoso.com, O=Contoso, C=JP';
const ISSUER = 'CN=Contoso CA, O="Contoso, Ltd.", C=JP';
const oldForm = (log: typeof rx, title: string) => [
  ...(title ? [log('*', '', title)] : []),
  log('*', `"${SUBJECT}"`, 'Certificate subject'),
  log('*', `"${ISSUER.replaceAll('"', '""')}"`, 'Certificate issuer name'),
  log('*', '5A1B2C3D', 'Certificate serial number'),
  log('*', PRINT, 'Certificate thumbprint'),
  log('*', 'mail.contoso.com;*.contoso.com', 'Certificate alternate names'),
];
const OLD = { subject: SUBJECT, issuer: ISSUER, serialNumber: '5A1B2C3D', thumbprint: PRINT, domains: ['mail.contoso.com', '*.contoso.com'] };

describe('who is who', () => {
  test('the server of a receive log stands in front of the connector, the client says EHLO', () => {
    const { sessions } = read([rx('>', BANNER), rx('<', 'EHLO mail-am6.outbound.protection.outlook.com'), rx('>', ONE_LINE)].join('\n'));
    expect(sessions[0]).toMatchObject({
      server: 'HYB01',
      client: 'mail-am6.outbound.protection.outlook.com',
      remoteIp: '203.0.113.7',
      replies: [220, 250],
    });
  });
  test('the server of a send log says EHLO; inside TLS the other side names itself', () => {
    const { sessions } = read(
      [
        tx('*', '', '"TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits"'),
        ...oldForm(tx, 'Received certificate'),
        tx('>', 'EHLO hyb01.contoso.com'),
        tx('<', '250-mx.fabrikam.com Hello [192.0.2.20]'),
        tx('<', '250 X-EXPS EXCHANGEAUTH GSSAPI NTLM'),
        tx('<', '"454 4.7.0 Temporary authentication failure"'),
      ].join('\n'),
    );
    expect(sessions[0]).toMatchObject({
      log: 'send',
      server: 'hyb01.contoso.com',
      client: 'hyb01.contoso.com',
      host: 'mx.fabrikam.com',
      keywords: [],
      tlsVersion: 'TLS 1.2',
      cipher: 'CALG_AES_256',
      thumbprint: PRINT,
      replies: [250, 454],
      statuses: ['4.7.0'],
    });
    expect(sessions[0]?.startTls).toBeUndefined();
  });
  test("Microsoft's own name is no server of the person", () => {
    const { sessions } = read([tx('>', 'EHLO AM6PR01MB0001.eurprd01.prod.exchangelabs.com'), tx('<', '250 x')].join('\n'));
    expect(sessions[0]?.server).toBeUndefined();
  });
  test('lines of TLS alone: CLIENT and SERVER tell whose log it is', () => {
    const note = (side: string) => `"TLS protocol SP_PROT_TLS1_2_${side} negotiation succeeded using bulk encryption algorithm CALG_AES_256"`;
    expect(read(tx('*', '', note('CLIENT'))).sessions[0]).toMatchObject({ log: 'send', tlsVersion: 'TLS 1.2' });
    expect(read(tx('*', '', note('SERVER'))).sessions[0]).toMatchObject({ log: 'receive' });
  });
});

describe('certificates', () => {
  test('the one that this server sends is in its store, the other was shown', () => {
    const { certificates, sessions } = read(
      [
        rx('>', BANNER),
        ...oldForm(rx, 'Sending certificate'),
        ...oldForm(rx, 'Remote certificate').map((line) => line.replaceAll('mail.contoso.com', 'mx.fabrikam.com')),
      ].join('\n'),
    );
    expect(certificates).toMatchObject([
      { origin: 'store', server: 'HYB01', ...OLD, selfSigned: false, at: { text: SUBJECT, line: 3 } },
      { origin: 'shown', server: undefined, subject: 'CN=mx.fabrikam.com, O=Contoso, C=JP' },
    ]);
    expect(sessions[0]).toMatchObject({ thumbprint: PRINT, certificate: { subject: SUBJECT, issuer: ISSUER, domain: 'mail.contoso.com' } });
  });
  test('all on one line', () => {
    const data = `"CN=mail.contoso.com, O=Contoso, C=JP CN=Contoso CA, C=JP 5A1B2C3D4E5F6071 ${PRINT} 2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z mail.contoso.com;*.contoso.com"`;
    const context = 'Received certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names';
    expect(read(tx('*', data, context)).certificates).toMatchObject([
      {
        origin: 'shown',
        subject: SUBJECT,
        issuer: 'CN=Contoso CA, C=JP',
        serialNumber: '5A1B2C3D4E5F6071',
        thumbprint: PRINT,
        notBefore: '2026-01-01T00:00:00.000Z',
        notAfter: '2027-01-01T00:00:00.000Z',
        domains: ['mail.contoso.com', '*.contoso.com'],
      },
    ]);
  });
  test('the certificate lines alone, blacked out in part: sent, because nothing has succeeded yet', () => {
    const text = [
      ...oldForm(tx, '').map((line) => line.replace(PRINT, 'xxxxxxxxxx').replace('5A1B2C3D', 'xxxxxx')),
      tx('*', '', 'TLS negotiation failed with error UnknownCredentials'),
    ].join('\n');
    const { sessions, certificates, words } = read(text);
    expect(sessions).toMatchObject([{ connector: 'Outbound to Office 365', log: 'send', certificate: { subject: SUBJECT, issuer: ISSUER } }]);
    expect(sessions[0]?.thumbprint).toBeUndefined();
    expect(certificates).toMatchObject([{ origin: 'store', subject: SUBJECT, thumbprint: undefined, serialNumber: undefined }]);
    expect(words).toMatchObject([
      { word: 'UnknownCredentials', side: 'own', connector: 'Outbound to Office 365', remoteIp: '203.0.113.9', at: { line: 6 } },
    ]);
  });
  test('a thumbprint alone', () => {
    const { certificates } = read([tx('*', '', 'Received certificate'), tx('*', PRINT, 'Certificate thumbprint')].join('\n'));
    expect(certificates).toMatchObject([{ origin: 'shown', thumbprint: PRINT, at: { text: PRINT, line: 2 } }]);
  });
  test('each session shows the same one: one clue', () => {
    const again = oldForm(rx, 'Sending certificate').map((line) => line.replace('08D9A1B2C3D4E5F6', '08D9A1B2C3D4E5FA'));
    const { certificates, sessions } = read([...oldForm(rx, 'Sending certificate'), ...again].join('\n'));
    expect([sessions.length, certificates.length]).toEqual([2, 1]);
  });
});

describe('words of failure', () => {
  test.each([
    ["TlsDomainCapabilities='None'; Status='NoRemoteCertificate'", 'NoRemoteCertificate'],
    ["TlsDomainCapabilities='None'; Status='UntrustedRoot'; Domain='fabrikam.com'", 'UntrustedRoot'],
    ['TLS negotiation failed with error SocketError', 'SocketError'],
  ])('%s', (note, word) => {
    expect(read([rx('<', 'EHLO mx.fabrikam.com'), rx('*', '', `"${note}"`)].join('\n')).words).toMatchObject([
      { word, side: 'own', server: 'HYB01', connector: 'HYB01\\Default Frontend HYB01', remoteHost: 'mx.fabrikam.com', remoteIp: '203.0.113.7' },
    ]);
  });
  test('success is none', () => {
    expect(
      read(rx('*', '', "\"TlsDomainCapabilities='AcceptCloudServicesMail'; Status='Success'; Domain='mail.protection.outlook.com'\"")).words,
    ).toEqual([]);
  });
  test('authentication failed', () => {
    expect(read(tx('*', '', 'Outbound Authentication failed with LogonDenied')).replies).toMatchObject([
      { text: 'Outbound Authentication failed with LogonDenied' },
    ]);
  });
});

describe('what the way did to it', () => {
  const lines = [
    rx('>', BANNER),
    rx('<', 'EHLO mx.fabrikam.com'),
    rx('>', ONE_LINE.replace('AUTH', 'STARTTLS AUTH')),
    rx('<', 'STARTTLS'),
    rx('>', '220 2.0.0 SMTP server ready'),
  ];
  const WHOLE = {
    server: 'HYB01',
    connector: 'HYB01\\Default Frontend HYB01',
    client: 'mx.fabrikam.com',
    startTls: true,
    startTlsAnswer: 220,
    complete: true,
    statuses: ['2.0.0'],
  };
  const only = (text: string) => {
    const { sessions } = read(text);
    expect(sessions).toHaveLength(1);
    return sessions[0];
  };
  test.each<[string, string]>([
    ['indented', lines.map((line) => `    ${line}`).join('\n')],
    ['quoted', lines.map((line) => `> ${line}`).join('\n')],
    ['wrapped at a blank', lines.join('\n').replaceAll(' DSN', '\nDSN').replaceAll(' ready at', '\nready at')],
    ['wrapped in front of the endpoints', lines.join('\n').replaceAll(',192.0.2.20', ',\n192.0.2.20')],
    ['in one line', lines.join(' ')],
    ['signs escaped', lines.join('\n').replaceAll(',<,', ',&lt;,').replaceAll(',>,', ',&gt;,')],
    ['signs with a backslash', lines.join('\n').replaceAll(',<,', ',\\<,').replaceAll(',>,', ',\\>,')],
    ['a break inside the name', lines.join('\n').replaceAll('Frontend HYB01', 'Frontend<br>HYB01')],
    [
      'every value in quotes',
      lines
        .map((line) =>
          line
            .replaceAll('"', '')
            .split(',')
            .map((value) => `"${value}"`)
            .join(','),
        )
        .join('\n')
        .replaceAll('"Fri","', '"Fri,'),
    ],
    ['double primes for quotes', lines.join('\n').replaceAll('"', '\u2033')],
    ['found by Select-String', lines.map((line, i) => `C:\\Logs\\RECV20261120-1.LOG:${i + 7}:${line}`).join('\n')],
    [
      'newest first',
      lines
        .map((line, i) => line.replace(',2,192', `,${i},192`))
        .reverse()
        .join('\n'),
    ],
  ])('%s', (_, text) => {
    expect(only(text)).toMatchObject(WHOLE);
  });
  test('columns in another order, as the header says', () => {
    const header = '#Fields: session-id,date-time,connector-id,event,context,data,remote-endpoint,local-endpoint';
    const swapped = (event: string, data: string) =>
      `08D9A1B2C3D4E5F6,2026-11-20T01:02:03.125Z,HYB01\\Default Frontend HYB01,${event},,${data},203.0.113.7:40112,192.0.2.20:25`;
    const clue = only([header, swapped('>', BANNER), swapped('<', 'EHLO mx.fabrikam.com'), swapped('>', ONE_LINE)].join('\n'));
    expect(clue).toMatchObject({ log: 'receive', server: 'HYB01', client: 'mx.fabrikam.com', clientIp: '203.0.113.7', port: '25', startTls: false });
  });
  test('torn at both ends: both fragments are understood', () => {
    const text = [
      'hyb01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 10:02:00 +0900\u2033,',
      rx('<', 'EHLO mx.fabrikam.com'),
      rx('>', ONE_LINE),
      '2026-11-20T01:0',
    ].join('\n');
    expect(read(text).understood).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  });
  test('prose behind the last row is not part of it', () => {
    const { understood, sessions } = read([rx('<', 'EHLO mx.fabrikam.com').slice(0, -1), 'We do not know why, and we need help.'].join('\n'));
    expect(understood).toEqual([1]);
    expect(sessions[0]?.client).toBe('mx.fabrikam.com');
  });
  test('a failure that is wrapped between two words', () => {
    const { words, replies } = read(`${tx('*', '', 'TLS negotiation failed with')}\nerror SocketError`);
    expect(words).toMatchObject([{ word: 'SocketError' }]);
    expect(replies).toMatchObject([{ text: 'TLS negotiation failed with error SocketError' }]);
  });
  test('masked session ids: each connection is a session', () => {
    const masked = lines.join('\n').replaceAll('08D9A1B2C3D4E5F6', '****************');
    expect(
      read(`${rx('+').replace('08D9A1B2C3D4E5F6', '****')}\n${masked}\n${rx('+').replace('08D9A1B2C3D4E5F6', '****')}\n${masked}`).sessions,
    ).toHaveLength(2);
  });
});

test.each(['2026-11-20T01:02:03Z,a,b', '2026-11-20,x,>,y', 'a,b,>,c', ''])('no log line: %s', (line) => {
  expect(isLogLine(line)).toBe(false);
});
