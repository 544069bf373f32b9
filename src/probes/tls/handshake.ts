import { constants } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { TlsVersion } from '../../model/probe.js';
import { type Flight, readFlight } from './flight.js';
import { beginsAsTls } from './records.js';
import { Tee } from './tee.js';

export interface HandshakeOptions {
  /** Asked for by SNI. */
  readonly serverName?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

interface Heard {
  readonly version: TlsVersion;
  /** DER as sent, the server's own certificate first. */
  readonly chain: readonly Buffer[];
  readonly clientCertificateRequested: boolean;
}
export interface Made extends Heard {
  readonly ok: true;
  readonly socket: TLSSocket;
  /** Name of the IETF. */
  readonly cipher: string;
  /** Until this settles nothing may be written: see below. */
  ready(): Promise<void>;
}
export interface Failed extends Partial<Heard> {
  readonly ok: false;
  /**
   * `tls_garbage`: no TLS came. `tls_closed`: the connection ended. `tls_alert`: the server refused; without a number,
   * it answered with TLS that OpenSSL does not take (SSL 3.0, a broken key exchange).
   */
  readonly fault: 'tls_garbage' | 'tls_closed' | 'tls_alert' | 'tls_timeout';
  /** Number of the alert (RFC 8446, section 6.2). */
  readonly alert?: number;
}
export type Handshake = Made | Failed;

/** A server that sends its session tickets waits for them to be acknowledged before it answers (40 ms, Nagle's algorithm). */
const TICKETS = 6;

let context: SecureContext | undefined;

/**
 * A handshake that takes everything: old versions, weak keys, any certificate. A probe sends nothing secret and has to see
 * what is there; the certificates are judged by `judgeChain` afterwards. Settles within the timeout, never throws.
 */
export function handshake(raw: Duplex, { serverName, timeout }: HandshakeOptions): Promise<Handshake> {
  const tee = new Tee(raw);
  let secret: Buffer | undefined;
  let trouble: string | undefined;
  // Weak keys and versions are to be seen, and servers that do not know RFC 5746. No roots: OpenSSL's own verdict is not asked for.
  context ??= createSecureContext({
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    ca: [],
  });
  const socket = connect({
    socket: tee,
    secureContext: context,
    rejectUnauthorized: false,
    ...(serverName === undefined ? {} : { servername: serverName }),
  });
  socket.on('keylog', (line: Buffer) => {
    secret ??= serverSecret(line);
  });
  const tickets = new Promise<void>((resolve) => socket.once('session', () => resolve()));
  return new Promise((resolve) => {
    const timer = setTimeout(() => fail('tls_timeout'), timeout);
    function settle(result: Handshake) {
      clearTimeout(timer);
      socket.off('secureConnect', done).off('close', closed);
      tee.stopRecording();
      resolve(result);
    }
    function fail(fault?: Failed['fault']) {
      const bytes = tee.heard();
      const flight = readFlight(bytes, secret);
      settle(failed(bytes, flight, fault ?? faultOf(trouble, flight)));
      socket.destroy();
    }
    const closed = () => fail();
    function done() {
      const flight = readFlight(tee.heard(), secret);
      settle(made(socket, flight, tickets));
    }
    // What happens later is told to whoever talks over the socket by then.
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      trouble ??= code;
    });
    socket.once('secureConnect', done).once('close', closed);
    // It ended before anybody listened, and will not say so again.
    if (raw.readableEnded) socket.destroy();
  });
}

/** A line of the key log: label, client random, secret. */
function serverSecret(line: Buffer): Buffer | undefined {
  const [label, , secret] = line.toString('latin1').trim().split(' ');
  return label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET' && secret !== undefined ? Buffer.from(secret, 'hex') : undefined;
}

const VERSIONS: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] satisfies TlsVersion[];
const isVersion = (text: string | null): text is TlsVersion => text !== null && VERSIONS.includes(text);

function made(socket: TLSSocket, flight: Flight, tickets: Promise<void>): Made {
  const protocol = socket.getProtocol();
  return {
    ok: true,
    socket,
    version: flight.version ?? (isVersion(protocol) ? protocol : 'TLSv1.2'),
    cipher: socket.getCipher().standardName,
    chain: flight.chain.length > 0 ? flight.chain : chainOf(socket),
    // OpenSSL's own view: signature algorithms are shared only where a certificate was asked for.
    clientCertificateRequested: flight.clientCertificateRequested || socket.getSharedSigalgs().length > 0,
    ready: async () => {
      await Promise.race([tickets, pause(TICKETS)]);
      // Bytes that are written within the `session` event itself are never sent.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time).unref());

/** Where the flight could not be read: the certificates as OpenSSL has sorted them. */
function chainOf(socket: TLSSocket): Buffer[] {
  const chain: Buffer[] = [];
  let one = socket.getPeerCertificate(true);
  while (one?.raw && !chain.some((known) => known.equals(one.raw))) {
    chain.push(one.raw);
    one = one.issuerCertificate;
  }
  return chain;
}

/** What OpenSSL does not take from a server that answered as TLS does is no garbage, unless it goes on without measure. */
function faultOf(trouble: string | undefined, { isAnswered }: Flight): Failed['fault'] {
  if (!trouble?.startsWith('ERR_SSL')) return 'tls_closed';
  return isAnswered && trouble !== 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE' ? 'tls_alert' : 'tls_garbage';
}

/** An alert says most; bytes that are no TLS say more than how it ended. */
function failed(bytes: Buffer, { alert, version, chain, clientCertificateRequested }: Flight, fault: Failed['fault']): Failed {
  const heard = { chain, clientCertificateRequested, ...(version && { version }) };
  if (alert !== undefined) return { ok: false, fault: 'tls_alert', alert, ...heard };
  return { ok: false, fault: bytes.length > 0 && !beginsAsTls(bytes) ? 'tls_garbage' : fault, ...heard };
}
