import type { WorkerConfig } from '../../src/config.js';
import { probeClues } from '../../src/parsers/probe/clues.js';
import type { Job } from '../../src/slack/job.js';
import type { LogLine } from '../../src/slack/log.js';
import type { Probed, Prober, Wish } from '../../src/slack/probers.js';
import { createWorker, type WorkerAround } from '../../src/slack/worker.js';
import { memoryStore } from '../../src/store/memory.js';
import type { Store } from '../../src/store/store.js';
import { checkMessage } from '../../src/workspace/limits.js';
import { address, report } from '../probes/reports.js';
import { answer, fakeHooks } from './hooks.js';

const START = Date.UTC(2026, 10, 23, 3, 12, 45);
const WELL: Probed = { report: report([address('ok')]) };
const TEN_SECONDS = { getRemainingTimeInMillis: () => 10_000 };
/** The probe is stopped after half a second. */
const SHORT = { getRemainingTimeInMillis: () => 2000 };

type Hooks = Awaited<ReturnType<typeof fakeHooks>>;
let hooks: Hooks;
let clock = START;
afterEach(() => hooks.close());

const LOCAL: Omit<WorkerConfig, 'hooksOrigin'> = { version: '9.8.7', table: undefined, allow: [], ehloName: undefined, prober: undefined };

async function start({ script = [answer(200)], ...more }: Partial<WorkerAround> & { script?: Parameters<typeof fakeHooks> } = {}) {
  hooks = await fakeHooks(...script);
  clock = START;
  const lines: LogLine[] = [];
  const wishes: Wish[] = [];
  const store = memoryStore(() => clock);
  const prober = more.prober ?? (async () => WELL);
  const worker = createWorker({
    config: { ...LOCAL, hooksOrigin: hooks.origin },
    now: () => clock,
    log: (line) => lines.push(line),
    openStore: () => store,
    ...more,
    prober: (wish) => {
      wishes.push(wish);
      return prober(wish);
    },
  });
  let last = 0;
  const job = (change: Partial<Job> = {}): Job => {
    last += 1;
    return {
      kind: 'probe',
      target: 'contoso.com',
      locale: 'en',
      user: 'U0TESTING',
      team: 'T0TESTING',
      url: `${hooks.origin}/commands/T0TESTING/${last}/abc`,
      once: `${last}.trigger`,
      requestId: `request-${last}`,
      at: START,
      ...change,
    };
  };
  const texts = () => hooks.posted.map(({ body }) => String(body['text']));
  return { worker, job, lines, wishes, store, texts };
}

const broken = (change: Partial<Store>): Store => ({ ...memoryStore(() => clock), ...change });
const down = async () => {
  throw Object.assign(new Error('nobody home'), { name: 'ResourceNotFoundException' });
};
const never = (): Promise<never> => new Promise(() => {});
/** As a probe behaves whose sockets are ended: it settles. */
const slow: Prober = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(WELL)));

