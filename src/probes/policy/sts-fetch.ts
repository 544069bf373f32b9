import { type IncomingMessage, request } from 'node:http';
import { isIPv4 } from 'node:net';
import type { Duplex } from 'node:stream';
import { rootCertificates, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Guard } from '../guard.js';
import type { Answer } from '../surroundings.js';

export interface FetchOptions {
  readonly guard: Guard;
  readonly connect: (ip: string, port: number) => Duplex;
  /** PEM certificates that are trusted besides the public roots. */
  readonly ca: readonly string[];
  /** Milliseconds for everything after DNS. */
  readonly limit?: number;
}

/** The text of a policy, or in a word why there is none. `certificate`: the server's did not stand the check. */
export type Fetched = { readonly text: string } | { readonly failed: 'fetch-error' | 'certificate'; readonly why: string };

const FETCH_MS = 5000;
const LONGEST = 64 * 1024;
const MOST_ADDRESSES = 2;

const failed = (why: string): Fetched => ({ failed: 'fetch-error', why });

/**
 * Fetches https://<host>/.well-known/mta-sts.txt (RFC 8461, section 3.3) from addresses that were looked up before: no
 * second look-up can lead elsewhere. Redirects are not followed, the certificate must be good for the host.
 */
export async function fetchPolicy(host: string, answers: readonly Answer<string>[], options: FetchOptions): Promise<Fetched> {
  const found = answers.flatMap(({ values }) => values);
  const allowed = found.filter((ip) => options.guard(ip) === 'ok').sort((a, b) => Number(isIPv4(b)) - Number(isIPv4(a)));
  if (allowed.length === 0) return failed(whyNone(found, answers));
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.limit ?? FETCH_MS);
  let last = failed('not-reached');
  try {
    for (const ip of allowed.slice(0, MOST_ADDRESSES)) {
      const fetched = await fetchFrom(ip, host, options, stop.signal);
      if (fetched !== 'not-reached') return fetched;
      last = failed(stop.signal.aborted ? 'timeout' : 'not-reached');
      if (stop.signal.aborted) break;
    }
    return last;
  } finally {
    clearTimeout(timer);
  }
}

function whyNone(found: readonly string[], answers: readonly Answer<string>[]): string {
  if (found.length > 0) return 'address-refused';
  return answers.some(({ failure }) => failure === 'servfail' || failure === 'timeout') ? 'dns-failed' : 'no-address';
}

async function fetchFrom(ip: string, host: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched | 'not-reached'> {
  const raw = options.connect(ip, 443);
  const socket = tlsConnect({
    socket: raw,
    servername: host,
    ca: [...rootCertificates, ...options.ca],
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
  });
  const abort = (): void => {
    socket.destroy();
    raw.destroy();
  };
  signal.addEventListener('abort', abort);
  raw.on('error', abort);
  try {
    const fault = await secured(socket);
    if (fault !== undefined) return judgeFault(fault, signal);
    return await exchange(socket, host, signal);
  } finally {
    signal.removeEventListener('abort', abort);
    abort();
  }
}

/** The error code of a handshake that failed, `undefined` if it did not. */
function secured(socket: TLSSocket): Promise<string | undefined> {
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(undefined));
    socket.on('error', (error) => resolve(String(Object(error).code)));
    socket.once('close', () => resolve('closed'));
  });
}

const CERTIFICATE = new Map([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not-yet-valid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
  ['INVALID_PURPOSE', 'purpose'],
  ['CERT_SIGNATURE_FAILURE', 'untrusted'],
  ['UNSPECIFIED', 'untrusted'],
]);

function judgeFault(code: string, signal: AbortSignal): Fetched | 'not-reached' {
  const why = CERTIFICATE.get(code);
  if (why !== undefined) return { failed: 'certificate', why };
  if (signal.aborted) return failed('timeout');
  return code.startsWith('ERR_SSL') ? failed('tls') : 'not-reached';
}

function exchange(socket: TLSSocket, host: string, signal: AbortSignal): Promise<Fetched> {
  return new Promise((resolve) => {
    const query = request({
      createConnection: () => socket,
      method: 'GET',
      host,
      path: '/.well-known/mta-sts.txt',
      headers: { host, accept: 'text/plain', connection: 'close', 'user-agent': 'exchange-tls' },
    });
    query.on('error', () => resolve(failed(signal.aborted ? 'timeout' : 'cut-off')));
    query.on('response', (response) => {
      read(response).then(
        (fetched) => resolve(fetched),
        () => resolve(failed(signal.aborted ? 'timeout' : 'cut-off')),
      );
    });
    query.end();
  });
}

async function read(response: IncomingMessage): Promise<Fetched> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) return failed('redirect');
  if (status !== 200) return failed(`http-${status}`);
  if (!/^text\/plain[ \t]*(?:;|$)/i.test(response.headers['content-type'] ?? '')) return failed('content-type');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LONGEST) return failed('too-long');
    chunks.push(bytes);
  }
  return { text: Buffer.concat(chunks).toString('latin1') };
}
