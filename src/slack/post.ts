import type { IncomingHttpHeaders } from 'node:http';
import { SLACK_HOOKS } from '../config.js';

/** Posted, or the reason in a word or two. Never a text of the other side: the code goes into the log. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly code: string };

export interface PostOptions {
  /** `https://hooks.slack.com`, or a stand-in on this machine. */
  readonly origin: string;
  /** Milliseconds for everything: requests, waits and answers. */
  readonly limit: number;
  readonly now: () => number;
}

const MAX_REQUESTS = 3;
const MAX_ANSWER = 4096;
/** Less than this is not worth another request. */
const SHORTEST = 200;
const TOO_MUCH = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']);

/**
 * Posts a message to the response_url of a request. The address comes with the request, so it may lead only to Slack;
 * redirects are not followed, and the whole has one time limit. Never throws.
 */
export async function post(url: string, message: { readonly text: string }, options: PostOptions): Promise<Sent> {
  const target = hookTarget(url, options.origin);
  if (target === undefined) return { ok: false, code: 'foreign-address' };
  const until = options.now() + options.limit;
  const sent = await persist(target, JSON.stringify(message), until, options.now);
  if (sent.ok || !TOO_MUCH.has(sent.code)) return sent;
  // Slack refused the layout: the sentence that says the same without one is better than silence.
  const { blocks: _, ...plain } = message as { readonly text: string; readonly blocks?: unknown };
  return persist(target, JSON.stringify(plain), until, options.now);
}

/** The address if it is one of Slack's for late answers, in its plain spelling. */
export function hookTarget(url: string, origin: string): URL | undefined {
  if (!url.startsWith(`${origin}/`)) return undefined;
  const path = url.slice(origin.length);
  // Slack has used all three; a stand-in keeps its own in a folder.
  const known = origin === SLACK_HOOKS ? /^\/(?:actions|commands|app)\/[\w/-]{1,300}$/ : /^\/(?:hooks\/)?(?:actions|commands|app)\/[\w/-]{1,300}$/;
  return known.test(path) ? new URL(url) : undefined;
}

interface Outcome {
  readonly code: string;
  /** Milliseconds after which another request makes sense. Missing: none does. */
  readonly again?: number;
}

async function persist(target: URL, body: string, until: number, now: () => number): Promise<Sent> {
  for (let request = 1; ; request += 1) {
    const { code, again } = await once(target, body, until - now());
    if (code === 'ok') return { ok: true };
    if (again === undefined || request === MAX_REQUESTS || until - now() - again < SHORTEST) return { ok: false, code };
    await new Promise((resolve) => setTimeout(resolve, again));
  }
}

async function once(target: URL, body: string, limit: number): Promise<Outcome> {
  // Loaded when a button is pressed: a pasted text is answered without any network.
  const { request } = target.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    // No agent: a connection kept for later would be dead when a frozen function wakes up.
    const sending = request(target, { method: 'POST', headers, agent: false });
    const timer = setTimeout(() => end({ code: 'timeout' }), Math.max(1, limit));
    function end(outcome: Outcome) {
      clearTimeout(timer);
      resolve(outcome);
      sending.destroy();
    }
    sending.on('error', (error: NodeJS.ErrnoException) => end({ code: error.code ?? 'connection', again: 200 }));
    sending.on('response', (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        answer += text;
        if (answer.length > MAX_ANSWER) end({ code: 'long-answer' });
      });
      response.on('end', () => end(judgeAnswer(response.statusCode ?? 0, response.headers, answer)));
      response.on('error', (error: NodeJS.ErrnoException) => end({ code: error.code ?? 'connection' }));
    });
    sending.end(body);
  });
}

/** Slack says `ok` or `{"ok":true}`. A page with status 200 is an outage or a proxy, not an answer. */
function judgeAnswer(status: number, headers: IncomingHttpHeaders, answer: string): Outcome {
  if (status === 429) return { code: 'http-429', again: retryAfter(headers['retry-after']) };
  if (status >= 500) return { code: `http-${status}`, again: 300 };
  const { ok, error } = readAnswer(answer);
  if (status === 200 && ok) return { code: 'ok' };
  return { code: error !== undefined && TOO_MUCH.has(error) ? error : status === 200 ? 'odd-answer' : `http-${status}` };
}

function readAnswer(answer: string): { ok: boolean; error?: string } {
  const text = answer.trim();
  if (text === 'ok') return { ok: true };
  if (TOO_MUCH.has(text)) return { ok: false, error: text };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return { ok: false };
    const { ok, error } = { ok: undefined, error: undefined, ...value };
    return { ok: ok === true, ...(typeof error === 'string' && { error }) };
  } catch {
    return { ok: false };
  }
}

/** Whole seconds as told; anything else counts as one second. */
const retryAfter = (header: string | undefined): number => (header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : 1000);
