import { httpsResolver, serverResolver } from '../../../src/probes/dns/dnssec.js';
import { systemResolver } from '../../../src/probes/dns/resolver.js';
import type { Resolver } from '../../../src/probes/surroundings.js';
import { a, aaaa, cname, type FakeDns, mx, startDns, tlsa, txt } from '../dns-server.js';

const many = (count: number) => Array.from({ length: count }, (_, index) => index);
const digest = Buffer.alloc(32, 7);
const cut = { answers: mx('cut.test', [10, 'a.test']), truncated: true, authenticated: true };

let dns: FakeDns;
beforeAll(async () => {
  dns = await startDns({
    'A good.test': { answers: a('good.test', '203.0.113.1'), authenticated: true },
    'AAAA good.test': { answers: aaaa('good.test', '2001:db8:0:0:1:0:0:1') },
    'MX good.test': { answers: mx('good.test', [20, 'B.Good.test'], [10, 'a.good.test']), authenticated: true },
    'TXT good.test': { answers: txt('good.test', ['v=STSv1; ', 'id=1;'], 'other') },
    'TLSA _25._tcp.good.test': { answers: [tlsa('_25._tcp.good.test', 3, 1, 1, digest)], authenticated: true },
    'A none.test': { code: 3 },
    'A broken.test': { code: 2 },
    'A refused.test': { code: 5 },
    'A silent.test': { silent: true },
    'A garbage.test': { garbage: true },
    'MX cut.test': cut,
    'A many.test': { answers: a('many.test', ...many(250).map((index) => `203.0.113.${index}`)), truncated: true },
    'MX many.test': { answers: mx('many.test', ...many(500).map((index) => [index, `m${index}.test`] as const)), truncated: true },
    'TXT many.test': { answers: txt('many.test', ...many(12).map(() => many(20).map(() => 'x'.repeat(250)))), truncated: true },
    'TLSA many.test': { answers: many(50).map((index) => tlsa('many.test', 3, 1, 1, Buffer.alloc(32, index))), truncated: true },
    'A alias.test': { answers: [cname('alias.test', 'Real.test'), ...a('real.test', '203.0.113.9')] },
    'CNAME alias.test': { answers: [cname('alias.test', 'Real.test')] },
    'A loop.test': { answers: [cname('loop.test', 'pool.test'), cname('pool.test', 'loop.test')] },
    'A other.test': { answers: a('elsewhere.test', '203.0.113.9') },
    'A null.test': {},
    'MX null.test': { answers: mx('null.test', [0, '.']) },
  });
});
afterAll(() => dns.close());

const QUICK = { limit: 300 };
const KINDS = ['node', 'server'] as const;
const make = (kind: (typeof KINDS)[number], port = dns.port): Resolver =>
  kind === 'node' ? systemResolver({ servers: [`127.0.0.1:${port}`], limit: 3000 }) : serverResolver('127.0.0.1', port, { limit: 1500 });

describe.each(KINDS)('%s', (kind) => {
  test('reads addresses, MX and TXT in their plain spelling', async () => {
    const resolver = make(kind);
    expect((await resolver.a('good.test')).values).toEqual(['203.0.113.1']);
    expect((await resolver.aaaa('good.test')).values).toEqual(['2001:db8::1:0:0:1']);
    expect((await resolver.mx('good.test')).values).toEqual([
      { preference: 20, host: 'b.good.test' },
      { preference: 10, host: 'a.good.test' },
    ]);
    expect((await resolver.txt('good.test')).values).toEqual(['v=STSv1; id=1;', 'other']);
    expect((await resolver.mx('null.test')).values).toEqual([{ preference: 0, host: '' }]);
  });

  test.each([
    ['none.test', 'no-such-name'],
    ['null.test', 'no-data'],
    ['broken.test', 'servfail'],
    ['refused.test', 'servfail'],
  ])('%s: %s', async (name, failure) => {
    expect(await make(kind).a(name)).toMatchObject({ values: [], failure });
  });

  test('an alias is followed and named; a circle of aliases gives nothing', async () => {
    expect(await make(kind).a('alias.test')).toMatchObject({ values: ['203.0.113.9'], alias: 'real.test' });
    const loop = await make(kind).a('loop.test');
    expect(loop.values).toEqual([]);
    expect(loop.failure).toBeDefined();
  });

  test('a long answer comes by TCP and is cut to what is needed', async () => {
    const resolver = make(kind);
    expect((await resolver.mx('cut.test')).values).toEqual([{ preference: 10, host: 'a.test' }]);
    expect((await resolver.mx('many.test')).values).toHaveLength(20);
    expect((await resolver.a('many.test')).values).toHaveLength(10);
    const texts = (await resolver.txt('many.test')).values;
    expect(texts).toHaveLength(10);
    expect(new Set(texts.map(({ length }) => length))).toEqual(new Set([4096]));
  });
});

