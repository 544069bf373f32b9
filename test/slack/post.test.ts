import { createServer } from 'node:net';
import { hookTarget, post } from '../../src/slack/post.js';
import { answer, fakeHooks } from './hooks.js';

const MESSAGE = { text: 'Receive connector…', blocks: [{ type: 'divider' }], replace_original: true };
const SLACK = 'https://hooks.slack.com';
const now = () => performance.now();

async function run(script: Parameters<typeof fakeHooks>, { limit = 2200, message = MESSAGE as { text: string } } = {}) {
  const hooks = await fakeHooks(...script);
  const started = now();
  const sent = await post(hooks.url, message, { origin: hooks.origin, limit, now });
  const ms = now() - started;
  await hooks.close();
  return { sent, ms, posted: hooks.posted };
}

describe('hookTarget', () => {
  test.each([`${SLACK}/actions/T0123/456/AbC-d_e`, `${SLACK}/commands/T0123/456/abc`, `${SLACK}/app/T0123/456/abc`])('leads to Slack: %s', (url) =>
    expect(hookTarget(url, SLACK)?.href).toBe(url),
  );

  test.each([
    '',
    'x',
    'http://hooks.slack.com/actions/T/1/a',
    'https://hooks.slack.com.evil.example/actions/T/1/a',
    'https://hooks.slack.com@evil.example/actions/T/1/a',
    'https://hooks.slack.com:8443/actions/T/1/a',
    'https://user@hooks.slack.com/actions/T/1/a',
    'https://HOOKS.slack.com/actions/T/1/a',
    'https://hooks.slack.com./actions/T/1/a',
    'https://hooks.slack.com\\@evil.example/actions/a',
    ' https://hooks.slack.com/actions/T/1/a',
    'https://hooks.slack.com/actions/T/1/a\n',
    'https://hooks.slack.com/actions/../services/T/B/x',
    'https://hooks.slack.com/actions/%2e%2e/services/T',
    'https://hooks.slack.com/services/T/B/x',
    'https://hooks.slack.com/actions/',
    'https://hooks.slack.com/actions/a?b=c',
    'https://hooks.slack.com/actions/a#b',
    'https://hooks.slack.com/hooks/actions/a',
    'https://slack.com/actions/a',
    'https://evil.example/actions/a',
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:3000/actions/a',
    'file:///etc/passwd',
    'javascript:alert(1)',
    `${SLACK}/actions/${'a'.repeat(400)}`,
  ])('refuses %j', (url) => expect(hookTarget(url, SLACK)).toBeUndefined());

  test('a stand-in has its own origin and no other', () => {
    const local = 'http://127.0.0.1:3000';
    expect(hookTarget(`${local}/hooks/actions/0a1b`, local)?.href).toBe(`${local}/hooks/actions/0a1b`);
    expect(hookTarget(`${SLACK}/actions/a/b`, local)).toBeUndefined();
    expect(hookTarget('http://127.0.0.1:30000/actions/a', local)).toBeUndefined();
  });
});

