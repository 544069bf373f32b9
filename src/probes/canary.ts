import { guardOf } from './guard.js';
import type { Surroundings } from './surroundings.js';

/** Domains of large operators that have nothing to do with each other; their MX answer on port 25 all day. */
const DOMAINS = ['gmail.com', 'yahoo.com'];
const SMTP = 25;

/**
 * True if port 25 cannot be reached from here at all: two large mail providers stay silent as well. A refusal or an answer of
 * one of them proves that the port is open. Without DNS nothing is known, and the answer is no.
 */
export async function isPort25Blocked({ resolver, connect, limits }: Surroundings): Promise<boolean> {
  const guard = guardOf([]);
  const silent = await Promise.all(
    DOMAINS.map(async (domain) => {
      const [mx] = (await resolver.mx(domain)).values;
      const [address] = mx ? (await resolver.a(mx.host)).values : [];
      if (address === undefined || guard(address) !== 'ok') return undefined;
      return isSilent(address, connect, limits.connect);
    }),
  );
  return silent.includes(true) && !silent.includes(false);
}

function isSilent(ip: string, connect: Surroundings['connect'], limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(ip, SMTP);
    const timer = setTimeout(() => end(true), limit);
    function end(result: boolean) {
      clearTimeout(timer);
      socket.removeAllListeners('connect').on('error', () => {});
      socket.destroy();
      resolve(result);
    }
    socket.once('connect', () => end(false));
    // A refusal came from the other side; no route and no answer did not.
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code !== 'ECONNREFUSED' && code !== 'ECONNRESET'));
  });
}
