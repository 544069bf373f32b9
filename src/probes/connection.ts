import type { Socket } from 'node:net';
import type { Fault } from '../model/probe.js';
import type { Surroundings } from './surroundings.js';
import type { Visit } from './visit.js';

const BY_CODE: Readonly<Record<string, Fault>> = { ECONNREFUSED: 'conn_refused', ECONNRESET: 'conn_reset', EPIPE: 'conn_reset' };

/** An open connection, or why there is none. No route and no answer are the same to a mail server: it waits in vain. */
export function opened(
  { ip, port, until }: Visit,
  { connect, now, limits }: Surroundings,
): Promise<Socket | { readonly fault: Fault; readonly code: string }> {
  return new Promise((resolve) => {
    const socket = connect(ip, port);
    const timer = setTimeout(() => failed({ code: 'ETIMEDOUT' }), Math.max(0, Math.min(limits.connect, until - now())));
    function failed({ code = '' }: { code?: string | undefined }) {
      clearTimeout(timer);
      socket.off('connect', done);
      closeQuietly(socket);
      resolve({ fault: BY_CODE[code] ?? 'conn_timeout', code });
    }
    function done() {
      clearTimeout(timer);
      socket.off('error', failed);
      socket.setNoDelay(true);
      resolve(socket);
    }
    socket.once('error', failed).once('connect', done);
  });
}

/** Closes without waiting; what the other side does then is no longer of interest. */
export function closeQuietly(socket: { on(event: 'error', listener: () => void): unknown; destroy(): unknown }): void {
  socket.on('error', () => {});
  socket.destroy();
}
