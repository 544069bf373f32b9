import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { connect as netConnect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeResolver } from '../../../src/probes/dns/resolver.js';
import { guardOf } from '../../../src/probes/guard.js';
import { policyNotTested, readPolicy } from '../../../src/probes/policy/index.js';
import { fetchPolicy } from '../../../src/probes/policy/sts-fetch.js';
import { matchesMx, readStsPolicy, readStsRecord } from '../../../src/probes/policy/sts-text.js';
import { readTlsRpt } from '../../../src/probes/policy/tls-rpt.js';
import type { Answer } from '../../../src/probes/surroundings.js';

interface Pair {
  readonly key: string;
  readonly cert: string;
}
const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const read = (name: string): Pair => ({
  key: readFileSync(join(folder, `${name}.key`), 'utf8'),
  cert: readFileSync(join(folder, `${name}.pem`), 'utf8'),
});
function makeCa(name: string): Pair {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-days',
    '30',
  );
  return read(name);
}
function makeLeaf(name: string, host: string, days = '30'): Pair {
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${host}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  );
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    days,
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  );
  return read(name);
}

const ca = makeCa('ca');
const stranger = makeCa('stranger');
const good = makeLeaf('good', 'mta-sts.contoso.com');
const wrong = makeLeaf('wrong', 'www.contoso.com');
const expired = makeLeaf('expired', 'mta-sts.contoso.com', '-1');
const mail = makeLeaf('mail', 'mail.contoso.com');
const der = (pair: Pair) => new X509Certificate(pair.cert).raw;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const POLICY = 'version: STSv1\r\nmode: enforce\r\nmx: mail.contoso.com\r\nmx: *.pool.contoso.com\r\nmax_age: 604800\r\n';
const plain: RequestListener = (_request, response) => response.setHeader('content-type', 'text/plain; charset=utf-8').end(POLICY);

const servers: Server[] = [];
const opened: Socket[] = [];
async function serve(pair: Pair, listener: RequestListener): Promise<(ip: string, port: number) => Socket> {
  const server = createServer({ key: pair.key, cert: pair.cert }, listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return () => {
    const socket = netConnect(port, '127.0.0.1');
    opened.push(socket);
    return socket;
  };
}
afterEach(async () => {
  // Whatever came out, no connection may be left.
  await Promise.all(opened.splice(0).map(async (socket) => socket.closed || new Promise((done) => socket.once('close', done))));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const ANSWER: Answer<string> = { values: ['8.8.8.8'] };
const fetched = async (pair: Pair, listener: RequestListener, limit = 3000, trusted = [ca.cert]) =>
  fetchPolicy('mta-sts.contoso.com', [ANSWER], { guard: guardOf([]), connect: await serve(pair, listener), ca: trusted, limit });

describe('fetching a policy', () => {
  test('the text, asked for by its name', async () => {
    const seen: unknown[] = [];
    const result = await fetched(good, (request, response) => {
      seen.push(request.method, request.url, request.headers.host);
      plain(request, response);
    });
    expect(result).toEqual({ text: POLICY });
    expect(seen).toEqual(['GET', '/.well-known/mta-sts.txt', 'mta-sts.contoso.com']);
  });

  const respond =
    (status: number, type: string, body: string): RequestListener =>
    (_request, response) =>
      response.writeHead(status, { 'content-type': type, location: 'https://169.254.169.254/' }).end(body);
  test.each<[string, RequestListener]>([
    ['redirect', respond(301, 'text/plain', POLICY)],
    ['redirect', respond(302, 'text/plain', POLICY)],
    ['http-404', respond(404, 'text/plain', POLICY)],
    ['http-500', respond(500, 'text/plain', POLICY)],
    ['content-type', respond(200, 'text/html', '<html>')],
    ['content-type', (_request, response) => response.end(POLICY)],
    ['too-long', respond(200, 'text/plain', 'x'.repeat(1_000_000))],
    ['cut-off', (request) => request.socket.destroy()],
    [
      'cut-off',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '500' }).write('version', () => response.destroy()),
    ],
  ])('%s', async (why, listener) => {
    expect(await fetched(good, listener)).toEqual({ failed: 'fetch-error', why });
  });

  test('one byte at a time ends at the limit', async () => {
    let drip: NodeJS.Timeout | undefined;
    const started = process.hrtime.bigint();
    const result = await fetched(
      good,
      (_request, response) => {
        response.setHeader('content-type', 'text/plain');
        drip = setInterval(() => response.write('x'), 20);
      },
      400,
    );
    clearInterval(drip);
    expect(result).toEqual({ failed: 'fetch-error', why: 'timeout' });
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2500);
  });

  test('a server that never answers ends at the limit', async () => {
    expect(await fetched(good, () => undefined, 300)).toEqual({ failed: 'fetch-error', why: 'timeout' });
  });

  test.each([
    ['name', wrong, [ca.cert]],
    ['expired', expired, [ca.cert]],
    ['untrusted', good, []],
    ['untrusted', good, [stranger.cert]],
    ['self-signed', stranger, []],
  ])('certificate: %s', async (why, pair, trusted) => {
    expect(await fetched(pair, plain, 3000, trusted)).toEqual({ failed: 'certificate', why });
  });

  test.each<[string, readonly Answer<string>[]]>([
    ['address-refused', [{ values: ['127.0.0.1', '169.254.169.254'] }]],
    ['dns-failed', [{ values: [], failure: 'timeout' }]],
    ['no-address', [{ values: [], failure: 'no-such-name' }]],
  ])('%s: nobody is called', async (why, answers) => {
    const connect = () => {
      throw new Error('called');
    };
    expect(await fetchPolicy('mta-sts.contoso.com', answers, { guard: guardOf([]), connect, ca: [] })).toEqual({ failed: 'fetch-error', why });
  });
});

