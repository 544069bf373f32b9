import type { SessionClue } from '../../../src/model/evidence.js';
import { readPaste } from '../../../src/parsers/index.js';
import { readProtocolLog } from '../../../src/parsers/log/protocol-log.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

// What happens to a protocol log on its way: a spreadsheet, a console, a mail client, somebody who empties columns.

type Row = readonly [event: string, data: string, context: string];
const ROWS: readonly Row[] = [
  ['+', '', ''],
  ['<', '220 mx1.fabrikam.com ESMTP Postfix', ''],
  ['>', 'EHLO EX01.contoso.com', ''],
  ['<', '250  mx1.fabrikam.com PIPELINING SIZE 52428800 ETRN STARTTLS ENHANCEDSTATUSCODES 8BITMIME DSN CHUNKING', ''],
  ['>', 'STARTTLS', ''],
  ['<', '220 2.0.0 Ready to start TLS', ''],
  ['*', '', 'Received certificate'],
  ['*', 'CN=mx1.fabrikam.com, O=Fabrikam, C=US', 'Certificate subject'],
  ['*', "CN=R11, O=Let's Encrypt, C=US", 'Certificate issuer name'],
  ['*', '', 'TLS negotiation failed with error UntrustedRoot'],
  ['-', '', 'Local'],
];
const NAMES = ['date-time', 'connector-id', 'session-id', 'sequence-number', 'local-endpoint', 'remote-endpoint', 'event', 'data', 'context'];
const log = (separator: string): string =>
  ROWS.map(([event, data, context], i) =>
    ['2026-11-22T00:15:03.146Z', 'Partner - Fabrikam', '08DE29A1B2C3D4E7', String(i), '192.0.2.10:26011', '203.0.113.7:25', event, data, context]
      .map((value) => (value.includes(separator) ? `"${value}"` : value))
      .join(separator),
  ).join('\n');
const CSV = log(',');
const sessions = (text: string): SessionClue[] => readPaste(text).clues.filter((clue) => clue.kind === 'session');

const wrap = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const parts: string[] = [];
      let rest = line;
      for (let at = rest.lastIndexOf(' ', width); rest.length > width && at > 0; at = rest.lastIndexOf(' ', width)) {
        parts.push(rest.slice(0, at));
        rest = rest.slice(at + 1);
      }
      return [...parts, rest];
    })
    .join('\n');
const cut = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => Array.from({ length: Math.ceil(line.length / width) }, (_, i) => line.slice(i * width, (i + 1) * width)))
    .join('\n');

describe.each([
  ['tabs', log('\t')],
  ['tabs and a header', `#Fields: ${NAMES.join('\t')}\n${log('\t')}`],
  ['semicolons', log(';')],
  ['semicolons and a header', `#Fields: ${NAMES.join(';')}\n${log(';')}`],
  ['semicolons, quoted in a mail', log(';').replace(/^/gm, '> ')],
])('with %s', (_, text) => {
  test('it says the same as with commas', () => {
    const wanted = readProtocolLog(openPaste(CSV)).clues.map((clue) => ({ ...clue, at: { text: clue.at.text } }));
    expect(readProtocolLog(openPaste(text)).clues.map((clue) => ({ ...clue, at: { text: clue.at.text } }))).toEqual(wanted);
  });
  test('no line is left, and no other parser reads it', () => {
    const { clues, unread } = readPaste(text);
    expect(unread).toEqual([]);
    expect(clues.map(({ kind }) => kind).sort()).toEqual(['certificate', 'hop', 'hop', 'reply', 'session', 'tls']);
  });
});

test('the failure names the certificate that it is about, the refusal both sides', () => {
  const { clues } = readProtocolLog(openPaste(CSV));
  expect(clues.find(({ kind }) => kind === 'tls')).toEqual({
    kind: 'tls',
    at: { text: 'TLS negotiation failed with error UntrustedRoot', line: 10 },
    word: 'UntrustedRoot',
    side: 'own',
    server: 'EX01.contoso.com',
    connector: 'Partner - Fabrikam',
    remoteHost: 'mx1.fabrikam.com',
    remoteIp: '203.0.113.7',
    subject: 'CN=mx1.fabrikam.com, O=Fabrikam, C=US',
    issuer: "CN=R11, O=Let's Encrypt, C=US",
  });
  expect(clues.find(({ kind }) => kind === 'reply')).toMatchObject({
    server: 'EX01.contoso.com',
    remoteHost: 'mx1.fabrikam.com',
    remoteIp: '203.0.113.7',
  });
});

