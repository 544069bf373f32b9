import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../src/config.js';
import { createHandler } from '../../src/slack/entry.js';
import { type Invoke, invoker } from '../../src/slack/invoke.js';
import type { Job } from '../../src/slack/job.js';
import { readJob } from '../../src/slack/job-read.js';
import type { LogLine } from '../../src/slack/log.js';
import { checkMessage } from '../../src/workspace/limits.js';
import { fakeHooks } from './hooks.js';
import { command, NOW, SECRET, signed } from './signed.js';

const CONFIG: Config = { version: '9.8.7', signingSecrets: [SECRET], hooksOrigin: 'https://hooks.slack.com', teamIds: [], appId: undefined };
const CONTEXT = { awsRequestId: '7c1f0e52-9b3d-4a77-8f21-5d2e9c0b6a14' };

function start(config: Partial<Config> = {}, invoke: Invoke | undefined = async () => ({ ok: true })) {
  const jobs: Job[] = [];
  const lines: LogLine[] = [];
  const handler = createHandler({
    config: { ...CONFIG, ...config },
    now: () => NOW,
    log: (line) => lines.push(line),
    invoke: (job) => {
      jobs.push(job);
      return invoke(job);
    },
  });
  const send = async (body: string) => {
    const { statusCode, body: text } = await handler(signed(body), CONTEXT);
    return { statusCode, text, json: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  return { send, jobs, lines };
}

describe('the command', () => {
  test('becomes a job that the worker reads, and a line that stays true', async () => {
    const { send, jobs, lines } = start();
    const { statusCode, json } = await send(command('probe Mail.Contoso.com:587 expect mail.fabrikam.com'));
    expect(statusCode).toBe(200);
    expect(json.text).toBe('Probing mail.contoso.com:587. The result follows here within 25 seconds.');
    expect(checkMessage(json)).not.toHaveProperty('problems');
    expect(jobs).toEqual([
      {
        kind: 'probe',
        target: 'mail.contoso.com:587',
        expect: 'mail.fabrikam.com',
        locale: 'en',
        user: 'U0TESTING',
        team: 'T0TESTING',
        url: 'https://hooks.slack.com/commands/T0TESTING/1/abc',
        once: '1.2.abc',
        requestId: CONTEXT.awsRequestId,
        at: NOW,
      },
    ]);
    expect(readJob(JSON.parse(JSON.stringify(jobs[0])))).toEqual(jobs[0]);
    expect(lines).toMatchObject([{ outcome: 'answered', what: 'probe', target: 'mail.contoso.com:587' }]);
  });

  test('in Japanese', async () => {
    const { send, jobs } = start();
    expect((await send(command('確認 contoso.com'))).json.text).toBe('contoso.com を確認します。結果は 25 秒以内にこの下に表示します。');
    expect(jobs).toMatchObject([{ target: 'contoso.com', locale: 'ja' }]);
  });

  test('twice the same command has one key', async () => {
    const { send, jobs } = start();
    await send(command('probe contoso.com'));
    await send(command('probe contoso.com'));
    await send(command('probe contoso.com', { trigger_id: '9.9.def' }));
    expect(jobs.map(({ once }) => once)).toEqual(['1.2.abc', '1.2.abc', '9.9.def']);
  });

  test.each([
    ['probe', 'Name a domain'],
    ['probe localhost', 'a name inside a network'],
    ['probe mail.contoso.com:22', 'Only the mail ports'],
    ['probe https://mail.contoso.com', 'web address'],
    ['probe &lt;!channel&gt;', 'is no name of a host'],
    ['probe 0x7f.1', 'unusual spelling'],
    ['probe mail.contoso.com expect', 'Name a domain'],
    ["probe a';rm", 'is no name of a host'],
  ])('%s: a sentence, and no job', async (text, says) => {
    const { send, jobs } = start();
    const { json } = await send(command(text));
    expect(json.text).toContain(says);
    expect(checkMessage(json)).not.toHaveProperty('problems');
    expect(jobs).toEqual([]);
  });

  test('a hostile target is shown inert, and stays out of the log', async () => {
    const { send, lines } = start();
    const { json } = await send(command('probe &lt;!channel&gt;&lt;https://evil.example|x&gt;'));
    expect(JSON.stringify(json)).not.toContain('mrkdwn');
    expect(JSON.stringify(lines)).not.toMatch(/channel|evil/);
  });

  test.each(['TooManyRequestsException', 'AccessDeniedException', 'ServiceException', 'TimeoutError'])(
    'not started (%s): the answer says so',
    async (code) => {
      const { send, lines } = start({}, async () => ({ ok: false, code }));
      const { json } = await send(command('probe contoso.com'));
      expect(json.text).toContain('could not be started');
      expect(json.text).toContain(CONTEXT.awsRequestId);
      expect(lines).toMatchObject([{ outcome: 'failed', what: 'probe', why: code }]);
      expect((await send(command('ja probe contoso.com'))).json.text).toContain('確認を開始できませんでした');
    },
  );

  test('a bot without a worker says so', async () => {
    const handler = createHandler({ config: CONFIG, now: () => NOW, log: () => {} });
    expect((await handler(signed(command('probe contoso.com')), CONTEXT)).body).toContain('has not set up the worker');
  });

  test('another workspace starts nothing', async () => {
    const { send, jobs } = start({ teamIds: ['T0OTHERS'] });
    expect((await send(command('probe contoso.com'))).json.text).toContain('not set up for this workspace');
    expect(jobs).toEqual([]);
  });
});

describe('"Probe again"', () => {
  const press = (value: string, url: string, more: object = {}) =>
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: 'U0TESTING' },
        team: { id: 'T0TESTING' },
        container: { message_ts: '1.2' },
        trigger_id: '5.6.ghi',
        response_url: url,
        actions: [{ type: 'button', action_id: 'probe', value }],
        ...more,
      }),
    }).toString();

  test('starts the worker, which may replace the message', async () => {
    const hooks = await fakeHooks();
    const { send, jobs } = start({ hooksOrigin: hooks.origin });
    expect((await send(press(JSON.stringify({ t: 'mail.contoso.com:587', e: 'mail.fabrikam.com', l: 'ja' }), hooks.url))).text).toBe('');
    expect(jobs).toMatchObject([
      {
        target: 'mail.contoso.com:587',
        expect: 'mail.fabrikam.com',
        locale: 'ja',
        url: hooks.url,
        once: '5.6.ghi',
        pressed: expect.stringContaining('1.2 U0TESTING'),
      },
    ]);
    expect(readJob(JSON.parse(JSON.stringify(jobs[0])))).toEqual(jobs[0]);
    expect(hooks.posted).toEqual([]);
    await hooks.close();
  });

  test('not started: a message of its own says so', async () => {
    const hooks = await fakeHooks();
    const { send } = start({ hooksOrigin: hooks.origin }, async () => ({ ok: false, code: 'TooManyRequestsException' }));
    await send(press('{"t":"contoso.com","l":"en"}', hooks.url));
    expect(hooks.posted.map(({ body }) => body)).toMatchObject([{ text: expect.stringContaining('could not be started'), replace_original: false }]);
    await hooks.close();
  });

  test.each(['', 'x', '{}', '{"t":"contoso.com"}', '{"t":"contoso.com","l":"fr"}', '{"t":"contoso.com","l":"en","x":1}', 'null'])(
    'a value that is not ours starts nothing: %s',
    async (value) => {
      const hooks = await fakeHooks();
      const { send, jobs } = start({ hooksOrigin: hooks.origin });
      await send(press(value, hooks.url));
      expect(jobs).toEqual([]);
      expect(hooks.posted).toHaveLength(1);
      await hooks.close();
    },
  );
});

