import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { TlsVersion } from '../../model/probe.js';
import { flightEnds } from './ending.js';
import { readFlight } from './flight.js';
import { beginsAsTls } from './records.js';

export interface Question {
  /** The highest version that is offered; the server takes that or an older one. */
  readonly highest: 'TLSv1.1' | 'TLSv1.2';
  readonly serverName?: string;
  /** Milliseconds. */
  readonly timeout: number;
}
export interface Answered {
  /** Missing if the server took none. */
  readonly version?: TlsVersion;
  readonly alert?: number;
  readonly chain: readonly Buffer[];
  readonly clientCertificateRequested: boolean;
  readonly fault?: 'tls_garbage' | 'tls_closed' | 'tls_timeout';
}

const MOST = 131_072;

/**
 * Asks with a ClientHello of our own which version a server takes: up to TLS 1.2 its whole flight comes in the clear, so
 * no cryptography is needed, and OpenSSL's own limits do not count. The connection is closed afterwards. Never throws.
 */
export function askVersion(raw: Duplex, { highest, serverName, timeout }: Question): Promise<Answered> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const ends = flightEnds();
    const timer = setTimeout(() => settle('tls_timeout'), timeout);
    function settle(fault: Answered['fault']) {
      clearTimeout(timer);
      raw.off('data', hear).off('end', closed).off('close', closed).off('error', closed);
      raw.on('error', () => {});
      raw.destroy();
      resolve(answerOf(Buffer.concat(chunks), fault));
    }
    const closed = () => settle('tls_closed');
    function hear(chunk: Buffer) {
      // Two bytes tell whether it is TLS.
      const isNew = size < 2;
      chunks.push(chunk);
      size += chunk.length;
      if ((isNew && !beginsAsTls(Buffer.concat(chunks))) || size > MOST) settle('tls_garbage');
      else if (ends(chunk)) settle(undefined);
    }
    raw.on('data', hear).once('end', closed).once('close', closed).once('error', closed);
    // It ended before anybody listened, and will not say so again.
    if (raw.destroyed || raw.readableEnded) closed();
    else raw.write(clientHello(highest, serverName));
  });
}

function answerOf(bytes: Buffer, fault: Answered['fault']): Answered {
  const { version, alert, chain, clientCertificateRequested } = readFlight(bytes);
  return {
    chain,
    clientCertificateRequested,
    ...(version && { version }),
    ...(alert !== undefined && { alert }),
    ...(fault && alert === undefined && { fault }),
  };
}

/** ECDHE, DHE and RSA, GCM and CBC, as an older mail server offers them. */
const CIPHERS = [
  0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc02b, 0xc02f, 0xc024, 0xc028, 0xc00a, 0xc014, 0xc009, 0xc013, 0x009f, 0x009e, 0x006b, 0x0067, 0x0039, 0x0033,
  0x009d, 0x009c, 0x0035, 0x002f, 0x000a,
];
/** In OpenSSL's order, so that a server with two certificates chooses the same as in the first handshake. */
const SIGNATURES = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0303, 0x0203, 0x0201,
];
const GROUPS = [0x001d, 0x0017, 0x0018, 0x0019, 0x001e];
/** RFC 5746: no renegotiation is asked for. */
const NO_RENEGOTIATION = 0x00ff;
const VERSIONS = { 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303 } as const;

/** RFC 5246, section 7.4.1.2. */
export function clientHello(highest: Question['highest'], serverName?: string): Buffer {
  const extensions = [
    ...(serverName === undefined ? [] : [extension(0, vector(2, Buffer.from([0]), vector(2, Buffer.from(serverName, 'latin1'))))]),
    extension(10, vector(2, words(GROUPS))),
    extension(11, vector(1, Buffer.from([0]))),
    // Before TLS 1.2 there was no choice of signature algorithms.
    ...(highest === 'TLSv1.2' ? [extension(13, vector(2, words(SIGNATURES)))] : []),
    extension(23),
  ];
  const version = VERSIONS[highest];
  const body = Buffer.concat([
    words([version]),
    randomBytes(32),
    vector(1),
    vector(2, words([...CIPHERS, NO_RENEGOTIATION])),
    vector(1, Buffer.from([0])),
    vector(2, ...extensions),
  ]);
  const message = Buffer.concat([Buffer.from([1]), vector(3, body)]);
  // Records of a first hello say 3.1, whatever it offers (RFC 8446, section 5.1).
  return Buffer.concat([Buffer.from([22, 3, 1]), vector(2, message)]);
}

const words = (list: readonly number[]): Buffer => {
  const out = Buffer.alloc(2 * list.length);
  for (const [i, value] of list.entries()) out.writeUInt16BE(value, 2 * i);
  return out;
};

/** The parts with their length in front, in so many bytes. */
function vector(size: 1 | 2 | 3, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(size);
  head.writeUIntBE(body.length, 0, size);
  return Buffer.concat([head, body]);
}
const extension = (type: number, ...parts: readonly Buffer[]): Buffer => Buffer.concat([words([type]), vector(2, ...parts)]);
