import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rules } from '../../src/rules/index.js';
import { command, SECRET, signed } from '../slack/signed.js';

type Handler = (event: unknown, context?: unknown) => Promise<{ statusCode: number; body: string }>;

const BUNDLE = join(__dirname, '../../dist/handlers/slack.js');
const now = () => String(Math.floor(Date.now() / 1000));

/** The module as Lambda loads it: anew, with this environment. */
async function load(env: Record<string, string>): Promise<Handler> {
  const before = process.env;
  process.env = { PATH: before['PATH'] ?? '', ...env };
  try {
    let handler: Handler | undefined;
    await jest.isolateModulesAsync(async () => {
      ({ handler } = await import('../../handlers/slack.js'));
    });
    if (!handler) throw new Error('no handler');
    return handler;
  } finally {
    process.env = before;
  }
}

/** What the handler writes to the standard output meanwhile. */
async function logged(run: () => Promise<unknown>): Promise<string> {
  const write = jest.spyOn(jest.requireActual<typeof import('node:fs')>('node:fs'), 'writeSync').mockReturnValue(0);
  try {
    await run();
    return write.mock.calls.map(([descriptor, text]) => (descriptor === 1 ? String(text) : '')).join('');
  } finally {
    write.mockRestore();
  }
}

describe('handlers/slack', () => {
  test.each([undefined, '', ' '])('does not start with the signing secret %j', async (secret) =>
    expect(load(secret === undefined ? {} : { SLACK_SIGNING_SECRET: secret })).rejects.toThrow('SLACK_SIGNING_SECRET is missing or empty'),
  );

  test('takes two arguments at most: Node 24 on Lambda refuses a third', async () =>
    expect((await load({ SLACK_SIGNING_SECRET: SECRET })).length).toBeLessThanOrEqual(2));

  test.each([true, false])('answers a signed command, base64 %s', async (base64) => {
    const handler = await load({ SLACK_SIGNING_SECRET: SECRET });
    let reply: unknown;
    const log = await logged(async () => (reply = await handler(signed(command('ヘルプ'), { base64, timestamp: now() }), { awsRequestId: 'abc' })));
    expect(reply).toMatchObject({ statusCode: 200, body: expect.stringContaining('エラーを貼り付けると') });
    expect(JSON.parse(log)).toEqual({ outcome: 'answered', requestId: 'abc', what: 'help', locale: 'ja', ms: expect.any(Number) });
    expect(log.endsWith('}\n')).toBe(true);
  });

  test('a single code is explained', async () => {
    const handler = await load({ SLACK_SIGNING_SECRET: SECRET });
    let reply = { body: '' };
    const log = await logged(async () => (reply = await handler(signed(command('ja 550 5.1.10'), { timestamp: now() }), { awsRequestId: 'abc' })));
    expect(JSON.parse(reply.body).blocks[0].text.text).toBe('5.1.10: 宛先のメール アドレスが存在しない');
    expect(JSON.parse(log)).toMatchObject({ outcome: 'answered', what: 'lookup', locale: 'ja' });
  });

  test('accepts the secret before, while one is being replaced', async () => {
    const old = 'f'.repeat(32);
    const event = () => signed(command('help'), { secret: old, timestamp: now() });
    await logged(async () => {
      expect((await (await load({ SLACK_SIGNING_SECRET: SECRET, SLACK_SIGNING_SECRET_PREVIOUS: old }))(event())).statusCode).toBe(200);
      expect((await (await load({ SLACK_SIGNING_SECRET: SECRET }))(event())).statusCode).toBe(401);
    });
  });

  test('refuses an unsigned one, and an alarm can count it', async () => {
    const handler = await load({ SLACK_SIGNING_SECRET: SECRET });
    const event = { ...signed(command('help')), headers: {} };
    const log = await logged(async () => expect(await handler(event)).toEqual({ statusCode: 401, body: '' }));
    expect(JSON.parse(log)).toMatchObject({ outcome: 'refused', why: 'signature' });
  });

  test('one line, one object, whatever was sent', async () => {
    const handler = await load({ SLACK_SIGNING_SECRET: SECRET });
    const text = 'password: hunter2\r\n{"outcome":"refused"}\u001b[31m 451 5.7.3';
    const log = await logged(() => handler(signed(command(text), { timestamp: now() })));
    expect(log.split('\n').filter((line) => line !== '').length).toBe(1);
    expect(JSON.parse(log)).toMatchObject({ outcome: 'answered' });
    for (const word of ['hunter2', 'U0TESTING', 'ana', 'legacy-token-value', 'hooks.slack.com', 'T0TESTING']) expect(log).not.toContain(word);
  });
});

