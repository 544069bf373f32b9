import type { Paste } from '../text/paste.js';
import { isPrompt, type ShellLine } from './lines.js';
import { MOST_OBJECTS, NAME, type Property, printedAt, propertyName, type ShellObject } from './objects.js';
import { joinRows } from './wrapped.js';

const DASHES = /^-{2,80}(?: {1,200}-{2,80}){0,12}$/;
/** The second line of a Markdown table; its first bar may have gone with the quote marks. */
const RULE = /^\|? ?:?-{2,200}:? ?(?:\| ?:?-{2,200}:? ?){1,16}\|?$/;

/** Rows of Format-Table output, of Markdown tables, and of Export-Csv. */
export function tableObjects(paste: Paste, lines: readonly ShellLine[]): ShellObject[] {
  const hasTabs = paste.raw(0, paste.text.length).includes('\t');
  const objects: ShellObject[] = [];
  for (let i = 0; i < lines.length && objects.length < MOST_OBJECTS; i += 1) {
    const head = headOf(paste, lines, i, hasTabs);
    if (!head) continue;
    let above = head.lines;
    let at = i + head.lines.length;
    for (let row = lines[at]; row && isRow(row) && objects.length < MOST_OBJECTS; row = lines[at]) {
      const properties = head.read(row);
      const last = above.length === 0 ? objects.at(-1) : undefined;
      const whole = last && properties && head.join?.(last.properties, properties);
      if (last && whole) objects.splice(-1, 1, { properties: whole, lines: [...last.lines, row.number] });
      else if (properties) {
        objects.push({ properties, lines: [...above, row.number] });
        above = [];
      }
      at += 1;
    }
    i = at - 1;
  }
  return objects;
}

/** The first names of a head of Export-Csv. */
const NAMES = /^"[A-Z][A-Za-z0-9]{1,60}","[A-Z]/;

const isRow = (line: ShellLine): boolean => line.text !== '' && !line.text.startsWith('```') && !isPrompt(line);

interface Head {
  readonly lines: readonly number[];
  /** A row of the table; nothing if its columns cannot be told. */
  read(row: ShellLine): ShellObject['properties'] | undefined;
  /** Both rows as one, if the second is the rest of the first (`Format-Table -Wrap`). */
  join?(first: ShellObject['properties'], rest: ShellObject['properties']): ShellObject['properties'] | undefined;
}

function headOf(paste: Paste, lines: readonly ShellLine[], at: number, hasTabs: boolean): Head | undefined {
  const [names, below] = [lines[at], lines[at + 1]];
  if (!names || !below) return undefined;
  if (below.text.startsWith('--') && DASHES.test(below.text)) return columnHead(paste, names, below);
  if (below.text.includes('|') && below.text.includes('--') && RULE.test(below.text)) return barHead(paste, names, below);
  if (names.text.startsWith('#TYPE ') && NAMES.test(below.text)) return commaHead(paste, below, [names.number, below.number]);
  if (names.text.startsWith('"')) return NAMES.test(names.text) ? commaHead(paste, names, [names.number]) : undefined;
  return hasTabs ? tabHead(paste, names) : undefined;
}

interface Column {
  readonly name: string;
  /** Places in the line, counted from the first dash. */
  readonly from: number;
  readonly to: number;
}

function columnHead(paste: Paste, header: ShellLine, dashes: ShellLine): Head | undefined {
  const starts = [...dashes.text.matchAll(/-{1,80}/g)].map(({ index }) => index);
  const names = header.text.split(' ').filter((name) => name !== '');
  if (names.length !== starts.length || !names.every((name) => NAME.test(name))) return undefined;
  // A table of one column is a list under a heading unless the heading is ruled out to its end.
  if (names.length === 1 && dashes.text.length !== header.text.length) return undefined;
  const columns = starts.map((from, index) => ({ name: propertyName(names[index] ?? ''), from, to: starts[index + 1] ?? 2_000 }));
  const isTabbed = paste.raw(header.start, header.end).includes('\t');
  return {
    lines: [header.number, dashes.number],
    read: (row) => (isTabbed ? undefined : aligned(paste, row, columns, row.indent - dashes.indent)) ?? byTokens(paste, row, columns),
    join: (first, rest) => joinRows(columns, first, rest),
  };
}

