import { flatten } from './flat.js';
import type { Paste } from './paste.js';
import { Triples } from './triples.js';

/** In the first short texts of a process a search for each word takes less time than the table; later the table does. */
const [SHORT, FIRST] = [16_384, 20];
let texts = 0;

interface Searched {
  readonly flat: string;
  readonly triples: Triples | undefined;
}

const MADE = new WeakMap<Pick<Paste, 'text' | 'lower'>, Searched>();

function searched(paste: Paste): Searched {
  const known = MADE.get(paste);
  if (known) return known;
  texts += 1;
  const flat = flatten(paste).lower;
  const made = { flat, triples: flat.length > SHORT || texts > FIRST ? new Triples(flat) : undefined };
  MADE.set(paste, made);
  return made;
}

/** True if a paste, in lower case, holds a word. A blank in it may be a line break there; a break or two blanks in it stand for themselves. */
export function holds(paste: Paste, word: string): boolean {
  if (word.includes('\n') || word.includes('  ')) return paste.lower.includes(word);
  const { flat, triples } = searched(paste);
  return triples?.mayHold(word) !== false && flat.includes(word);
}

/** True if a paste holds one of these words. */
export const holdsAny = (paste: Paste, words: readonly string[]): boolean => words.some((word) => holds(paste, word));