test('a refusal names the mail that was handed over', () => {
  const rows = [
    '2026-11-22T00:15:03.1Z,Partner - Fabrikam,08DE29A1B2C3D4E7,3,192.0.2.10:26011,203.0.113.7:25,>,MAIL FROM:<hana@contoso.com> SIZE=7312,',
    '2026-11-22T00:15:03.2Z,Partner - Fabrikam,08DE29A1B2C3D4E7,4,192.0.2.10:26011,203.0.113.7:25,<,250 2.1.0 Sender OK,',
    '2026-11-22T00:15:03.3Z,Partner - Fabrikam,08DE29A1B2C3D4E7,5,192.0.2.10:26011,203.0.113.7:25,>,RCPT TO:<jiro@fabrikam.com>,',
    '2026-11-22T00:15:03.4Z,Partner - Fabrikam,08DE29A1B2C3D4E7,6,192.0.2.10:26011,203.0.113.7:25,<,550 5.7.64 TenantAttribution; Relay Access Denied,',
  ];
  expect(readProtocolLog(openPaste(rows.join('\n'))).clues).toMatchObject([
    { kind: 'session' },
    { kind: 'reply', status: '5.7.64', sender: 'hana@contoso.com', recipient: 'jiro@fabrikam.com' },
  ]);
});

describe('the wrapped answer still offers STARTTLS', () => {
  test.each([
    ['by a mail client', wrap(CSV, 76)],
    ['by a mail client that quotes', wrap(CSV, 74).replace(/^/gm, '> ')],
    ['narrowly', wrap(CSV, 60)],
    ['by a console', cut(CSV, 76)],
    ['by a console, at another width', cut(CSV, 100)],
  ])('%s', (_, text) => {
    expect(sessions(text)).toMatchObject([{ startTls: true, connector: 'Partner - Fabrikam', server: 'EX01.contoso.com' }]);
  });
});
test('an answer that lacks its end is not whole, whoever goes on', () => {
  const torn = CSV.split('\n').map((line) => (line.includes('PIPELINING') ? line.slice(0, line.indexOf(' ETRN')) : line));
  const [session] = sessions(torn.join('\n'));
  expect([session?.complete, session?.startTls]).toEqual([false, undefined]);
});

describe('rows without their time', () => {
  const ANSWER = '250  xxxxx Hello [198.51.100.7] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES AUTH NTLM 8BITMIME CHUNKING';
  const text = [
    ['>', '"220 xxxxx Microsoft ESMTP MAIL Service ready"'],
    ['<', 'EHLO mx1.fabrikam.com'],
    ['>', ANSWER],
    ['<', 'MAIL FROM:<hana@fabrikam.com>'],
  ]
    .map(([event, data], i) => `,EX01\\Default Frontend EX01,,${i},,,${event},${data},`)
    .join('\n');
  test.each([
    ['bare', text],
    ['quoted', text.replace(/^/gm, '> ')],
  ])('%s', (_, given) =>
    expect(sessions(given)).toMatchObject([
      { log: 'receive', connector: 'EX01\\Default Frontend EX01', server: 'EX01', client: 'mx1.fabrikam.com', startTls: false, complete: true },
    ]),
  );
});

describe('the paste ends inside a row', () => {
  const upTo = (mark: string) => CSV.slice(0, CSV.indexOf(mark) + mark.length);
  test('in the name that the client gives', () => expect(sessions(upTo('EHLO EX01.cont'))[0]?.client).toBeUndefined());
  test('in the name, with an ellipsis', () => expect(sessions(`${upTo('EHLO EX01.cont')}…`)[0]?.client).toBeUndefined());
  test('in the cipher', () => {
    const row = '2026-11-22T00:15:03.5Z,Partner - Fabrikam,08DE29A1B2C3D4E7,9,192.0.2.10:26011,203.0.113.7:25,*,';
    const [session] = sessions(`${row},"TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AE`);
    expect([session?.tlsVersion, session?.cipher]).toEqual(['TLS 1.2', undefined]);
  });
});