// A process of its own, in which every attempt to reach the network is an error.
const CHILD = `
  const net = require('node:net');
  net.Socket.prototype.connect = () => { throw new Error('the network was touched'); };
  require('node:dns').lookup = () => { throw new Error('a name was looked up'); };
  const { handler } = require(process.argv[1]);
  (async () => {
    const statuses = [];
    const bodies = [];
    const times = [];
    for (const event of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
      const began = performance.now();
      const { statusCode, body } = await handler(event, { awsRequestId: 'abc' });
      statuses.push(statusCode);
      bodies.push(body);
      times.push(performance.now() - began);
    }
    const open = process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|TLS|GETADDR/.test(name));
    process.stderr.write(JSON.stringify({ statuses, bodies, times, open }));
  })();`;

interface Run {
  readonly statuses: number[];
  readonly bodies: string[];
  /** Milliseconds for each event. */
  readonly times: number[];
  readonly open: string[];
}

async function runBuilt(events: readonly unknown[]): Promise<Run> {
  if (!existsSync(BUNDLE)) throw new Error('dist/handlers/slack.js is missing: run npm run build first.');
  const env = { PATH: process.env['PATH'] ?? '', SLACK_SIGNING_SECRET: SECRET };
  const running = promisify(execFile)(process.execPath, ['-e', CHILD, BUNDLE], { env });
  running.child.stdin?.end(JSON.stringify(events));
  return JSON.parse((await running).stderr);
}

describe('the built function', () => {
  test.each(rules)('has the text of $id beside it', ({ id, title, sources, codes, events, words, often, text }) => {
    const built: unknown = JSON.parse(readFileSync(join(BUNDLE, `../texts/${id}.json`), 'utf8'));
    expect(built).toEqual(JSON.parse(JSON.stringify({ title, sources, codes, events, words, often, text: text() })));
  });

  test('answers without the network, and nothing is left running', async () => {
    const timestamp = now();
    const payload = (value: unknown) => new URLSearchParams({ payload: JSON.stringify(value) }).toString();
    const press = {
      type: 'block_actions',
      user: { id: 'U0TESTING' },
      team: { id: 'T0TESTING' },
      actions: [{ type: 'button', action_id: 'more', value: 'x' }],
    };
    const bodies = [
      command('help'),
      command('451 5.7.3 STARTTLS is required to send mail'),
      command('x', { command: '/other' }),
      payload({ type: 'block_actions', actions: [{ action_id: 'more' }] }),
      payload({ ...press, response_url: 'https://evil.example/actions/a' }),
      payload({ type: 'view_submission', view: {} }),
      '{',
    ];
    const events = [...bodies.map((body) => signed(body, { timestamp })), signed('x', { secret: 'f'.repeat(32), timestamp }), {}];
    const started = performance.now();
    expect(await runBuilt(events)).toMatchObject({ statuses: [200, 200, 200, 200, 200, 200, 400, 401, 405], open: [] });
    // Bolt's own timer, left behind, would hold the process for three seconds.
    expect(performance.now() - started).toBeLessThan(2900);
  });

  test('finds the text of a rule, and what a pressed button needs', async () => {
    const timestamp = now();
    const [answered = ''] = (await runBuilt([signed(command('451 5.7.3 STARTTLS is required to send mail'), { timestamp })])).bodies;
    expect(JSON.parse(answered).blocks[0].text.text).toBe('Mail requires STARTTLS, but the session has none');
    const press = { type: 'block_actions', user: { id: 'U0TESTING' }, team: { id: 'T0TESTING' }, response_url: 'https://evil.example/actions/a' };
    const payload = JSON.stringify({ ...press, actions: [{ type: 'button', action_id: 'language', value: 'x' }] });
    const body = new URLSearchParams({ payload }).toString();
    const run = promisify(execFile)(process.execPath, ['-e', CHILD, BUNDLE], {
      env: { PATH: process.env['PATH'] ?? '', SLACK_SIGNING_SECRET: SECRET },
    });
    run.child.stdin?.end(JSON.stringify([signed(body, { timestamp })]));
    expect(JSON.parse((await run).stdout)).toMatchObject({ outcome: 'failed', what: 'post', why: 'foreign-address' });
  });

  test.each([
    ['an ordinary text', 'Delivery has failed to these recipients: 451 5.7.3 STARTTLS is required to send mail\n'.repeat(12_000)],
    ['Japanese', 'メールを受信できません。451 5.7.3\n'.repeat(22_000)],
    ['one line', 'a'.repeat(1 << 20)],
  ])(
    '1 MB of %s is answered before Slack gives up',
    async (_, text) => {
      const { statuses, times } = await runBuilt([signed(command(text), { base64: true, timestamp: now() })]);
      expect(statuses).toEqual([200]);
      expect(times[0]).toBeLessThan(2500);
    },
    20_000,
  );

  test('without a secret it ends at once, and says which', async () => {
    const run = promisify(execFile)(process.execPath, ['-e', 'require(process.argv[1])', BUNDLE], { env: { PATH: process.env['PATH'] ?? '' } });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('SLACK_SIGNING_SECRET is missing or empty') });
  });
});
