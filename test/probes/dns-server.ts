import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type Answer, decode, encode } from 'dns-packet';

/** What the server does with a question. */
export interface Behaviour {
  readonly answers?: readonly Answer[];
  /** NXDOMAIN is 3, SERVFAIL 2, REFUSED 5. */
  readonly code?: number;
  readonly authenticated?: boolean;
  /** No answer at all. */
  readonly silent?: boolean;
  /** By UDP only the mark that the answer is cut off; by TCP all of it. */
  readonly truncated?: boolean;
  /** Bytes in place of an answer. */
  readonly garbage?: boolean;
  /** An answer with another id comes first. */
  readonly forged?: readonly Answer[];
}
/** One behaviour for each `type name`, such as `MX contoso.com`; of a list, the next one at each question. What is not there has no data. */
export type Zone = Readonly<Record<string, Behaviour | readonly Behaviour[]>>;

export interface FakeDns {
  readonly port: number;
  /** Questions in their order: `udp MX contoso.com`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A DNS server on the loopback address, UDP and TCP on one port. */
export async function startDns(zone: Zone): Promise<FakeDns> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const reply = (question: Buffer, way: 'udp' | 'tcp'): Buffer[] => {
    const query = decode(question);
    const [{ type, name } = { type: 'A', name: '' }] = query.questions ?? [];
    const key = `${type} ${name.toLowerCase()}`;
    asked.push(`${way} ${key}`);
    const rows = zone[key] ?? {};
    const row: Behaviour = Array.isArray(rows) ? rows[Math.min(asked.filter((one) => one === `${way} ${key}`).length, rows.length) - 1] : rows;
    if (row.silent) return [];
    if (row.garbage) return [Buffer.from('220 mail.contoso.com ESMTP')];
    const cut = row.truncated === true && way === 'udp';
    const packet = (id: number, answers: readonly Answer[]) =>
      encode({
        type: 'response',
        id,
        flags: 0x0180 | (row.code ?? 0) | (row.authenticated ? 0x20 : 0) | (cut ? 0x200 : 0),
        questions: query.questions ?? [],
        answers: cut ? [] : [...answers],
      });
    const id = query.id ?? 0;
    return [...(row.forged ? [packet((id + 1) & 0xffff, row.forged)] : []), packet(id, row.answers ?? [])];
  };
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    socket.once('data', (chunk) => {
      for (const message of reply(chunk.subarray(2), 'tcp'))
        socket.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]));
    });
  });
  await once(tcp.listen(0, '127.0.0.1'), 'listening');
  const address = tcp.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => {
    for (const answer of reply(message, 'udp')) udp.send(answer, from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    port,
    asked,
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([new Promise((done) => tcp.close(done)), new Promise<void>((done) => udp.close(() => done()))]);
    },
  };
}

export const a = (name: string, ...addresses: readonly string[]): Answer[] => addresses.map((data) => ({ type: 'A', name, ttl: 60, data }));
export const aaaa = (name: string, ...addresses: readonly string[]): Answer[] => addresses.map((data) => ({ type: 'AAAA', name, ttl: 60, data }));
export const mx = (name: string, ...records: readonly (readonly [preference: number, host: string])[]): Answer[] =>
  records.map(([preference, exchange]) => ({ type: 'MX', name, ttl: 60, data: { preference, exchange } }));
export const txt = (name: string, ...texts: readonly (string | readonly string[])[]): Answer[] =>
  texts.map((data) => ({ type: 'TXT', name, ttl: 60, data: typeof data === 'string' ? data : [...data] }));
export const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, ttl: 60, data });
export const tlsa = (name: string, usage: number, selector: number, matchingType: number, certificate: Buffer): Answer => ({
  type: 'TLSA',
  name,
  ttl: 60,
  data: { usage, selector, matchingType, certificate },
});
