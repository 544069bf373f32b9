import type { EventClue, Quote } from '../model/evidence.js';
import { decodeEntities, endOfName, hasMark, hostName, readCertificateName } from './certificate-name.js';
import { type Entry, findEntries } from './event-entries.js';
import { type Fields, hoursIn, readData, type Told, thumbprintIn } from './event-sentences.js';
import { lineEnd } from './event-signals.js';
import { type Flat, flatten } from './flat.js';
import { type Parser, type Paste, quoteUpTo } from './paste.js';

const LONGEST_QUOTE = 400;
const LONGEST_ENTRY = 1_500;

/** Entries of the Windows event log: text copies in English and Japanese, XML, PowerShell lists and tables, prose. */
export const readEventLog: Parser = (paste) => {
  const flat = flatten(paste);
  const read = findEntries(flat).map((entry) => ({ entry, told: tellEntry(flat, entry) }));
  const kept = mergeSlim(read.map(({ entry, told }) => ({ entry, slim: told === undefined, clue: clueOf(paste, flat, entry, told) })));
  return { clues: kept.map(({ clue }) => clue), understood: read.flatMap(({ entry, told }) => linesOf(paste, flat, entry, told)) };
};

/** What the description says: by its sentence, by the data of the XML, by shape in a language that we do not know. */
function tellEntry(flat: Flat, entry: Entry): Told | undefined {
  const { sentence, id, limit } = entry;
  if (sentence) return sentence.sentence.read(flat, sentence.from, sentence.to, limit);
  return tellData(flat, entry) ?? tellShape(flat, id, entry.from, limit);
}

function tellData(flat: Flat, { id, from, limit }: Entry): Told | undefined {
  const text = flat.text.slice(from, limit);
  const data: { from: number; to: number }[] = [];
  for (let at = 0; data.length < 8; ) {
    const open = text.indexOf('<Data', at);
    const start = open === -1 ? -1 : text.indexOf('>', open) + 1;
    if (start < 1) break;
    const end = text.charAt(start - 2) === '/' ? start : text.indexOf('</Data>', start);
    if (end === -1) break;
    data.push({ from: from + start, to: from + end });
    at = end;
  }
  const [first] = data;
  if (!first) return undefined;
  return {
    fields: readData(
      id,
      data.map((part) => decodeEntities(flat.raw(part.from, part.to))),
    ),
    from: first.from,
    to: Math.max(first.to, first.from + 1),
  };
}

function tellShape(flat: Flat, id: number, from: number, limit: number): Told | undefined {
  const text = flat.text.slice(from, limit);
  if (id === 12014 && hasMark(text)) return tellMarks(flat, from, limit);
  if (![12013, 12015, 12017, 12018, 12023, 12024].includes(id)) return undefined;
  const fields: Fields = { thumbprint: thumbprintIn(text), hours: hoursIn(text) };
  return fields.thumbprint === undefined ? undefined : { fields, from, to: Math.min(limit, from + LONGEST_QUOTE) };
}

/** `<I>…<S>…` in a sentence of an unknown language. */
function tellMarks(flat: Flat, from: number, limit: number): Told {
  const issuerAt = from + Math.max(0, flat.text.slice(from, limit).search(/<I>|&lt;I&gt;/i));
  const subjectAt = issuerAt + Math.max(0, flat.text.slice(issuerAt, limit).search(/<S>|&lt;S&gt;/i));
  const open = flat.text.indexOf('=', subjectAt) === -1 ? subjectAt : subjectAt + (flat.text.charAt(subjectAt) === '&' ? 9 : 3);
  const length = endOfName(flat.text.slice(open, Math.min(limit, open + 600)));
  const to = length === undefined ? open : open + length;
  const certificate = readCertificateName(flat.raw(issuerAt, to)) ?? {};
  return { fields: { certificate }, from: issuerAt, to };
}

function clueOf(paste: Paste, flat: Flat, entry: Entry, told: Told | undefined): EventClue {
  const span = told ?? { from: entry.idFrom, to: lineEnd(flat, entry.idFrom + 1, Math.min(entry.limit, entry.idFrom + 160)) };
  return {
    kind: 'event',
    id: entry.id,
    source: entry.source,
    computer: hostName(entry.computer),
    ...told?.fields,
    at: quoteOf(paste, flat, span.from, span.to),
  };
}

const quoteOf = (paste: Paste, flat: Flat, from: number, to: number): Quote =>
  quoteUpTo(paste, flat.place(from), flat.place(Math.max(to, from + 1) - 1) + 1, LONGEST_QUOTE);

interface Read {
  readonly entry: Entry;
  readonly slim: boolean;
  readonly clue: EventClue;
}

/** A heading or the XML under a text copy tells the same event once more: it only completes the other. */
function mergeSlim(read: readonly Read[]): Read[] {
  const kept: Read[] = [];
  for (const next of read) {
    const last = kept.at(-1);
    const same = last && last.clue.id === next.clue.id && (last.slim || next.slim || next.entry.copy) && agree(last.clue, next.clue);
    if (!same) kept.push(next);
    else kept[kept.length - 1] = last.slim ? { ...next, clue: join(next.clue, last.clue) } : { ...last, clue: join(last.clue, next.clue) };
  }
  return kept;
}

const JOINED = ['source', 'computer', 'connector', 'fqdn', 'domain', 'thumbprint', 'remoteHost'] as const;
const agree = (a: EventClue, b: EventClue): boolean => JOINED.every((key) => a[key] === undefined || b[key] === undefined || a[key] === b[key]);
const join = (main: EventClue, other: EventClue): EventClue => {
  const given = Object.fromEntries(Object.entries(main).filter(([, value]) => value !== undefined));
  return { ...other, ...given, kind: 'event', id: main.id, at: main.at };
};

/** From the first label to the end of the paragraph that the description stands in. */
function linesOf(paste: Paste, flat: Flat, entry: Entry, told: Told | undefined): number[] {
  const sure = Math.max(entry.to, told?.to ?? 0);
  let end = sure;
  while (end < Math.min(entry.limit, sure + LONGEST_ENTRY) && !flat.afterGap(end)) end += 1;
  const first = paste.lineAt(flat.place(Math.min(entry.from, told?.from ?? entry.from))).number;
  const last = paste.lineAt(flat.place(Math.max(end - 1, entry.from))).number;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
