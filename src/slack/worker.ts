import type { WorkerConfig } from '../config.js';
import type { Rule } from '../model/rule.js';
import { rules } from '../rules/index.js';
import { dynamoStore } from '../store/dynamo.js';
import { memoryStore } from '../store/memory.js';
import { type Claim, type Store, StoreFault, withFaults } from '../store/store.js';
import { failure } from './failure.js';
import type { Job } from './job.js';
import { readJob } from './job-read.js';
import { describe, type Log } from './log.js';
import { post } from './post.js';
import { type Prober, proberFor } from './probers.js';
import { type Answered, answerInterrupted, answerJob, noted, type Work } from './probing.js';
import { progressOf } from './progress.js';
import { asRecord } from './verify.js';

export interface WorkerAround {
  readonly config: WorkerConfig;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** A store for one job, closed after it. */
  readonly openStore?: (() => Store) | undefined;
  readonly prober?: Prober | undefined;
  readonly rules?: readonly Rule[] | undefined;
}
type Parts = { readonly [K in keyof WorkerAround]-?: NonNullable<WorkerAround[K]> };

/** Seconds for which a response_url lives: an answer after it reaches nobody, and nobody may answer twice within it. */
const LIFE = 1800;
/** A double click is over by then. */
const PRESS = 3;
/** Milliseconds: for the probe, for everything before the result is posted, for the post, for ends that are left. */
const TIMES = { stop: 24_000, beforeStop: 2000, post: 4000, margin: 5000, ends: 1000 } as const;

/** The worker as a Lambda handler. It rejects only where trying again makes sense: the answer did not reach Slack. */
export function createWorker(around: WorkerAround): (event: unknown, context?: unknown) => Promise<void> {
  const { config, now } = around;
  const memory = memoryStore(now);
  const parts: Parts = {
    ...around,
    rules: around.rules ?? rules,
    openStore: around.openStore ?? (() => (config.table === undefined ? memory : dynamoStore({ table: config.table, now }))),
    prober: around.prober ?? proberFor(config, now),
  };
  return async (event, context) => {
    const job = readJob(event);
    if (!job) return parts.log({ outcome: 'ignored', requestId: '', what: 'unknown' });
    if (now() - job.at > LIFE * 1000) return parts.log({ outcome: 'ignored', requestId: job.requestId, what: 'probe', why: 'late' });
    const store = withFaults(parts.openStore());
    try {
      await work(job, store, remaining(context), parts);
    } finally {
      await store.close();
    }
  };
}

/** Milliseconds until Lambda ends the function. */
function remaining(context: unknown): number {
  const { getRemainingTimeInMillis: left } = asRecord(context);
  const ms: unknown = typeof left === 'function' ? left.call(context) : undefined;
  return typeof ms === 'number' && ms > 0 ? ms : TIMES.stop + TIMES.margin;
}

async function work(job: Job, store: Store, left: number, parts: Parts): Promise<void> {
  const { now, log } = parts;
  const began = now();
  const lease = Math.ceil(left / 1000) + 5;
  const claim = await take(job, store, lease, parts);
  if (claim === 'taken') return log({ outcome: 'ignored', requestId: job.requestId, what: 'probe', why: 'again' });
  const progress = progressOf(job, parts.config.hooksOrigin, now);
  const stop = Math.max(left / 4, Math.min(TIMES.stop, left - TIMES.margin));
  const limit = () => Math.max(1, began + stop - TIMES.beforeStop - now());
  const report = (error: unknown) =>
    log({ outcome: 'failed', requestId: job.requestId, what: 'store', ...describe(error instanceof StoreFault ? error.cause : error) });
  const run = async (signal: AbortSignal): Promise<Answered> => {
    if (claim === 'down') return noted('store', job);
    const task: Work = { job, store, prober: parts.prober, rules: parts.rules, now, limit, signal, progress, lease, report };
    return claim === 'again' ? answerInterrupted(task) : answerJob(task);
  };
  const { answered, rest } = await withinTime(stop, run);
  await progress.end();
  const found = answered instanceof Error ? failed(answered, job, parts) : (answered ?? noted('late', job));
  const message = job.pressed === undefined ? found.message : { ...found.message, replace_original: found.isResult || progress.hasReplaced() };
  const sent = await post(job.url, message, { origin: parts.config.hooksOrigin, limit: Math.min(TIMES.post, left / 3), now });
  const { requestId, user, team, target, locale } = job;
  const line = { requestId, what: 'probe', user, team, target, locale, ms: now() - began } as const;
  log(sent.ok ? { outcome: 'answered', ...line, ...found.line } : { outcome: 'failed', ...line, ...found.line, why: sent.code });
  await atMost(TIMES.ends, rest);
  // Told or never to be told: whoever comes with the same command is late.
  if (sent.ok || !isPassing(sent.code)) await settle(job, store).catch(report);
  else throw new Error(`The answer did not reach Slack: ${sent.code}`);
}

/** The right to answer. Without the store nobody knows whether the host was probed for this command: then it is not. */
async function take(job: Job, store: Store, lease: number, { log }: Parts): Promise<Claim | 'down'> {
  try {
    const claim = await store.claim(`once ${job.once}`, lease);
    if (claim === 'taken' || job.pressed === undefined) return claim;
    return (await store.claim(`pressed ${job.pressed}`, lease)) === 'taken' ? 'taken' : claim;
  } catch (error) {
    log({ outcome: 'failed', requestId: job.requestId, what: 'store', ...describe(error instanceof StoreFault ? error.cause : error) });
    return 'down';
  }
}

async function settle({ once, pressed }: Job, store: Store): Promise<void> {
  await store.hold(`once ${once}`, LIFE);
  if (pressed !== undefined) await store.hold(`pressed ${pressed}`, PRESS);
}

/** Slack or the way to it may be well again in a minute. After a time-out the answer may have arrived: it is not sent twice. */
const isPassing = (code: string): boolean => /^(?:http-(?:429|5\d\d)|E[A-Z]+|connection)$/.test(code);

/** The outcome or its error; undefined when the time was over. `rest` settles once the run has ended in that case, too. */
async function withinTime(ms: number, run: (signal: AbortSignal) => Promise<Answered>) {
  const abort = new AbortController();
  const running = run(abort.signal).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const answered = await atMost(ms, running);
  if (answered === undefined) abort.abort();
  return { answered, rest: running };
}

/** The outcome, or undefined after so many milliseconds. No timer is left. */
async function atMost<T>(ms: number, outcome: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([outcome, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of the store before anything was probed, or one of our own. Both are said. */
function failed(error: Error, job: Job, { log, config, now }: Parts): Answered {
  const isStore = error instanceof StoreFault;
  log({ outcome: 'failed', requestId: job.requestId, what: isStore ? 'store' : 'listener', ...describe(isStore ? error.cause : error) });
  if (isStore) return noted('store', job);
  return { message: failure(job.locale, job.requestId, { config, now }), isResult: false, line: {} };
}
