import type { ErrorClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { type Flat, flatten } from '../text/flat.js';
import { type Parser, type Paste, quoteUpTo } from '../text/paste.js';

/**
 * Sentences by which the Hybrid Configuration Wizard and the validation of a connector say what is wrong, and the header
 * by which a send connector tells that it took hybrid headers away. In lower case, as the product words them.
 */
const SENTENCES = [
  'requiredtls flag should be set to true',
  'hcw8010',
  'default receive connector cannot be found',
  'the secure mail certificate on server',
  'no valid certificate exists for the hub transport server',
  'domain of the recipient is not configured as part of',
  'x-crosspremisesheadersfilteredbysendconnector',
] as const;

const MOST = 20;
const LONGEST = 300;
const SERVER = /(?:\bon server|sendconnector:) ["'<]?([a-z0-9][\w.-]{0,200})/;

/** Errors of the hybrid set-up, which no cmdlet's head and no reply code stands in front of. */
export const readHybridWords: Parser = (paste) => {
  const flat = flatten(paste);
  const clues: ErrorClue[] = [];
  const understood: number[] = [];
  for (const sentence of SENTENCES) {
    for (let from = flat.lower.indexOf(sentence); from >= 0 && clues.length < MOST; from = flat.lower.indexOf(sentence, from + sentence.length)) {
      const to = endOf(flat, from, sentence.startsWith('x-'));
      const [first, last] = [paste.lineAt(flat.place(from)).number, paste.lineAt(flat.place(to - 1)).number];
      understood.push(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
      const before = clues.find(({ at }) => at.line === first);
      if (before === undefined) clues.push(clueOf(paste, flat, from, to));
    }
  }
  return { clues, understood };
};

/** The end of the sentence: a stop in front of a blank, or the end of a paragraph. A header ends with its line. */
function endOf(flat: Flat, from: number, isHeader: boolean): number {
  const limit = Math.min(flat.text.length, from + LONGEST);
  for (let at = from + 1; at < limit; at += 1) {
    if (flat.afterGap(at) || (isHeader && flat.startsLine(at))) return at;
    if (flat.text.charAt(at) === '.' && (at + 1 >= flat.text.length || flat.text.charAt(at + 1) === ' ')) return at + 1;
  }
  return limit;
}

function clueOf(paste: Paste, flat: Flat, from: number, to: number): ErrorClue {
  const found = SERVER.exec(flat.lower.slice(from, to));
  const at = found ? from + found.index + found[0].length - (found[1]?.length ?? 0) : 0;
  const named = found?.[1] && flat.raw(at, at + found[1].length).replace(/\.$/, '');
  return {
    kind: 'error',
    text: flat.raw(from, to),
    server: hostName(named),
    at: quoteUpTo(paste, flat.place(from), flat.place(to - 1) + 1, LONGEST),
  };
}
