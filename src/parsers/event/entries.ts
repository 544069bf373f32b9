import type { Flat } from '../text/flat.js';
import { findSignals, type Lore, type Signal } from './signals.js';

type SentenceSignal = Extract<Signal, { kind: 'sentence' }>;

/** The signals of one event. */
export interface Entry {
  readonly id: number;
  /** Where the id stands, or the sentence if no id was pasted. */
  readonly idFrom: number;
  readonly source?: string | undefined;
  readonly computer?: string | undefined;
  readonly sentence?: SentenceSignal | undefined;
  /** The XML that Event Viewer puts under a text copy: the same event once more. */
  readonly copy: boolean;
  readonly from: number;
  /** Where its text may begin: somebody has put the labels of the only event, or of the first, below its words. */
  readonly above: number;
  /** End of the last signal. */
  readonly to: number;
  /** Where the next event begins, at the latest. */
  readonly limit: number;
}

interface Draft {
  signals: Signal[];
  log?: Signal;
  source?: Extract<Signal, { kind: 'source' }>;
  id?: Extract<Signal, { kind: 'id' }>;
  computer?: Extract<Signal, { kind: 'computer' }>;
  mention?: Extract<Signal, { kind: 'mention' }>;
  sentence?: SentenceSignal;
}

const REACH = 4_000;
/** More events than anybody reads; it bounds the time that a hostile paste takes. */
const MOST = 500;
/** How far from a bare id the name of its source may stand. */
const NEAR = 120;

/** The events of a paste. An id that is only mentioned counts if its source is named beside it. */
export function findEntries(flat: Flat, lore: Lore): Entry[] {
  const signals = findSignals(flat, lore);
  const drafts = group(flat, signals).slice(0, MOST);
  const bare = signals.filter((signal) => signal.kind === 'bare');
  return drafts
    .flatMap((draft, index) => finish(flat, draft, drafts[index + 1], bare, headingOf(drafts, index)))
    .map((entry, index) => (index === 0 ? { ...entry, above: Math.max(0, entry.from - REACH) } : entry));
}

function group(flat: Flat, signals: readonly Signal[]): Draft[] {
  const drafts: Draft[] = [];
  let draft: Draft = { signals: [] };
  for (const signal of signals) {
    if (signal.kind === 'bare' || isEcho(draft, signal)) continue;
    if (beginsNew(flat, draft, signal)) {
      drafts.push(draft);
      draft = { signals: [] };
    }
    add(draft, signal);
  }
  return settle([...drafts, draft]);
}

/** The id once more inside its own entry: a heading in front, a remark in the text. */
const isEcho = (draft: Draft, signal: Signal): boolean =>
  signal.kind === 'mention' && (draft.id?.id === signal.id || draft.sentence?.sentence.ids.includes(signal.id) === true);

function beginsNew(flat: Flat, draft: Draft, signal: Signal): boolean {
  const told = draft.id !== undefined || draft.sentence !== undefined;
  switch (signal.kind) {
    case 'log':
    case 'xml':
      return told || draft.log !== undefined;
    case 'source':
    case 'computer':
      return draft[signal.kind] !== undefined || (draft.sentence !== undefined && !signal.element && flat.afterGap(signal.from));
    case 'id':
      return draft.id !== undefined || (draft.sentence !== undefined && !draft.sentence.sentence.ids.includes(signal.id));
    case 'mention':
      return told || (draft.mention !== undefined && draft.mention.id !== signal.id && opensLine(flat, signal));
    case 'sentence':
      return draft.sentence !== undefined || (draft.id !== undefined && !signal.sentence.ids.includes(draft.id.id));
    case 'bare':
    case 'other':
    case 'xmlLabel':
      return false;
  }
}

/** Only a number or a bullet stands in front of it on its line: `2) Event 12014`. */
const opensLine = (flat: Flat, { from }: Signal): boolean => {
  for (let at = from; at >= Math.max(0, from - 5); at -= 1)
    if (flat.startsLine(at)) return /^(?:\d{1,2}[.)]|[-*•]|) ?$/.test(flat.text.slice(at, from));
  return false;
};

function add(draft: Draft, signal: Signal): void {
  draft.signals.push(signal);
  if (signal.kind === 'log') draft.log = signal;
  else if (signal.kind === 'source') draft.source = signal;
  else if (signal.kind === 'id') draft.id = signal;
  else if (signal.kind === 'computer') draft.computer = signal;
  else if (signal.kind === 'mention') draft.mention ??= signal;
  else if (signal.kind === 'sentence') draft.sentence = signal;
}