describe('silence', () => {
  test('of node:dns ends at the limit', async () => {
    const resolver = systemResolver({ servers: [`127.0.0.1:${dns.port}`], ...QUICK });
    expect(await resolver.a('silent.test')).toMatchObject({ values: [], failure: 'timeout' });
  });

  test.each(['silent.test', 'garbage.test'])('of a resolver ends after two tries: %s', async (name) => {
    const before = dns.asked.length;
    expect(await serverResolver('127.0.0.1', dns.port, QUICK).a(name)).toMatchObject({ values: [], failure: 'timeout' });
    expect(dns.asked.slice(before).filter((one) => one === `udp A ${name}`)).toHaveLength(2);
  });

  test('a resolver that is not there is no answer', async () => {
    const gone = await startDns({});
    await gone.close();
    expect(await serverResolver('127.0.0.1', gone.port, QUICK).a('good.test')).toMatchObject({ failure: 'timeout' });
  });

  test('a name that does not fit into a question is no answer', async () => {
    expect((await serverResolver('127.0.0.1', dns.port, QUICK).a(`${'x'.repeat(300)}.test`)).values).toEqual([]);
  });
});

describe('DNSSEC', () => {
  test('the AD bit is handed on', async () => {
    const resolver = make('server');
    expect(await resolver.tlsa('_25._tcp.good.test')).toEqual({ values: [`3 1 1 ${digest.toString('hex')}`], authenticated: true, alias: undefined });
    expect((await resolver.aaaa('good.test')).authenticated).toBe(false);
    expect((await resolver.mx('cut.test')).authenticated).toBe(true);
    expect((await resolver.tlsa('many.test')).values).toHaveLength(20);
  });

  test('node:dns vouches for nothing and leaves TLSA to another', async () => {
    const alone = systemResolver({ servers: [`127.0.0.1:${dns.port}`] });
    expect(alone.validating).toBeNull();
    expect((await alone.mx('good.test')).authenticated).toBeUndefined();
    expect((await alone.tlsa('_25._tcp.good.test')).values).toEqual([]);
    const both = systemResolver({ servers: [`127.0.0.1:${dns.port}`], validating: make('server') });
    expect((await both.tlsa('_25._tcp.good.test')).authenticated).toBe(true);
  });

  test('an answer to another name gives no address', async () => {
    expect(await make('server').a('other.test')).toMatchObject({ values: [], failure: 'no-data' });
  });

  test('an answer with another id is passed over', async () => {
    const forger = await startDns({ 'A good.test': { answers: a('good.test', '203.0.113.1'), forged: a('good.test', '127.0.0.1') } });
    expect((await serverResolver('127.0.0.1', forger.port).a('good.test')).values).toEqual(['203.0.113.1']);
    await forger.close();
  });
});

describe('DNS over HTTPS', () => {
  type Fetch = Parameters<typeof httpsResolver>[0];
  const stream = async function* (...chunks: readonly Uint8Array[]) {
    yield* chunks;
  };
  /** Passes the question to the fake server by the plain way, as a gateway would. */
  const gateway: Fetch = async (_url, { body }) => {
    const { createSocket } = await import('node:dgram');
    const socket = createSocket('udp4');
    const message = await new Promise<Buffer>((resolve) => {
      socket.once('message', resolve);
      socket.send(body, dns.port, '127.0.0.1');
    });
    socket.close();
    return { status: 200, body: stream(message.subarray(0, 20), message.subarray(20)) };
  };
  const URLS = ['https://one.test/dns-query', 'https://two.test/dns-query'];

  test('asks by POST with DO and AD, and reads the answer', async () => {
    const seen: unknown[] = [];
    const resolver = httpsResolver((url, init) => {
      seen.push(url, init.headers, init.redirect, Buffer.from(init.body).readUInt16BE(0), Buffer.from(init.body).readUInt16BE(2) & 0x20);
      // The last two bytes are the length of the options; before them the flags of EDNS (RFC 6891, section 6.1.3).
      seen.push(Buffer.from(init.body).readUInt16BE(init.body.length - 4));
      return gateway(url, init);
    }, URLS);
    expect((await resolver.tlsa('_25._tcp.good.test')).authenticated).toBe(true);
    const type = 'application/dns-message';
    expect(seen).toEqual([URLS[0], { 'content-type': type, accept: type }, 'error', 0, 0x20, 0x8000]);
    expect(resolver.name).toBe('one.test, two.test');
  });

  const never: Fetch = (_url, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }));
  const big: Fetch = async () => ({ status: 200, body: stream(new Uint8Array(40_000), new Uint8Array(40_000)) });
  test.each<[string, Fetch]>([
    ['an error', () => Promise.reject(new Error('no'))],
    ['silence', never],
    ['404', async () => ({ status: 404, body: stream(Buffer.from('no')) })],
    ['nothing', async () => ({ status: 200, body: null })],
    ['a page', async () => ({ status: 200, body: stream(Buffer.from('<html>')) })],
    ['too much', big],
  ])('after %s the second server is asked', async (_what, first) => {
    const resolver = httpsResolver((url, init) => (url === URLS[0] ? first : gateway)(url, init), URLS, { limit: 1000 });
    expect((await resolver.a('good.test')).values).toEqual(['203.0.113.1']);
    const neither = httpsResolver(first, URLS, { limit: 50 });
    expect(await neither.a('good.test')).toMatchObject({ values: [], failure: 'timeout' });
  });
});
