import type { Duplex } from 'node:stream';
import type { Guard } from './guard.js';
import type { Resolver } from './surroundings.js';

/** Whether port 25 can be reached from here. `unknown`: the hosts that would tell could not be found or called. */
export interface CanaryReport {
  readonly port25: 'open' | 'blocked' | 'unknown';
  /** When it was found out, in milliseconds since 1970. */
  readonly at: number;
}

export interface CanaryOptions {
  readonly resolver: Resolver;
  readonly guard: Guard;
  readonly connect: (ip: string, port: number) => Duplex;
  readonly now: () => number;
  /** Milliseconds for one connection. */
  readonly limit?: number;
  readonly domains?: readonly string[];
}

/** Large mail hosters that belong to different companies and have answered on port 25 for decades. */
export const CANARIES = ['gmail.com', 'yahoo.com'] as const;
const CONNECT_MS = 5000;
const KEPT_MS = 10 * 60_000;

/**
 * Makes the question that is asked when a target does not answer. Clouds drop outbound SMTP silently, so a connection that
 * times out says nothing of the target until another host has answered from here. The answer is kept for 10 minutes.
 */
export function makeCanary(options: CanaryOptions): () => Promise<CanaryReport> {
  let kept: { readonly until: number; readonly report: Promise<CanaryReport> } | undefined;
  return () => {
    const now = options.now();
    if (kept === undefined || now >= kept.until) kept = { until: now + KEPT_MS, report: ask(options) };
    return kept.report;
  };
}

async function ask(options: CanaryOptions): Promise<CanaryReport> {
  const seen = await Promise.all((options.domains ?? CANARIES).map((domain) => callOne(domain, options).catch((): Seen => 'nothing')));
  const port25 = seen.includes('answer') ? 'open' : seen.every((one) => one === 'silence') ? 'blocked' : 'unknown';
  return { port25, at: options.now() };
}

type Seen = 'answer' | 'silence' | 'nothing';

async function callOne(domain: string, { resolver, guard, connect, limit = CONNECT_MS }: CanaryOptions): Promise<Seen> {
  const { values } = await resolver.mx(domain);
  const [first] = [...values].sort((a, b) => a.preference - b.preference);
  if (first === undefined) return 'nothing';
  const addresses = await resolver.a(first.host);
  const ip = addresses.values.find((one) => guard(one) === 'ok');
  return ip === undefined ? 'nothing' : call(() => connect(ip, 25), limit);
}

/** A refusal came from somewhere, so the packet got out. */
const ANSWERS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

function call(open: () => Duplex, limit: number): Promise<Seen> {
  return new Promise((resolve) => {
    const socket = open();
    const end = (seen: Seen): void => {
      clearTimeout(timer);
      resolve(seen);
      socket.destroy();
    };
    const timer = setTimeout(() => end('silence'), limit);
    for (const event of ['connect', 'data', 'end']) socket.once(event, () => end('answer'));
    socket.on('error', (error) => {
      const { code } = Object(error);
      end(ANSWERS.has(code) ? 'answer' : code === 'ETIMEDOUT' ? 'silence' : 'nothing');
    });
    socket.once('close', () => end('nothing'));
  });
}
