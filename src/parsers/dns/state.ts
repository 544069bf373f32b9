import type { Failure } from './failures.js';
import type { Asked } from './query.js';
import type { DnsRecord } from './records.js';

/** One question to a resolver and all that came back. */
export interface Answer {
  asked: Asked | undefined;
  readonly records: (DnsRecord & { readonly line: number })[];
  failure: (Failure & { readonly line: number }) | undefined;
  authenticated: boolean | undefined;
}

/** A line without quote marks, its blanks folded. */
export interface Words {
  readonly text: string;
  readonly lower: string;
  readonly line: number;
}

/** What is known while the lines go by. */
export interface Talk {
  readonly answers: Answer[];
  readonly understood: number[];
  /** At the prompt of nslookup, and the type that was set there. */
  interactive: boolean;
  type: string | undefined;
  /** dig was at work: its records need no TTL to be known. */
  zone: boolean;
  /** nslookup prints its server and the address of it first, then names with theirs. */
  label: 'server' | 'name' | undefined;
  /** The name whose addresses or strings follow, the line that it stood on, and whether any came. */
  name: { readonly text: string; readonly line: number; addresses: number } | undefined;
  /** Lines that hold only data. */
  open: 'addresses' | 'strings' | 'short' | undefined;
  /** Properties of Format-List, names in lower case, and their lines. */
  list: Map<string, string>;
  listLines: number[];
  last: string;
}

export const newTalk = (): Talk => ({
  answers: [],
  understood: [],
  interactive: false,
  type: undefined,
  zone: false,
  label: undefined,
  name: undefined,
  open: undefined,
  list: new Map(),
  listLines: [],
  last: '',
});

export function begin(talk: Talk, asked: Asked | undefined): Answer {
  const answer: Answer = { asked, records: [], failure: undefined, authenticated: undefined };
  talk.answers.push(answer);
  Object.assign(talk, { name: undefined, label: undefined, open: asked?.short ? 'short' : undefined });
  return answer;
}

/** The answer that is being read; a new one if none is, or if it is asked for and the last one has been answered. */
export function current(talk: Talk, { fresh = false } = {}): Answer {
  const answer = talk.answers.at(-1);
  return answer && !(fresh && isAnswered(answer)) ? answer : begin(talk, undefined);
}

/** A resolver that was late may answer below. */
export const isAnswered = ({ records, failure }: Answer): boolean => records.length > 0 || (failure !== undefined && failure.why !== 'TIMEOUT');

/** Name servers come along with other answers; they count only where they were asked for. */
export function add(talk: Talk, record: DnsRecord, { line }: Words): void {
  const answer = current(talk);
  if (record.type !== 'NS' || answer.asked?.type === 'NS') answer.records.push({ ...record, line });
}

export function fail(talk: Talk, failure: Failure, { line }: Words): void {
  const answer = current(talk);
  if (!answer.failure || answer.failure.why === 'TIMEOUT') answer.failure = { ...failure, line };
}
