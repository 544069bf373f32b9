import type { QueueClue } from '../../model/evidence.js';
import { isEmpty, tellQueue } from '../queue/clue.js';
import { columnOf, QUEUE_PROPERTIES } from '../queue/columns.js';
import type { Paste } from '../text/paste.js';
import { quoteOf, type ShellObject } from './objects.js';

/** A queue as JSON. Lists and tables of queues are read by queue-error.ts. */
export function queueOf(paste: Paste, object: ShellObject): QueueClue | undefined {
  const { properties } = object;
  if (![...properties.keys()].some((name) => QUEUE_PROPERTIES.has(name))) return undefined;
  const values = [...properties].flatMap(([name, { value }]): [string, string][] => {
    const column = columnOf(name);
    return column === undefined ? [] : [[column, value]];
  });
  const told = tellQueue(new Map(values));
  if (isEmpty(told)) return undefined;
  return { kind: 'queue', at: quoteOf(paste, object, properties.get('lasterror'), properties.get('identity')), ...told };
}
