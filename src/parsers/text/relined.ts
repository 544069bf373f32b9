import { WHOLE_WORDS } from './mended.js';

/**
 * Lines as they were before a list, a log or a console took them: marks that stand in front of every line are taken
 * off, and words that a console broke at the edge of its window are put together. A text that does not show this on
 * all of its lines comes back as it is. Line breaks are LF.
 */
export function relined(text: string): string {
  const given = text.split('\n');
  if (given.length < 3) return text;
  const bare = undecorated(given);
  const lines = unwrapped(bare ?? given);
  return lines === given ? text : lines.join('\n');
}

const BULLETS = '-*\u2022\u00B7\u2023\u25AA\u30FB\u25E6';
const STAMP = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]{0,10}(?:Z|[+-]\d\d:?\d\d)?\]? \[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?:? /i;
const LEVEL = /^(?:Error|ERROR|WARN|WARNING|INFO|Info): /;

/** How much of the front of a line is decoration, by the kind that its first character tells. */
function decorationOf(first: string): ((line: string) => number) | undefined {
  const mark = first.charAt(0);
  if (BULLETS.includes(mark) && first.charAt(1) === ' ') return (line) => (line.startsWith(`${mark} `) ? 2 : 0);
  if (mark === '[' || first.charAt(4) === '-') return (line) => STAMP.exec(line.slice(0, 70))?.[0].length ?? 0;
  return 'EWI'.includes(mark) ? (line) => LEVEL.exec(line.slice(0, 12))?.[0].length ?? 0 : undefined;
}

/** The lines without the mark that all of them have; `undefined` if one lacks it. */
function undecorated(lines: readonly string[]): string[] | undefined {
  const isFilled = (line: string): boolean => line.trim() !== '';
  const first = lines.find(isFilled);
  if (first === undefined) return undefined;
  const isFramed = first.startsWith('`') ? isCode : first.startsWith('|') && lines.length > 2 ? isCell : undefined;
  if (isFramed && lines.every((line) => isFramed(line) || !isFilled(line))) return lines.map(unframed);
  const length = decorationOf(first);
  if (!length || lines.some((line) => length(line) === 0 && isFilled(line)) || lines.filter(isFilled).length < 3) return undefined;
  return lines.map((line) => line.slice(length(line)));
}
/** A line that is code in Markdown; three marks are a fence, two an empty line. */
const isCode = (line: string): boolean => line === '``' || (line.length > 2 && line.startsWith('`') && line.endsWith('`') && !line.startsWith('``'));
/** A row of a table that has one column. */
const isCell = (line: string): boolean =>
  line.length > 1 && line.startsWith('|') && line.trimEnd().endsWith('|') && !line.trimEnd().slice(1, -1).includes(' | ');
/** Without the marks of its frame and the padding of its cell; a rule under a heading is nothing. */
function unframed(line: string): string {
  const inside = line.trimEnd().slice(1, -1);
  if (!line.startsWith('|')) return inside;
  return /^ ?:?-{3,}:? ?$/.test(inside) ? '' : inside.replace(/^ /, '').trimEnd();
}

/** Windows that people leave as they are. Any other width must show on one line more. */
const WIDTHS = [80, 120];
const [NARROW, WIDEST] = [79, 400];
/** A window as narrow as this must show by a word that it broke. */
const NARROWEST = 30;
/** Longest word that a mail client moves to the next line as a whole. */
const WORD = 12;

/** What begins a row or a line of its own: a date, a reply code, a rule. */
const BEGINNING = /^(?:\d{4}-\d\d|[2-5]\d\d[ -]|[-=]{4})/;
const RULE = /^[-=]{3,400} *$/;

/** A console fills each line to the edge and breaks inside words; a mail client leaves some lines shorter. */
function unwrapped<T extends readonly string[]>(lines: T): T | string[] {
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  if (isOneElement(lines, width)) return [lines.join('')];
  if (width < NARROWEST || width > WIDEST) return lines;
  const full = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? '';
    if (line.length < width - WORD || next.trim() === '') continue;
    // The same line once more is a repetition, not the rest of it.
    if (line === next) return lines;
    // Rows of a table are padded, and rows of one length stay rows.
    if (line.length === width && !line.endsWith('  ') && !RULE.test(next)) full.add(index);
    const goesOn = !next.startsWith(' ') && !BEGINNING.test(next) && !RULE.test(next);
    if (full.has(index) ? BEGINNING.test(next) : line.length < width - 1 && goesOn) return lines;
  }
  if (width < NARROW && !hasBrokenWord(lines, full)) return lines;
  return full.size > (WIDTHS.includes(width) ? 1 : 2) ? joined(lines, full) : lines;
}

/** A known word lies across one of the breaks; where a certificate is named, which texts in all languages do, any word. */
function hasBrokenWord(lines: readonly string[], full: ReadonlySet<number>): boolean {
  const isNamed = lines.some((line) => line.includes('<S>'));
  for (const index of full) {
    const left = /[a-z\d]{1,20}$/i.exec((lines[index] ?? '').slice(-20))?.[0];
    const right = /^[a-z\d]{1,20}/i.exec((lines[index + 1] ?? '').slice(0, 20))?.[0];
    if (left !== undefined && right !== undefined && (isNamed || WHOLE_WORDS.has(`${left}${right}`.toLowerCase()))) return true;
  }
  return false;
}

/** An event in XML, which the log holds as one line, on lines of one length: also tags and values are broken. */
const isOneElement = (lines: readonly string[], width: number): boolean =>
  lines[0]?.startsWith('<Event ') === true && lines.every((line, index) => line.length === width || index === lines.length - 1);

function joined(lines: readonly string[], full: ReadonlySet<number>): string[] {
  const out: string[] = [];
  let parts: string[] = [];
  for (const [index, line] of lines.entries()) {
    parts.push(line);
    if (full.has(index)) continue;
    out.push(parts.join(''));
    parts = [];
  }
  return out;
}
