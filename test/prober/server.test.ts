import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { type Outcome, prober, type Wanted } from '../../src/prober/server.js';
import { address, report } from '../probes/reports.js';

const SECRET = 'a-secret-of-at-least-32-characters';
let server: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

async function start(run: (wanted: Wanted) => Promise<Outcome>, now = Date.now): Promise<number> {
  const handle = prober({ secret: SECRET, run, now });
  server = createServer((asked, answer) => void handle(asked, answer));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = server.address() as AddressInfo;
  return port;
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly secret?: string | undefined;
  readonly body?: string;
}
const ask = (port: number, { method = 'POST', path = '/probe', secret = SECRET, body = '{"target":"contoso.com"}' }: Asked = {}) =>
  new Promise<{ status: number; json: unknown; retryAfter: string | undefined }>((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, method, path, agent: false, headers: secret === '' ? {} : { authorization: `Bearer ${secret}` } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, json: JSON.parse(text), retryAfter: response.headers['retry-after'] }));
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });

const probed = report([address('ok')]);

test('a probe for whoever knows the secret', async () => {
  const asked: Wanted[] = [];
  const port = await start(async (wanted) => {
    asked.push(wanted);
    return { report: probed };
  });
  expect(await ask(port, { body: '{"target":"contoso.com","port":587,"expect":"mail.contoso.com","other":1}' })).toMatchObject({
    status: 200,
    json: { report: { target: 'contoso.com', verdict: 'ok' } },
  });
  expect(asked).toEqual([{ target: 'contoso.com', port: 587, expect: 'mail.contoso.com' }]);
});

test.each([
  ['no secret', { secret: '' }, 401],
  ['another secret', { secret: `${SECRET}x` }, 401],
  ['the beginning of the secret', { secret: SECRET.slice(0, -1) }, 401],
  ['another path', { path: '/' }, 404],
  ['another method', { method: 'GET', body: '' }, 405],
  ['no JSON', { body: 'contoso.com' }, 400],
  ['no target', { body: '{"host":"contoso.com"}' }, 400],
  ['a target that is no text', { body: '{"target":["contoso.com"]}' }, 400],
  ['a port that is no number', { body: '{"target":"contoso.com","port":"25"}' }, 400],
  ['null', { body: 'null' }, 400],
  ['a body too long', { body: JSON.stringify({ target: 'x'.repeat(5000) }) }, 400],
])('%s is refused and nothing is probed', async (_, asked, status) => {
  let runs = 0;
  const port = await start(async () => {
    runs += 1;
    return { report: probed };
  });
  expect((await ask(port, asked)).status).toBe(status);
  expect(runs).toBe(0);
});

test('a target that the grammar refuses, and a probe that fails', async () => {
  const port = await start(async ({ target }) => {
    if (target === 'x') return { refused: 'not-a-host' };
    throw new Error('secret of the inside');
  });
  expect(await ask(port, { body: '{"target":"x"}' })).toMatchObject({ status: 422, json: { refused: 'not-a-host' } });
  expect(await ask(port)).toEqual({ status: 500, json: { error: 'the probe failed' }, retryAfter: undefined });
});

test('four at once and thirty a minute', async () => {
  let time = 0;
  const waiting: (() => void)[] = [];
  const port = await start(
    () => new Promise((resolve) => waiting.push(() => resolve({ report: probed }))),
    () => time,
  );
  const first = Array.from({ length: 4 }, () => ask(port));
  while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await ask(port)).toMatchObject({ status: 429, retryAfter: '10' });
  for (const end of waiting.splice(0)) end();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  for (let i = 4; i < 30; i += 1) {
    const one = ask(port);
    while (waiting.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
    for (const end of waiting.splice(0)) end();
    expect((await one).status).toBe(200);
  }
  expect((await ask(port)).status).toBe(429);
  time = 61_000;
  const next = ask(port);
  while (waiting.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
  for (const end of waiting.splice(0)) end();
  expect((await next).status).toBe(200);
});

test('wrong secrets use up nothing: they cannot lock the bot out', async () => {
  const port = await start(async () => ({ report: probed }));
  for (let i = 0; i < 40; i += 1) expect((await ask(port, { secret: 'wrong' })).status).toBe(401);
  expect((await ask(port)).status).toBe(200);
});

test('a caller that hangs up frees its place', async () => {
  const port = await start(async () => ({ report: probed }));
  for (let i = 0; i < 6; i += 1) {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(`POST /probe HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${SECRET}\r\ncontent-length: 100\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    socket.destroy();
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await ask(port)).status).toBe(200);
});
