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

/** True if a paste holds one of these words, which are in lower case. A blank in them may be line breaks and blanks there. */
export function holdsAny(paste: Paste, words: readonly string[]): boolean {
  const { flat, triples } = searched(paste);
  return words.some((word) => triples?.mayHold(word) !== false && flat.includes(word));
}

/** True if a paste holds a word. */
export const holds = (paste: Paste, word: string): boolean => holdsAny(paste, [word]);