/** Cells by the places of the dashes; nothing if the columns of this row lie elsewhere. */
function aligned(paste: Paste, row: ShellLine, columns: readonly Column[], shift: number): ShellObject['properties'] | undefined {
  const starts = columns.map(({ from }) => startOf(row.text, from - shift));
  if (starts.includes(-1)) return undefined;
  const cells = columns.map(({ name }, index): [string, Property] => {
    const start = Math.min(row.end, row.start + (starts[index] ?? 0));
    const end = Math.min(row.end, row.start + (starts[index + 1] ?? row.text.length));
    return [name, { value: printedAt(paste, start, end), from: row.start, to: row.end }];
  });
  return new Map(cells);
}

/** Where a cell begins. Numbers stand at the right, so one may begin in front of its dashes; any other word there is no cell. */
function startOf(text: string, at: number): number {
  if (at <= 0 || at >= text.length || text.charAt(at - 1) === ' ') return Math.max(0, at);
  const word = text.lastIndexOf(' ', at) + 1;
  return /^\d{1,12}(?: |$)/.test(text.slice(word, word + 14)) ? word : -1;
}

/** Cells of a row that lost its columns: by tabs, by wide gaps, or by words if there are as many as columns. */
function byTokens(paste: Paste, row: ShellLine, columns: readonly Column[]): ShellObject['properties'] | undefined {
  const raw = paste.raw(row.start, row.end);
  const splits = [raw.split('\t'), row.text.split(/ {2,40}/), row.text.match(/\{[^{}\n]{0,500}\}|[^ {]\S{0,500}/g) ?? []];
  const cells = splits.find((split) => split.length === columns.length);
  return cells && propertiesOf(columns, cells, row);
}

const propertiesOf = (
  columns: readonly { readonly name: string }[],
  cells: readonly string[],
  { start, end }: ShellLine,
): ShellObject['properties'] => new Map(columns.map(({ name }, index) => [name, { value: (cells[index] ?? '').trim(), from: start, to: end }]));

/** Names of columns that lists of certificates and connectors have, and few other tables. */
const KNOWN = new Set(['thumbprint', 'tlscertificatename', 'authmechanism', 'services', 'issuer', 'subject', 'hasprivatekey', 'certificatedomains']);

/** Columns between tabs without dashes: a copy from a spreadsheet or a grid. */
function tabHead(paste: Paste, header: ShellLine): Head | undefined {
  if (!/^[A-Z]\w{1,60} /.test(header.text)) return undefined;
  const names = paste.raw(header.start, header.end).split('\t');
  const columns = names.map((name) => ({ name: propertyName(name.trim()) }));
  if (columns.length < 2 || !columns.every(({ name }) => NAME.test(name)) || !columns.some(({ name }) => KNOWN.has(name))) return undefined;
  const read = (row: ShellLine) => {
    const cells = paste.raw(row.start, row.end).split('\t');
    return cells.length > 1 && cells.length <= columns.length ? propertiesOf(columns, cells, row) : undefined;
  };
  return { lines: [header.number], read };
}

function barHead(paste: Paste, header: ShellLine, rule: ShellLine): Head | undefined {
  const columns = bars(header.text).map((name) => ({ name: propertyName(name) }));
  if (!columns.every(({ name }) => NAME.test(name))) return undefined;
  const read = (row: ShellLine) => {
    const cells = bars(paste.raw(row.start, row.end));
    return cells.length === columns.length ? propertiesOf(columns, cells.map(unticked), row) : undefined;
  };
  return { lines: [header.number, rule.number], read };
}

const bars = (text: string): string[] =>
  text
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
const unticked = (cell: string): string => (cell.length > 1 && cell.startsWith('`') && cell.endsWith('`') ? cell.slice(1, -1) : cell);

function commaHead(paste: Paste, header: ShellLine, lines: readonly number[]): Head | undefined {
  const columns = quotedCells(header.text).map((name) => ({ name: propertyName(name) }));
  if (columns.length < 2 || !columns.every(({ name }) => NAME.test(name))) return undefined;
  const read = (row: ShellLine) => {
    const cells = quotedCells(paste.raw(row.start, row.end));
    return cells.length === columns.length ? propertiesOf(columns, cells.map(untyped), row) : undefined;
  };
  return { lines, read };
}

/** Export-Csv writes the name of the type where a property has several values. */
const untyped = (cell: string): string => (/^(?:Microsoft\.Exchange|System)\.[\w.`]{3,80}\[?/.test(cell) ? '...' : cell);

/** The cells of a line whose cells are all in quotes, or empty. */
function quotedCells(text: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, bare] of text.matchAll(/(?:^|,)(?:"((?:[^"]|""){0,4000})"|([^",]{0,400}))(?=,|$)/g))
    cells.push((quoted ?? bare ?? '').replaceAll('""', '"'));
  return cells;
}
