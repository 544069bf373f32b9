import type { Line, Paste } from '../text/paste.js';
import { type Field, headingOf, type Kind, type Labelled, labelled, validity } from './labels.js';

/** A labelled line of a certificate and the lines below it, up to the next label. */
export interface Item extends Labelled {
  readonly line: Line;
  readonly below: Line[];
}

/** The lines of one certificate. Of a label that comes again (`Signature Algorithm`) the first counts. */
export interface Entry {
  readonly kind: Kind;
  readonly heading: Line | undefined;
  readonly items: Map<Field, Item>;
  /** All lines of it but the heading. */
  readonly lines: Line[];
}

const MOST = 200;
/** Lines without a label that a certificate without a heading may hold: the parts of a long name. */
const MOST_BETWEEN = 12;
/** Fields that begin another certificate if they come again. */
const SINGLE: ReadonlySet<Field> = new Set(['issuer', 'subject', 'serialNumber', 'notAfter', 'issuedTo']);

/** Parts the paste into certificates. Lines of which `skip` is true belong to none. */
export function entriesOf(paste: Paste, skip: (line: Line) => boolean): Entry[] {
  const entries: Entry[] = [];
  let last: Item | undefined;
  for (const line of paste.lines) {
    if (line.text.length > 4000 || skip(line)) continue;
    const kind = headingOf(line);
    const told = kind ? [] : fieldsIn(line);
    if (kind || (told.length > 0 && startsNext(entries.at(-1), last, told, line))) {
      entries.push({ kind: kind ?? 'bare', heading: kind && line, items: new Map(), lines: [] });
      last = undefined;
    }
    const entry = entries.at(-1);
    if (!entry || kind) continue;
    if (entry.kind === 'bare' && told.length === 0 && !isNear(last, line)) continue;
    entry.lines.push(line);
    if (told.length === 0) last?.below.push(line);
    for (const one of told) last = put(entry, { ...one, line, below: [] });
    if (entries.length > MOST) break;
  }
  return entries;
}

/** What a line tells: one field, or the two dates of the certificate window. */
function fieldsIn(line: Line): Labelled[] {
  const [notBefore, notAfter] = validity(line) ?? [];
  if (notBefore !== undefined && notAfter !== undefined)
    return [
      { field: 'notBefore', label: '', value: notBefore, assigned: false },
      { field: 'notAfter', label: '', value: notAfter, assigned: false },
    ];
  const one = labelled(line);
  return one ? [one] : [];
}

function startsNext(entry: Entry | undefined, last: Item | undefined, told: readonly Labelled[], line: Line): boolean {
  if (!entry) return true;
  if (entry.kind !== 'bare') return false;
  return !isNear(last, line) || told.some(({ field }) => SINGLE.has(field) && entry.items.has(field));
}

const isNear = (last: Item | undefined, line: Line): boolean => last !== undefined && line.number - last.line.number <= MOST_BETWEEN;

function put(entry: Entry, item: Item): Item {
  if (!entry.items.has(item.field)) entry.items.set(item.field, item);
  return item;
}
