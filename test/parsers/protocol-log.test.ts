import type { ReplyClue, SessionClue } from '../../src/model/evidence.js';
import { isLogLine } from '../../src/parsers/log-rows.js';
import { openPaste } from '../../src/parsers/paste.js';
import { readProtocolLog } from '../../src/parsers/protocol-log.js';
import { readSmtpReply } from '../../src/parsers/smtp-reply.js';

function read(text: string): { sessions: SessionClue[]; replies: ReplyClue[]; understood: readonly number[] } {
  const { clues, understood } = readProtocolLog(openPaste(text));
  return { sessions: clues.filter((clue) => clue.kind === 'session'), replies: clues.filter((clue) => clue.kind === 'reply'), understood };
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

test.each(['2026-11-20T01:02:03Z,a,b', '2026-11-20,x,>,y', 'a,b,>,c', ''])('no log line: %s', (line) => {
  expect(isLogLine(line)).toBe(false);
});
