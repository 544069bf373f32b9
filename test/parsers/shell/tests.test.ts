import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text));
const clues = (text: string) => read(text).clues;

const FAILED = `PS C:\\> Test-NetConnection mail.contoso.com -Port 25
WARNING: TCP connect to (192.0.2.1 : 25) failed
WARNING: Ping to 192.0.2.1 failed with status: TimedOut


ComputerName           : mail.contoso.com
RemoteAddress          : 192.0.2.1
RemotePort             : 25
InterfaceAlias         : Ethernet0
SourceAddress          : 198.51.100.7
PingSucceeded          : False
PingReplyDetails (RTT) : 0 ms
TcpTestSucceeded       : False`;

test('a port that is closed counts once', () => {
  expect(clues(FAILED)).toEqual([
    {
      kind: 'connection',
      host: 'mail.contoso.com',
      remoteIp: '192.0.2.1',
      port: '25',
      open: false,
      at: { text: 'TcpTestSucceeded       : False', line: 13 },
    },
  ]);
  expect(read(FAILED).understood).toEqual(expect.arrayContaining([1, 2, 6, 12, 13]));
});

test.each([
  ['open', FAILED.replace(/WARNING.*\n/g, '').replace('TcpTestSucceeded       : False', 'TcpTestSucceeded       : True'), true],
  ['no padding', FAILED.replace(/ {2,}:/g, ':'), false],
  ['Japanese warning', FAILED.replaceAll('WARNING', '警告'), false],
  [
    'a table',
    'ComputerName     RemoteAddress RemotePort TcpTestSucceeded\n------------     ------------- ---------- ----------------\nmail.contoso.com 192.0.2.1             25            False',
    false,
  ],
  [
    'JSON',
    '{"ComputerName":"mail.contoso.com","RemoteAddress":{"Address":16908480,"IPAddressToString":"192.0.2.1"},"RemotePort":25,"TcpTestSucceeded":true}',
    true,
  ],
])('%s', (_name, text, open) =>
  expect(clues(text)).toMatchObject([{ kind: 'connection', host: 'mail.contoso.com', remoteIp: '192.0.2.1', port: '25', open }]),
);

test.each([
  ['WARNING: TCP connect to (192.0.2.1 : 25) failed', { remoteIp: '192.0.2.1', port: '25', reason: undefined }],
  ['WARNING: TCP connect to mail.contoso.com:25 failed', { host: 'mail.contoso.com', port: '25', reason: undefined }],
  ['WARNING: TCP connect to (2001:db8::25 : 25) failed', { remoteIp: '2001:db8::25', port: '25' }],
  ['WARNING: Name resolution of mail.contoso.com failed', { host: 'mail.contoso.com', port: undefined, reason: 'not-found' }],
])('a warning alone: %s', (text, expected) => expect(clues(text)).toMatchObject([{ kind: 'connection', open: false, ...expected }]));

test('the name in the object is an address', () =>
  expect(clues('ComputerName : 192.0.2.1\nRemoteAddress : 192.0.2.1\nRemotePort : 587\nTcpTestSucceeded : True')).toMatchObject([
    { host: undefined, remoteIp: '192.0.2.1', port: '587', open: true },
  ]));

test.each([
  'ComputerName : mail.contoso.com\nPingSucceeded : True',
  'ComputerName : mail.contoso.com\nTcpTestSucceeded : はい',
  'WARNING: TCP connect to (<server> : 25) failed',
])('no result: %s', (text) => expect(clues(text)).toEqual([]));

test('a placeholder is no host', () =>
  expect(clues('ComputerName : xxx\nRemoteAddress : x.x.x.x\nRemotePort : 25\nTcpTestSucceeded : False')).toMatchObject([
    { host: undefined, remoteIp: undefined, port: '25', open: false },
  ]));
