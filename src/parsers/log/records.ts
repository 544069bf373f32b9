import type { Line, Paste } from '../text/paste.js';

/** One record of a log, joined again if a window or a mail client had wrapped it. */
export interface LogRecord {
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
  add(line: Line, from: number, to: number): void {
    if (!/[,<>\\-]$/.test(this.text)) this.text += ' ';
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
  for (const line of paste.lines) {
    const from = line.text.length < 8 ? -1 : recordStart(line.text);
    const last = records.at(-1);
    const isNext = last?.lines.at(-1) === line.number - 1 && last.lines.length < MOST_LINES;
    if (from >= 0) records.push(...unglued(line, [from, ...gluedIn(line, from)]));
    else if (last && isNext && goesOn(last.text, line.text, paste.lines[line.number]?.text)) {
      const indent = /^[> ]{0,40}/.exec(line.text)?.[0].length ?? 0;
      const glued = gluedIn(line, indent);
      last.add(line, indent, glued[0] ?? line.text.length);
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

function goesOn(record: string, next: string, after = ''): boolean {
  if (next.trim() === '' || next.trimStart().startsWith('#') || record.length > 4000) return false;
  if (countOf(record, '"') % 2 === 1) return next.includes('"') || (after.includes('"') && recordStart(after) < 0);
  const commas = countOf(record.replace(/"[^"]{0,2000}"/g, ''), ',');
  // Prose that follows has a blank behind its commas.
  if (commas < 8) return /,(?! )/.test(next);
  return HANGING.test(record.toLowerCase());
}
