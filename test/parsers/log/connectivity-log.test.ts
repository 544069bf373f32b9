import { readPaste } from '../../../src/parsers/index.js';
import { readConnectivityLog } from '../../../src/parsers/log/connectivity-log.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const HEADER = [
  '#Software: Microsoft Exchange Server',
  '#Log-type: Transport Connectivity Log',
  '#Fields: date-time,session,source,Destination,direction,description',
];
const row = (sign: string, description: string) => `2026-11-22T00:15:03.000Z,08DE29A1B2C3D4E9,SMTP,fabrikam.com,${sign},${description}`;
const ROWS = [
  row('+', 'SmartHostConnectorDelivery 7b1f0a52-3c44-4a0e-8d2b-15a6d9c1e0f7;QueueLength=1'),
  row('>', '"mx1.fabrikam.com[203.0.113.7], mx2.fabrikam.com[203.0.113.8]"'),
  row('>', 'Failed connection to 203.0.113.7:25 (TimedOut:0000274C)[TargetIPAddress:203.0.113.7:25|MarkedUnhealthy|FailureCount:2]'),
  row('>', 'Failed connection to 203.0.113.8:25 (ConnectionRefused:0000274D)[TargetIPAddress:203.0.113.8:25|MarkedUnhealthy|FailureCount:1]'),
  row('>', 'Established connection to 203.0.113.9'),
];
const text = [...HEADER, ...ROWS].join('\n');

test('which hosts could be reached, and why others could not', () => {
  const { clues, understood } = readConnectivityLog(openPaste(text));
  expect(clues).toEqual([
    {
      kind: 'connection',
      at: { text: 'Failed connection to 203.0.113.7:25 (TimedOut:0000274C)', line: 6 },
      host: 'mx1.fabrikam.com',
      remoteIp: '203.0.113.7',
      port: '25',
      open: false,
      reason: 'timeout',
    },
    {
      kind: 'connection',
      at: { text: 'Failed connection to 203.0.113.8:25 (ConnectionRefused:0000274D)', line: 7 },
      host: 'mx2.fabrikam.com',
      remoteIp: '203.0.113.8',
      port: '25',
      open: false,
      reason: 'refused',
    },
    { kind: 'connection', at: { text: 'Established connection to 203.0.113.9', line: 8 }, remoteIp: '203.0.113.9', open: true },
  ]);
  expect(understood).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
test('it is no protocol log: there is no session in it, and the reply at its end is read', () => {
  const { clues, unread } = readPaste(
    `${text}\n${row('-', 'Messages: 0 Bytes: 0 (Retry : 451 4.4.0 Primary target IP address responded with: "451 5.7.3 STARTTLS is required to send mail.")')}`,
  );
  const read = clues.filter(({ kind }) => kind !== 'hop');
  expect(read.map(({ kind }) => kind)).toEqual(['connection', 'connection', 'connection', 'reply', 'reply']);
  expect(read.at(-1)).toMatchObject({ code: 451, status: '5.7.3', innermost: true });
  expect(unread).toEqual([]);
});
test.each([
  ['quoted in a mail', text.replace(/^/gm, '> ')],
  ['with doubled lines', text.replaceAll('\n', '\n\n')],
])('%s', (_, given) => expect(readConnectivityLog(openPaste(given)).clues).toHaveLength(3));
test.each(['', 'Failed connection to 203.0.113.7:25', 'Established connection to '])('nothing: %s', (given) =>
  expect(readConnectivityLog(openPaste(given))).toEqual({ clues: [], understood: [] }),
);