describe('a job', () => {
  test('is probed once, answered once, and stands in the log', async () => {
    const { worker, job, lines, wishes, texts } = await start();
    await worker(job({ target: 'mail.contoso.com:587', expect: 'mail.fabrikam.com' }), TEN_SECONDS);
    expect(wishes).toHaveLength(1);
    expect(wishes[0]).toMatchObject({ target: { kind: 'name', name: 'mail.contoso.com', port: 587 }, expect: 'mail.fabrikam.com' });
    expect(texts()).toEqual([expect.stringContaining('No fault found')]);
    expect(hooks.posted[0]?.body).toMatchObject({ response_type: 'ephemeral' });
    expect(hooks.posted[0]?.body).not.toHaveProperty('replace_original');
    expect(lines).toEqual([
      {
        outcome: 'answered',
        requestId: 'request-1',
        what: 'probe',
        user: 'U0TESTING',
        team: 'T0TESTING',
        target: 'mail.contoso.com:587',
        locale: 'en',
        ms: 0,
        verdict: 'ok',
      },
    ]);
  });

  test('a fault is judged, in Japanese as well', async () => {
    const fault = report([address('cert_expired')]);
    expect(probeClues(fault).length).toBeGreaterThan(0);
    const { worker, job, lines } = await start({ prober: async () => ({ report: fault }) });
    await worker(job({ locale: 'ja' }), TEN_SECONDS);
    expect(lines).toMatchObject([{ outcome: 'answered', verdict: 'cert_expired', locale: 'ja' }]);
    expect(JSON.stringify(hooks.posted[0]?.body)).toMatch(/期限切れ/);
    expect(checkMessage(hooks.posted[0]?.body)).not.toHaveProperty('problems');
  });

  test('"Probe again" carries port, name and language', async () => {
    const { worker, job } = await start();
    await worker(job({ target: 'mail.contoso.com:587', expect: 'mail.fabrikam.com', locale: 'ja' }), TEN_SECONDS);
    expect(JSON.stringify(hooks.posted[0]?.body)).toContain(
      JSON.stringify(JSON.stringify({ t: 'mail.contoso.com:587', e: 'mail.fabrikam.com', l: 'ja' })),
    );
  });

  test.each([undefined, null, {}, 'x', { Records: [{ eventSource: 'aws:sqs' }] }, { kind: 'probe', target: 'contoso.com' }])(
    'any other event is ignored: %j',
    async (event) => {
      const { worker, lines, wishes } = await start();
      await worker(event, TEN_SECONDS);
      expect([wishes, hooks.posted]).toEqual([[], []]);
      expect(lines).toEqual([{ outcome: 'ignored', requestId: '', what: 'unknown' }]);
    },
  );

  test('a job with a field too many, or one too long, is none', async () => {
    const { worker, job, wishes } = await start();
    await worker({ ...job(), text: 'pasted' }, TEN_SECONDS);
    await worker(job({ target: 'a'.repeat(300) }), TEN_SECONDS);
    await worker(job({ requestId: 'a\nb' }), TEN_SECONDS);
    expect(wishes).toEqual([]);
  });

  test('one that comes after its address has ended is left', async () => {
    const { worker, job, lines, wishes } = await start();
    clock += 31 * 60_000;
    await worker(job(), TEN_SECONDS);
    expect([wishes, hooks.posted]).toEqual([[], []]);
    expect(lines).toMatchObject([{ outcome: 'ignored', why: 'late' }]);
  });

  test.each(['127.0.0.1:22', 'localhost', 'a b', 'http://contoso.com', '<!channel>.com'])(
    'a target that is none is refused here as well: %s',
    async (target) => {
      const { worker, job, wishes } = await start();
      await worker(job({ target }), TEN_SECONDS);
      expect(wishes).toEqual([]);
      expect(hooks.posted).toHaveLength(1);
      expect(checkMessage(hooks.posted[0]?.body)).not.toHaveProperty('problems');
    },
  );
});

describe('once', () => {
  test('a job that is delivered three times', async () => {
    const { worker, job, lines, wishes } = await start();
    const one = job();
    await worker(one, TEN_SECONDS);
    await worker(one, TEN_SECONDS);
    clock += 60_000;
    await worker(one, TEN_SECONDS);
    expect([wishes.length, hooks.posted.length]).toEqual([1, 1]);
    expect(lines.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['answered', undefined],
      ['ignored', 'again'],
      ['ignored', 'again'],
    ]);
  });

  test('two deliveries at one moment', async () => {
    const { worker, job, wishes } = await start();
    const one = job();
    await Promise.all([worker(one, TEN_SECONDS), worker(one, TEN_SECONDS), worker(one, TEN_SECONDS)]);
    expect([wishes.length, hooks.posted.length]).toEqual([1, 1]);
  });

  test('two presses of one button at one moment, and one more right behind', async () => {
    const { worker, job, wishes } = await start();
    const press = () => job({ pressed: '1.2 U0TESTING contoso.com' });
    await Promise.all([worker(press(), TEN_SECONDS), worker(press(), TEN_SECONDS)]);
    await worker(press(), TEN_SECONDS);
    expect(wishes).toHaveLength(1);
    expect(hooks.posted.filter(({ body }) => String(body['text']).includes('No fault'))).toHaveLength(1);
    clock += 90_000;
    await worker(press(), TEN_SECONDS);
    expect(wishes).toHaveLength(2);
  });

  test('killed in the middle: the next attempt says so, and calls nobody', async () => {
    const { worker, job, wishes, store, texts } = await start();
    const one = job();
    // All that an environment leaves behind that died while it probed.
    await store.claim(`once ${one.once}`, 35);
    await worker(one, TEN_SECONDS);
    expect(hooks.posted).toEqual([]);
    clock += 60_000;
    await worker(one, TEN_SECONDS);
    expect(wishes).toEqual([]);
    expect(texts()).toEqual([expect.stringContaining('interrupted')]);
    await worker(one, TEN_SECONDS);
    expect(hooks.posted).toHaveLength(1);
  });
});

