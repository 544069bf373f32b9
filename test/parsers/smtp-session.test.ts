import type { SessionClue } from '../../src/model/evidence.js';
import { openPaste } from '../../src/parsers/paste.js';
import { readSmtpSession } from '../../src/parsers/smtp-session.js';

const read = (text: string): SessionClue[] => readSmtpSession(openPaste(text)).clues.filter((clue): clue is SessionClue => clue.kind === 'session');
const only = (text: string): SessionClue => {
  const [clue, ...rest] = read(text);
  expect(rest).toEqual([]);
  if (!clue) throw new Error('no session was read');
  return clue;
};

const BANNER = '220 hyb01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 10:00:00 +0900';
const ANSWER = [
  '250-hyb01.contoso.com Hello [192.0.2.10]',
  '250-SIZE 37748736',
  '250-PIPELINING',
  '250-DSN',
  '250-ENHANCEDSTATUSCODES',
  '250-STARTTLS',
  '250-X-ANONYMOUSTLS',
  '250-AUTH NTLM',
  '250-8BITMIME',
  '250 XRDST',
];
const WITHOUT = ANSWER.filter((line) => !/TLS/.test(line));
const session = (...lines: (string | readonly string[])[]) => lines.flat().join('\n');

describe('telnet', () => {
  test('STARTTLS is missing', () => {
    const clue = only(session(BANNER, 'EHLO test', WITHOUT, 'QUIT', '221 2.0.0 Service closing transmission channel'));
    expect(clue).toMatchObject({
      host: 'hyb01.contoso.com',
      complete: true,
      startTls: false,
      masked: false,
      product: 'exchange',
      local: false,
      clientIp: '192.0.2.10',
    });
    expect(clue.keywords).toEqual(['SIZE', 'PIPELINING', 'DSN', 'ENHANCEDSTATUSCODES', 'AUTH', '8BITMIME', 'XRDST']);
    expect(clue.at).toEqual({ text: '250-hyb01.contoso.com Hello [192.0.2.10]', line: 3 });
  });
  test('STARTTLS is offered and accepted; what comes inside TLS does not count', () => {
    const clue = only(
      session(
        BANNER,
        'EHLO test',
        ANSWER,
        'STARTTLS',
        '220 2.0.0 SMTP server ready',
        'EHLO test',
        WITHOUT,
        'MAIL FROM:<a@contoso.com>',
        '250 2.1.0 Sender OK',
      ),
    );
    expect(clue).toMatchObject({ complete: true, startTls: true, startTlsAnswer: 220, at: { text: '250-STARTTLS', line: 8 } });
  });
  test('STARTTLS is offered and refused', () => {
    expect(only(session(BANNER, 'EHLO test', ANSWER, 'STARTTLS', '454 4.7.0 TLS not available due to temporary reason'))).toMatchObject({
      startTls: true,
      startTlsAnswer: 454,
    });
  });
  test('the whole of a console: prompts, Trying, Escape character', () => {
    const text = session(
      'PS C:\\> telnet localhost 25',
      'Trying 127.0.0.1...',
      'Connected to localhost.',
      "Escape character is '^]'.",
      BANNER,
      'EHLO test',
      WITHOUT,
    );
    expect(only(text)).toMatchObject({ local: true, port: '25', startTls: false });
    expect(readSmtpSession(openPaste(text)).understood).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6, 14]));
  });
  test.each([
    ['telnet 127.0.0.1 25', true],
    ['telnet mail.contoso.com 25', false],
    ["$c = New-Object Net.Sockets.TcpClient 'localhost', 25", true],
  ])('%s: local is %s', (line, local) => {
    expect(only(session(line, BANNER, 'EHLO test', WITHOUT)).local).toBe(local);
  });
  test('a greeting to the loopback address is local', () => {
    expect(only(session(WITHOUT).replace('192.0.2.10', '127.0.0.1')).local).toBe(true);
  });
  test('the command was not pasted', () => {
    expect(only(session(BANNER, WITHOUT))).toMatchObject({ complete: true, startTls: false, product: 'exchange' });
  });
  test('only the answer was pasted', () => {
    expect(only(session('EHLO すると次のように表示されます。', WITHOUT))).toMatchObject({
      host: 'hyb01.contoso.com',
      complete: true,
      startTls: false,
    });
  });
  test('without the first line of the answer', () => {
    expect(only(session(WITHOUT.slice(1)))).toMatchObject({ keywords: expect.arrayContaining(['SIZE', 'XRDST']), startTls: false });
  });
  test('doubled line breaks', () => {
    expect(only([BANNER, 'EHLO test', ...WITHOUT].join('\n\n'))).toMatchObject({ complete: true, startTls: false });
  });
  test('all in a quoted mail', () => {
    expect(only(session(BANNER, 'EHLO test', WITHOUT).replace(/^/gm, '> '))).toMatchObject({ complete: true, startTls: false });
  });
  test('cut off in the middle', () => {
    const clue = only(session(BANNER, 'EHLO test', WITHOUT.slice(0, 4)));
    expect(clue.complete).toBe(false);
    expect(clue.startTls).toBeUndefined();
  });
  test('cut off behind AUTH: Exchange would have listed STARTTLS before', () => {
    expect(only(session(BANNER, 'EHLO test', WITHOUT.slice(0, 6)))).toMatchObject({ complete: false, startTls: false });
  });
  test('HELO is no evidence', () => {
    const clue = only(session(BANNER, 'HELO test', '250 hyb01.contoso.com Hello [192.0.2.10]'));
    expect(clue.complete).toBe(false);
    expect(clue.startTls).toBeUndefined();
  });
  test('two servers are two sessions', () => {
    const other = [BANNER, 'EHLO test', ...ANSWER].join('\n').replaceAll('hyb01', 'hyb02');
    expect(read(session(BANNER, 'EHLO test', WITHOUT, other)).map(({ host, startTls }) => [host, startTls])).toEqual([
      ['hyb01.contoso.com', false],
      ['hyb02.contoso.com', true],
    ]);
  });
});