describe('post', () => {
  test('one request, and the message as it is', async () => {
    const { sent, posted } = await run([answer(200)]);
    expect(sent).toEqual({ ok: true });
    expect(posted).toMatchObject([
      { path: '/actions/T0TESTING/1/abc', body: MESSAGE, headers: { 'content-type': 'application/json; charset=utf-8' } },
    ]);
  });

  test('Slack’s other way to say yes', async () => expect((await run([answer(200, '{"ok":true}')])).sent).toEqual({ ok: true }));

  test('another host gets nothing', async () => {
    const hooks = await fakeHooks();
    expect(await post(hooks.url, MESSAGE, { origin: SLACK, limit: 1000, now })).toEqual({ ok: false, code: 'foreign-address' });
    expect(hooks.posted).toEqual([]);
    await hooks.close();
  });

  test('429 with Retry-After: 1 waits and sends once more', async () => {
    const { sent, posted } = await run([answer(429, '', { 'retry-after': '1' }), answer(200)]);
    expect(sent).toEqual({ ok: true });
    expect(posted.length).toBe(2);
    expect((posted[1]?.at ?? 0) - (posted[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('429 with a wait longer than the time left gives up at once', async () => {
    const { sent, ms, posted } = await run([answer(429, '', { 'retry-after': '120' })]);
    expect(sent).toEqual({ ok: false, code: 'http-429' });
    expect(posted.length).toBe(1);
    expect(ms).toBeLessThan(500);
  });

  test('429 with a Retry-After that is no number of seconds waits for one second', async () => {
    const odd = [undefined, '-5', 'soon', 'Sun, 22 Nov 2026 03:12:45 GMT', '1e9', ''];
    const runs = await Promise.all(odd.map((value) => run([answer(429, '', value === undefined ? {} : { 'retry-after': value }), answer(200)])));
    for (const { sent, ms, posted } of runs) {
      expect(sent).toEqual({ ok: true });
      expect(posted.length).toBe(2);
      expect(ms).toBeGreaterThanOrEqual(990);
    }
  });

  test.each([500, 502, 503, 504])('%i is tried three times and no more', async (status) => {
    const { sent, posted } = await run([answer(status)]);
    expect(sent).toEqual({ ok: false, code: `http-${status}` });
    expect(posted.length).toBe(3);
  });

  test('a reset connection, then an answer', async () => {
    const { sent, posted } = await run([(_, request) => request.socket.destroy(), answer(200)]);
    expect(sent).toEqual({ ok: true });
    expect(posted.length).toBe(2);
  });

  test('a reset in the middle of the answer is not sent again: it may have arrived', async () => {
    const { sent, posted } = await run([(response) => void response.writeHead(200, { 'content-length': '9' }).write('o', () => response.destroy())]);
    expect(sent).toEqual({ ok: false, code: 'ECONNRESET' });
    expect(posted.length).toBe(1);
  });

  test('nobody listens', async () => {
    const hooks = await fakeHooks();
    await hooks.close();
    expect(await post(hooks.url, MESSAGE, { origin: hooks.origin, limit: 1000, now })).toEqual({ ok: false, code: 'ECONNREFUSED' });
  });

  test('no HTTP at all', async () => {
    const server = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('220 mail.contoso.com ESMTP\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    expect(await post(`${origin}/actions/a`, MESSAGE, { origin, limit: 1000, now })).toMatchObject({
      ok: false,
      code: expect.stringMatching(/^(HPE_|ECONN)/),
    });
    await new Promise((resolve) => server.close(resolve));
  });

  test('silence ends at the limit', async () => {
    const { sent, ms } = await run([() => {}], { limit: 400 });
    expect(sent).toEqual({ ok: false, code: 'timeout' });
    expect(ms).toBeGreaterThan(380);
    expect(ms).toBeLessThan(700);
  });

  test('one byte at a time ends at the limit', async () => {
    const drip = (response: { write(text: string): unknown; on(event: 'close', listener: () => void): unknown }) => {
      const timer = setInterval(() => response.write('o'), 50);
      response.on('close', () => clearInterval(timer));
    };
    const { sent, ms } = await run([drip], { limit: 400 });
    expect(sent).toEqual({ ok: false, code: 'timeout' });
    expect(ms).toBeLessThan(700);
  });

  test('an endless answer is cut off', async () => {
    const { sent, ms } = await run([answer(200, 'o'.repeat(1 << 20))]);
    expect(sent).toEqual({ ok: false, code: 'long-answer' });
    expect(ms).toBeLessThan(500);
  });

  test('a redirect is not followed', async () => {
    const other = await fakeHooks();
    const { sent, posted } = await run([answer(302, '', { location: other.url })]);
    expect(sent).toEqual({ ok: false, code: 'http-302' });
    expect(posted.length).toBe(1);
    expect(other.posted).toEqual([]);
    await other.close();
  });

  test.each(['<html>maintenance</html>', '', 'okay', '{"ok":false,"error":"channel_not_found"}', 'null', '[]', '{"ok":"yes"}'])(
    '200 with %j is no success and no retry',
    async (body) => {
      const { sent, posted } = await run([answer(200, body)]);
      expect(sent).toEqual({ ok: false, code: 'odd-answer' });
      expect(posted.length).toBe(1);
    },
  );

  test.each([
    [404, 'used_url'],
    [404, 'expired_url'],
    [400, 'invalid_payload'],
    [403, 'action_prohibited'],
  ])('%i %s is final, and its words stay out of the log', async (status, body) => {
    const { sent, posted } = await run([answer(status, body)]);
    expect(sent).toEqual({ ok: false, code: `http-${status}` });
    expect(posted.length).toBe(1);
  });

  test.each(['invalid_blocks', '{"ok":false,"error":"msg_blocks_too_long"}'])('%s: the sentence goes without its layout', async (body) => {
    const { sent, posted } = await run([answer(400, body), answer(200)]);
    expect(sent).toEqual({ ok: true });
    expect(posted.map((one) => one.body)).toEqual([MESSAGE, { text: MESSAGE.text, replace_original: true }]);
  });

  test('a plain sentence that is refused as well is the end', async () => {
    const { sent, posted } = await run([answer(400, 'invalid_blocks')]);
    expect(sent).toEqual({ ok: false, code: 'invalid_blocks' });
    expect(posted.length).toBe(2);
  });

  test('Japanese and half an emoji arrive as JSON', async () => {
    const text = '受信コネクタ \uD83D';
    const { posted } = await run([answer(200)], { message: { text } });
    expect(posted[0]?.body).toEqual({ text });
  });

  test('nothing is left open', async () => {
    const open = () => process.getActiveResourcesInfo().filter((name) => /^(?:Timeout|TCPSocketWrap|TLSWrap)$/.test(name)).length;
    const before = open();
    await run([answer(200)]);
    await run([answer(500)]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(open()).toBeLessThanOrEqual(before);
  });
});
