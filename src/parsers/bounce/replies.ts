import type { Clue, ReplyClue } from '../../model/evidence.js';
import { sentenceClue } from '../reply/clue.js';
import { contextOf } from '../reply/context.js';
import { findHeads } from '../reply/heads.js';
import { trimWords } from '../reply/words.js';
import type { Line, Paste } from '../text/paste.js';
import type { Report } from './fields.js';
import type { Row } from './zones.js';

const MOST = 200;
const LONGEST = 300;

type Codes = Pick<ReplyClue, 'code' | 'status'>;

function replyOf(paste: Paste, start: number, end: number, { code, status }: Codes): ReplyClue {
  const clue = sentenceClue(paste, start, Math.min(end, start + LONGEST), { ...contextOf(paste, start, end), status });
  return { ...clue, code, text: trimWords(clue.text) };
}

const TYPE = /^ {0,4}[\w-]{1,40} ?; {0,4}/;
const CODES = /^(?:([45]\d\d)(?![\d.])[ :-]{0,3})?([45]\.\d{1,3}\.\d{1,3}(?![\d.]))?/;

/** `Diagnostic-Code: X-Postfix; Server certificate not verified`, or no words at all: the code stands in Status. */
function fieldReply(paste: Paste, report: Report): ReplyClue | undefined {
  const { status, statusAt, diagnosis } = report;
  if (status?.startsWith('2')) return undefined;
  const from = diagnosis ? diagnosis.line.start + diagnosis.from : 0;
  const end = diagnosis ? foldEnd(paste, diagnosis.line) : 0;
  const start = from + (TYPE.exec(paste.text.slice(from, from + 60))?.[0].length ?? 0);
  if (diagnosis && end > start) {
    const [whole = '', code, own] = CODES.exec(paste.text.slice(start, start + 24)) ?? [];
    if ((code ?? own ?? status) === undefined || findHeads(paste, diagnosis.line.start, end).length > 0) return undefined;
    return replyOf(paste, start + whole.length, end, { code: code === undefined ? undefined : Number(code), status: own ?? status });
  }
  // x.0.0 says nothing; another code stands in a reply above, or there is none.
  if (status === undefined || !statusAt || status.endsWith('.0.0') || paste.text.split(status, 3).length > 2) return undefined;
  const reply = replyOf(paste, statusAt.start + statusAt.text.indexOf(status), foldEnd(paste, statusAt), { status });
  return { ...reply, text: trimWords(reply.text.slice(status.length)) };
}

/** A field goes on in the lines that are indented. */
function foldEnd(paste: Paste, line: Line): number {
  let last = line;
  for (let i = line.number; i < line.number + 10; i += 1) {
    const next = paste.lines[i];
    if (!next || !/^(?:> ?)?[ ]{1,20}\S/.test(next.text)) break;
    last = next;
  }
  return last.end;
}