describe('what lies in between', () => {
  test('a masked banner and a masked verb', () => {
    const clue = only(
      session(
        `220 ${'*'.repeat(60)}`,
        'EHLO test',
        ANSWER.map((line) => line.replace('STARTTLS', 'XXXXXXXA')),
      ),
    );
    expect(clue).toMatchObject({ masked: true, startTls: false, complete: true, at: { text: '250-XXXXXXXA' } });
  });
  test('a masked banner alone', () => {
    expect(only('220 ***********************2***0*********0****')).toMatchObject({ masked: true, complete: false });
  });
  test('a person hid the host name: not masked', () => {
    expect(
      only(
        session(
          BANNER.replace('hyb01', '*****'),
          'EHLO test',
          WITHOUT.map((line) => line.replace('hyb01', 'XXXX')),
        ),
      ),
    ).toMatchObject({ masked: false, product: 'exchange' });
  });
});

describe('who answers', () => {
  test.each([
    ['220 AM6EUR05FT001.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready', 'exchange-online'],
    ['220 TY2PR01CA0001.outlook.office365.com Microsoft ESMTP MAIL Service ready', 'exchange-online'],
    ['220 mx.fabrikam.com ESMTP Postfix', 'other'],
    ['220 relay.contoso.com Microsoft ESMTP MAIL Service', 'exchange'],
  ])('%s', (banner, product) => {
    expect(only(session(banner, 'EHLO test', '250-x.contoso.com', '250-SIZE 1', '250 8BITMIME')).product).toBe(product);
  });
  test('by its keywords', () => {
    expect(only(session('250-SIZE 1', '250-X-EXPS GSSAPI NTLM', '250 XRDST')).product).toBe('exchange');
  });
});

describe('programs', () => {
  test('PHPMailer prints the answer twice', () => {
    const stamp = '2026-11-20 10:00:00 ';
    const text = session(
      `${stamp}Connection: opening to mail.contoso.com:587, timeout=300`,
      `${stamp}SMTP INBOUND: "${BANNER}"`,
      `${stamp}SERVER -> CLIENT: ${BANNER}`,
      `${stamp}CLIENT -> SERVER: EHLO app.contoso.com`,
      WITHOUT.map((line) => `${stamp}SMTP INBOUND: "${line}"`),
      `${stamp}SERVER -> CLIENT: ${WITHOUT.join('\n                              ')}`,
    );
    expect(only(text)).toMatchObject({
      port: '587',
      complete: true,
      startTls: false,
      at: { text: '250-hyb01.contoso.com Hello [192.0.2.10]', line: 5 },
    });
  });
  test('swaks', () => {
    const text = session(
      '=== Trying mx.fabrikam.com:25...',
      '=== Connected to mx.fabrikam.com.',
      '<-  220 mx.fabrikam.com ESMTP Postfix',
      ' -> EHLO client.contoso.com',
      '<-  250-mx.fabrikam.com',
      '<-  250-PIPELINING',
      '<-  250 8BITMIME',
      '*** Host did not advertise STARTTLS',
      ' -> QUIT',
    );
    expect(only(text)).toMatchObject({
      host: 'mx.fabrikam.com',
      port: '25',
      keywords: ['PIPELINING', '8BITMIME'],
      startTls: false,
      product: 'other',
    });
  });
  test('swaks inside TLS', () => {
    const text = session(
      '<-  220 mx.fabrikam.com ESMTP',
      ' -> EHLO a',
      '<-  250-mx.fabrikam.com',
      '<-  250 STARTTLS',
      ' -> STARTTLS',
      '<-  220 Go ahead',
      ' ~> EHLO a',
      '<~  250-mx.fabrikam.com',
      '<~  250 8BITMIME',
    );
    expect(only(text)).toMatchObject({ startTls: true, keywords: ['STARTTLS'], startTlsAnswer: 220 });
  });
  test('Python smtplib', () => {
    const text = session(
      "send: 'ehlo app\\r\\n'",
      WITHOUT.map((line) => `reply: b'${line}\\r\\n'`),
      "reply: retcode (250); Msg: b'hyb01.contoso.com'",
    );
    expect(only(text)).toMatchObject({ host: 'hyb01.contoso.com', complete: true, startTls: false, keywords: expect.arrayContaining(['XRDST']) });
  });
  test('curl', () => {
    expect(
      only(session('*   Trying 192.0.2.9:25...', '< 220 mx.fabrikam.com ESMTP', '> EHLO app', '< 250-mx.fabrikam.com', '< 250 SIZE 1')),
    ).toMatchObject({ startTls: false, remoteIp: '192.0.2.9' });
  });
});

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
});

test.each([
  '220 V, 250 W, 250-300 W',
  '220 2.0.0 SMTP server ready',
  '451 5.7.3 STARTTLS is required to send mail',
  'telnet で 25 番ポートを確認してください',
  '250 OK',
])('no session: %s', (text) => {
  expect(read(text)).toEqual([]);
});
