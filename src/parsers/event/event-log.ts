import type { EventClue, Quote } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { FORMS } from '../forms.js';
import { type Flat, flatten } from '../text/flat.js';
import { mended } from '../text/mended.js';
import { type Parser, type Paste, quoteUpTo, type Reading } from '../text/paste.js';
import { holdsAny } from '../text/words.js';
import { describe, type FullLore } from './description.js';
import { type Entry, findEntries } from './entries.js';
import { isHeading } from './labels.js';
import { SENTENCES, type Told } from './sentences.js';
import { lineEnd } from './signals.js';

const LONGEST_QUOTE = 400;
const LONGEST_ENTRY = 1_500;

/**
 * Entries of the Windows event log: text copies in the languages of Windows, XML, PowerShell lists and tables, CSV, JSON,
 * prose. A paste that may hold a rare event is left whole to the reader that knows those too.
 */
export const readEventLog: Parser = (paste) =>
  !mayHoldEvents(paste) || holdsAny(paste, FORMS.event) ? { clues: [], understood: [] } : readEvents(paste, { sentences: SENTENCES });

/** One of these stands in every entry in Latin letters: a label of an id or of its neighbours, a source, an id, a known sentence. */
const HINTS = [
  ...['event', 'ereignis', 'nement', 'instance', 'gebeurtenis', 'událost', 'msexchange', 'schannel', 'log name', 'level', 'source'],
  ...['1201', '1202', '3686', '3687', '3688', ...SENTENCES.map(({ hint }) => hint)],
];
/** A label that is no more than `ID`; a row with a time, an id and a level. */
const ID_OR_ROW = /(?:^|[\n|*_`" ])id[*_`" ]{0,6}[:=|]|\d:\d\d(?::\d\d)? {1,20}(?:[ap]m {1,20})?\d{2,5} {1,20}[a-z]/;
const OTHER_LETTERS = /[\u0400-\uFFFF]/;

const mayHoldEvents = (paste: Paste): boolean => holdsAny(paste, HINTS) || ID_OR_ROW.test(paste.lower) || OTHER_LETTERS.test(paste.lower);

export function readEvents(given: Paste, lore: FullLore): Reading {
  const paste = mended(given);
  const flat = flatten(paste);
  const read = findEntries(flat, lore).map((entry) => ({ entry, told: describe(flat, entry, lore) }));
  const mail = read.filter(({ entry }) => !OTHER_PROGRAM.test(flat.text.slice(entry.idFrom, entry.limit)));
  const kept = mergeSlim(mail.map(({ entry, told }) => ({ entry, slim: told === undefined, clue: clueOf(paste, flat, entry, told) })));
  const lines = read.flatMap(({ entry, told }) => linesOf(paste, flat, entry, told));
  return { clues: kept.map(({ clue }) => clue), understood: [...lines, ...headingOver(paste, lines[0])] };
}

/** Schannel names the program whose TLS failed: Remote Desktop, a web site or a browser is no mail. */
const OTHER_PROGRAM = /(?:client process is|クライアント プロセスは) ?(?:svchost\[|w3wp|sqlservr|msedge|chrome|firefox|outlook)/i;

/** The heading of a table, and the rule under it, above the first row. */
function headingOver(paste: Paste, first = 0): number[] {
  for (let number = first - 1; number > Math.max(0, first - 4); number -= 1) {
    const { lower = '' } = paste.lines[number - 1] ?? {};
    if (isHeading(lower)) return Array.from({ length: first - number }, (_, index) => number + index);
    if (!/^[-=:| ]{0,400}$/.test(lower)) return [];
  }
  return [];
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

const JOINED = ['source', 'computer', 'connector', 'fqdn', 'domain', 'thumbprint', 'remoteHost', 'remoteIp', 'alert', 'errorState', 'error'] as const;
const agree = (a: EventClue, b: EventClue): boolean => JOINED.every((key) => a[key] === undefined || b[key] === undefined || a[key] === b[key]);
const join = (main: EventClue, other: EventClue): EventClue => {
  const given = Object.fromEntries(Object.entries(main).filter(([, value]) => value !== undefined));
  return { ...other, ...given, kind: 'event', id: main.id, at: main.at };
};

function hasGap(flat: Flat, { from, to }: Told): boolean {
  for (let at = from + 1; at < to; at += 1) if (flat.afterGap(at)) return true;
  return false;
}

/** From the first label to the end of the paragraph that the description stands in. */
function linesOf(paste: Paste, flat: Flat, entry: Entry, told: Told | undefined): number[] {
  const sure = Math.max(entry.to, told?.to ?? 0);
  let end = sure;
  // In a paste with doubled line breaks gaps lie inside the sentences.
  const goesOn = (at: number): boolean => /^[A-Za-z,] [a-z]$/.test(flat.text.slice(at - 2, at + 1)) && told !== undefined && hasGap(flat, told);
  while (end < Math.min(entry.limit, sure + LONGEST_ENTRY) && (!flat.afterGap(end) || goesOn(end))) end += 1;
  const first = paste.lineAt(flat.place(Math.min(entry.from, told?.from ?? entry.from))).number;
  const last = paste.lineAt(flat.place(Math.max(end - 1, entry.from))).number;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
