import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProbeReport } from '../model/probe.js';

/** A request as the bot sends it: all of it text or numbers that still have to be judged. */
export interface Wanted {
  readonly target: string;
  readonly port?: number | undefined;
  readonly expect?: string | undefined;
}
export type Outcome = { readonly report: ProbeReport } | { readonly refused: string };

export interface ProberOptions {
  /** Shared with the bot; at least 32 characters. */
  readonly secret: string;
  readonly run: (wanted: Wanted) => Promise<Outcome>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const MOST = { body: 4096, atOnce: 4, perMinute: 30 } as const;
const MINUTE = 60_000;
const BODY_LIMIT = 5000;

/** Answers POST /probe of a bot that may not reach port 25 itself. Everything else is refused without a word more than its status. */
export function prober({ secret, run, now }: ProberOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const started = window(now, MOST.perMinute);
  let running = 0;
  return async (request, response) => {
    const say = (status: number, body: object, headers: Record<string, string> = {}) => {
      if (response.writableEnded || response.destroyed) return;
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close', ...headers });
      response.end(JSON.stringify(body));
    };
    if (!isSecret(request.headers.authorization, secret)) return say(401, { error: 'not authorised' });
    if (request.url !== '/probe') return say(404, { error: 'there is only /probe' });
    if (request.method !== 'POST') return say(405, { error: 'POST only' }, { allow: 'POST' });
    if (running >= MOST.atOnce || started.isFull()) return say(429, { error: 'busy' }, { 'retry-after': '10' });
    running += 1;
    try {
      const wanted = wantedIn(await bodyOf(request));
      if (!wanted) return say(400, { error: 'a JSON object with a target is wanted' });
      started.add();
      const outcome = await run(wanted);
      say('report' in outcome ? 200 : 422, outcome);
    } catch {
      say(500, { error: 'the probe failed' });
    } finally {
      running -= 1;
    }
  };
}

/** Compared by their hashes, so that neither length nor content can be told by the time it takes. */
function isSecret(header: string | undefined, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${secret}`));
}

/** Counts what happened in the last minute. */
function window(now: () => number, most: number) {
  let times: number[] = [];
  return {
    add: () => void times.push(now()),
    isFull: () => {
      times = times.filter((time) => now() - time < MINUTE);
      return times.length >= most;
    },
  };
}

/** The body as text; empty if it is too long, too slow or broken off. */
function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end(''), BODY_LIMIT);
    function end(text: string) {
      clearTimeout(timer);
      request.pause();
      resolve(text);
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > MOST.body) end('');
    });
    request.on('end', () => end(Buffer.concat(chunks).toString('utf8')));
    request.on('error', () => end(''));
    request.on('close', () => end(''));
  });
}

function wantedIn(text: string): Wanted | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { target, port, expect } = { target: undefined, port: undefined, expect: undefined, ...value };
  if (typeof target !== 'string' || (port !== undefined && typeof port !== 'number') || (expect !== undefined && typeof expect !== 'string'))
    return undefined;
  return { target, port, expect };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
