import type { SessionClue } from '../../../src/model/evidence.js';
import { readSmtpSession } from '../../../src/parsers/session/smtp-session.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

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

describe('who said what', () => {
  test('reply codes and enhanced codes, each once, those inside TLS as well', () => {
    const text = session(
      BANNER,
      'EHLO client.fabrikam.com',
      ANSWER,
      'STARTTLS',
      '220 2.0.0 SMTP server ready',
      'EHLO client.fabrikam.com',
      WITHOUT,
      'MAIL FROM:<a@fabrikam.com>',
      '530 5.7.57 Client not authenticated to send mail',
      'QUIT',
      '221 2.0.0 Service closing transmission channel',
    );
    expect(only(text)).toMatchObject({ client: 'client.fabrikam.com', replies: [220, 250, 530, 221], statuses: ['2.0.0', '5.7.57'] });
  });
  test.each([
    ['454 4.7.0 TLS not available due to local problem', 454],
    ['500 5.3.3 Unrecognized command', 500],
    ['502 5.5.1 Command not implemented', 502],
    ['503 5.5.2 Bad sequence of commands', 503],
  ])('the answer to STARTTLS: %s', (reply, code) => {
    expect(only(session(BANNER, 'EHLO test', ANSWER, 'STARTTLS', reply))).toMatchObject({ startTlsAnswer: code, replies: [220, 250, code] });
  });
  test('a refused EHLO is no answer to it', () => {
    const clue = only(session(BANNER, 'EHLO test', '500 5.3.3 Unrecognized command', 'HELO test', '250 hyb01.contoso.com Hello [192.0.2.10]'));
    expect(clue).toMatchObject({ keywords: [], complete: false, replies: [220, 500, 250] });
    expect(clue.startTls).toBeUndefined();
  });
});

describe('consoles and programs', () => {
  test('Microsoft Telnet, and what it says around the session', () => {
    const text = session(
      'Welcome to Microsoft Telnet Client',
      "Escape Character is 'CTRL+]'",
      'Microsoft Telnet> o mail.contoso.com 25',
      BANNER,
      '.EHLO test',
      ANSWER,
      'Connection to host lost.',
    );
    expect(only(text)).toMatchObject({ port: '25', complete: true, startTls: true, client: 'test' });
    expect(readSmtpSession(openPaste(text)).understood).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 16]));
  });
  test('backspaces of somebody who mistyped', () => {
    const text = session(BANNER, 'EHKP\b\bLO client.fabrikan\bm.com', ANSWER, 'STARTLS\b\bTLS', '454 4.7.0 TLS not available');
    expect(only(text)).toMatchObject({ client: 'client.fabrikam.com', startTlsAnswer: 454, complete: true });
  });
  test('a banner of several lines', () => {
    expect(only(session('220-mx.fabrikam.com ESMTP', '220 No unsolicited mail', 'EHLO a', '250-mx.fabrikam.com', '250 8BITMIME'))).toMatchObject({
      host: 'mx.fabrikam.com',
      startTls: false,
    });
  });
  test.each([
    ['MailKit', 'Connected to smtp://mail.contoso.com:587/?starttls=always', 'S: ', 'C: '],
    ['a library with s: and c:', 'c: Trying to connect to mail.contoso.com on port 587', 's: ', 'c: '],
    [
      'nodemailer',
      '[2026-11-20 01:00:00] INFO  [k3] Connection established to mail.contoso.com:587',
      '[2026-11-20 01:00:00] DEBUG [k3] S: ',
      '[2026-11-20 01:00:00] DEBUG [k3] C: ',
    ],
    ['JavaMail', 'DEBUG SMTP: trying to connect to host "mail.contoso.com", port 587, isSSL false', '', ''],
    [
      'PHPMailer',
      '2026-11-20 01:00:00 Connection: opening to mail.contoso.com:587, timeout=300',
      '2026-11-20 01:00:00 SERVER -> CLIENT: ',
      '2026-11-20 01:00:00 CLIENT -> SERVER: ',
    ],
  ])('%s', (_, opening, server, client) => {
    const text = session(
      opening,
      server + BANNER,
      `${client}EHLO app01.contoso.com\\r\\n`,
      server + session(ANSWER),
      `${client}STARTTLS`,
      `${server}220 2.0.0 SMTP server ready`,
    );
    expect(only(text)).toMatchObject({
      host: 'hyb01.contoso.com',
      port: '587',
      client: 'app01.contoso.com',
      complete: true,
      startTls: true,
      startTlsAnswer: 220,
      replies: [220, 250],
      statuses: ['2.0.0'],
    });
    expect(readSmtpSession(openPaste(text)).understood).toContain(1);
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

describe('an answer to EHLO with a line that is none', () => {
  const answer = (line: string) => `220 ex01.contoso.com Microsoft ESMTP MAIL Service ready
ehlo test
250-ex01.contoso.com Hello [203.0.113.8]
250-PIPELINING
250-ENHANCEDSTATUSCODES
${line}
250-AUTH NTLM
250-8BITMIME
250 CHUNKING`;

  test.each(['250-START\nTLS', '25O-STARTTLS', '(...)'])('nobody knows whether STARTTLS is offered: %s', (line) => {
    expect(only(answer(line))).toMatchObject({ startTls: undefined, complete: false });
  });

  test('blank lines are no gap', () => {
    expect(only(answer('250-SIZE 37748736').replaceAll('\n', '\n\n'))).toMatchObject({ startTls: false, complete: true });
  });
});

test('a session that was quoted twice', () => {
  const text = `>> === Connected to mail.contoso.com.
>> <-  220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:15:03 +0900
>>  -> EHLO relay.fabrikam.com
>> <-  250-mail.contoso.com Hello [203.0.113.8]
>> <-  250-PIPELINING
>> <-  250-STARTTLS
>> <-  250 CHUNKING
>>  -> STARTTLS
>> <** 454 4.7.0 TLS not available due to local problem`;
  expect(only(text)).toMatchObject({ host: 'mail.contoso.com', startTls: true, startTlsAnswer: 454 });
});