/** Where a reply is due in the words of a mail server, without the topics that other texts need. */
const HEAD =
  /(?:^(?:<<< ?|[^\s<>@]{1,64}@[^\s<>@]{1,255}: )?|\b(?:said|reason|failure|response|returned): ?"?|\][:,] |>: |error_code ?:|responsecode )([45]\d\d)(?![\w.])[ :,-]{0,3}(?:error_code ?:)?#?([45]\.\d{1,3}\.\d{1,3}(?![\d.]))?/;
/** A line without this has no code. */
const NUMBER = /[45](?:\d\d(?![\w.])|\.\d\.\d)/g;

/** Numbers of the lines that may hold a code: one search through the text is faster than one for each line. */
function numbered(paste: Paste): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { index } of paste.lower.matchAll(NUMBER)) if (!/[\w.]/.test(paste.lower.charAt(index - 1))) found.add(paste.lineAt(index).number);
  return found;
}
const STATUS = /^([45]\.\d\.\d{1,3})(?= [-<A-Z])/i;
const HASHED = /[([]#([45]\.\d\.\d{1,3})|^<[\w.-]{1,255} #([45]\.\d\.\d{1,3})|#([45]\.\d\.\d{1,3})#/;

/** What smtp-reply passes over: it reads any text and asks for more signs that a number is a reply. */
function lineReply(paste: Paste, rows: readonly Row[], index: number): ReplyClue | undefined {
  const row = rows[index];
  if (!row) return undefined;
  const { lower, line, from } = row;
  const hashed = lower.includes('#') ? HASHED.exec(lower) : null;
  const head = HEAD.exec(lower);
  const alone = head ? null : STATUS.exec(lower);
  const status = head?.[2] ?? alone?.[1] ?? hashed?.[1] ?? hashed?.[2] ?? hashed?.[3];
  const code = head?.[1];
  if ((code ?? status) === undefined || goesOn(rows[index - 1], row, head, alone)) return undefined;
  const place = line.start + from + (head ? head.index + head[0].indexOf(code ?? '') : 0);
  const seen = findHeads(paste, line.start, line.end + 120).some(
    (one) => one.start >= place && one.start <= line.end && (one.status ?? status) === one.status,
  );
  if (seen || (hashed && !head && isInside(paste, status))) return undefined;
  const begin = line.start + from + (head ? head.index + head[0].length : (alone?.[0].length ?? 0));
  return replyOf(paste, begin, paragraphEnd(rows, index), { code: code === undefined ? undefined : Number(code), status });
}

/** Each line of a long reply begins with its codes; a code may also end the line above. */
function goesOn(above: Row | undefined, { gap }: Row, head: RegExpExecArray | null, alone: RegExpExecArray | null): boolean {
  if (gap || !above) return false;
  if (head) return head.index === 0 && /^\d/.test(head[0]) && above.lower.startsWith(head[1] ?? '');
  return alone !== null && (above.lower.includes(alone[1] ?? '') || /\b[45]\d\d$/.test(above.lower));
}

/** The code stands in a reply too. */
const isInside = (paste: Paste, status: string | undefined): boolean =>
  status !== undefined && (paste.text.includes(` ${status} `) || paste.text.includes(`-${status} `));

const ANEW = /^(?:[-<*[(.]|[45]\d\d|[^ @]{1,64}@)/;
/** Words that begin on a line go on below, up to a gap, a rule of dashes or another address; Postfix and Exim indent them. */
function paragraphEnd(rows: readonly Row[], index: number): number {
  const first = rows[index];
  let last = first;
  for (let i = index + 1; i < index + 5; i += 1) {
    const next = rows[i];
    if (!first || !last || !next || next.gap || next.zone !== 'text') break;
    const isFolded = next.indented && (first.indented || first.lower.startsWith('<'));
    if (!isFolded && (last.line.text.length < 50 || ANEW.test(next.lower) || next.lower.includes(': '))) break;
    last = next;
  }
  return last?.line.end ?? 0;
}

/** Exchange 2003 names a cause by a number alone, Outlook by one of its own. */
function oldWords(paste: Paste, { line, from, lower }: Row): Clue | undefined {
  if (lower.includes('msexch:ims:')) return replyOf(paste, line.start + from, line.end, {});
  const error = lower.indexOf('error is [0x');
  return error < 0 ? undefined : { kind: 'error', at: paste.quote(line.start + from, line.end), text: line.text.slice(from + error).trim() };
}

/** Replies that no other parser sees, because only a bounce writes them so. Each is given once. */
export function bounceReplies(paste: Paste, rows: readonly Row[], reports: readonly Report[], fields: ReadonlySet<number>): Clue[] {
  const clues = new Map<string, Clue>();
  const add = (clue: Clue | undefined) => {
    const key = clue?.kind === 'reply' ? `${clue.code} ${clue.status} ${clue.text}` : clue?.at.text;
    if (clue && key !== undefined && !clues.has(key) && clues.size < MOST) clues.set(key, clue);
  };
  for (const report of reports) add(fieldReply(paste, report));
  const numbers = numbered(paste);
  for (const [index, row] of rows.entries()) {
    if (row.zone !== 'text' || row.known || fields.has(row.line.number)) continue;
    add((numbers.has(row.line.number) ? lineReply(paste, rows, index) : undefined) ?? oldWords(paste, row));
  }
  return [...clues.values()];
}
