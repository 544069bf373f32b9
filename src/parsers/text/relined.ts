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
  const first = lines.find(isFilled) ?? '';
  if (first.startsWith('`') && lines.every((line) => isCode(line) || !isFilled(line))) return lines.map((line) => line.slice(1, -1));
  const length = decorationOf(first);
  if (!length || lines.some((line) => length(line) === 0 && isFilled(line)) || lines.filter(isFilled).length < 3) return undefined;
  return lines.map((line) => line.slice(length(line)));
}
/** A line that is code in Markdown; three marks are a fence. */
const isCode = (line: string): boolean => line.length > 2 && line.startsWith('`') && line.endsWith('`') && !line.startsWith('``');

/** Windows that people leave as they are. Any other width must show on one line more. */
const WIDTHS = [80, 120];
const [NARROWEST, WIDEST] = [79, 400];
/** Longest word that a mail client moves to the next line as a whole. */
const WORD = 12;

/** What begins a row or a line of its own: a date, a reply code, a rule. */
const BEGINNING = /^(?:\d{4}-\d\d|[2-5]\d\d[ -]|[-=]{4})/;

/** A console fills each line to the edge and breaks inside words; a mail client leaves some lines shorter. */
function unwrapped<T extends readonly string[]>(lines: T): T | string[] {
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  if (width < NARROWEST || width > WIDEST) return lines;
  const full = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? '';
    if (line.length < width - WORD || next.trim() === '') continue;
    // The same line once more is a repetition, not the rest of it.
    if (line === next) return lines;
    // Rows of a table are padded, and rows of one length stay rows.
    if (line.length === width && !line.endsWith('  ')) full.add(index);
    if (full.has(index) ? BEGINNING.test(next) : line.length < width - 1 && !next.startsWith(' ') && !BEGINNING.test(next)) return lines;
  }
  return full.size > (WIDTHS.includes(width) ? 1 : 2) ? joined(lines, full) : lines;
}

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
