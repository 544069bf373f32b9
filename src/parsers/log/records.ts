import type { Line, Paste } from '../text/paste.js';
import { edgeOf } from '../text/width.js';

/** One record of a log, joined again if a window or a mail client had wrapped it. */
export interface LogRecord {
  /** What stands between the columns: a comma, or what a spreadsheet puts there. */
  readonly separator?: string;
  readonly line: Line;
  /** Numbers of all its lines. */
  readonly lines: readonly number[];
  readonly text: string;
  /** The place in the paste's text of a character of `text`. */
  place(at: number): number;
}

// Select-String and findstr print the file and the line in front; a spreadsheet puts every value in quotes.
const PREFIX = /^[> ]{0,40}(?:[^,\n]{1,250}\.[Ll][Oo][Gg]:(?:\d{1,7}:)?)?/;
const STAMP = /^"?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,9}Z?"?,/;
/** A second record on the same line. The dates of a certificate stand between blanks or alone in their column. */
const GLUED = /(?: |,(?=[^,\n]{24},[^,\n]{0,200},[0-9A-Fa-f]{16},))(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,)/g;
/** Context that breaks off between words. */
const HANGING = /(?:failed with(?: error)?|negotiation(?: succeeded using)?|certificate(?: issuer| serial| alternate)?|sending|received)$/;

/** Where the record begins that a line begins with; -1 if it begins with none. */
export function recordStart(text: string): number {
  if (!text.includes(',')) return -1;
  const start = PREFIX.exec(text)?.[0].length ?? 0;
  return STAMP.test(text.slice(start, start + 40)) ? start : -1;
}

class Building implements LogRecord {
  readonly lines: number[];
  text: string;
  private readonly parts: { readonly at: number; readonly place: number }[];
  constructor(
    readonly line: Line,
    from: number,
    to: number,
  ) {
    this.lines = [line.number];
    this.text = line.text.slice(from, to);
    this.parts = [{ at: 0, place: line.start + from }];
  }
  /** A console breaks inside a word, a mail client at a blank. */
  add(line: Line, from: number, to: number, inside: boolean): void {
    if (!inside) this.text += ' ';
    this.parts.push({ at: this.text.length, place: line.start + from });
    this.text += line.text.slice(from, to);
    this.lines.push(line.number);
  }
  place(at: number): number {
    const part = this.parts.findLast((one) => one.at <= at);
    return part ? part.place + at - part.at : this.line.start;
  }
}

const MOST_LINES = 6;

/** All records of a paste. A line that begins none goes on with the one above, if that has not come to its end. */
export function recordsOf(paste: Paste): LogRecord[] {
  const records: Building[] = [];
  const edge = edgeOf(paste);
  for (const line of paste.lines) {
    const from = line.text.length < 8 ? -1 : recordStart(line.text);
    const last = records.at(-1);
    const above = paste.lines[line.number - 2];
    const isNext = last?.lines.at(-1) === line.number - 1 && last.lines.length < MOST_LINES;
    if (from >= 0) records.push(...unglued(line, [from, ...gluedIn(line, from)]));
    else if (last && isNext && goesOn(last.text, paste, line)) {
      const indent = /^[> ]{0,40}/.exec(line.text)?.[0].length ?? 0;
      const glued = gluedIn(line, indent);
      last.add(line, indent, glued[0] ?? line.text.length, above?.text.length === edge && !line.text.startsWith(' '));
      records.push(...unglued(line, glued));
    }
  }
  return records;
}

/** Where further records begin on a line whose breaks were lost. */
function gluedIn({ text }: Line, from: number): number[] {
  return text.length < 60 ? [] : [...text.matchAll(GLUED)].map(({ index }) => index + 1).filter((start) => start > from);
}
const unglued = (line: Line, starts: readonly number[]): Building[] =>
  starts.map((start, i) => new Building(line, start, starts[i + 1] ?? line.text.length));

const countOf = (text: string, char: string): number => text.split(char).length - 1;

function goesOn(record: string, paste: Paste, { text: next, number }: Line): boolean {
  if (next.trim() === '' || next.trimStart().startsWith('#') || record.length > 4000) return false;
  const below = [next];
  for (let i = number; i < number + MOST_LINES && i < paste.lines.length; i += 1) {
    const text = paste.lines[i]?.text ?? '';
    if (text.trim() === '' || recordStart(text) >= 0) break;
    below.push(text);
  }
  if (countOf(record, '"') % 2 === 1) return below.some((text) => text.includes('"'));
  const commas = countOf(record.replace(/"[^"]{0,2000}"/g, ''), ',');
  // Prose that follows has a blank behind its commas.
  if (commas < 8) return below.some((text) => /,(?! )/.test(text));
  return HANGING.test(record.toLowerCase());
}

const TABLE_STAMP = /^"?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,9}Z?"?(?=[; ])/;
const LONGEST_LINE = 6000;

/**
 * Rows of a log that a spreadsheet has opened: tabs or semicolons between the columns. Tabs are blanks in the paste's
 * text, so they are looked for in its own spelling.
 */
export function tableRecords(paste: Paste): LogRecord[] {
  return paste.lines.flatMap((line) => {
    const from = line.text.length > LONGEST_LINE ? undefined : tableStart(line.text);
    if (from === undefined) return [];
    const stamp = TABLE_STAMP.exec(line.text.slice(from, from + 40))?.[0].length ?? 0;
    const whole = line.text.slice(from);
    const text = whole.charAt(stamp) === ';' ? whole : withTabs(whole, paste.raw(line.start + from, line.end));
    return text === undefined
      ? []
      : [{ line, lines: [line.number], text, separator: text.charAt(stamp), place: (at: number) => line.start + from + at }];
  });
}

/** The text with the tabs of its own spelling; `undefined` if there is none behind the time. */
function withTabs(text: string, raw: string): string | undefined {
  if (!raw.includes('\t') || raw.length !== text.trimEnd().length) return undefined;
  return [...raw].map((char, at) => (char === '\t' ? char : text.charAt(at))).join('') + '\t'.repeat(text.length - raw.length);
}

const SIGN_ALONE = /^[<>*+-]$/;
/** Where the row of a spreadsheet begins on a line: a time, later a session and one of the signs. */
export function tableStart(text: string): number | undefined {
  const from = /^[> ]{0,40}/.exec(text)?.[0].length ?? 0;
  if (!TABLE_STAMP.test(text.slice(from, from + 40))) return undefined;
  const words = text.slice(from, from + 600).split(/[; ]/);
  const session = words.findIndex((word) => /^[0-9A-F]{16}$/i.test(word));
  return session > 0 && words.slice(session + 1, session + 6).some((word) => SIGN_ALONE.test(word)) ? from : undefined;
}