describe('Lambda', () => {
  const job: Job = {
    kind: 'probe',
    target: 'contoso.com',
    locale: 'en',
    user: 'U0TESTING',
    team: 'T0TESTING',
    url: 'x',
    once: 'y',
    requestId: 'z',
    at: NOW,
  };
  async function lambda(status: number, type?: string) {
    const requests: { url: string | undefined; kind: unknown; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        requests.push({ url: request.url, kind: request.headers['x-amz-invocation-type'], body });
        response.writeHead(status, type === undefined ? {} : { 'x-amzn-errortype': type, 'content-type': 'application/json' }).end(type && '{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const invoke = invoker({ name: 'exchange-tls-local-worker', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
    return { invoke, requests, close };
  }

  test('runs the worker by itself', async () => {
    const { invoke, requests, close } = await lambda(202);
    expect(await invoke(job)).toEqual({ ok: true });
    expect(requests).toMatchObject([{ url: expect.stringContaining('/functions/exchange-tls-local-worker/invocations'), kind: 'Event' }]);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual(job);
    await close();
  });

  test.each([
    [429, 'TooManyRequestsException'],
    [403, 'AccessDeniedException'],
    [500, 'ServiceException'],
  ])('%i %s is told by its name', async (status, code) => {
    const { invoke, close } = await lambda(status, code);
    expect(await invoke(job)).toEqual({ ok: false, code });
    await close();
  });

  test('a silent one costs less than Slack waits', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const began = performance.now();
    const invoke = invoker({ name: 'worker', endpoint: `http://127.0.0.1:${(mute.address() as AddressInfo).port}` });
    expect(await invoke(job)).toMatchObject({ ok: false });
    expect(performance.now() - began).toBeLessThan(2800);
    mute.closeAllConnections();
    await new Promise((resolve) => mute.close(resolve));
  });
});