describe('the store is down', () => {
  test.each(['claim', 'count', 'read'] as const)('at %s: nothing is probed, and the person is told', async (name) => {
    const { worker, job, lines, wishes, texts } = await start({ openStore: () => broken({ [name]: down }) });
    await worker(job(), TEN_SECONDS);
    expect(wishes).toEqual([]);
    expect(texts()).toEqual([expect.stringContaining('Nothing was probed: the bot cannot reach its memory')]);
    expect(lines).toMatchObject([
      { outcome: 'failed', what: 'store' },
      { outcome: 'answered', what: 'probe', why: 'store' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('nobody home');
  });

  test.each(['write', 'hold'] as const)('at %s, behind the probe: the result counts', async (name) => {
    const { worker, job, wishes, texts } = await start({ openStore: () => broken({ [name]: down }) });
    await worker(job(), TEN_SECONDS);
    expect(wishes).toHaveLength(1);
    expect(texts()).toEqual([expect.stringContaining('No fault found')]);
  });

  test('a store that hangs does not hold up the answer for ever', async () => {
    const { worker, job, texts } = await start({ openStore: () => broken({ count: never }) });
    await worker(job(), SHORT);
    expect(texts()).toEqual([expect.stringContaining('took too long')]);
  });
});

describe('limits', () => {
  test.each([
    ['user', 10, (i: number) => ({ target: `host${i}.contoso.com` }), 'You have started 10 probes'],
    ['workspace', 30, (i: number) => ({ target: `host${i}.contoso.com`, user: `U0TEST${i}` }), 'This workspace has started 30 probes'],
    ['target', 10, (i: number) => ({ user: `U0TEST${i}`, expect: `name${i}.contoso.com` }), 'This target was probed 10 times'],
  ])('of a %s: %i a minute', async (_, most, change, says) => {
    const { worker, job, wishes, texts } = await start();
    for (let i = 0; i < most; i += 1) await worker(job(change(i)), TEN_SECONDS);
    expect(wishes).toHaveLength(most);
    await worker(job(change(most)), TEN_SECONDS);
    expect(wishes).toHaveLength(most);
    expect(texts().at(-1)).toContain(says);
    clock += 61_000;
    await worker(job({ ...change(most), at: clock }), TEN_SECONDS);
    expect(wishes).toHaveLength(most + 1);
  });

  test('three of a target at a time; a place is free again afterwards', async () => {
    const ends: (() => void)[] = [];
    const { worker, job, wishes, texts } = await start({ prober: () => new Promise((resolve) => ends.push(() => resolve(WELL))) });
    const one = (i: number) => worker(job({ expect: `name${i}.contoso.com`, user: `U0TEST${i}` }), TEN_SECONDS);
    const running = [one(1), one(2), one(3)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    await one(4);
    expect(wishes).toHaveLength(3);
    expect(texts()).toEqual([expect.stringContaining('Three probes of this target are running')]);
    for (const end of ends) end();
    await Promise.all(running);
    const last = one(5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    ends.at(-1)?.();
    await last;
    expect(wishes).toHaveLength(4);
  });
});

describe('the result of a minute', () => {
  test('is given to whoever asks the same, and says how old it is', async () => {
    const { worker, job, lines, wishes } = await start();
    await worker(job(), TEN_SECONDS);
    clock += 20_000;
    await worker(job({ user: 'U0OTHER' }), TEN_SECONDS);
    expect(wishes).toHaveLength(1);
    expect(JSON.stringify(hooks.posted[0]?.body)).not.toContain('result of');
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain('result of 20 s ago');
    expect(JSON.stringify(hooks.posted[1]?.body)).toContain('DANE');
    expect(lines[1]).toMatchObject({ outcome: 'answered', verdict: 'ok', kept: true, user: 'U0OTHER' });
    clock += 41_000;
    await worker(job(), TEN_SECONDS);
    expect(wishes).toHaveLength(2);
  });

  test.each([{ target: 'contoso.com:587' }, { target: 'fabrikam.com' }, { expect: 'mail.contoso.com' }])('not where %j is asked', async (change) => {
    const { worker, job, wishes } = await start();
    await worker(job(), TEN_SECONDS);
    await worker(job(change), TEN_SECONDS);
    expect(wishes).toHaveLength(2);
  });

  test('garbage in its place is passed over', async () => {
    const store = memoryStore(() => clock);
    const { worker, job, wishes } = await start({ openStore: () => ({ ...store, read: async () => '{"kept":1,"report":{"target":"x"' }) });
    await worker(job(), TEN_SECONDS);
    expect(wishes).toHaveLength(1);
  });
});

describe('a probe that goes wrong', () => {
  test('one that throws is our own fault, and said so', async () => {
    const { worker, job, lines, texts } = await start({ prober: () => Promise.reject(new TypeError('secret words of a server')) });
    await worker(job(), TEN_SECONDS);
    expect(texts()).toHaveLength(1);
    expect(JSON.stringify(hooks.posted[0]?.body)).toContain('request request-1');
    expect(lines).toMatchObject([
      { outcome: 'failed', what: 'listener', why: 'TypeError' },
      { outcome: 'answered', what: 'probe' },
    ]);
    expect(JSON.stringify([lines, hooks.posted.map(({ body }) => body)])).not.toContain('secret words');
  });

  test('one that does not end is stopped, and nothing of it is left', async () => {
    const { worker, job, wishes, texts, lines } = await start({ prober: slow });
    const began = performance.now();
    await worker(job(), SHORT);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(wishes[0]?.signal.aborted).toBe(true);
    expect(texts()).toEqual([expect.stringContaining('took too long')]);
    expect(lines.at(-1)).toMatchObject({ outcome: 'answered', why: 'late' });
    expect(JSON.stringify(hooks.posted[0]?.body)).toContain('Try again');
    // Its result came too late to be kept.
    await worker(job(), SHORT);
    expect(wishes).toHaveLength(2);
  });

  test('even one that never settles', async () => {
    const { worker, job, texts } = await start({ prober: never });
    await worker(job(), SHORT);
    expect(texts()).toEqual([expect.stringContaining('took too long')]);
  });

  test.each([
    ['note', { note: 'proberBusy' } as const, 'The prober is busy'],
    ['note', { note: 'proberDenied' } as const, 'did not accept the secret'],
    ['refusal', { refused: 'port' } as const, 'Only the mail ports'],
  ])('a %s of the prober is a sentence', async (_, probed, says) => {
    const { worker, job, texts } = await start({ prober: async () => probed });
    await worker(job(), TEN_SECONDS);
    expect(texts()).toEqual([expect.stringContaining(says)]);
  });
});

describe('the answer does not arrive', () => {
  test.each([404, 400])('its address has ended (%i): logged, and not tried again', async (status) => {
    const { worker, job, lines } = await start({ script: [answer(status, '{"ok":false,"error":"expired_url"}')] });
    const one = job();
    await worker(one, TEN_SECONDS);
    await worker(one, TEN_SECONDS);
    expect(hooks.posted).toHaveLength(1);
    expect(lines).toMatchObject([
      { outcome: 'failed', what: 'probe', why: `http-${status}` },
      { outcome: 'ignored', why: 'again' },
    ]);
  });

  test('Slack is down: Lambda tries again, and the result comes without a second probe', async () => {
    const { worker, job, wishes, texts } = await start({ script: [answer(503), answer(503), answer(503), answer(200)] });
    const one = job();
    await expect(worker(one, TEN_SECONDS)).rejects.toThrow('http-503');
    clock += 60_000;
    await worker(one, TEN_SECONDS);
    expect(wishes).toHaveLength(1);
    expect(texts().at(-1)).toContain('No fault found');
    await worker(one, TEN_SECONDS);
    expect(hooks.posted).toHaveLength(4);
  });

  test('an address that is not one of Slack gets nothing', async () => {
    const { worker, job, lines } = await start();
    await worker(job({ url: 'https://evil.example/commands/T0TESTING/1/abc' }), TEN_SECONDS);
    expect(hooks.posted).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ outcome: 'failed', why: 'foreign-address' });
  });
});

describe('a pressed button', () => {
  test('shows progress in place of the message, then the result', async () => {
    const { worker, job, texts } = await start();
    await worker(job({ pressed: '1.2 U0TESTING contoso.com' }), TEN_SECONDS);
    expect(texts()).toEqual([expect.stringContaining('Probing contoso.com'), expect.stringContaining('No fault found')]);
    expect(hooks.posted.map(({ body }) => body['replace_original'])).toEqual([true, true]);
  });

  test('two lines of progress at most, and none behind the result', async () => {
    const late: (() => void)[] = [];
    const { worker, job, texts } = await start({
      prober: async ({ onStep }) => {
        for (let done = 1; done < 9; done += 1) {
          clock += 3000;
          onStep({ doing: 'address', host: 'mail.contoso.com', done, all: 9 });
        }
        late.push(() => onStep({ doing: 'address', host: 'mail.contoso.com', done: 1, all: 9 }));
        return WELL;
      },
    });
    await worker(job({ pressed: '1.2 U0TESTING contoso.com' }), TEN_SECONDS);
    for (const say of late) say();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(texts()).toEqual([
      expect.stringContaining('Probing contoso.com.'),
      expect.stringContaining('Probing contoso.com (3/9 addresses)'),
      expect.stringContaining('No fault found'),
    ]);
  });

  test('a refusal leaves the message that is there', async () => {
    const { worker, job, texts } = await start({ openStore: () => broken({ claim: down }) });
    await worker(job({ pressed: '1.2 U0TESTING contoso.com' }), TEN_SECONDS);
    expect(texts()).toHaveLength(1);
    expect(hooks.posted[0]?.body['replace_original']).toBe(false);
  });

  test('a command has no progress: its address cannot replace', async () => {
    const { worker, job } = await start();
    await worker(job(), TEN_SECONDS);
    expect(hooks.posted).toHaveLength(1);
  });
});

test('nothing is left running when the worker returns', async () => {
  const { worker, job } = await start({ prober: slow });
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  await worker(job(), SHORT);
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThanOrEqual(before);
});
