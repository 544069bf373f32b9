import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { WorkerConfig } from '../config.js';
import type { ProbeReport } from '../model/probe.js';
import { text } from '../parsers/probe/values.js';
import { probe, type Step } from '../probes/index.js';
import { LIMITS } from '../probes/limits.js';
import { standardSurroundings } from '../probes/standard.js';
import { REFUSALS, type Refusal, type Target } from '../probes/target.js';
import { jsonIn, reportIn } from './kept.js';
import type { ProbeNote } from './probe-notes.js';

export interface Wish {
  readonly target: Target;
  readonly expect: string | undefined;
  /** Milliseconds for all of it. */
  readonly limit: number;
  readonly onStep: (step: Step) => void;
  /** Nothing goes on after it. */
  readonly signal: AbortSignal;
}
export type Probed = { readonly report: ProbeReport } | { readonly note: ProbeNote } | { readonly refused: Refusal };
export type Prober = (wish: Wish) => Promise<Probed>;

/** From here, or by a prober of one's own where port 25 is closed here. Throws if a network to be allowed is none. */
export function proberFor({ prober, allow, ehloName }: WorkerConfig, now: () => number): Prober {
  return prober ? askedOf(prober) : here({ allow, now, ...(ehloName !== undefined && { ehloName }) });
}

function here(given: { readonly allow: readonly string[]; readonly ehloName?: string; readonly now: () => number }): Prober {
  // Whether port 25 is open here is remembered for all probes of this process.
  const { canary } = standardSurroundings(given);
  return async ({ target, expect, limit, onStep, signal }) => {
    const open = new Set<Socket>();
    const end = () => {
      for (const socket of open) socket.destroy();
    };
    const call = (host: string, port: number) => {
      const socket = connect({ host, port });
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      if (signal.aborted) socket.destroy();
      return socket;
    };
    const limits = { ...LIMITS, total: Math.min(LIMITS.total, limit) };
    signal.addEventListener('abort', end, { once: true });
    try {
      return { report: await probe({ target, expect }, { ...standardSurroundings({ ...given, connect: call, limits }), canary }, onStep) };
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

const MOST_BYTES = 512 * 1024;

const askedOf =
  ({ url, secret }: { url: string; secret: string }): Prober =>
  async ({ target, expect, limit, signal }) => {
    // Read by readTarget() there again: a port stands behind the name or not at all.
    const body = JSON.stringify({ target: target.name, port: target.port, expect });
    const { status, answer } = await ask(new URL(url), body, secret, limit, signal);
    if (status === 401) return { note: 'proberDenied' };
    if (status === 429) return { note: 'proberBusy' };
    const json = jsonIn(answer);
    const report = status === 200 && json ? reportIn(json) : undefined;
    if (report?.target === target.name) return { report };
    const code = status === 422 && json?.type === 'object' ? text(json.entries.get('refused')) : undefined;
    return code === undefined ? { note: 'proberDown' } : { refused: REFUSALS.find((one) => one === code) ?? 'not-a-host' };
  };

interface Answer {
  /** 0 where there was none. */
  readonly status: number;
  readonly answer: string;
}
const NONE: Answer = { status: 0, answer: '' };

/** One request, one limit for everything; redirects are not followed, for they would take the secret along. */
async function ask(url: URL, body: string, secret: string, limit: number, signal: AbortSignal): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${secret}` };
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', headers, agent: false });
    const timer = setTimeout(() => end(NONE), Math.max(1, limit));
    const stop = () => end(NONE);
    function end(outcome: Answer) {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(outcome);
      sending.destroy();
    }
    signal.addEventListener('abort', stop, { once: true });
    sending.on('error', () => end(NONE));
    sending.on('response', (response) => read(response, end));
    sending.end(body);
  });
}

function read(response: IncomingMessage, end: (outcome: Answer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) end(NONE);
  });
  response.on('end', () => end({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString('utf8') }));
  response.on('error', () => end(NONE));
}
