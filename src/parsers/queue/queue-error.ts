import type { QueueClue } from '../../model/evidence.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { isEmpty, tellQueue } from './clue.js';
import { columnOf, QUEUE_PROPERTIES } from './columns.js';
import { readQueueTables } from './tables.js';

const MOST_CLUES = 200;

const NAME = /^[A-Za-z\u00C0-\uFFDC][\w \u00C0-\uFFDC-]{1,50}$/;
interface Entry {
  readonly line: Line;
  readonly name: string | undefined;
  readonly value: string;
}

/** A `Name : value` line. */
function entryOf(line: Line): Entry {
  const colon = line.text.slice(0, 120).indexOf(':');
  const name =
    colon < 0
      ? ''
      : line.text
          .slice(0, colon)
          .replace(/^[> ]{1,20}/, '')
          .trim();
  return NAME.test(name) ? { line, name, value: line.text.slice(colon + 1).trim() } : { line, name: undefined, value: '' };
}

const LONGEST_LINE = 1_200;
/** The entries of a line. A queue that has lost its line breaks has several; LastError, which may hold anything, is read as the last one. */
function entriesOf(line: Line): Entry[] {
  const first = entryOf(line);
  if (first.name === undefined || !first.value.includes(':')) return [first];
  const text = line.text.slice(0, LONGEST_LINE);
  const from = text.indexOf(':') + 1;
  const names = namesIn(text, from, columnOf(first.name) === 'lastError' ? from : text.length);
  if (names.length < 2) return [first];
  const entries = names.map(({ name, to }, index) => ({ line, name, value: text.slice(to, names[index + 1]?.from).trim() }));
  return [{ ...first, value: text.slice(from, names[0]?.from).trim() }, ...entries];
}

/** Columns of a queue with a colon behind them between two places, up to LastError. */
function namesIn(text: string, from: number, limit: number): { name: string; from: number; to: number }[] {
  const names: { name: string; from: number; to: number }[] = [];
  for (let colon = text.indexOf(':', from); colon !== -1 && colon < limit; colon = text.indexOf(':', colon + 1)) {
    const words = text
      .slice(Math.max(from, colon - 40), colon)
      .trimEnd()
      .split(' ');
    const known = [3, 2, 1].map((count) => words.slice(-count).join(' ')).find((name) => columnOf(name) !== undefined);
    if (known === undefined) continue;
    names.push({ name: known, from: text.lastIndexOf(known, colon), to: colon + 1 });
    if (columnOf(known) === 'lastError') break;
  }
  return names;
}

/**
 * Get-Queue, Get-Message and the Queue Viewer, as list and as table: a clue for each queue. The reply in LastError is
 * read by smtp-reply, which joins its wrapped lines.
 */
export const readQueueError: Parser = (paste) => {
  const lists = blocks(paste).filter((block) => block.some(({ name }) => name !== undefined && QUEUE_PROPERTIES.has(name.toLowerCase())));
  const tables = readQueueTables(paste);
  const clues = [...lists.flatMap((block) => queueOf(paste, block)), ...tables.clues];
  return {
    clues: clues.slice(0, MOST_CLUES),
    understood: [...lists.flatMap((block) => block.map(({ line }) => line.number)), ...tables.understood, ...prompts(paste)],
  };
};

/** Runs of `Name : value` lines and their continuations, one for each object. A blank line does not end one: some pastes double them. */
function blocks(paste: Paste): Entry[][] {
  const all: Entry[][] = [];
  let block: Entry[] = [];
  const end = () => {
    if (block.length > 0) all.push(block);
    block = [];
  };
  for (const line of paste.lines) {
    if (line.text.trim() === '' || line.text.trim() === '>') continue;
    const [entry = entryOf(line), ...more] = entriesOf(line);
    const open = isOpen(block);
    if (entry.name !== undefined && !(open && !isProperty(entry))) {
      if (startsObject(block, entry)) end();
      block.push(entry, ...more);
    } else if (block.length > 0 && (open || /^ {8}/.test(line.text))) block.push({ ...entry, name: undefined });
    else end();
  }
  end();
  return all;
}

const isProperty = ({ name, line }: Entry): boolean => / : ?/.test(line.text.slice(0, 60)) || QUEUE_PROPERTIES.has(name?.toLowerCase() ?? '');
/** The last property is a LastError whose quotes or brackets are still open. */
function isOpen(block: readonly Entry[]): boolean {
  const at = block.findLastIndex(({ name }) => name !== undefined);
  if (block[at]?.name?.toLowerCase() !== 'lasterror' || block.length - at > 12) return false;
  const text = block
    .slice(at)
    .map(({ line }) => line.text)
    .join(' ');
  return text.split('{').length > text.split('}').length || text.split('"').length % 2 === 0;
}

/** The same property again is the next object's; so is the name that each object begins with. */
const startsObject = (block: readonly Entry[], { name }: Entry): boolean => block.some((one) => one.name === name);

function queueOf(paste: Paste, block: readonly Entry[]): QueueClue[] {
  const values = new Map<string, string>();
  for (const { name, value } of block) {
    const column = columnOf(name ?? '');
    // Of a message the queue counts, which stands below the message's own identity.
    if (column !== undefined && (!values.has(column) || name?.toLowerCase().startsWith('queue'))) values.set(column, value);
  }
  const first = block[0]?.line;
  const deciding =
    block.find(({ name }) => columnOf(name ?? '') === 'identity')?.line ?? block.find(({ name }) => columnOf(name ?? '') !== undefined)?.line;
  const line = deciding ?? first;
  if (!line || !first) return [];
  const clue = tellQueue(values, promptAbove(paste, first));
  return isEmpty(clue) ? [] : [{ kind: 'queue', at: paste.quote(line.start, line.end), ...clue }];
}

const prompts = (paste: Paste): number[] =>
  paste.lines
    .filter(({ lower }) => lower.includes('get-') && /(?:^|[>\])] ?)get-(?:queue|message)(?![\w-])/.test(lower.slice(0, 200)))
    .map(({ number }) => number);

const PROMPT = /get-(?:queue|message) (?:-(?:identity|queue) )?["']?([\w.-]{1,63}\\[\w-]{1,40})/;
/** The command above the output may name the queue. */
function promptAbove(paste: Paste, first: Line): string | undefined {
  for (let i = first.number - 2; i >= 0 && i > first.number - 7; i -= 1) {
    const line = paste.lines[i];
    const found = line?.lower.includes('get-') ? PROMPT.exec(line.lower.slice(0, 600)) : null;
    if (line && found?.[1]) return line.text.slice(found.index + found[0].length - found[1].length, found.index + found[0].length);
  }
  return undefined;
}
