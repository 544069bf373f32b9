import { hostName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';

/** A stretch of the flat text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}
/** Where a value stands in a description: behind some words, in whatever sentence and order. All in lower case. */
export interface Spot {
  readonly after: readonly string[];
  /** The value ends where the nearest of these begins, … */
  readonly before?: readonly string[];
  /** … or it has this shape. */
  readonly shape?: RegExp;
}

const LONGEST = 253;
/** So many places behind the same words are tried. */
const TRIES = 8;
const BETWEEN = ' :"\'`ー';

/** The values between two places of the text that stand at a spot, in order. One that the paste breaks off in is none. */
export function* placesOf(flat: Flat, spot: Spot, from: number, limit: number): Generator<Place> {
  const text = flat.lower.slice(from, limit);
  for (const word of spot.after) {
    let at = text.indexOf(word);
    for (let tries = 0; at !== -1 && tries < TRIES; tries += 1) {
      const start = skip(text, at + word.length);
      const length = lengthOf(text.slice(start, start + LONGEST + 20), spot);
      if (length > 0 && from + start + length < flat.text.length) yield { from: from + start, to: from + start + length };
      at = text.indexOf(word, at + word.length);
    }
  }
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < from + 5 && at < text.length && BETWEEN.includes(text.charAt(at))) at += 1;
  return at;
}

function lengthOf(text: string, { before, shape }: Spot): number {
  if (shape) return shape.exec(text)?.[0].replace(/\.$/, '').length ?? 0;
  return (before ?? []).reduce((nearest, word) => {
    const at = text.indexOf(word);
    return at !== -1 && (nearest === 0 || at < nearest) ? at : nearest;
  }, 0);
}

/** A word of the product: `LogonDenied`. */
export const WORD = /^[a-z]{3,40}(?![a-z])/;
export const HOST = /^[a-z0-9_.-]{2,253}(?![a-z0-9_./-])/;

/** A host name with a domain behind some words; the first that is whole. */
export function hostAt(flat: Flat, after: readonly string[], from: number, limit: number): { name: string; place: Place } | undefined {
  for (const place of placesOf(flat, { after, shape: HOST }, from, limit)) {
    const name = hostName(flat.raw(place.from, place.to));
    if (name?.includes('.')) return { name, place };
  }
  return undefined;
}
