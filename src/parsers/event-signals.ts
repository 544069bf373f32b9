import { findLabels, type Label } from './event-labels.js';
import { SENTENCES, type Sentence } from './event-sentences.js';
import type { Flat } from './flat.js';

/** What tells of an event: a label with its value, an element of event XML, a row of a table, a sentence, a mention. */
export type Signal = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'log' | 'xml' | 'other' | 'xmlLabel' }
  | { readonly kind: 'source'; readonly value: string; readonly element: boolean }
  | { readonly kind: 'computer'; readonly value: string; readonly element: boolean }
  | { readonly kind: 'id'; readonly id: number; readonly source?: string; readonly element: boolean }
  | { readonly kind: 'mention'; readonly id: number }
  | { readonly kind: 'bare'; readonly value: string }
  | { readonly kind: 'sentence'; readonly sentence: Sentence }
);
const ELEMENT =
  /<Event(?=[ >])|<Provider Name=["']([^"'<>]{1,100})["']|<EventID(?: [^<>]{0,80})?>(\d{1,10})<\/EventID>|<Computer>([^<>]{1,260})<\/Computer>/gi;
const ROW = /\d:\d\d(?::\d\d)?(?: [AP]M)? (\d{2,5}) (?:Error|Warning|Information|Critical|エラー|警告|情報|重大) /g;
const LOG_ROW = /\b(MSExchange[A-Za-z]{0,40})(?:\.\.\.)? (\d{9,10}) /g;
// These three over lower case.
const BESIDE =
  /\b(msexchange(?:frontend)?transport(?:delivery|submission)?)[ ,:;|(/"-]{1,4}(?:event ?(?:id)?[ :#]{0,2}|イベント ?(?:id)?[ :]{0,2})?(\d{4,5})(?![\d/:.-]{0,3}\d)/g;
const MENTION = /(?:\bevents?(?: ?ids?)?|イベント ?(?:id|番号)?) ?#?(\d{3,5})(?!\d)|\b(1201[2-9]|1202[0-4])\b/g;
const BARE = /\bmsexchange(?:frontend)?transport(?:delivery|submission)?\b(?!\.exe)/g;

const SOURCES = ['MSExchangeTransport', 'MSExchangeFrontEndTransport', 'MSExchangeTransportDelivery', 'MSExchangeTransportSubmission', 'Schannel'];
const SOURCE = /^[A-Za-z][\w./-]{1,60}(?: [A-Za-z][\w./-]{0,40}){0,4}$/;
const COMPUTER = /^[\w\u00C0-\uFFDC][\w.\u00C0-\uFFDC-]{0,252}$/;

/** All signals of a paste in order. */
export function findSignals(flat: Flat): Signal[] {
  const labelled = labels(flat);
  // A source on one line and a labelled id on the next look like a row of a table.
  const ids = new Set(labelled.flatMap((signal) => (signal.kind === 'id' ? [signal.to] : [])));
  const others = [...elements(flat), ...rows(flat).filter(({ to }) => !ids.has(to)), ...mentions(flat), ...sentences(flat)];
  return [...labelled, ...others].sort((a, b) => a.from - b.from);
}

/** A source as Windows registers it: known names in their own capitals, a name that a table cut off completed. */
function sourceName(value: string): string {
  const lower = value.toLowerCase().replace(/^msexchange (?=(?:frontend)?transport$)/, 'msexchange');
  const starts = SOURCES.filter((name) => name.toLowerCase().startsWith(lower));
  return SOURCES.find((name) => name.toLowerCase() === lower) ?? (lower.length > 11 && starts.length === 1 ? starts[0] : undefined) ?? value;
}

/** Event ids of Get-EventLog carry severity and facility in their upper half. */
const eventId = (digits: string): number => Number(digits) % 65_536;

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
  const value = flat
    .raw(to, end)
    .replace(/^[*_`|" ]{1,6}/, '')
    .replace(/[*_`|",。 ]{1,6}$/, '');
  if (kind === 'source') return SOURCE.test(value) ? [{ kind, from, to: end, value: sourceName(value), element: false }] : [];
  const word = flat.startsLine(to) ? value : (value.split(' ')[0] ?? '');
  return [{ kind, from, to: to + word.length, value: COMPUTER.test(word) ? word : '', element: false }];
}

function numbered(flat: Flat, from: number, to: number): Signal[] {
  const digits = /^\d{1,10}(?!\d)/.exec(flat.text.slice(to, to + 11))?.[0];
  return digits === undefined ? [] : [{ kind: 'id', from, to: to + digits.length, id: eventId(digits), element: false }];
}

export function lineEnd(flat: Flat, from: number, limit: number): number {
  let end = from;
  while (end < limit && !flat.startsLine(end)) end += 1;
  return end;
}

function elements(flat: Flat): Signal[] {
  if (!['<event', '<provider', '<computer'].some((one) => flat.lower.includes(one))) return [];
  return [...flat.text.matchAll(ELEMENT)].map((match): Signal => {
    const [all, source, id, computer] = match;
    const span = { from: match.index, to: match.index + all.length, element: true };
    if (source !== undefined) return { kind: 'source', value: sourceName(source), ...span };
    if (id !== undefined) return { kind: 'id', id: eventId(id), ...span };
    if (computer !== undefined) return { kind: 'computer', value: COMPUTER.test(computer.trim()) ? computer.trim() : '', ...span };
    return { kind: 'xml', from: span.from, to: span.to };
  });
}

const LEVELS = ['Error ', 'Warning ', 'Information ', 'Critical ', 'エラー ', '警告 ', '情報 ', '重大 '];

function rows({ text, lower }: Flat): Signal[] {
  const plain = LEVELS.some((level) => text.includes(level)) ? [...text.matchAll(ROW)] : [];
  const beside = lower.includes('msexchange') ? [...text.matchAll(LOG_ROW), ...lower.matchAll(BESIDE)] : [];
  return [
    ...plain.map(({ index, 0: all, 1: id = '' }): Signal => ({ kind: 'id', id: eventId(id), from: index, to: index + all.length, element: false })),
    ...beside.map(
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

function mentions({ text, lower }: Flat): Signal[] {
  const ids = [...lower.matchAll(MENTION)].map(
    (match): Signal => ({ kind: 'mention', id: Number(match[1] ?? match[2]), from: match.index, to: match.index + match[0].length }),
  );
  if (!lower.includes('msexchange')) return ids;
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

function sentences({ lower }: Flat): Signal[] {
  return SENTENCES.filter(({ hint }) => lower.includes(hint)).flatMap((sentence) =>
    [...lower.matchAll(sentence.find)].map((match): Signal => ({ kind: 'sentence', sentence, from: match.index, to: match.index + match[0].length })),
  );
}
