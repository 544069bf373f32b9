import { decode, encode, type Answer as Packet, RECURSION_DESIRED } from 'dns-packet';
import ipaddr from 'ipaddr.js';
import { canonical } from '../guard.js';
import type { Answer } from '../surroundings.js';

/** DNS messages (RFC 1035) for look-ups whose DNSSEC state counts: node:dns shows no AD bit. */
export type Type = 'A' | 'AAAA' | 'MX' | 'TXT' | 'TLSA';
export interface Mx {
  readonly preference: number;
  readonly host: string;
}

/** Most values that are taken of one answer; a domain with more gains nothing by it. */
export const MOST = { A: 10, AAAA: 10, MX: 20, TXT: 10, TLSA: 20 } as const;
/** Bytes of one TXT record. */
export const LONGEST_TXT = 4096;
/** Bytes of a record of TLSA that holds a whole certificate. */
const LONGEST_TLSA = 4096;
const MOST_ALIASES = 8;
/** Answers by UDP up to this size are not cut into fragments (DNS flag day 2020). */
const UDP_SIZE = 1232;
const DNSSEC_OK = 1 << 15;
const AUTHENTIC_DATA = 1 << 5;

/** @throws Error for a name that does not fit into a question: dns-packet would write it wrongly */
export function ask(id: number, name: string, type: Type): Buffer {
  if (name.length > 253 || name.split('.').some((label) => label.length > 63)) throw new Error('the name is too long for DNS');
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ type, name, class: 'IN' }],
    additionals: [
      { type: 'OPT', name: '.', udpPayloadSize: UDP_SIZE, extendedRcode: 0, ednsVersion: 0, flags: DNSSEC_OK, flag_do: true, options: [] },
    ],
  });
}

/** What stands in an answer, before it is sorted by type. `undefined`: not the answer to this question. */
export interface Reply {
  readonly answer: Answer<Packet>;
  readonly truncated: boolean;
}

export function readReply(message: Buffer, id: number, name: string, type: Type): Reply | undefined {
  try {
    const packet = decode(message);
    const [question] = packet.questions ?? [];
    if (packet.type !== 'response' || packet.id !== id) return undefined;
    if (question?.type !== type || lower(question.name) !== lower(name)) return undefined;
    return { answer: sift(packet.answers ?? [], { name, type, code: rcodeOf(message), authenticated: packet.flag_ad }), truncated: packet.flag_tc };
  } catch {
    return undefined;
  }
}

/** Response codes (RFC 1035, section 4.1.1): 0 is no error, 3 no such name; all others mean that the server would not say. */
const rcodeOf = (message: Buffer): number => message.readUInt16BE(2) & 15;

interface Asked {
  readonly name: string;
  readonly type: Type;
  readonly code: number;
  readonly authenticated: boolean;
}

function sift(answers: readonly Packet[], { name, type, code, authenticated }: Asked): Answer<Packet> {
  const aliases = new Map(answers.flatMap((one) => (one.type === 'CNAME' ? [[lower(one.name), lower(one.data)] as const] : [])));
  let owner = lower(name);
  for (let step = 0; step < MOST_ALIASES && aliases.has(owner); step += 1) owner = aliases.get(owner) ?? owner;
  const alias = owner === lower(name) ? undefined : owner;
  const common = { authenticated, alias };
  if (code === 3) return { values: [], failure: 'no-such-name', ...common };
  // A circle of aliases has no end: the name cannot be resolved.
  if (code !== 0 || aliases.has(owner)) return { values: [], failure: 'servfail', ...common };
  const values = answers.filter((one) => one.type === type && lower(one.name) === owner).slice(0, MOST[type]);
  return values.length === 0 ? { values, failure: 'no-data', ...common } : { values, ...common };
}

/** Names are compared and shown in lower case, without the final dot. */
export const lower = (name: string): string => name.toLowerCase().replace(/\.$/, '');

const map = <T>(answer: Answer<Packet>, read: (one: Packet) => T | undefined): Answer<T> => {
  const values = answer.values.flatMap((one) => read(one) ?? []);
  return values.length === 0 && answer.failure === undefined ? { ...answer, values, failure: 'no-data' } : { ...answer, values };
};

export const addressesOf = (answer: Answer<Packet>): Answer<string> =>
  map(answer, (one) => (one.type === 'A' || one.type === 'AAAA' ? plainAddress(one.data) : undefined));

/** An address in its canonical spelling, which is the only one that the guard takes. */
export const plainAddress = (text: string): string | undefined => (ipaddr.isValid(text) ? canonical(ipaddr.parse(text)) : undefined);

export const mxOf = (answer: Answer<Packet>): Answer<Mx> =>
  map(answer, (one) => (one.type === 'MX' ? { preference: one.data.preference ?? 0, host: lower(one.data.exchange) } : undefined));

export const textsOf = (answer: Answer<Packet>): Answer<string> =>
  map(answer, (one) => {
    if (one.type !== 'TXT') return undefined;
    const strings = Array.isArray(one.data) ? one.data : [one.data];
    return Buffer.concat(strings.map((string) => Buffer.from(string)))
      .subarray(0, LONGEST_TXT)
      .toString('latin1');
  });

export const tlsaOf = (answer: Answer<Packet>): Answer<string> =>
  map(answer, (one) => {
    if (one.type !== 'TLSA' || one.data.certificate.length > LONGEST_TLSA) return undefined;
    return `${one.data.usage} ${one.data.selector} ${one.data.matchingType} ${Buffer.from(one.data.certificate).toString('hex')}`;
  });
