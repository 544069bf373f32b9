import type { Paste } from './paste.js';
import { isPrompt, type ShellLine } from './shell-lines.js';

/** A property as printed; `from` and `to` are places of its lines in `Paste.text`. */
export interface Property {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}
/** What Format-List or a row of Format-Table prints. Names of properties are in lower case. */
export interface ShellObject {
  readonly properties: ReadonlyMap<string, Property>;
  readonly lines: readonly number[];
}

const NAME = /^[A-Za-z][A-Za-z0-9]{1,60}$/;
const MOST_LINES = 12;

interface Draft {
  properties: Map<string, Property>;
  lines: number[];
  last: string;
  /** Lines that the last property has taken. */
  taken: number;
  /** Blank lines since. */
  gap: number;
  /** Every line is followed by a blank one. */
  doubled: boolean;
}

/** Objects of Format-List output. Blank lines part them, as does a property that comes again. */
export function listObjects(paste: Paste, lines: readonly ShellLine[]): ShellObject[] {
  const objects: ShellObject[] = [];
  let draft: Draft | undefined;
  const close = () => {
    if (draft && draft.properties.size > 0) objects.push({ properties: draft.properties, lines: draft.lines });
    draft = undefined;
  };
  for (const line of lines) {
    if (line.text === '') {
      if (draft) draft.gap += 1;
      continue;
    }
    const property = propertyOf(paste, line);
    if (draft && property === undefined && continues(draft, line)) append(paste, draft, line);
    else if (property === undefined) close();
    else {
      if (draft && isNext(draft, property.name)) close();
      draft = put(draft ?? { properties: new Map(), lines: [], last: '', taken: 0, gap: 0, doubled: false }, property, line);
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
  return Object.assign(draft, { last: name, taken: 1, gap: 0 });
}

/** `Name : value`. The name has no blank, so sentences with a colon are none. */
function propertyOf(paste: Paste, line: ShellLine): (Property & { name: string }) | undefined {
  const colon = line.text.slice(0, 70).indexOf(':');
  if (colon < 2) return undefined;
  const name = line.text.slice(0, colon).trimEnd();
  const behind = line.text.charAt(colon + 1);
  if (!NAME.test(name) || (behind !== '' && behind !== ' ')) return undefined;
  return { name: name.toLowerCase(), value: paste.raw(line.start + colon + 1, line.end), from: line.start, to: line.end };
}

/** Consoles wrap long values: indented to the value column, or not at all once a chat window had them. */
function continues(draft: Draft, line: ShellLine): boolean {
  const value = draft.properties.get(draft.last)?.value ?? '';
  if (draft.taken >= MOST_LINES || value === '' || isPrompt(line) || draft.gap > (draft.doubled ? 1 : 0)) return false;
  return line.indent >= 4 || isOpen(value);
}

/** The value is not at its end: a list, a name or a quote is still open. */
function isOpen(value: string): boolean {
  if (value.endsWith(',')) return true;
  if (value.startsWith('{') || value.startsWith('[{')) return !/[}\]]$/.test(value);
  return value.endsWith('=') || (/^<I>/i.test(value) && !/<S>/i.test(value));
}

function append(paste: Paste, draft: Draft, line: ShellLine): void {
  const property = draft.properties.get(draft.last);
  if (!property) return;
  // Format-List breaks at blanks; only a value without any is broken inside.
  const glue = property.value.includes(' ') || property.value.endsWith(',') ? ' ' : '';
  draft.properties.set(draft.last, { value: property.value + glue + paste.raw(line.start, line.end), from: property.from, to: line.end });
  draft.lines.push(line.number);
  draft.taken += 1;
  draft.gap = 0;
}

/** Rows of Format-Table output, by the columns that the dashes under the header show. */
export function tableObjects(paste: Paste, lines: readonly ShellLine[]): ShellObject[] {
  const objects: ShellObject[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const dashes = lines[i];
    const header = lines[i - 1];
    if (!dashes || !header || !dashes.text.startsWith('--') || !/^-{2,60}(?: {1,200}-{2,60}){1,12}$/.test(dashes.text)) continue;
    const columns = columnsOf(header, dashes);
    if (!columns.every(({ name }) => NAME.test(name))) continue;
    let above = [header.number, dashes.number];
    for (let row = lines[i + 1]; row && row.text !== '' && !isPrompt(row); row = lines[i + 1]) {
      objects.push({ properties: rowOf(paste, row, columns, dashes), lines: [...above, row.number] });
      above = [];
      i += 1;
    }
  }
  return objects;
}

interface Column {
  readonly name: string;
  /** Places in the line, counted from the first dash. */
  readonly from: number;
  readonly to: number;
}

function columnsOf(header: ShellLine, dashes: ShellLine): Column[] {
  const starts = [...dashes.text.matchAll(/-{1,60}/g)].map(({ index }) => index);
  const names = header.text.split(' ').filter((name) => name !== '');
  return starts.map((from, index) => ({ name: names.length === starts.length ? (names[index] ?? '') : '', from, to: starts[index + 1] ?? 2_000 }));
}

function rowOf(paste: Paste, row: ShellLine, columns: readonly Column[], dashes: ShellLine): ShellObject['properties'] {
  const shift = row.indent - dashes.indent;
  const cells = columns.map(({ name, from, to }): [string, Property] => {
    const start = Math.min(row.end, row.start + Math.max(0, from - shift));
    const end = Math.min(row.end, row.start + Math.max(0, to - shift));
    return [name.toLowerCase(), { value: paste.raw(start, end), from: row.start, to: row.end }];
  });
  return new Map(cells);
}
