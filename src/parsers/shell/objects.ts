import type { Quote } from '../../model/evidence.js';
import { type Paste, quoteUpTo } from '../text/paste.js';
import { isPrompt, type ShellLine } from './lines.js';

/** A property as printed; `from` and `to` are places of its lines in `Paste.text`. */
export interface Property {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}
/** What a cmdlet returned, whichever way it was printed. Names of properties are in lower case. */
export interface ShellObject {
  readonly properties: ReadonlyMap<string, Property>;
  readonly lines: readonly number[];
  /** The server that the place of the object tells: the document around it, the command above it. */
  readonly server?: string | undefined;
  /** The cmdlet that was typed above it. */
  readonly cmdlet?: string | undefined;
}

export const NAME = /^[A-Za-z][A-Za-z0-9]{1,60}$/;
/** More than any farm has; they bound the time that a hostile paste takes. */
export const MOST_OBJECTS = 400;
const MOST_LINES = 12;
const LONGEST_QUOTE = 400;

/** How readers of pictures spell names that decide. */
const MISREAD = new Map([
  ['ldentity', 'identity'],
  ['lssuer', 'issuer'],
  ['lsselfsigned', 'isselfsigned'],
]);

/** Name of a property in lower case, without the usual slips of a reader of pictures. */
export function propertyName(name: string): string {
  const lower = name.toLowerCase();
  return MISREAD.get(lower) ?? (lower.startsWith('tis') ? `tls${lower.slice(3)}` : lower);
}

/** A value in the paste's own spelling, unless somebody typed plain letters in full width: no cmdlet prints those. */
export function printedAt(paste: Paste, from: number, to: number): string {
  const raw = paste.raw(from, to);
  const plain = /[\uFF01-\uFF5E]/.test(raw) ? paste.text.slice(from, to).trim() : raw;
  return /^[ -~\n]*$/.test(plain) ? plain : raw;
}

/** The line of the first property that is there. */
export function quoteOf(paste: Paste, { properties }: ShellObject, ...candidates: (Property | undefined)[]): Quote {
  const chosen = [...candidates, ...properties.values()].find((property) => property !== undefined);
  return quoteUpTo(paste, chosen?.from ?? 0, chosen?.to ?? 0, LONGEST_QUOTE);
}

interface Draft {
  properties: Map<string, Property>;
  lines: number[];
  last: string;
  /** The line that the last property ends on, as far as it was read. */
  above: ShellLine;
  /** Lines that the last property has taken. */
  taken: number;
  /** Blank lines since. */
  gap: number;
  /** Every line is followed by a blank one. */
  doubled: boolean;
}

/** Objects of Format-List output. Blank lines part them, as do a property that comes again and the heading of another server. */
export function listObjects(paste: Paste, lines: readonly ShellLine[], headings: ReadonlySet<number>): ShellObject[] {
  const objects: ShellObject[] = [];
  let draft: Draft | undefined;
  const close = () => {
    if (draft && draft.properties.size > 0) objects.push({ properties: draft.properties, lines: draft.lines });
    draft = undefined;
  };
  for (const line of lines) {
    if (objects.length >= MOST_OBJECTS) break;
    if (line.text === '') {
      if (draft) draft.gap += 1;
      continue;
    }
    const property = headings.has(line.number) ? undefined : propertyOf(paste, line);
    if (draft && property === undefined && !headings.has(line.number) && continues(draft, line)) append(paste, draft, line);
    else if (property === undefined) close();
    else {
      if (draft && isNext(draft, property.name)) close();
      draft = put(draft ?? { properties: new Map(), lines: [], last: '', above: line, taken: 0, gap: 0, doubled: false }, property, line);
    }
  }
  close();
  return objects;
}

/** A blank line ends the object, unless blank lines stand between all of its lines. */
function isNext(draft: Draft, name: string): boolean {
  if (draft.properties.has(name)) return true;
  if (draft.gap === 0) return false;
  return draft.gap > 1 || (draft.properties.size > 1 && !draft.doubled);
}

function put(draft: Draft, { name, value, from, to }: Property & { name: string }, line: ShellLine): Draft {
  if (draft.properties.size === 1) draft.doubled = draft.gap === 1;
  draft.properties.set(name, { value, from, to });
  draft.lines.push(line.number);
  return Object.assign(draft, { last: name, above: line, taken: 1, gap: 0 });
}

/** `Name : value`. The name has no blank but that of `PingReplyDetails (RTT)`, so sentences with a colon are none. */
function propertyOf(paste: Paste, line: ShellLine): (Property & { name: string }) | undefined {
  const colon = line.text.slice(0, 70).indexOf(':');
  if (colon < 2) return undefined;
  const name = line.text
    .slice(0, colon)
    .trimEnd()
    .replace(/ \([A-Z]{2,5}\)$/, '');
  const behind = line.text.charAt(colon + 1);
  if (!NAME.test(name) || (behind !== '' && behind !== ' ')) return undefined;
  const from = line.start + colon + 1;
  // `Status:   : Retry`, as a reader of pictures doubles the colon.
  const doubled = /^ {0,60}: /.exec(line.text.slice(colon + 1))?.[0].length ?? 0;
  return { name: propertyName(name), value: unpadded(printedAt(paste, from + doubled, line.end)), from: line.start, to: line.end };
}

/** Where lines were put together by their width, the indentation of the next one stands in the middle of a value. */
const unpadded = (value: string): string => (value.includes('        ') ? value.replace(/ {8,300}/g, ' ') : value);

/** Consoles wrap long values: indented to the value column, at the edge of the window, or wherever a chat had them. */
function continues(draft: Draft, line: ShellLine): boolean {
  const value = draft.properties.get(draft.last)?.value ?? '';
  if (draft.taken >= MOST_LINES || isPrompt(line) || draft.gap > (draft.doubled ? 1 : 0)) return false;
  if (value === '') return line.indent >= 12 || /^<I>/i.test(line.text);
  return line.indent >= 4 || draft.above.full || isOpen(value);
}

/** The value is not at its end: a list, a name or a quote is still open. */
function isOpen(value: string): boolean {
  if (value.endsWith(',')) return true;
  if (value.startsWith('{') || value.startsWith('[{')) return !/[}\]]$/.test(value);
  if ((value.match(/"/g)?.length ?? 0) % 2 === 1) return true;
  return value.endsWith('=') || (/^<I>/i.test(value) && !/<S>/i.test(value));
}

function append(paste: Paste, draft: Draft, line: ShellLine): void {
  const property = draft.properties.get(draft.last);
  if (!property) return;
  const more = printedAt(paste, line.start, line.end);
  const value = property.value === '' ? more : property.value + glue(property.value, draft.above, line) + more;
  draft.properties.set(draft.last, { value, from: property.from, to: line.end });
  draft.lines.push(line.number);
  Object.assign(draft, { above: line, taken: draft.taken + 1, gap: 0 });
}

/** Format-List breaks at blanks; only a word that is longer than the column, and a line at the window's edge, is broken inside. */
function glue(value: string, above: ShellLine, line: ShellLine): string {
  if (value.endsWith(',') || value.endsWith('}')) return ' ';
  if (/[=<\\{"]$/.test(value) || (above.full && line.indent === 0)) return '';
  const last = above.text.slice(above.text.indexOf(': ') + 2).trim();
  if (last.includes(' ')) return ' ';
  return last.length >= 24 || /^[0-9A-Fa-f-]{1,40}$/.test(line.text) ? '' : ' ';
}
