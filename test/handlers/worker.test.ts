import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkMessage } from '../../src/workspace/limits.js';
import { answer, fakeHooks } from '../slack/hooks.js';
import { command, SECRET, signed } from '../slack/signed.js';

jest.setTimeout(30_000);

const dist = (name: string) => join(__dirname, '../../dist/handlers', name);

// As Lambda calls it, in a process of its own; what is open afterwards would run on in a frozen function.
const CHILD = `
  const { handler } = require(process.argv[1]);
  (async () => {
    const results = [];
    for (const event of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
      results.push(await handler(event, { awsRequestId: 'abc', getRemainingTimeInMillis: () => 20000 }));
    }
    // A destroyed socket is closed in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const open = process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|TLS|GETADDR/.test(name));
    process.stderr.write('RESULT' + JSON.stringify({ results, open }));
  })();`;

async function run(bundle: string, events: readonly unknown[], env: Record<string, string>) {
  if (!existsSync(dist(bundle))) throw new Error(`dist/handlers/${bundle} is missing: run npm run build first.`);
  const running = promisify(execFile)(process.execPath, ['-e', CHILD, dist(bundle)], {
    env: { PATH: process.env['PATH'] ?? '', IS_OFFLINE: 'true', ...env },
  });
  running.child.stdin?.end(JSON.stringify(events));
  const { stdout, stderr } = await running;
  const { results, open }: { results: unknown[]; open: string[] } = JSON.parse(stderr.slice(stderr.lastIndexOf('RESULT') + 'RESULT'.length));
  return {
    results,
    open,
    log: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line)),
  };
}

const job = (url: string, more: object = {}) => ({
  kind: 'probe',
  target: '127.0.0.1:25',
  locale: 'en',
  user: 'U0TESTING',
  team: 'T0TESTING',
  url,
  once: '1.2.abc',
  requestId: 'abc',
  at: Date.now(),
  ...more,
});

describe('the built worker', () => {
  test('answers a job once, and nothing is left running', async () => {
    const hooks = await fakeHooks(answer(200));
    const { log, open } = await run('worker.js', [job(hooks.url), job(hooks.url), null, {}], { SLACK_HOOKS_ORIGIN: hooks.origin });
    expect(hooks.posted.map(({ body }) => body)).toMatchObject([{ text: expect.stringContaining('not on the internet') }]);
    expect(checkMessage(hooks.posted[0]?.body)).not.toHaveProperty('problems');
    expect(log).toMatchObject([
      { outcome: 'answered', verdict: 'target_refused_by_policy', user: 'U0TESTING', team: 'T0TESTING', target: '127.0.0.1:25' },
      { outcome: 'ignored', why: 'again' },
      { outcome: 'ignored', what: 'unknown' },
      { outcome: 'ignored', what: 'unknown' },
    ]);
    expect(open).toEqual([]);
    await hooks.close();
  });

  test('calls what the operator allows, and reports what it found', async () => {
    const hooks = await fakeHooks(answer(200));
    // Nothing listens on the mail ports of this address.
    const { log } = await run('worker.js', [job(hooks.url, { target: '127.0.0.9:587', locale: 'ja' })], {
      SLACK_HOOKS_ORIGIN: hooks.origin,
      PROBE_ALLOW: '127.0.0.0/8',
    });
    expect(log).toMatchObject([{ outcome: 'answered', verdict: 'conn_refused' }]);
    expect(checkMessage(hooks.posted[0]?.body)).not.toHaveProperty('problems');
    await hooks.close();
  });

  test.each([
    [{ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }, 'PROBE_TABLE is missing or empty'],
    [{ PROBE_ALLOW: '10.0.0.0' }, 'PROBE_ALLOW is not valid'],
    [{ PROBE_URL: 'http://prober.contoso.com/probe', PROBE_SECRET: 'x'.repeat(40) }, 'PROBE_URL is not valid'],
    [{ PROBE_URL: 'https://prober.contoso.com/probe', PROBE_SECRET: 'short' }, 'PROBE_SECRET is not valid'],
    [{ EHLO_NAME: 'a b' }, 'EHLO_NAME is not valid'],
  ])('does not start with %j', async (env, says) =>
    expect(run('worker.js', [], env)).rejects.toMatchObject({ stderr: expect.stringContaining(says) }),
  );
});

describe('the built Slack function', () => {
  test('hands a probe to the worker, and nothing is left running', async () => {
    const jobs: unknown[] = [];
    const lambda = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        jobs.push(JSON.parse(body));
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const { results, open } = await run('slack.js', [signed(command('probe mail.contoso.com:587'), { timestamp, base64: true })], {
      SLACK_SIGNING_SECRET: SECRET,
      WORKER_FUNCTION: 'exchange-tls-local-worker',
      LAMBDA_ENDPOINT: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
    });
    expect(results).toMatchObject([{ statusCode: 200, body: expect.stringContaining('Probing mail.contoso.com:587. The result follows') }]);
    expect(jobs).toMatchObject([{ kind: 'probe', target: 'mail.contoso.com:587', user: 'U0TESTING', once: '1.2.abc' }]);
    expect(open).toEqual([]);
    await new Promise((resolve) => lambda.close(resolve));
  });
});
