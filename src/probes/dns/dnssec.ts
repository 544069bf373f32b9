import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import type { Resolver } from '../surroundings.js';
import { addressesOf, ask, mxOf, type Reply, readReply, type Type, textsOf, tlsaOf } from './wire.js';

/** Sends one question. `undefined`: no answer to it came. Never throws. */
type Transport = (name: string, type: Type) => Promise<Reply | undefined>;

/** The part of `fetch` that DNS over HTTPS needs. */
export type FetchLike = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly redirect: 'error';
    readonly signal: AbortSignal;
  },
) => Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> | null }>;

export const DOH_URLS = ['https://dns.google/dns-query', 'https://cloudflare-dns.com/dns-query'] as const;
const TRY_MS = 1500;
/** A DNS message is no longer than this. */
const LONGEST = 65_535;

export interface ValidatingOptions {
  /** Milliseconds for one try; there are two. */
  readonly limit?: number;
}

/**
 * DNS over HTTPS (RFC 8484) with DNSSEC asked for. The first server that answers is believed: its AD bit says that it has
 * validated, and the encrypted way to it that nobody changed the bit.
 */
export function httpsResolver(fetch: FetchLike, urls: readonly string[] = DOH_URLS, { limit = TRY_MS }: ValidatingOptions = {}): Resolver {
  return resolverOf(urls.map((url) => new URL(url).hostname).join(', '), async (name, type) => {
    for (const url of urls.slice(0, 2)) {
      const reply = await overHttps(fetch, url, name, type, limit);
      if (reply !== undefined) return reply;
    }
    return undefined;
  });
}

async function overHttps(fetch: FetchLike, url: string, name: string, type: Type, limit: number): Promise<Reply | undefined> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limit);
  try {
    // The id is 0, so that caches on the way see equal questions as equal (RFC 8484, section 4.1).
    const headers = { 'content-type': 'application/dns-message', accept: 'application/dns-message' };
    const body = new Uint8Array(ask(0, name, type));
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: stop.signal });
    if (response.status !== 200 || response.body === null) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > LONGEST) return undefined;
      chunks.push(chunk);
    }
    return readReply(Buffer.concat(chunks), 0, name, type);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/**
 * Asks one resolver by UDP, and by TCP where the answer does not fit. The operator named it, so its AD bit is believed
 * (RFC 4035, section 4.9.3, wants a way to it that nobody else can write to).
 *
 * @param server address of the resolver
 */
export function serverResolver(server: string, port = 53, { limit = TRY_MS }: ValidatingOptions = {}): Resolver {
  const name = isIPv6(server) ? `[${server}]:${port}` : `${server}:${port}`;
  return resolverOf(name, async (host, type) => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const reply = await overUdp(server, port, host, type, limit);
      if (reply?.truncated) return overTcp(server, port, host, type, limit);
      if (reply !== undefined) return reply;
    }
    return undefined;
  });
}

function overUdp(server: string, port: number, name: string, type: Type, limit: number): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const id = randomInt(65_536);
    const question = ask(id, name, type);
    const socket = createSocket(isIPv6(server) ? 'udp6' : 'udp4');
    let ended = false;
    const end = (reply?: Reply): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      socket.close(() => resolve(reply));
    };
    const timer = setTimeout(end, limit);
    socket.on('error', () => end());
    // Connected: only packets of that server arrive. A packet that does not fit the question is passed over.
    socket.on('message', (message) => {
      const reply = readReply(message, id, name, type);
      if (reply !== undefined) end(reply);
    });
    socket.connect(port, server, () => {
      if (!ended) socket.send(question);
    });
  });
}

function overTcp(server: string, port: number, name: string, type: Type, limit: number): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const id = randomInt(65_536);
    const question = ask(id, name, type);
    const length = Buffer.from([question.length >> 8, question.length & 255]);
    const socket = connect(port, server);
    let received = Buffer.alloc(0);
    let reply: Reply | undefined;
    const timer = setTimeout(() => socket.destroy(), limit);
    socket.on('connect', () => socket.write(Buffer.concat([length, question])));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const size = received.length < 2 ? LONGEST : received.readUInt16BE(0);
      if (received.length < size + 2) return;
      reply = readReply(received.subarray(2, size + 2), id, name, type);
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(reply);
    });
  });
}

function resolverOf(name: string, send: Transport): Resolver {
  const look = async (host: string, type: Type): Promise<Reply['answer']> => {
    // A name that is no name (a label of 64 bytes) cannot be put into a question.
    const reply = await send(host, type).catch(() => undefined);
    return reply?.answer ?? { values: [], failure: 'timeout' };
  };
  return {
    name,
    a: async (host) => addressesOf(await look(host, 'A')),
    aaaa: async (host) => addressesOf(await look(host, 'AAAA')),
    mx: async (host) => mxOf(await look(host, 'MX')),
    txt: async (host) => textsOf(await look(host, 'TXT')),
    tlsa: async (host) => tlsaOf(await look(host, 'TLSA')),
  };
}
