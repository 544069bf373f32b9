import { connect, Socket } from 'node:net';
import { probe, type Step } from '../../src/probes/index.js';
import type { Answer, Resolver, Surroundings } from '../../src/probes/surroundings.js';
import { around, HOST, LIMITS } from './peers/call.js';
import { closedPort, startPeer } from './peers/fault-server.js';
import { HEALTHY } from './peers/healthy.js';

const healthy = HEALTHY['RSA']?.script ?? {};
const domain = { kind: 'name', name: 'contoso.test' } as const;
const nothing = async (): Promise<Answer<never>> => ({ values: [], failure: 'no-data' });
const TLSA_OF: Answer<string> = { values: [], failure: 'no-data', authenticated: false };

/** A world of a few names; hosts that are not in it do not exist. */
function world(hosts: Readonly<Record<string, readonly string[]>>, mx: readonly string[] = Object.keys(hosts)): Resolver {
  const find = async (name: string, of: (ip: string) => boolean): Promise<Answer<string>> => {
    const values = (hosts[name] ?? []).filter(of);
    return values.length > 0 ? { values } : { values: [], failure: name in hosts ? 'no-data' : 'no-such-name' };
  };
  return {
    name: 'test',
    a: (name) => find(name, (ip) => !ip.includes(':')),
    aaaa: (name) => find(name, (ip) => ip.includes(':')),
    mx: async (name) =>
      name === domain.name ? { values: mx.map((host, i) => ({ preference: 10 * i, host })) } : { values: [], failure: 'no-such-name' },
    txt: nothing,
    tlsa: async () => TLSA_OF,
  };
}

/** Every address leads to the same local port, whatever is asked for. */
const leadingTo = (port: number, resolver: Resolver, more: Partial<Surroundings> = {}): Surroundings => ({
  ...around(() => connect({ port, host: '127.0.0.1' })),
  resolver,
  allow: ['198.51.100.0/24'],
  ...more,
});
/** A connection that never comes about. */
const silent = (): Socket => new Socket();

test('all MX of a domain, each with all that is against it', async () => {
  const peer = await startPeer(healthy);
  const resolver = world({ [HOST]: ['198.51.100.1', '198.51.100.2', '198.51.100.3'], 'inside.contoso.test': ['10.0.0.5'] }, [
    HOST,
    'inside.contoso.test',
    'gone.contoso.test',
  ]);
  const steps: Step[] = [];
  const report = await probe({ target: domain }, leadingTo(peer.port, resolver), (step) => steps.push(step));
  expect(report.addresses.map(({ host, ip, port, verdict }) => [host, ip, port, verdict])).toEqual([
    [HOST, '198.51.100.1', 25, 'ok'],
    [HOST, '198.51.100.2', 25, 'ok'],
    ['inside.contoso.test', '10.0.0.5', 25, 'target_refused_by_policy'],
    ['gone.contoso.test', null, 25, 'dns_dangling_mx'],
  ]);
  expect(report.verdict).toBe('target_refused_by_policy');
  expect(report.mx.records.map(({ host, fault }) => [host, fault])).toEqual([
    [HOST, undefined],
    ['inside.contoso.test', undefined],
    ['gone.contoso.test', 'dangling'],
  ]);
  expect(report.notTested).toContainEqual({ what: 'more-addresses', why: 'too-many' });
  expect(report.policy).toMatchObject({ mtaSts: { state: 'absent' }, tlsRpt: { state: 'absent' } });
  // The two that were called, twice each: what the guard refused was not.
  expect(peer.connections()).toBe(4);
  expect(steps.at(-1)).toEqual({ doing: 'policy' });
  await peer.close();
});

test('a name that leads elsewhere the second time: what the guard has seen is what is called', async () => {
  const peer = await startPeer(healthy);
  const called: string[] = [];
  let times = 0;
  const resolver: Resolver = {
    ...world({}),
    a: async () => {
      times += 1;
      return { values: [times === 1 ? '198.51.100.1' : '127.0.0.1'] };
    },
  };
  const connectTo = (ip: string): Socket => {
    called.push(ip);
    return connect({ port: peer.port, host: '127.0.0.1' });
  };
  await probe({ target: { kind: 'name', name: HOST }, port: 25 }, leadingTo(0, resolver, { connect: connectTo }));
  expect(called).toEqual(['198.51.100.1', '198.51.100.1']);
  await peer.close();
});

