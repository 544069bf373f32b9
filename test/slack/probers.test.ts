import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkerConfig } from '../../src/config.js';
import { prober as proberServer } from '../../src/prober/server.js';
import { readTarget } from '../../src/probes/target.js';
import { type Prober, proberFor } from '../../src/slack/probers.js';
import { address, report } from '../probes/reports.js';

const SECRET = 'a'.repeat(64);
const CONFIG: WorkerConfig = { version: '1', hooksOrigin: '', table: undefined, allow: [], ehloName: 'probe.contoso.com', prober: undefined };
const WELL = report([address('ok')]);
let server: Server | undefined;

async function serve(listener: RequestListener, path = '/probe') {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return proberFor({ ...CONFIG, prober: { url: `http://127.0.0.1:${port}${path}`, secret: SECRET } }, Date.now);
}
async function closeServer() {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
}
afterEach(closeServer);

function ask(
  prober: Prober,
  text = 'contoso.com',
  { limit = 5000, signal = new AbortController().signal, expect: name = undefined as string | undefined } = {},
) {
  const target = readTarget(text);
  if ('refused' in target) throw new Error(target.refused);
  return prober({ target, expect: name, limit, signal, onStep: () => {} });
}
const say =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:9/' }).end(body);

describe("a prober of one's own", () => {
  test('is asked with the secret, and its report is read', async () => {
    const asked: unknown[] = [];
    const answer = async (wanted: unknown) => {
      asked.push(wanted);
      return { report: WELL };
    };
    const run = proberServer({ secret: SECRET, now: Date.now, run: answer });
    const prober = await serve((request, response) => void run(request, response));
    const probed = await ask(prober, 'contoso.com:587', { expect: 'mail.fabrikam.com' });
    expect(asked).toEqual([{ target: 'contoso.com', port: 587, expect: 'mail.fabrikam.com' }]);
    expect(probed).toMatchObject({ report: { target: 'contoso.com', verdict: 'ok', notTested: WELL.notTested } });
  });

  test('its own refusals become sentences', async () => {
    const run = proberServer({ secret: SECRET, now: Date.now, run: async () => ({ refused: 'odd-address' }) });
    const prober = await serve((request, response) => void run(request, response));
    expect(await ask(prober)).toEqual({ refused: 'odd-address' });
  });

  test('with another secret it says so', async () => {
    const run = proberServer({ secret: 'b'.repeat(64), now: Date.now, run: async () => ({ report: WELL }) });
    expect(await ask(await serve((request, response) => void run(request, response)))).toEqual({ note: 'proberDenied' });
  });

  test.each<[number, string, object]>([
    [429, '{"error":"busy"}', { note: 'proberBusy' }],
    [422, '{"refused":"<!channel>"}', { refused: 'not-a-host' }],
    [422, '{}', { note: 'proberDown' }],
    [302, '', { note: 'proberDown' }],
    [500, '{"error":"the probe failed"}', { note: 'proberDown' }],
    [200, '<html>', { note: 'proberDown' }],
    [200, '{"report":{}}', { note: 'proberDown' }],
    [200, JSON.stringify({ report: { ...WELL, target: 'evil.example' } }), { note: 'proberDown' }],
    [200, `{"report":"${'x'.repeat(600_000)}"}`, { note: 'proberDown' }],
    [200, '{"report":{"target":"contoso.com","verdict":"__proto__","addresses":[]}}', { note: 'proberDown' }],
  ])('%i %.40s', async (status, body, wanted) => expect(await ask(await serve(say(status, body)))).toEqual(wanted));

  test('one that is silent, drips or is not there costs its limit and no more', async () => {
    const began = performance.now();
    expect(await ask(await serve(() => {}), 'contoso.com', { limit: 200 })).toEqual({ note: 'proberDown' });
    const drip = (_: IncomingMessage, response: Parameters<RequestListener>[1]) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    await closeServer();
    expect(await ask(await serve(drip), 'contoso.com', { limit: 300 })).toEqual({ note: 'proberDown' });
    const nobody = proberFor({ ...CONFIG, prober: { url: 'http://127.0.0.1:1/probe', secret: SECRET } }, Date.now);
    expect(await ask(nobody)).toEqual({ note: 'proberDown' });
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test('nothing goes on after the end', async () => {
    const end = new AbortController();
    const asking = ask(await serve(() => {}), 'contoso.com', { signal: end.signal });
    setTimeout(() => end.abort(), 50);
    expect(await asking).toEqual({ note: 'proberDown' });
  });
});

describe('from here', () => {
  test('what is not on the internet is not called', async () => {
    expect(await ask(proberFor(CONFIG, Date.now), '127.0.0.1:25')).toMatchObject({ report: { verdict: 'target_refused_by_policy' } });
  });

  test('an allowed network is, and the end closes what is open', async () => {
    let open = 0;
    const { createServer: listen } = await import('node:net');
    const mute = listen((socket) => {
      open += 1;
      socket.on('error', () => {}).on('close', () => (open -= 1));
    });
    // A mail port cannot be bound here, so that the target is read as the terminal does.
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const end = new AbortController();
    const target = readTarget(`127.0.0.1:${port}`, { ports: 'any' });
    if ('refused' in target) throw new Error(target.refused);
    const probing = proberFor(
      { ...CONFIG, allow: ['127.0.0.0/8'] },
      Date.now,
    )({ target, expect: undefined, limit: 20_000, onStep: () => {}, signal: end.signal });
    setTimeout(() => end.abort(), 200);
    const began = performance.now();
    expect(await probing).toHaveProperty('report');
    expect(performance.now() - began).toBeLessThan(3000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open).toBe(0);
    await new Promise((resolve) => mute.close(resolve));
  });

  test('a network that is none does not start', () =>
    expect(() => proberFor({ ...CONFIG, allow: ['10.0.0.0/99'] }, Date.now)).toThrow('needs a slash'));
});
