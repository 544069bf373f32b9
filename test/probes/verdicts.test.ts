import { Socket } from 'node:net';
import type { Observed } from '../../src/model/probe.js';
import { around, type Call, callAll, callPeer, callPort, HOST, LIMITS } from './peers/call.js';
import { authority, chainOf, type Wanted } from './peers/certificates.js';
import { closedPort, type Script } from './peers/fault-server.js';
import { CERTIFICATE, type Faulty, goodTls, PATH, SMTP, STARTTLS, TLS } from './peers/faulty.js';

const TABLE: readonly (readonly [string, Readonly<Record<string, Faulty>>])[] = [
  ['the way there', PATH],
  ['SMTP', SMTP],
  ['STARTTLS', STARTTLS],
  ['TLS', TLS],
  ['certificate', CERTIFICATE],
];
/** What a step waits for in vain, and how long. */
const WAITS = LIMITS.banner + LIMITS.tls;

// All at once: some wait for their limits.
const all = TABLE.flatMap(([group, table]) => Object.entries(table).map(([name, one]) => [`${group}: ${name}`, one] as const));
let calls: ReadonlyMap<string, Call> = new Map();
let deaf: Awaited<ReturnType<typeof callPort>> | undefined;
let mute: Call | undefined;
beforeAll(async () => {
  const noAnswer = around(() => new Socket());
  const withTls: Script = { implicitTls: true, tls: goodTls };
  [calls, deaf, mute] = await Promise.all([
    callAll(Object.fromEntries(all)),
    callPort(2525, {}, noAnswer),
    callPeer(withTls, { implicitTls: false }),
  ]);
}, 40_000);

describe.each(TABLE)('%s', (group, table) => {
  test.each(Object.entries(table))('%s', (name, { verdict, also = [], info = [], observed = {} }) => {
    const call = calls.get(`${group}: ${name}`);
    expect({ verdict: call?.address.verdict, also: call?.address.also, info: call?.address.info }).toEqual({ verdict, also, info });
    expect(call?.address.observed).toMatchObject(observed);
    expect(call?.report.verdict).toBe(verdict);
    // A server is not called again and again, and is told nothing but what SMTP needs for this.
    expect(call?.address.observed.connections).toBe(call?.connections);
    expect(call?.connections).toBeLessThanOrEqual(3);
    expect(call?.heard.filter((command) => !/^\*?(?:EHLO probe\.example\.test|HELO probe\.example\.test|STARTTLS|QUIT)$/.test(command))).toEqual([]);
    expect(call?.report.ms).toBeLessThan(WAITS);
  });
});

test('a port on which nobody listens', async () => {
  const { address } = await callPort(await closedPort());
  expect(address).toMatchObject({ verdict: 'conn_refused', also: [], info: [], observed: { connections: 1 } });
});

test('an address that does not answer', () => {
  expect(deaf?.address).toMatchObject({ verdict: 'conn_timeout', also: [], info: [] });
});

test('TLS from the first byte where a banner was awaited', () => {
  expect(mute?.address).toMatchObject({ verdict: 'no_banner', also: [], observed: { connections: 1 } });
});

test('a name that a connector expects counts for more than the name of the server', async () => {
  const script: Script = { tls: goodTls };
  const { address } = await callPeer(script, { expect: 'mail.fabrikam.test' });
  expect(address).toMatchObject({ verdict: 'cert_name_mismatch', also: [] });
  expect(address.observed.names).toEqual([
    { name: HOST, of: 'host', matches: true },
    { name: 'mail.fabrikam.test', of: 'expected', matches: false },
  ]);
});

describe('hostile', () => {
  const { intermediate, leaf } = authority();
  const withLeaf = (wanted: Wanted): Script => {
    const own = leaf(wanted);
    return { tls: { key: own.keyPem, cert: chainOf(own, intermediate) } };
  };
  // What acts on a terminal, turns the direction of text or ends a string.
  const EVIL = 'a\u0000b\u001b[31mc\u202Ed\u0007\u009B2J\u2066<!channel>';
  const ACTS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];

  test.each<[string, Script]>([
    ['banner', { banner: { send: `220 mail.contoso.test ${EVIL}\r\n` }, tls: goodTls }],
    ['keywords', { ehlo: { send: `250-mail.contoso.test\r\n250-${EVIL}\r\n250 STARTTLS\r\n` }, tls: goodTls }],
    ['reply', { starttls: { send: `454 ${EVIL}\r\n` } }],
    ['injected text', { starttls: { send: `220 Ready\r\n${EVIL}` }, tls: goodTls }],
    ['keywords in TLS', { tls: goodTls, ehloInTls: { send: `250-mail.contoso.test\r\n250 ${EVIL}\r\n` } }],
    ['subject', withLeaf({ cn: EVIL })],
    ['names', withLeaf({ names: [HOST, EVIL] })],
  ])('%s with characters that act', async (_name, script) => {
    const { report } = await callPeer(script);
    expect(texts(report).filter((text) => ACTS.test(text))).toEqual([]);
  });

  test('a name behind a NUL is another name', async () => {
    const { address } = await callPeer(withLeaf({ cn: `${HOST}\u0000.evil.test`, names: [`${HOST}\u0000.evil.test`] }));
    expect(address.verdict).toBe('cert_name_mismatch');
  });

  test.each<[string, Script]>([
    ['5,000 names', withLeaf({ names: [HOST, ...Array.from({ length: 5000 }, (_, at) => `host${at}.contoso.test`)] })],
    ['a name of 100,000 characters', withLeaf({ cn: 'a'.repeat(100_000) })],
    ['64 keywords of 200 characters', { ehlo: { send: `250-x\r\n${`250-${'K'.repeat(200)}\r\n`.repeat(60)}250 STARTTLS\r\n` }, tls: goodTls }],
    ['30 certificates', { tls: { key: leaf().keyPem, cert: chainOf(leaf(), ...Array.from({ length: 30 }, () => intermediate)) } }],
  ])('%s make no long report', async (_name, script) => {
    const { report } = await callPeer(script);
    expect(JSON.stringify(report).length).toBeLessThan(40_000);
  });

  test('a certificate of a megabyte is not read to its end', async () => {
    const { address } = await callPeer(withLeaf({ padding: 1_000_000 }));
    expect<Observed>(address.observed).toMatchObject({ connections: 1 });
    expect(address.verdict).toBe('tls_garbage');
  });
});