test.each<[readonly string[], object]>([
  [['v=STSv1; id=20260101T000000;'], { state: 'present', id: '20260101T000000' }],
  [['v=STSv1;id=1', 'v=spf1 -all'], { state: 'present', id: '1' }],
  [[], { state: 'absent' }],
  [['v=spf1 -all'], { state: 'absent' }],
  [['v=STSv1; id=1', 'v=STSv1; id=2'], { state: 'syntax', why: 'two-records' }],
  [['v=STSv1;'], { state: 'syntax', why: 'no-id' }],
  [['v=STSv1; id=a-b'], { state: 'syntax', why: 'no-id' }],
  [[`v=STSv1; id=${'a'.repeat(33)}`], { state: 'syntax', why: 'no-id' }],
  [[' v=STSv1; id=1'], { state: 'syntax', why: 'bad-record' }],
])('record %j', (values, record) => {
  expect(readStsRecord({ values })).toEqual(record);
});

test.each([
  [POLICY, { mode: 'enforce', mx: ['mail.contoso.com', '*.pool.contoso.com'], maxAge: 604_800 }],
  ['version: STSv1\nmode: none\nmax_age: 0', { mode: 'none', mx: [], maxAge: 0 }],
  [POLICY.replace('enforce', 'testing\nmode: none\nnew: x'), { mode: 'testing', mx: ['mail.contoso.com', '*.pool.contoso.com'], maxAge: 604_800 }],
  [POLICY.replace('STSv1', 'STSv2'), { why: 'no-version-line' }],
  [POLICY.replace('enforce', 'Enforced'), { why: 'no-mode-line' }],
  [POLICY.replace('604800', '31557601'), { why: 'no-max-age-line' }],
  [POLICY.replace('604800', '1 week'), { why: 'no-max-age-line' }],
  ['version: STSv1\nmode: enforce\nmax_age: 1\n', { why: 'no-mx-line' }],
  [POLICY.replace('mail.', '*'), { why: 'bad-mx-line' }],
  [POLICY.replace('mail.', 'a.*.'), { why: 'bad-mx-line' }],
  ['<html>', { why: 'bad-line' }],
  ['', { why: 'no-version-line' }],
])('policy %j', (text, policy) => {
  expect(readStsPolicy(text)).toEqual(policy);
});

test.each([
  ['mail.contoso.com', 'MAIL.contoso.com', true],
  ['mail.contoso.com', 'a.mail.contoso.com', false],
  ['*.contoso.com', 'mail.contoso.com', true],
  ['*.contoso.com', 'a.mail.contoso.com', false],
  ['*.contoso.com', 'contoso.com', false],
  ['*.contoso.com', '.contoso.com', false],
  ['*.contoso.com', 'mail.evilcontoso.com', false],
])('%s covers %s: %s', (pattern, host, covers) => {
  expect(matchesMx(pattern, host)).toBe(covers);
});

