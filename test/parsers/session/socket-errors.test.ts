import { readSocketErrors } from '../../../src/parsers/session/socket-errors.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readSocketErrors(openPaste(text)).clues;

test.each([
  [
    'a history line of a bounce',
    "6/19/2026 7:26:11 AM - Server at mx.fabrikam.com (192.0.2.9) returned '450 4.4.316 Connection refused [Message=Socket error code 10061] [LastAttemptedServerName=mx.fabrikam.com] [LastAttemptedIP=192.0.2.9:25 [AM1.prod.protection.outlook.com](Socket error code 10061)'",
    { host: 'mx.fabrikam.com', remoteIp: '192.0.2.9', port: '25', reason: 'refused' },
  ],
  [
    'LED with a number of Winsock',
    '[{LED=441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10060, Win32 error code: 10060." The last endpoint attempted was 192.0.2.9:25};{FQDN=mx.fabrikam.com};{IP=192.0.2.9}]',
    { host: 'mx.fabrikam.com', remoteIp: '192.0.2.9', port: '25', reason: 'timeout' },
  ],
  ['words behind a code', '451 4.4.0 Primary target IP address responded with: "421 4.4.1 Connection timed out."', { reason: 'timeout' }],
  ['no reason', '451 4.4.0 Primary target IP address responded with: "421 4.2.1 Unable to connect."', { reason: undefined }],
  [
    'a status code in Japanese',
    '450 4.4.315 接続がタイムアウトしました [LastAttemptedServerName=mx.fabrikam.com]',
    { host: 'mx.fabrikam.com', reason: 'timeout' },
  ],
  ['a number in Japanese', '421 4.4.1 接続に失敗しました。ソケット エラー コード 10061', { reason: 'refused' }],
  ['reset', '{LED=451 4.4.395 Target host responded with error. -> 421 4.4.2 Connection dropped due to ConnectionReset}', { reason: 'reset' }],
])('%s', (_, text, facts) => {
  expect(read(text)).toMatchObject([{ kind: 'connection', open: false, ...facts }]);
});

test.each([
  'order 10061 of 25 pieces, code red',
  '421 4.4.2 Connection dropped due to SocketError',
  '451 5.7.3 STARTTLS is required to send mail',
  'version 4.4.315.2 of the agent',
])('none: %s', (text) => {
  expect(read(text)).toEqual([]);
});

test('the line is understood and quoted', () => {
  const { clues, understood } = readSocketErrors(openPaste('queue:\n421 4.4.1 Connection timed out'));
  expect(understood).toEqual([2]);
  expect(clues[0]?.at).toEqual({ text: '4.4.1 Connection timed out', line: 2 });
});

test('the endpoint of another reply is not taken', () => {
  const text = `EX01: 451 4.4.0 Primary target IP address responded with: "421 4.4.2 Connection dropped due to ConnectionReset."
EX02: 451 4.4.0 Primary target IP address responded with: "454 4.7.5 Certificate validation failure." The last endpoint attempted was 198.51.100.20:25`;
  expect(read(text)).toMatchObject([{ reason: 'reset', remoteIp: undefined }]);
});