test('with a port in the target or beside it no MX is asked for, and 465 begins with TLS', async () => {
  const peer = await startPeer({ ...healthy, implicitTls: true });
  const resolver: Resolver = { ...world({ [HOST]: ['198.51.100.1'] }), mx: () => Promise.reject(new Error('asked for MX')) };
  const report = await probe({ target: { kind: 'name', name: HOST, port: 465 } }, leadingTo(peer.port, resolver));
  expect(report).toMatchObject({ verdict: 'ok', mx: { kind: 'not-asked' }, addresses: [{ port: 465 }] });
  expect(report.notTested).toContainEqual({ what: 'mta-sts', why: 'no-domain' });
  await peer.close();
});

describe('nobody answers on port 25', () => {
  const quick = { ...LIMITS, connect: 60 };
  const ask = (port25: 'open' | 'blocked' | 'unknown', port = 25) =>
    probe(
      { target: { kind: 'name', name: HOST }, port },
      leadingTo(0, world({ [HOST]: ['198.51.100.1'] }), { connect: silent, limits: quick, canary: async () => ({ port25 }) }),
    );
  test('nor do others: it is this network', async () => {
    expect(await ask('blocked')).toMatchObject({ verdict: 'prober_port25_blocked' });
  });
  test('others do, or nothing is known of them: it is the target', async () => {
    expect(await ask('open')).toMatchObject({ verdict: 'conn_timeout' });
    expect(await ask('unknown')).toMatchObject({ verdict: 'conn_timeout' });
  });
  test('on another port nobody else is asked', async () => {
    expect(await ask('blocked', 587)).toMatchObject({ verdict: 'conn_timeout' });
  });
});

test('a host that answers proves that port 25 is open, whatever another one does', async () => {
  const peer = await startPeer(healthy);
  const connectTo = (ip: string): Socket => (ip === '198.51.100.1' ? connect({ port: peer.port, host: '127.0.0.1' }) : silent());
  const canary = jest.fn(async () => ({ port25: 'blocked' as const }));
  const resolver = world({ [HOST]: ['198.51.100.1', '198.51.100.2'] });
  const surroundings = leadingTo(0, resolver, { connect: connectTo, canary, limits: { ...LIMITS, connect: 60 } });
  const report = await probe({ target: { kind: 'name', name: HOST }, port: 25 }, surroundings);
  expect(report.addresses.map(({ verdict }) => verdict)).toEqual(['ok', 'conn_timeout']);
  expect(canary).not.toHaveBeenCalled();
  await peer.close();
});

test('without IPv6 here, an IPv6 address counts only where there is no other', async () => {
  const peer = await startPeer(healthy);
  const unreachable = (): Socket => {
    const socket = new Socket();
    setImmediate(() => socket.destroy(Object.assign(new Error('no route'), { code: 'ENETUNREACH' })));
    return socket;
  };
  const connectTo = (ip: string): Socket => (ip.includes(':') ? unreachable() : connect({ port: peer.port, host: '127.0.0.1' }));
  const ask = (ips: readonly string[]) =>
    probe(
      { target: { kind: 'name', name: HOST }, port: 25 },
      leadingTo(0, world({ [HOST]: ips }), { connect: connectTo, allow: ['198.51.100.0/24'] }),
    );
  const both = await ask(['198.51.100.1', '2606:4700::6810:1']);
  expect(both.addresses.map(({ ip }) => ip)).toEqual(['198.51.100.1']);
  expect(both.notTested).toContainEqual({ what: 'ipv6', why: 'no-ipv6-here' });
  expect((await ask(['2606:4700::6810:1'])).addresses.map(({ verdict }) => verdict)).toEqual(['conn_timeout']);
  await peer.close();
});

test('nothing goes on behind the limit of the whole', async () => {
  const peer = await startPeer({ banner: { after: 60_000 } });
  const began = Date.now();
  const limits = { ...LIMITS, banner: 60_000, total: 300 };
  const report = await probe(
    { target: { kind: 'name', name: HOST }, port: 25 },
    leadingTo(peer.port, world({ [HOST]: ['198.51.100.1'] }), { limits }),
  );
  expect(report.verdict).toBe('no_banner');
  expect(Date.now() - began).toBeLessThan(5000);
  expect(peer.connections()).toBe(1);
  await peer.close();
});

test("a refused port is nobody else's fault", async () => {
  const port = await closedPort();
  const report = await probe({ target: { kind: 'name', name: HOST }, port: 25 }, leadingTo(port, world({ [HOST]: ['198.51.100.1'] })));
  expect(report.verdict).toBe('conn_refused');
});
