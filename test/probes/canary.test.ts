import { type Duplex, PassThrough } from 'node:stream';
import { makeCanary } from '../../src/probes/canary.js';
import { guardOf } from '../../src/probes/guard.js';
import type { Resolver } from '../../src/probes/surroundings.js';

const none = async () => ({ values: [] });
const resolver = (ip: string): Resolver => ({
  name: 'test',
  a: async (name) => ({ values: [ip.replace('N', name === 'mx.gmail.com' ? '1' : '2')] }),
  aaaa: none,
  mx: async (domain) => ({
    values: [
      { preference: 20, host: 'late' },
      { preference: 10, host: `mx.${domain}` },
    ],
  }),
  txt: none,
  tlsa: none,
});

type Act = (socket: Duplex) => void;
const silent: Act = () => undefined;
const fails =
  (code: string): Act =>
  (socket) =>
    socket.destroy(Object.assign(new Error(code), { code }));

function canary(acts: readonly Act[], ip = '8.8.8.N') {
  const calls: string[] = [];
  const sockets: Duplex[] = [];
  let now = 0;
  const ask = makeCanary({
    resolver: resolver(ip),
    guard: guardOf([]),
    connect: (address, port) => {
      const socket = new PassThrough();
      const act = acts[sockets.length % acts.length];
      sockets.push(socket);
      calls.push(`${address}:${port}`);
      setImmediate(() => act?.(socket));
      return socket;
    },
    now: () => now,
    limit: 60,
  });
  return {
    ask,
    calls,
    sockets,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test.each<[string, readonly Act[]]>([
  ['open', [silent, (socket) => socket.emit('connect')]],
  ['open', [silent, (socket) => socket.push('220 hello\r\n')]],
  ['open', [fails('ECONNREFUSED'), silent]],
  ['open', [fails('ECONNRESET'), fails('ENETUNREACH')]],
  ['blocked', [silent, silent]],
  ['blocked', [fails('ETIMEDOUT'), silent]],
  ['unknown', [fails('ENETUNREACH'), silent]],
  ['unknown', [fails('EHOSTUNREACH'), fails('EHOSTUNREACH')]],
])('%s', async (port25, acts) => {
  const { ask, calls, sockets } = canary(acts);
  expect(await ask()).toEqual({ port25, at: 0 });
  expect(calls).toEqual(['8.8.8.1:25', '8.8.8.2:25']);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});

test('an address that the guard refuses is not called', async () => {
  const { ask, calls } = canary([silent], '10.0.0.N');
  expect((await ask()).port25).toBe('unknown');
  expect(calls).toEqual([]);
});

test('is asked once in ten minutes, also by many at once', async () => {
  const { ask, calls, pass } = canary([(socket) => socket.emit('connect')]);
  await Promise.all([ask(), ask(), ask()]);
  pass(599_999);
  expect((await ask()).at).toBe(0);
  expect(calls).toHaveLength(2);
  pass(1);
  expect((await ask()).at).toBe(600_000);
  expect(calls).toHaveLength(4);
});
