import type { QueueClue } from '../../model/evidence.js';
import type { Line, Paste, Reading } from '../text/paste.js';
import { isEmpty, tellQueue } from './clue.js';
import { columnOf } from './columns.js';

/** A table's head: the column of each cell, and where the cells begin. */
interface Head {
  readonly columns: readonly (string | undefined)[];
  readonly starts: readonly number[];
  readonly tabbed: boolean;
}

/** Get-Queue and Get-Message as tables, and rows copied from the Queue Viewer: a clue for each row that names a queue. */
export function readQueueTables(paste: Paste): Reading {
  const clues: QueueClue[] = [];
  const understood: number[] = [];
  let head: Head | undefined;
  for (const line of paste.lines) {
    const next = headOf(paste, line);
    if (next) head = next;
    else if (line.text.trim() === '') head = isUnder(paste, line, head) ? head : undefined;
    if (!head) continue;
    understood.push(line.number);
    const told = next || isRule(line.text) ? undefined : rowOf(paste, line, head);
    if (told) clues.push(told);
  }
  return { clues, understood };
}

const isRule = (text: string): boolean => /^[-> ]{3,400}$/.test(text.slice(0, 400)) && text.includes('--');
/** A blank line between a head and its dashes, or between rows of a paste that doubles its lines. */
function isUnder(paste: Paste, line: Line, head: Head | undefined): boolean {
  const [above, below] = [paste.lines[line.number - 2], paste.lines[line.number]];
  return head !== undefined && above !== undefined && below !== undefined && (isRule(below.text) || (isRule(above.text) && below.text.trim() !== ''));
}

function headOf(paste: Paste, line: Line): Head | undefined {
  if (line.text.length > 1200 || line.text.includes(' : ')) return undefined;
  if (line.text.trim() === 'LastError') return { columns: ['lastError'], starts: [0], tabbed: false };
  const raw = paste.raw(line.start, line.end);
  if (raw.includes('\t')) {
    const columns = raw.split('\t').map(columnOf);
    return isHead(columns) ? { columns, starts: [], tabbed: true } : undefined;
  }
  const cells = [...line.text.matchAll(/\S+/g)];
  const columns = cells.map(([name]) => columnOf(name));
  return isHead(columns) ? { columns, starts: cells.map(({ index }) => index), tabbed: false } : undefined;
}

/** At least two columns of a queue, one of which no other object has. */
const isHead = (columns: readonly (string | undefined)[]): boolean =>
  new Set(columns.filter((column) => column !== undefined)).size > 1 &&
  columns.some((column) => column !== undefined && !['identity', 'status'].includes(column));

function rowOf(paste: Paste, line: Line, head: Head): QueueClue | undefined {
  const cells = cellsOf(paste, line, head);
  if (!cells) return undefined;
  const values = new Map<string, string>();
  for (const [i, column] of head.columns.entries()) if (column !== undefined) values.set(column, cells[i]?.trim() ?? '');
  const told = tellQueue(values);
  return isEmpty(told) || (values.has('identity') && told.server === undefined)
    ? undefined
    : { kind: 'queue', at: paste.quote(line.start, line.end), ...told };
}

function cellsOf(paste: Paste, line: Line, { columns, starts, tabbed }: Head): string[] | undefined {
  if (columns.length < 2) return undefined;
  if (tabbed) return paste.raw(line.start, line.end).split('\t');
  const isAligned = starts.every((start) => start === 0 || start >= line.text.length || line.text.charAt(start - 1) === ' ');
  const hasGaps = line.text.trim().includes('  ');
  if (isAligned && hasGaps) return starts.map((start, i) => line.text.slice(start, starts[i + 1] ?? line.text.length));
  const words = line.text.trim().split(/ +/);
  if (words.length < columns.length) return undefined;
  return [...words.slice(0, columns.length - 1), words.slice(columns.length - 1).join(' ')];
}
