import type { Clue, Quote } from '../model/evidence.js';

/** A line of the paste; `start` and `end` are places in `Paste.text`, `end` before the line break. */
export interface Line {
  /** From 1, as an editor counts. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Normalised for matching. */
  readonly text: string;
}

/**
 * The text of one request. Patterns run over `text`, which is normalised (line breaks to LF, full-width letters to
 * half-width, typographic quotes to straight ones, odd blanks to a blank, invisible characters dropped). What people
 * see again, and what enters a command, is always the paste's own spelling: `quote` and `raw`.
 */
export interface Paste {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The paste's own words between two places of `text`, and their line. */
  quote(start: number, end: number): Quote;
  /** The same without the line. */
  raw(start: number, end: number): string;
  /** The line that holds a place of `text`. */
  lineAt(place: number): Line;
  readonly cut: boolean;
  readonly masked: number;
}

/** What one parser made of a paste: its clues, and the numbers of the lines that it understood. */
export interface Reading {
  readonly clues: readonly Clue[];
  readonly understood: readonly number[];
}

/** Reads one form of text. Never throws, never waits, and is linear in the length of the paste. */
export type Parser = (paste: Paste) => Reading;

const QUOTE_MARKS = new Map([...'\u2018\u2019\u201A\u201B\u2032\u2039\u203A\u300E\u300F'].map((mark) => [mark, "'"]));
for (const mark of '\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\u300C\u300D\uFF02') QUOTE_MARKS.set(mark, '"');
const DROPPED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const BLANK = /[\t\u000B\f\u0085\p{Zs}]/u;

const ALL_DROPPED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** A value without invisible characters: no name has them, copies from web pages and certificate windows do. */
export const visible = (value: string): string => value.replace(ALL_DROPPED, '');

const UNKNOWN = 0;
const NOTHING = 0xffff;
const FOLDED = new Uint16Array(65_536);

/** One code unit of the paste as it is matched, or `NOTHING`. Only one-to-one changes, so that places stay comparable. */
function normal(unit: number): number {
  const known = FOLDED[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const char = fold(String.fromCharCode(unit));
  const folded = char === '' ? NOTHING : char.charCodeAt(0);
  FOLDED[unit] = folded;
  return folded;
}

function fold(char: string): string {
  const mark = QUOTE_MARKS.get(char);
  if (mark !== undefined) return mark;
  if (DROPPED.test(char)) return '';
  if (BLANK.test(char)) return ' ';
  if (char === '\u2028' || char === '\u2029') return '\n';
  const folded = char.normalize('NFKC');
  return folded.length === char.length ? folded : char;
}

export function openPaste(source: string, { cut = false, masked = 0 } = {}): Paste {
  const units = new Uint16Array(source.length);
  const places = new Uint32Array(source.length + 1);
  let size = 0;
  for (let i = 0; i < source.length; i += 1) {
    const unit = unitAt(source, i);
    if (unit === NOTHING) continue;
    units[size] = unit;
    places[size] = i;
    size += 1;
  }
  places[size] = source.length;
  const text = textOf(units.subarray(0, size));
  const place = (at: number) => (at > size ? source.length : (places[at] ?? source.length));
  const raw = (start: number, end: number) => source.slice(place(start), place(end)).replace(/\r\n?/g, '\n').trim();
  const lines = split(text);
  const lineAt = (place: number) => lines[find(lines, place)] ?? { number: 1, start: 0, end: 0, text: '' };
  return { text, lines, raw, lineAt, quote: (start, end) => ({ text: raw(start, end), line: lineAt(start).number }), cut, masked };
}

function unitAt(source: string, at: number): number {
  const unit = source.charCodeAt(at);
  if (unit > 126) return normal(unit);
  if (unit === 13) return source.charCodeAt(at + 1) === 10 ? NOTHING : 10;
  return unit === 9 ? 32 : unit;
}

/** Code units as a string. */
export const textOf = (units: Uint16Array): string => Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');

function split(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    lines.push({ number: lines.length + 1, start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return lines;
}

function find(lines: readonly Line[], place: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
