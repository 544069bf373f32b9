import type { Line, Paste } from './paste.js';

/** Words by which a fault is known, or that everyday texts are full of; a console or a mail client may have cut them in the middle. */
export const WHOLE_WORDS: ReadonlySet<string> = new Set([
  'microsoft',
  'exchange',
  'transport',
  'connector',
  'default',
  'parameter',
  'specified',
  'personal',
  'computer',
  'unable',
  'starttls',
  'primary',
  'responded',
  'required',
  'certificate',
  'tlscertificatename',
  'validation',
  'negotiation',
  'authentication',
  'authenticated',
  'connection',
  'frontend',
  'endpoint',
  'lastattemptedservername',
  'lastattemptedip',
  'untrustedroot',
  'subjectmismatch',
  'socketerror',
  'connectionreset',
  'nocredentials',
  'exchangeauth',
  'logondenied',
  'unknowncredentials',
  'algorithmmismatch',
  'unsupportedfunction',
  'illegalmessage',
  'invalidtoken',
  'certificateexpired',
  'revocationcheckfailure',
]);
const STATUS = /^[45]\.[0-7]\.\d{1,3}$/;
/** Codes of three digits that Exchange has; a shorter one in front of the break may be whole. */
const LONG_STATUS = /^[45]\.(?:4\.(?:101|3[0-2]\d|395)|7\.(?:3[26]\d|5\d\d|7\d\d))$/;

/** A break, and the second half of a word behind it. */
type Piece = readonly [from: number, to: number, restFrom: number, restTo: number];

const DONE = new WeakMap<Paste, Paste>();

/**
 * The paste with words and codes made whole that a hard wrap has cut (`STARTT⏎LS`, `4.4.⏎101`, `5.7⏎.3`): the break is
 * moved behind the word, so that every place stays where it was. Nothing else is changed.
 */
export function mended(paste: Paste): Paste {
  const known = DONE.get(paste);
  if (known) return known;
  const made = mend(paste);
  DONE.set(paste, made);
  return made;
}

function mend(paste: Paste): Paste {
  const pieces: Piece[] = [];
  let above: Line | undefined;
  for (const line of paste.lines) {
    const rest = above && line.number - above.number < 3 ? restOf(above, line) : undefined;
    if (above && rest) pieces.push([above.end, line.start + rest.from, line.start + rest.from, line.start + rest.to]);
    if (line.text !== '') above = line;
  }
  if (pieces.length === 0) return paste;
  /** A quote that ends inside a word made whole takes in what the break had cut off. */
  const whole = (end: number): number => {
    const [from, , , to] = lastBefore(pieces, end) ?? [end, end, end, end];
    return from < end && end < to ? to : end;
  };
  return {
    ...paste,
    text: moved(paste.text, pieces),
    lower: moved(paste.lower, pieces),
    raw: (start, end) => paste.raw(start, whole(end)),
    quote: (start, end) => paste.quote(start, whole(end)),
  };
}

/** The last piece that begins in front of a place. */
function lastBefore(pieces: readonly Piece[], place: number): Piece | undefined {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.[0] ?? 0) < place) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

function moved(text: string, pieces: readonly Piece[]): string {
  let out = '';
  let place = 0;
  for (const [from, to, restFrom, restTo] of pieces) {
    if (from < place) continue;
    out += text.slice(place, from) + text.slice(restFrom, restTo) + text.slice(from, to);
    place = restTo;
  }
  return out + text.slice(place);
}

/** What a break may have left of one of the words; of most lines the last word is none of these. */
const BEGINNINGS = new Set<string>();
for (const word of WHOLE_WORDS) for (let length = 2; length < word.length; length += 1) BEGINNINGS.add(word.slice(0, length));
const LONGEST = 24;

/** The word at the end of a line, at most 24 characters of it, in lower case; empty if it is no beginning of a word or code. */
function beginningOf({ lower }: Line): string {
  let from = lower.length;
  while (from > 0 && lower.length - from < LONGEST && isInWord(lower.charCodeAt(from - 1))) from -= 1;
  const last = lower.slice(from);
  return BEGINNINGS.has(last) || last.startsWith('4') || last.startsWith('5') ? last : '';
}

const [POINT, NINE, ZERO, A, Z, UNDERSCORE] = [0x2e, 0x39, 0x30, 0x61, 0x7a, 0x5f];
const isInWord = (unit: number): boolean => (unit >= A && unit <= Z) || (unit >= ZERO && unit <= NINE) || unit === POINT || unit === UNDERSCORE;

/** Where the second half of a cut word or code stands on its line. */
function restOf(above: Line, { text, lower }: Line): { from: number; to: number } | undefined {
  const left = beginningOf(above);
  const found = left === '' ? null : /^([ >]{0,60})([\w.]{1,24})/.exec(lower.slice(0, 84));
  if (!found) return undefined;
  const [, gap = '', right = ''] = found;
  const rest = { from: gap.length, to: gap.length + right.length };
  // `certificate⏎expired` are two words, `Certificate⏎Expired` may be one.
  if (WHOLE_WORDS.has(left) && /[a-z]/.test(text.charAt(rest.from))) return undefined;
  return isWhole(left, right.replace(/\.$/, ''), lower.slice(rest.to, rest.to + 4)) ? rest : undefined;
}

function isWhole(left: string, right: string, after: string): boolean {
  const word = left + right;
  if (WHOLE_WORDS.has(word)) return true;
  if (STATUS.test(word)) return !STATUS.test(left) || LONG_STATUS.test(word);
  // `45⏎0 4.4.101`
  return /^[45]\d\d$/.test(word) && /^ [45]\.\d$/.test(after);
}