test.each<[Answer<string>, object]>([
  [{ values: ['v=TLSRPTv1; rua=mailto:tls@contoso.com'] }, { state: 'present', rua: 'mailto:tls@contoso.com' }],
  [
    { values: ['v=TLSRPTv1;rua=https://r.contoso.com/v1,mailto:a@b.example;'] },
    { state: 'present', rua: 'https://r.contoso.com/v1,mailto:a@b.example' },
  ],
  [{ values: [], failure: 'no-such-name' }, { state: 'absent' }],
  [{ values: [], failure: 'servfail' }, { state: 'not-tested' }],
  [{ values: ['v=spf1'] }, { state: 'absent' }],
  [{ values: ['v=TLSRPTv1;'] }, { state: 'syntax' }],
  [{ values: ['v=TLSRPTv1; rua=tls@contoso.com'] }, { state: 'syntax' }],
  [{ values: ['v=TLSRPTv1; rua=mailto:a@b', 'v=TLSRPTv1; rua=mailto:a@b'] }, { state: 'syntax' }],
])('TLS-RPT %j', (answer, report) => {
  expect(readTlsRpt(answer)).toEqual(report);
});

const spki = (pair: Pair) => new X509Certificate(pair.cert).publicKey.export({ type: 'spki', format: 'der' });
const hex = (bytes: Buffer, digest?: string) => (digest === undefined ? bytes : createHash(digest).update(bytes).digest()).toString('hex');
const AD = { authenticated: true };
const yes = <T>(...values: readonly T[]): Answer<T> => ({ values, ...AD });
const gone: Answer<never> = { values: [], failure: 'no-such-name', ...AD };
interface Dns {
  readonly mx?: Answer<{ preference: number; host: string }>;
  readonly address?: Answer<string>;
  readonly tlsa?: Answer<string>;
  readonly texts?: Readonly<Record<string, string>>;
}
const resolverOf = ({
  mx = yes({ preference: 10, host: 'mail.contoso.com' }),
  address = yes('8.8.8.8'),
  tlsa = gone,
  texts = {},
}: Dns): ProbeResolver => ({
  name: 'resolver.test',
  a: async () => address,
  aaaa: async () => gone,
  mx: async () => mx,
  txt: async (name) => (texts[name] === undefined ? gone : yes(texts[name])),
  tlsa: async (name) => (name === '_25._tcp.mail.contoso.com' ? tlsa : gone),
});
const noConnect = () => {
  throw new Error('called');
};
const HOST = 'mail.contoso.com';
const chain = [der(mail), der(ca)];
const policyOf = (dns: Dns, chains: readonly (readonly Buffer[])[] = [chain]) =>
  readPolicy('contoso.com', [HOST], new Map([[HOST, chains]]), { resolver: resolverOf(dns), guard: guardOf([]), connect: noConnect, ca: [] });

