import type { Clue } from '../../src/model/evidence.js';

/** A value of a clue with the name of its field. */
export interface Value {
  readonly field: string;
  readonly value: string | number | boolean;
}

// Words of the paste for people to read, what a parser says of the text rather than takes from it, and the one property
// whose parts are fields of their own.
const TOLD = new Set([
  'at',
  'text',
  'kind',
  'direction',
  'product',
  'log',
  'origin',
  'side',
  'of',
  'depth',
  'innermost',
  'cut',
  'complete',
  'local',
  'type',
  'reason',
  'open',
  'tlscertificatename',
]);

function collect(value: unknown, field: string, out: Value[]): void {
  if (value === undefined || value === null || TOLD.has(field)) return;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') out.push({ field, value });
  else if (value instanceof Map) for (const [name, one] of value) collect(one, String(name), out);
  else if (Array.isArray(value)) for (const one of value) collect(one, field, out);
  else if (typeof value === 'object') for (const [name, one] of Object.entries(value)) collect(one, name, out);
}

/** All values that clues hold; free text and the quotes are none. */
export function valuesOf(clues: readonly Clue[]): Value[] {
  const out: Value[] = [];
  for (const clue of clues) collect(clue, '', out);
  return out;
}

const SINGLE = /[‘’‚‛′‹›『』]/g;
const DOUBLE = /[“”„‟″«»「」]/g;
/** Case, width, quotes, blanks and invisible characters do not make another value. */
export const plainly = (text: string): string =>
  text
    .replace(/[\u00AD\u200B-\u200F\uFEFF]/g, '')
    .replace(SINGLE, "'")
    .replace(DOUBLE, '"')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** The clues without quotes and free text, in one order: equal if they say the same. Who spoke follows from the words, which mangling may hide,
 * and a program from the exception that it puts around them. */
export const facts = (clues: readonly Clue[]): string[] =>
  clues
    .filter(({ kind }) => kind !== 'hop')
    .map(
      (clue) =>
        `${clue.kind} ${[
          ...new Set(
            valuesOf([clue])
              .filter(({ field }) => field !== 'byProgram')
              .map(({ field, value }) => `${field}=${plainly(String(value))}`),
          ),
        ]
          .sort()
          .join(' ')}`,
    )
    .sort();

/** What decides which fault it is: ids, codes, the missing keyword. */
export const deciding = (clues: readonly Clue[]): string[] => [
  ...new Set(
    clues.flatMap((clue) => {
      if (clue.kind === 'event') return [`event ${clue.id}`];
      if (clue.kind === 'reply') return clue.innermost ? [`reply ${clue.code ?? ''} ${clue.status ?? ''}`] : [];
      if (clue.kind === 'session') return [`session ${clue.startTls} ${clue.verify ?? ''}`];
      return [];
    }),
  ),
];

const PART = /[\p{L}\p{N}_@-]/u;
/** The text holds the value as a whole word: nothing of a name goes on in front of it or behind. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1 && word !== ''; at = text.indexOf(word, at + 1)) {
    const [before, after, next] = [text.charAt(at - 1), text.charAt(at + word.length), text.charAt(at + word.length + 1)];
    const startsWhole = !PART.test(before) && !(before === '.' && PART.test(text.charAt(at - 2)));
    if (startsWhole && !PART.test(after) && !('.:'.includes(after) && PART.test(next))) return true;
  }
  return false;
}

/** What a text can tell: the values of its clues, and its own whole words. */
export function sourceOf(text: string, clues: readonly Clue[]): { holds(value: Value): boolean } {
  const known = new Set(valuesOf(clues).map(({ field, value }) => (typeof value === 'boolean' ? `${field}=${value}` : plainly(String(value)))));
  const plain = plainly(text);
  const seen = new Map<string, boolean>();
  const hold = ({ field, value }: Value): boolean => {
    if (typeof value === 'boolean') return value === false ? field !== 'startTls' || known.has('startTls=false') : true;
    const wanted = plainly(String(value));
    // Several words may be a part of a name (`Default Frontend` of `Default Frontend EX01`): only the clues tell.
    return known.has(wanted) || (!wanted.includes(' ') && holdsWord(plain, wanted));
  };
  return {
    holds: (one) => {
      const key = `${one.field} ${one.value}`;
      const result = seen.get(key) ?? hold(one);
      seen.set(key, result);
      return result;
    },
  };
}
