import type { Flat } from '../text/flat.js';
import { findLabels, type Label } from './labels.js';
import type { Sentence } from './sentences.js';

/** What tells of an event: a label with its value, an element of event XML, a row of a table, a sentence, a mention. */
export type Signal = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'log' | 'xml' | 'other' | 'xmlLabel' }
  | { readonly kind: 'source'; readonly value: string; readonly element: boolean }
  | { readonly kind: 'computer'; readonly value: string; readonly element: boolean }
  | { readonly kind: 'id'; readonly id: number; readonly source?: string; readonly element: boolean; readonly weak?: boolean }
  | { readonly kind: 'mention'; readonly id: number }
  | { readonly kind: 'bare'; readonly value: string }
  | { readonly kind: 'sentence'; readonly sentence: Sentence }
);
const ROW =
  /\d:\d\d(?::\d\d)?(?: [AP]M)? (\d{2,5}) (?:Error|Warning|Information|Critical|エラー|警告|情報|重大|Fehler|Warnung|Erreur|Avertissement|Advertencia|Errore|Avviso|Erro|Aviso|错误|信息|오류|경고) /g;
const LOG_ROW = /\b(MSExchange[A-Za-z]{0,40})(?:\.\.\.)? (\d{9,10}) /g;
// These over lower case.
const BESIDE =
  /\b(msexchange ?(?:(?:frontend)?transport(?:delivery|submission|service)?|edgesync))[ ,:;|(/"-]{1,4}(?:event ?(?:id)?[ :#]{0,2}|イベント ?(?:id)?[ :]{0,2})?(\d{4,5})(?![\d/:.-]{0,3}\d)/g;
const SCHANNEL = /\b(schannel)[ ,:;|(/"-]{1,4}(?:event ?(?:id)?[ :#]{0,2}|イベント ?(?:id)?[ :]{0,2})?(36\d{3})(?!\d)/g;
const IN_FRONT =
  /(?:[|,"] ?| [ap]m |:\d\d )(\d{4,5})(?:"?,"?| \| ?| )(msexchange ?(?:(?:frontend)?transport(?:delivery|submission)?|edgesync)|schannel)\b/g;
const MENTION =
  /(?:\bevents?(?: ?ids?)?|イベント ?(?:id|番号)?|\bereignis(?:-id)?|nement|\bevento|事件(?: ?id)?|이벤트) ?#?(\d{3,5})(?!\d)|\b(1201[2-9]|1202[0-4]|368[678]\d)\b/g;
const BARE = /\b(?:msexchange ?(?:(?:frontend)?transport(?:delivery|submission)?|edgesync)|schannel)\b(?!\.(?:exe|dll))/g;

const SOURCES = [
  'MSExchangeTransport',
  'MSExchangeFrontEndTransport',
  'MSExchangeTransportDelivery',
  'MSExchangeTransportSubmission',
  'MSExchange TransportService',
  'MSExchange EdgeSync',
  'Schannel',
];
const SOURCE = /^[A-Za-z][\w./-]{1,60}(?: [A-Za-z][\w./-]{0,40}){0,4}$/;
export const COMPUTER = /^[\w\u00C0-\uFFDC][\w.\u00C0-\uFFDC-]{0,252}$/;

/** A full name that a sentence in other letters is glued to, in an entry that has lost its line breaks. */
const GLUED = /^([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})[\u3041-\u9FFF].*$/;

/** What one reader of the event log knows: the everyday one little, the one for rare events more. */
export interface Lore {
  readonly sentences: readonly Sentence[];
  /** Signals of further forms of an entry. */
  readonly signals?: (flat: Flat) => readonly Signal[];
}

/** All signals of a paste in order. */
export function findSignals(flat: Flat, { sentences, signals }: Lore): Signal[] {
  const labelled = labels(flat);
  // A source on one line and a labelled id on the next look like a row of a table.
  const ids = new Set(labelled.flatMap((signal) => (signal.kind === 'id' ? [signal.to] : [])));
  const rest = [
    ...[...rows(flat), ...mentions(flat)].filter(({ kind, to }) => kind !== 'id' || !ids.has(to)),
    ...sentenced(flat, sentences),
    ...(signals?.(flat) ?? []),
  ];
  return [...labelled, ...rest].sort((a, b) => a.from - b.from);
}

/** A source as Windows registers it: known names in their own capitals, a name that a table cut off completed. */
export function sourceName(value: string): string {
  const lower = value.toLowerCase().replace(/^msexchange (?=(?:frontend)?transport$)/, 'msexchange');
  const starts = SOURCES.filter((name) => name.toLowerCase().startsWith(lower));
  return SOURCES.find((name) => name.toLowerCase() === lower) ?? (lower.length > 11 && starts.length === 1 ? starts[0] : undefined) ?? value;
}

/** Event ids of Get-EventLog carry severity and facility in their upper half. */
export const eventId = (digits: string): number => Number(digits) % 65_536;

function labels(flat: Flat): Signal[] {
  const found = findLabels(flat);
  return found.flatMap((label, index) => labelled(flat, label, found[index + 1]?.from ?? flat.text.length));
}

/** The value goes to the end of the line or to the next label; an empty one may stand on the next line. */
function labelled(flat: Flat, label: Label, next: number): Signal[] {
  const { kind, from, to } = label;
  if (kind === 'id') return numbered(flat, from, to);
  if (kind !== 'source' && kind !== 'computer') return [{ kind, from, to }];
  const end = Math.min(next, lineEnd(flat, to + 1, to + 300));
  const value = (
    flat
      .raw(to, end)
      .replace(/^[*_`|" ]{1,6}/, '')
      .split(/["|]/, 1)[0] ?? ''
  ).replace(/[*_`,。 ]{1,6}$/, '');
  if (kind === 'source') return SOURCE.test(value) ? [{ kind, from, to: end, value: sourceName(value), element: false }] : [];
  const word = (flat.startsLine(to) ? value : (value.split(' ')[0] ?? '')).replace(GLUED, '$1');
  return [{ kind, from, to: to + word.length, value: COMPUTER.test(word) ? word : '', element: false }];
}

function numbered(flat: Flat, from: number, to: number): Signal[] {
  const digits = /^\d{1,10}(?!\d)/.exec(flat.text.slice(to, to + 11))?.[0];
  if (digits === undefined) return [];
  // `ID:` alone is a label of many things.
  const weak = /^id["*_` ]{0,6}[:=|]/.test(flat.lower.slice(from, from + 10));
  return [{ kind: 'id', from, to: to + digits.length, id: eventId(digits), element: false, weak }];
}

export function lineEnd(flat: Flat, from: number, limit: number): number {
  let end = from;
  while (end < limit && !flat.startsLine(end)) end += 1;
  return end;
}

/** A source that Exchange or Windows logs mail and TLS under is in the text. */
const isNamed = (lower: string): boolean => lower.includes('msexchange') || lower.includes('schannel');

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39;

/** A number of four digits or more stands beside the name of a source: the first one behind it, or one right in front. */
function standsByNumber(lower: string): boolean {
  for (const name of ['msexchange', 'schannel']) {
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
      let behind = at + name.length;
      while (behind < at + 60 && !isDigit(lower, behind)) behind += 1;
      let front = at - 1;
      while (front > at - 5 && ' ,|"'.includes(lower.charAt(front))) front -= 1;
      if (isDigit(lower, front) || [0, 1, 2, 3].every((digit) => isDigit(lower, behind + digit))) return true;
    }
  }
  return false;
}

/** A number stands right behind a time. */
function numberBehindTime(text: string): boolean {
  for (let at = text.indexOf(':'); at > 0; at = text.indexOf(':', at + 1)) {
    if (isDigit(text, at - 1) && /^\d\d(?: [AP]M)? \d/.test(text.slice(at + 1, at + 8))) return true;
  }
  return false;
}

function rows({ text, lower }: Flat): Signal[] {
  const plain = numberBehindTime(text) ? [...text.matchAll(ROW)] : [];
  const isBeside = isNamed(lower) && standsByNumber(lower);
  const beside = isBeside ? [...text.matchAll(LOG_ROW), ...lower.matchAll(BESIDE), ...lower.matchAll(SCHANNEL)] : [];
  const inFront = isBeside
    ? [...lower.matchAll(IN_FRONT)].map(({ index, 0: all, 1: id = '', 2: source = '' }) => ({ index, 0: all, 1: source, 2: id }))
    : [];
  return [
    ...plain.map(({ index, 0: all, 1: id = '' }): Signal => ({ kind: 'id', id: eventId(id), from: index, to: index + all.length, element: false })),
    ...[...beside, ...inFront].map(
      ({ index, 0: all, 1: source = '', 2: id = '' }): Signal => ({
        kind: 'id',
        id: eventId(id),
        source: sourceName(source),
        from: index,
        to: index + all.length,
        element: false,
      }),
    ),
  ];
}

const MOST_MENTIONS = 2_000;
function* firstOf<T>(found: Iterable<T>): Iterable<T> {
  let left = MOST_MENTIONS;
  for (const one of found) {
    yield one;
    left -= 1;
    if (left === 0) return;
  }
}

function mentions({ text, lower }: Flat): Signal[] {
  const ids = [...firstOf(lower.matchAll(MENTION))].map((match): Signal => {
    const span = { id: Number(match[1] ?? match[2]), from: match.index, to: match.index + match[0].length };
    // `ƒCƒxƒ“ƒg ID: 12014`: letters of another code page have become others, the id is legible.
    const isLabelled = match[2] !== undefined && /[^!-~]id ?: ?$/.test(lower.slice(Math.max(0, match.index - 6), match.index));
    return isLabelled ? { kind: 'id', element: false, weak: true, ...span } : { kind: 'mention', ...span };
  });
  if (!isNamed(lower)) return ids;
  // The service of that name is restarted in many a paste; that tells nothing of an event.
  const named = [...lower.matchAll(BARE)].filter(({ index }) => !/(?:service|stop|start) ["']?$/.test(lower.slice(Math.max(0, index - 12), index)));
  return [
    ...ids,
    ...named.map(
      ({ index, 0: all }): Signal => ({
        kind: 'bare',
        value: sourceName(text.slice(index, index + all.length)),
        from: index,
        to: index + all.length,
      }),
    ),
  ];
}

function sentenced({ lower }: Flat, known: readonly Sentence[]): Signal[] {
  return known
    .filter(({ hint }) => lower.includes(hint))
    .flatMap((sentence) =>
      [...lower.matchAll(sentence.find)].map(
        (match): Signal => ({ kind: 'sentence', sentence, from: match.index, to: match.index + match[0].length }),
      ),
    );
}
