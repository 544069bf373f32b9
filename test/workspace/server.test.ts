import { request } from 'node:http';
import { openWorkspace, type Running } from '../../src/workspace/server.js';

let running: Running;
let sent = '';
beforeEach(async () => {
  const deliver = async ({ body }: { body: string }) => {
    sent = body;
    return { status: 200, type: 'text/plain', body: 'heard' };
  };
  running = await openWorkspace({
    assets: { '/': ['package.json', 'text/html'] },
    port: 0,
    around: { secret: 's'.repeat(20), deliver: { text: deliver, base64: deliver }, now: Date.now },
  });
});
afterEach(() => running.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** fetch does not let us choose a Host. */
const statusFor = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(running.origin, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

test('serves the page with a strict policy and nothing else', async () => {
  const page = await fetch(running.origin);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toBe("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  for (const path of ['/../package.json', '/toString', '/src/config.ts']) expect((await fetch(`${running.origin}${path}`)).status).toBe(404);
});

test('takes a command from the page and tells everyone who listens', async () => {
  const news = await fetch(`${running.origin}/api/news`);
  expect((await post('/api/type', { channel: 'C0MAILOPS0', text: '/exchange-tls x', delivery: 'text' })).status).toBe(204);
  expect(running.workspace.log.map(({ kind }) => kind)).toEqual(['typed', 'answer']);
  let heard = '';
  for await (const chunk of news.body ?? []) {
    heard += Buffer.from(chunk).toString('utf8');
    if (heard.includes('heard') && heard.includes('milliseconds')) break;
  }
  expect(heard).toContain('data: {"all":[]}');
});

test('other sites and other names get nothing', async () => {
  expect((await post('/api/clear', {}, { origin: 'https://fabrikam.com' })).status).toBe(403);
  expect((await post('/api/clear', {}, { origin: running.origin })).status).toBe(204);
  expect(await statusFor('fabrikam.com')).toBe(403);
});

test('a late answer that is no JSON is refused where people see it', async () => {
  await post('/api/type', { channel: 'C0MAILOPS0', text: '/exchange-tls x', delivery: 'text' });
  const url = new URLSearchParams(sent).get('response_url') ?? '';
  const refused = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":' });
  expect([refused.status, running.workspace.log.at(-1)?.kind]).toEqual([400, 'trouble']);
});

test.each([
  ['no JSON', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }, '/api/clear', 415],
  ['broken JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }, '/api/clear', 400],
  ['wrong fields', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"channel":1}' }, '/api/type', 400],
  ['unknown address', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, '/api/else', 404],
  ['another method', { method: 'DELETE' }, '/', 405],
  ['more than 4 MB', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ' '.repeat(5_000_000) }, '/api/clear', 413],
  [
    'a late answer that nobody asked for',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    `/hooks/commands/${'0'.repeat(24)}`,
    404,
  ],
])('%s', async (_name, init, path, status) => {
  expect((await fetch(`${running.origin}${path}`, init)).status).toBe(status);
});