const idOf = ({ id, sentence, mention }: Draft): number | undefined =>
  id?.id ?? (mention && sentence?.sentence.ids.includes(mention.id) ? mention.id : sentence?.sentence.ids[0]) ?? mention?.id;

/** A source or computer that stands alone behind an event completes it. */
function settle(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const last = kept.at(-1);
    if (idOf(draft) !== undefined) kept.push(draft);
    else if (last && !draft.log) {
      if (draft.source) last.source ??= draft.source;
      if (draft.computer) last.computer ??= draft.computer;
    }
  }
  return kept;
}

/** The last source above that stands over a table of events (`ProviderName: …`). */
function headingOf(drafts: readonly Draft[], index: number): string | undefined {
  const { id } = drafts[index] ?? {};
  if (!id || id.element) return undefined;
  for (let i = index - 1; i >= Math.max(0, index - 200); i -= 1) {
    const above = drafts[i];
    if (above?.source) return above.source.value;
    if (above?.log) return undefined;
  }
  return undefined;
}

function finish(
  flat: Flat,
  draft: Draft,
  next: Draft | undefined,
  bare: readonly Extract<Signal, { kind: 'bare' }>[],
  heading: string | undefined,
): Entry[] {
  const id = idOf(draft);
  const first = draft.signals[0];
  const last = draft.signals.at(-1);
  if (id === undefined || !first || !last) return [];
  const limit = Math.min(next?.signals[0]?.from ?? flat.text.length, last.to + REACH);
  const anchor = draft.id ?? draft.mention ?? draft.sentence ?? first;
  const mentionOnly = draft.id === undefined && draft.sentence === undefined;
  const source =
    draft.source?.value ??
    draft.id?.source ??
    nearest(flat, bare, { id, mention: mentionOnly ? anchor : undefined, from: first.from, limit }) ??
    (isRow(draft) ? heading : undefined);
  if ((mentionOnly || (draft.id?.weak && !draft.sentence)) && source === undefined) return [];
  const copy = draft.signals.some(({ kind }) => kind === 'xml') && draft.sentence === undefined;
  return [
    {
      id,
      idFrom: anchor.from,
      source,
      computer: draft.computer?.value,
      sentence: draft.sentence,
      copy,
      from: first.from,
      above: first.from,
      to: last.to,
      limit,
    },
  ];
}

/** Schannel's ids lie together; Exchange logs none of them. */
const fits = (source: string, id: number): boolean => (source === 'Schannel') === (id >= 36_800 && id < 37_000);

/** A table row: an id with nothing else of its own. */
const isRow = (draft: Draft): boolean => draft.source === undefined && draft.log === undefined && draft.computer === undefined;

/** The source that prose names: beside a bare id, otherwise in front of the entry on its line, inside it, or above it. */
function nearest(
  flat: Flat,
  bare: readonly Extract<Signal, { kind: 'bare' }>[],
  { id, mention, from, limit }: { id: number; mention: Signal | undefined; from: number; limit: number },
): string | undefined {
  const [first, end] = mention ? [mention.from - NEAR, mention.from + NEAR] : [from - NEAR, limit];
  const close = between(bare, first, end).filter(({ value }) => fits(value, id));
  if (mention) return (close.find((name) => !gapBetween(flat, name.from, mention.from)) ?? labelled(flat, close, mention))?.value;
  const inFront = close.findLast((name) => name.from < from);
  if (inFront && !gapBetween(flat, inFront.from, from)) return inFront.value;
  // A name on a line above may be that of the event before.
  return (close.find((name) => name.from >= from) ?? inFront)?.value;
}

/** Labels as somebody typed them, a line each and without colons: `Event ID 12018`, `Source MSExchangeTransport`. */
const labelled = <N extends Signal>(flat: Flat, names: readonly N[], { to }: Signal): N | undefined =>
  names.find(({ from }) => from > to && SOURCE_LABEL.test(flat.lower.slice(to, from)));
const SOURCE_LABEL = /^ (?:source|provider(?: ?name)?|ソース|quelle|origen|origine|fonte) $/;

/** Mentions are in order, so the first of a stretch is found by halving. */
function between(bare: readonly Extract<Signal, { kind: 'bare' }>[], from: number, to: number): readonly Extract<Signal, { kind: 'bare' }>[] {
  let [low, high] = [0, bare.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bare[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < bare.length && end - low < 30 && (bare[end]?.from ?? 0) < to) end += 1;
  return bare.slice(low, end);
}

function gapBetween(flat: Flat, a: number, b: number): boolean {
  for (let at = Math.min(a, b) + 1; at <= Math.max(a, b); at += 1) if (flat.startsLine(at)) return true;
  return false;
}