describe('DANE', () => {
  test.each([
    ['match', [`3 1 1 ${hex(spki(mail), 'sha256')}`]],
    ['match', [`3 0 1 ${hex(der(mail), 'sha256')}`]],
    ['match', [`3 1 2 ${hex(spki(mail), 'sha512').toUpperCase()}`]],
    ['match', [`3 1 0 ${hex(spki(mail))}`]],
    ['match', [`3 0 0 ${hex(der(mail))}`]],
    ['match', [`2 0 1 ${hex(der(ca), 'sha256')}`]],
    ['match', [`2 1 1 ${hex(spki(ca), 'sha256')}`]],
    ['match', [`3 1 1 ${'0'.repeat(64)}`, `3 1 1 ${hex(spki(mail), 'sha256')}`]],
    ['mismatch', [`3 1 1 ${'0'.repeat(64)}`]],
    ['mismatch', [`3 1 1 ${hex(spki(ca), 'sha256')}`]],
    ['mismatch', [`3 0 1 ${hex(spki(mail), 'sha256')}`]],
    ['mismatch', [`2 0 1 ${hex(der(mail), 'sha256')}`]],
    ['none', [`1 1 1 ${hex(spki(mail), 'sha256')}`]],
    ['none', [`0 0 1 ${hex(der(ca), 'sha256')}`]],
    ['none', [`3 1 1 ${hex(spki(mail), 'sha512')}`]],
    ['none', [`3 2 1 ${hex(spki(mail), 'sha256')}`]],
  ])('%s (row %#)', async (state, records) => {
    const { dane } = await policyOf({ tlsa: yes(...records) });
    expect(dane).toEqual({ state, hosts: [{ host: HOST, state, records }], resolver: 'resolver.test' });
  });

  test('an authority counts only if it signed, and only for the name', async () => {
    const tlsa = yes(`2 0 1 ${hex(der(stranger), 'sha256')}`);
    expect((await policyOf({ tlsa }, [[der(mail), der(stranger)]])).dane.state).toBe('mismatch');
    const named = yes(`2 0 1 ${hex(der(ca), 'sha256')}`);
    expect((await policyOf({ tlsa: named }, [[der(wrong), der(ca)]])).dane.state).toBe('mismatch');
    expect((await policyOf({ tlsa: named }, [[Buffer.from('junk'), der(ca)]])).dane.state).toBe('mismatch');
  });

  const own = `3 1 1 ${hex(spki(mail), 'sha256')}`;
  test.each<[string, Dns, readonly (readonly Buffer[])[] | undefined, string | undefined]>([
    ['no-dnssec', { tlsa: { values: [own], authenticated: false } }, undefined, undefined],
    ['no-dnssec', { tlsa: yes(own), mx: { values: [{ preference: 1, host: HOST }] } }, undefined, undefined],
    ['no-dnssec', { tlsa: yes(own), address: { values: ['8.8.8.8'] } }, undefined, undefined],
    ['bogus', { tlsa: { values: [], failure: 'servfail' } }, undefined, undefined],
    ['bogus', { tlsa: yes(own), mx: { values: [], failure: 'servfail' } }, undefined, undefined],
    ['none', {}, undefined, undefined],
    ['not-tested', { tlsa: { values: [], failure: 'timeout' } }, undefined, 'dns-failed'],
    ['not-tested', { tlsa: yes(own) }, [], 'not-reached'],
    // One server of two has another certificate.
    ['mismatch', { tlsa: yes(own) }, [chain, [der(wrong), der(ca)]], undefined],
    ['mismatch', { tlsa: yes(own) }, [[]], undefined],
  ])('%s', async (state, dns, chains, why) => {
    const report = await policyOf(dns, chains);
    expect(report.dane.state).toBe(state);
    expect(policyNotTested(report, 'contoso.com')).toEqual(why === undefined ? [] : [{ what: 'dane', why }]);
  });

  test('without a resolver that vouches it is not tested', async () => {
    const resolver: ProbeResolver = { ...resolverOf({ tlsa: yes(own) }), validating: null };
    const report = await readPolicy('contoso.com', [HOST], new Map([[HOST, [chain]]]), { resolver, guard: guardOf([]), connect: noConnect, ca: [] });
    expect(report.dane).toEqual({ state: 'not-tested', hosts: [{ host: HOST, state: 'not-tested', records: [] }] });
    expect(policyNotTested(report, 'contoso.com')).toEqual([{ what: 'dane', why: 'no-resolver' }]);
  });
});

describe('MTA-STS of a domain', () => {
  const texts = { '_mta-sts.contoso.com': 'v=STSv1; id=1;', '_smtp._tls.contoso.com': 'v=TLSRPTv1; rua=mailto:a@contoso.com' };
  const report = async (hosts: readonly string[], body = POLICY) => {
    const connect = await serve(good, (_request, response) => response.setHeader('content-type', 'text/plain').end(body));
    return (await readPolicy('contoso.com', hosts, new Map(), { resolver: resolverOf({ texts }), guard: guardOf([]), connect, ca: [ca.cert] }))
      .mtaSts;
  };
  const policy = { mode: 'enforce', mx: ['mail.contoso.com', '*.pool.contoso.com'], maxAge: 604_800, id: '1' };

  test('covers its hosts', async () => {
    expect(await report(['mail.contoso.com', 'a.pool.contoso.com'])).toEqual({ state: 'match', ...policy });
  });
  test('lacks one', async () => {
    expect(await report(['mail.contoso.com', 'old.contoso.com'])).toEqual({ state: 'mx-not-in-policy', ...policy, uncovered: ['old.contoso.com'] });
  });
  test('cannot be read', async () => {
    expect(await report(['mail.contoso.com'], 'version: STSv1')).toEqual({ state: 'syntax', id: '1', why: 'no-mode-line' });
  });
  test('of an address there is none', async () => {
    const none = await readPolicy(undefined, [], new Map(), { resolver: resolverOf({}), guard: guardOf([]), connect: noConnect, ca: [] });
    expect(none).toEqual({
      dane: { state: 'not-tested', hosts: [], resolver: 'resolver.test' },
      mtaSts: { state: 'not-tested' },
      tlsRpt: { state: 'not-tested' },
    });
    expect(policyNotTested(none, undefined).map(({ why }) => why)).toEqual(['no-domain', 'no-domain', 'no-domain']);
  });
});
