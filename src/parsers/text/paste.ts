import type { Clue, Quote } from '../../model/evidence.js';
import { Places } from './places.js';
import { relined } from './relined.js';
import { maskSecrets } from './secrets.js';
import { unescaped } from './unescaped.js';

/** A line of the paste; `start` and `end` are places in `Paste.text`, `end` before the line break. */
export interface Line {
  /** From 1, as an editor counts. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Normalised for matching. */
  readonly text: string;
  /** The same in lower case, place for place. */
  readonly lower: string;
}

/**
 * The text of one request. Patterns run over `text`, which is normalised (line breaks to LF, full-width letters to
 * half-width, typographic quotes to straight ones, odd blanks to a blank, invisible characters dropped). What people
 * see again, and what enters a command, is always the paste's own spelling: `quote` and `raw`.
 */
export interface Paste {
  readonly text: string;
  /** `text` in lower case, place for place. A pattern over it needs no `i`, which makes V8's patterns slow to compile. */
  readonly lower: string;
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
  /** The lines are no words of anybody but a report of our own: no other parser reads them. */
  readonly alone?: true;
}

/** Reads one form of text. Never throws, never waits, and is linear in the length of the paste. */
export type Parser = (paste: Paste) => Reading;

const QUOTE_MARKS = new Map([...'\u2018\u2019\u201A\u201B\u2032\u2039\u203A\u300E\u300F'].map((mark) => [mark, "'"]));
for (const mark of '\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\u300C\u300D\uFF02') QUOTE_MARKS.set(mark, '"');
const DROPPED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const BLANK = /[\t\u000B\f\u0085 \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;

const ALL_DROPPED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** A value without invisible characters: no name has them, copies from web pages and certificate windows do. */
export const visible = (value: string): string => value.replace(ALL_DROPPED, '');

// What is not as it should be; everything else is copied. Kana and kanji are listed only to be passed over quickly.
const ODD = /[^\n -~\u3001\u3002\u3041-\u3096\u30A1-\u30FA\u30FC\u4E00-\u9FFF]+/g;
const FOLDED = new Map<string, string>();

/** One code unit of the paste as it is matched. Only one-to-one changes or none, so that places stay comparable. */
function normal(unit: string): string {
  const known = FOLDED.get(unit);
  if (known !== undefined) return known;
  const folded = fold(unit);
  FOLDED.set(unit, folded);
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

export function openPaste(given: string, { cut = false, masked: before = 0 } = {}): Paste {
  const { source, masked } = undone(given, before);
  const { text, places } = normalise(source);
  const place = (at: number) => (at >= text.length ? source.length : places.of(at));
  const raw = (start: number, end: number) => unixBreaks(source.slice(place(start), place(end))).trim();
  const lower = lowered(text);
  const lines = split(text, lower);
  const lineAt = (place: number) => lines[find(lines, place)] ?? { number: 1, start: 0, end: 0, text: '', lower: '' };
  return { text, lower, lines, raw, lineAt, quote: (start, end) => ({ text: raw(start, end), line: lineAt(start).number }), cut, masked };
}

const unixBreaks = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** An escape or a line break may have hidden a secret: what was undone is masked once more. */
function undone(given: string, before: number): { source: string; masked: number } {
  const lines = unixBreaks(given);
  // A console wraps JSON as it is printed: once its escapes are undone the lines are of many lengths.
  const whole = lines.startsWith('{') ? relined(lines) : lines;
  const plain = withoutStump(relined(unescaped(whole)));
  if (plain === lines) return { source: given, masked: before };
  const { text, masked } = maskSecrets(plain);
  return { source: text, masked: before + masked };
}

/** Longest word that is looked at for what an ellipsis has left of it. */
const LONGEST_STUMP = 300;
const PART_OF_WORD = /[\w.@=\\/:-]/;
/** Without the rest of a word that an ellipsis at the end shows to be cut: `mail.cont…` is no name. The ellipsis and words of prose stay. */
function withoutStump(text: string): string {
  const end = text.trimEnd();
  const mark = end.endsWith('\u2026') ? 1 : end.endsWith('...') ? 3 : 0;
  if (mark === 0) return text;
  const whole = end.slice(0, -mark);
  let from = whole.length;
  while (from > whole.length - LONGEST_STUMP && PART_OF_WORD.test(whole.charAt(from - 1))) from -= 1;
  const stump = whole.slice(from);
  return stump === '' || /^[a-z]{3,}$/.test(stump) ? text : whole.slice(0, from) + end.slice(-mark);
}

/** A quote of at most so many characters; a longer stretch ends between words. */
export function quoteUpTo(paste: Paste, start: number, end: number, longest: number): Quote {
  if (end - start <= longest) return paste.quote(start, end);
  const blank = paste.text.lastIndexOf(' ', start + longest);
  return paste.quote(start, blank > start + longest / 2 ? blank : start + longest);
}

function normalise(source: string): { text: string; places: Places } {
  const places = new Places();
  let text = '';
  let copied = 0;
  for (const { index, 0: odd } of source.matchAll(ODD)) {
    text += source.slice(copied, index);
    copied = index + odd.length;
    for (let i = index; i < copied; i += 1) {
      const unit = normalAt(source, i);
      text += unit;
      if (unit === '') places.jump(text.length, i + 1);
    }
  }
  return { text: text + source.slice(copied), places };
}

function normalAt(source: string, at: number): string {
  const unit = source.charAt(at);
  if (unit !== '\r') return normal(unit);
  return source.charAt(at + 1) === '\n' ? '' : '\n';
}

/** In lower case, place for place. Of all letters U+0130 alone becomes two. */
export function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function split(text: string, lower: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    lines.push({ number: lines.length + 1, start, end, text: text.slice(start, end), lower: lower.slice(start, end) });
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
