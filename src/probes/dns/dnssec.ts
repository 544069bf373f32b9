import { createSocket } from 'node:dgram';
import { request } from 'node:https';
import { connect, isIP } from 'node:net';
import packet from 'dns-packet';
import type { Answer } from '../surroundings.js';

/** Asks with the wish for DNSSEC; the answer says who vouches. Values come for TLSA only. */
export type AskVouched = (name: string, type: 'TLSA' | 'MX') => Promise<Answer<string>>;

const LIMIT = 2000;
const MOST_BYTES = 16_384;
const MOST_RECORDS = 20;

function queryFor(name: string, type: 'TLSA' | 'MX', id: number): Buffer {
  return packet.encode({
    type: 'query',
    id,
    flags: packet.RECURSION_DESIRED | packet.AUTHENTIC_DATA,
    questions: [{ type, name, class: 'IN' }],
    // The OPT record with DO: the resolver shall validate (RFC 3225).
    additionals: [
      { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: packet.DNSSEC_OK, extendedRcode: 0, ednsVersion: 0, flag_do: true, options: [] },
    ],
  });
}

/** RFC 8484: by POST, so that no cache stands in between. The next one is asked if one does not answer. */
export function askOverHttps(urls: readonly string[]): AskVouched {
  return async (name, type) => {
    for (const url of urls) {
      const answer = readAnswer(await post(url, queryFor(name, type, 0)));
      if (answer) return { ...answer, by: new URL(url).hostname };
    }
    return { values: [], failure: 'timeout' };
  };
}

function post(url: string, body: Buffer): Promise<Buffer> {
  const headers = { 'content-type': 'application/dns-message', accept: 'application/dns-message', 'content-length': body.length };
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', headers, agent: false });
    const timer = setTimeout(() => end(NOTHING), LIMIT);
    function end(bytes: Buffer) {
      clearTimeout(timer);
      resolve(bytes);
      sending.destroy();
    }
    sending.on('error', () => end(NOTHING));
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MOST_BYTES) end(NOTHING);
      });
      response.on('end', () => end(response.statusCode === 200 ? Buffer.concat(chunks) : NOTHING));
      response.on('error', () => end(NOTHING));
    });
    sending.end(body);
  });
}
const NOTHING = Buffer.alloc(0);

/** Straight to a resolver that the caller has named; by TCP where an answer does not fit into a datagram. */
export function askOverUdp(server: string): AskVouched {
  const { host, port } = placeOf(server);
  return async (name, type) => {
    const query = queryFor(name, type, Math.floor(Math.random() * 65_536));
    const first = await overUdp(host, port, query);
    const bytes = isTruncated(first) ? await overTcp(host, port, query) : first;
    const answer = readAnswer(bytes);
    return answer ? { ...answer, by: host } : { values: [], failure: 'timeout' };
  };
}

function placeOf(server: string): { host: string; port: number } {
  const match = /^\[?([\da-f.:]{2,45}?)\]?(?::(\d{1,5}))?$/i.exec(server);
  if (isIP(server) !== 0 || !match) return { host: server, port: 53 };
  return { host: match[1] ?? server, port: Number(match[2] ?? 53) };
}

function overUdp(host: string, port: number, query: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
    const timer = setTimeout(() => end(NOTHING), LIMIT);
    function end(bytes: Buffer) {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.close();
      resolve(bytes);
    }
    socket.on('error', () => end(NOTHING));
    // Another answer than to this question is not ours.
    socket.on('message', (bytes) => bytes.length > 2 && bytes.readUInt16BE(0) === query.readUInt16BE(0) && end(bytes));
    socket.connect(port, host, () => socket.send(query));
  });
}

function overTcp(host: string, port: number, query: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    let bytes: Buffer = NOTHING;
    const timer = setTimeout(() => end(NOTHING), LIMIT);
    function end(answer: Buffer) {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    }
    socket.on('error', () => end(NOTHING)).on('close', () => end(NOTHING));
    socket.on('connect', () => {
      const head = Buffer.alloc(2);
      head.writeUInt16BE(query.length);
      socket.write(Buffer.concat([head, query]));
    });
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length > 2 && bytes.length >= bytes.readUInt16BE(0) + 2) end(bytes.subarray(2));
      else if (bytes.length > MOST_BYTES * 4) end(NOTHING);
    });
  });
}

const isTruncated = (bytes: Buffer): boolean => bytes.length > 3 && ((bytes[2] ?? 0) & 2) !== 0;

function readAnswer(bytes: Buffer): Answer<string> | undefined {
  const decoded = decode(bytes);
  if (decoded?.type !== 'response') return undefined;
  const { flag_ad: authenticated, answers = [] } = decoded;
  const rcode = (bytes[3] ?? 0) & 15;
  if (rcode !== 0) return { values: [], failure: rcode === NXDOMAIN ? 'no-such-name' : 'servfail', authenticated };
  const values = answers.flatMap((one) =>
    one.type === 'TLSA' ? [`${one.data.usage} ${one.data.selector} ${one.data.matchingType} ${one.data.certificate.toString('hex')}`] : [],
  );
  return values.length === 0 ? { values, failure: 'no-data', authenticated } : { values: values.slice(0, MOST_RECORDS), authenticated };
}

const NXDOMAIN = 3;

function decode(bytes: Buffer) {
  try {
    return packet.decode(bytes);
  } catch {
    return undefined;
  }
}
