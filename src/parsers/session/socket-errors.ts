import type { ConnectionClue } from '../../model/evidence.js';
import { isLogLine } from '../log/rows.js';
import { remoteOf } from '../reply/facts.js';
import { wordAfter } from '../reply/values.js';
import { type Flat, flatten } from '../text/flat.js';
import { mended } from '../text/mended.js';
import type { Parser, Paste } from '../text/paste.js';

const MOST_CLUES = 60;
/** More than this in one paste says nothing new. */
const MOST_LOOKS = 200;
type Reason = ConnectionClue['reason'];

/** Winsock's numbers (WSAENETUNREACH 10051 … WSAHOST_NOT_FOUND 11001). */
const WINSOCK: ReadonlyMap<string, Reason> = new Map([
  ['10051', 'unreachable'],
  ['10053', 'reset'],
  ['10054', 'reset'],
  ['10060', 'timeout'],
  ['10061', 'refused'],
  ['10065', 'unreachable'],
  ['11001', 'not-found'],
  ['11004', 'not-found'],
]);
/** Enhanced status codes of Exchange Online that mean nothing else, so that they count in every language. */
const STATUS: ReadonlyMap<string, Reason> = new Map([
  ['4.315', 'timeout'],
  ['4.316', 'refused'],
  ['4.318', 'reset'],
]);
const WORDS: readonly (readonly [words: string, reason: Reason])[] = [
  ['connection timed out', 'timeout'],
  ['connection refused', 'refused'],
  ['connection was closed abruptly', 'reset'],
  ['connectionreset', 'reset'],
  ['connection reset', 'reset'],
  ['unable to connect', undefined],
  ['failed to connect', undefined],
];

/** A number of Winsock; a status code that says it; a status code with the words of a reply right behind it. */
const FAULT = /(?<!\d)1[01]0(?:0[14]|5[134]|6[015])(?!\d)|(?<![\d.])[45]\.(?:4\.31[568](?![\d.])|\d\.\d{1,3} (?=connection|unable to|failed to))/g;
const NUMBER_LEADS = ['socket', 'winsock', 'error', 'code', 'エラー', 'コード', '错误', 'fehler', 'erreur', 'erro'];
const LONGEST_WORDS = 60;

/** What a place of the text says, and where that ends. */
function faultAt(lower: string, from: number, found: string): { reason: Reason; to: number } | undefined {
  const to = from + found.length;
  if (!found.includes('.')) {
    const lead = lower.slice(Math.max(0, from - 32), from);
    return NUMBER_LEADS.some((word) => lead.includes(word)) ? { reason: WINSOCK.get(found), to } : undefined;
  }
  if (!found.endsWith(' ')) return { reason: STATUS.get(found.slice(2)), to };
  const words = lower.slice(to, to + LONGEST_WORDS);
  const end = words.search(/["'\]}]/);
  const known = WORDS.find(([one]) => words.slice(0, end < 0 ? undefined : end).includes(one));
  return known && { reason: known[1], to: to + (end < 0 ? words.length : end) };
}

/** Socket errors inside SMTP replies: in a queue, a message trace or a bounce. The screens of telnet are read elsewhere. */
export const readSocketErrors: Parser = (given) => {
  const paste = mended(given);
  const flat = flatten(paste);
  const clues: ConnectionClue[] = [];
  const understood: number[] = [];
  const seen = new Set<string>();
  let [last, skipped, looks] = [0, false, 0];
  for (const found of flat.lower.matchAll(FAULT)) {
    const told = faultAt(flat.lower, found.index, found[0]);
    if (!told) continue;
    const line = paste.lineAt(flat.place(found.index));
    if (line.number !== last) [last, skipped] = [line.number, isLogLine(line.text)];
    if (skipped) continue;
    understood.push(line.number);
    looks += 1;
    if (looks > MOST_LOOKS || clues.length >= MOST_CLUES) continue;
    const clue = clueOf(paste, flat, found.index, told.to, told.reason);
    const key = [clue.host, clue.remoteIp, clue.port, told.reason].join(' ');
    if (!seen.has(key)) clues.push(clue);
    seen.add(key);
  }
  return { clues: clues.filter((clue) => !isRepeated(clue, clues)), understood };
};

/** `Unable to connect` says less than the number behind it of the same host. */
const isRepeated = (clue: ConnectionClue, all: readonly ConnectionClue[]): boolean =>
  clue.reason === undefined && all.some((other) => other !== clue && other.host === clue.host && other.remoteIp === clue.remoteIp);

/** The port behind the address that was tried. */
function portIn(record: string): string | undefined {
  const tried = wordAfter(record, 'lastattemptedip=', ']') ?? wordAfter(record, 'attempted was', `'"};,`);
  return /^[^:]{1,45}:(\d{2,5})\.?$/.exec(tried ?? '')?.[1];
}

function clueOf(paste: Paste, flat: Flat, from: number, to: number, reason: Reason): ConnectionClue {
  const [start, end] = [flat.place(from), flat.place(to - 1) + 1];
  const line = paste.lineAt(start);
  const before = paste.text.slice(Math.max(line.start, start - 400), start);
  const record = before.slice(before.toLowerCase().lastIndexOf('led=') + 1) + recordBehind(flat, from);
  const { remoteHost, remoteIp } = remoteOf(record, before);
  const port = portIn(record);
  return { kind: 'connection', at: paste.quote(start, end), host: remoteHost, remoteIp, port, open: false, reason };
}

/** What follows in the same record: up to the next one, to another reply, or to a line that begins another history entry. */
function recordBehind(flat: Flat, from: number): string {
  const text = flat.text.slice(from, from + 600);
  const stop = text.toLowerCase().search(/.led=|\]\. [a-z]|lasterror :| - (?:remote )?server at |[ '"][45]\d\d [45]\.\d\.\d/);
  return stop < 0 ? text : text.slice(0, stop);
}
