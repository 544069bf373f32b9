import { readFailedCalls } from '../../../src/parsers/session/failed-calls.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (...lines: string[]) => readFailedCalls(openPaste(lines.join('\n')));

test.each([
  [
    'telnet of Windows',
    ['Connecting To mail.contoso.com...Could not open connection to the host, on port 25: Connect failed'],
    { host: 'mail.contoso.com', port: '25' },
  ],
  [
    'the same in Japanese',
    ['接続中: mail.contoso.com...ホストへ接続できませんでした。 ポート番号 25: 接続に失敗しました'],
    { host: 'mail.contoso.com', port: '25' },
  ],
  [
    'the host in the command only',
    ['C:\\>telnet EX01 587', 'Could not open connection to the host, on port 587: Connect failed'],
    { host: 'EX01', port: '587' },
  ],
  [
    'Postfix',
    ['Nov 20 10:00:00 gw postfix/smtp[9]: connect to mx.fabrikam.com[203.0.113.10]:25: Connection timed out'],
    { host: 'mx.fabrikam.com', remoteIp: '203.0.113.10', port: '25', reason: 'timeout' },
  ],
  [
    'older Postfix, without the port',
    ['<ana@fabrikam.com>: connect to mx.fabrikam.com[203.0.113.10]: Connection timed out'],
    { host: 'mx.fabrikam.com', remoteIp: '203.0.113.10', reason: 'timeout' },
  ],
  ['Gmail', ['The recipient server did not accept our requests to connect.'], { reason: 'timeout' }],
  ['qmail', ["Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)"], { reason: 'timeout' }],
  [
    'Exim',
    ['2026-11-20 10:00:00 1abc H=mx.fabrikam.com [203.0.113.10] Connection refused'],
    { host: 'mx.fabrikam.com', remoteIp: '203.0.113.10', reason: 'refused' },
  ],
  [
    'curl',
    ["curl: (7) Failed to connect to mx.fabrikam.com port 25 after 2 ms: Couldn't connect to server"],
    { host: 'mx.fabrikam.com', port: '25' },
  ],
  [
    'swaks',
    ['*** Error connecting to mx.fabrikam.com:25:', '***   IO::Socket::INET6: connect: Connection refused'],
    { host: 'mx.fabrikam.com', port: '25', reason: 'refused' },
  ],
  [
    'openssl',
    ['openssl s_client -starttls smtp -connect MX.fabrikam.com:25', 'connect:errno=111'],
    { host: 'MX.fabrikam.com', port: '25', reason: 'refused' },
  ],
  ['no such name', ['curl: (6) Could not resolve host: mx.fabrikam.com'], { host: 'mx.fabrikam.com', reason: 'not-found' }],
])('%s', (_, lines, wanted) => {
  const { clues, understood } = read(...lines);
  expect(clues).toHaveLength(1);
  expect(clues[0]).toMatchObject({ kind: 'connection', open: false, ...wanted });
  expect(understood).toContain(lines.length === 2 && lines[1]?.startsWith('***') ? 1 : lines.length);
});

test('telnet of Unix says it twice', () => {
  const { clues, understood } = read(
    '$ telnet mx.fabrikam.com 25',
    'Trying 203.0.113.9...',
    'telnet: connect to address 203.0.113.9: Connection refused',
    'telnet: Unable to connect to remote host: Connection refused',
  );
  expect(clues).toEqual([
    {
      kind: 'connection',
      at: { text: 'telnet: connect to address 203.0.113.9: Connection refused', line: 3 },
      host: 'mx.fabrikam.com',
      remoteIp: '203.0.113.9',
      port: '25',
      open: false,
      reason: 'refused',
    },
  ]);
  expect([...new Set(understood)].sort()).toEqual([1, 2, 3, 4]);
});

test('a call above names its own host only', () => {
  const { clues } = read(
    'Trying 203.0.113.9...',
    'Connecting To mail.contoso.com...Could not open connection to the host, on port 25: Connect failed',
  );
  expect(clues).toMatchObject([{ host: 'mail.contoso.com', remoteIp: undefined }]);
});

test.each([
  'The connector could not connect to remote domain fabrikam.com.',
  'Connecting To mail.contoso.com...Could not open connection to the host, on port x',
  '',
])('nothing: %s', (line) => {
  expect(read(line)).toEqual({ clues: [], understood: [] });
});

test('a name that was blacked out is none', () => {
  expect(read('connect to xxxx[203.0.113.10]:25: Connection refused').clues).toMatchObject([{ host: undefined, remoteIp: '203.0.113.10' }]);
});

describe('as it was pasted', () => {
  const TELNET = 'Connecting To mail.contoso.com...Could not open connection to the host, on port 25: Connect failed';
  const LINUX =
    '$ telnet mx2.fabrikam.com 25\nTrying 203.0.113.9...\ntelnet: connect to address 203.0.113.9: Connection timed out\ntelnet: Unable to connect to remote host: Connection timed out';
  test('a German Windows', () =>
    expect(
      read(
        'C:\\>telnet mx1.fabrikam.com 25',
        'Verbindungsaufbau zu mx1.fabrikam.com...Es konnte keine Verbindung mit dem Host hergestellt werden, auf Port 25: Verbinden fehlgeschlagen',
      ).clues,
    ).toMatchObject([{ host: 'mx1.fabrikam.com', port: '25', open: false }]));
  test.each([
    ['wrapped in the middle', 'Connecting To mail.contoso.com...Could not open connection to the host, on\nport 25: Connect failed'],
    ['wrapped and quoted', '> Connecting To mail.contoso.com...Could not open connection to the\n> host, on port 25: Connect failed'],
    ['plain', TELNET],
  ])('%s', (_, text) => expect(read(text).clues).toMatchObject([{ host: 'mail.contoso.com', port: '25' }]));
  test.each([
    ['plain', LINUX],
    ['quoted', LINUX.replace(/^/gm, '> ')],
    ['indented', LINUX.replace(/^/gm, '    ')],
    ['with doubled lines', LINUX.replaceAll('\n', '\n\n')],
  ])('one call is one clue: %s', (_, text) =>
    expect(read(text).clues).toMatchObject([{ host: 'mx2.fabrikam.com', remoteIp: '203.0.113.9', port: '25', reason: 'timeout' }]),
  );
});
