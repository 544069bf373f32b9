import type { View } from '../model/evidence.js';
import type { Certainty, Code, Match } from '../model/rule.js';
import { factsOf, saidIn } from './define-replies.js';

/** A word that Front End Transport writes behind its reply; host names have it in small letters. */
type ProxyWord = Extract<Code, `PRX${number}`>;

/**
 * "Temporary server error … PRX5": a front end could not hand the session on. The server is the one that answered, which
 * the text names by its name on the internet at most; the server that wrote the bounce is another.
 */
export function onProxyReply(certainty: Certainty, proxyWords: readonly [ProxyWord, ...ProxyWord[]], alsoSaid: readonly string[] = []) {
  const words: readonly [string, ...string[]] = [...proxyWords, ...alsoSaid];
  return {
    reads: ['reply', 'bounce'],
    codes: [...proxyWords, '4.7.0'],
    words,
    match(evidence: View<'reply' | 'bounce'>): Match<never, 'remoteHost'> | null {
      const clue = saidIn(evidence, { codes: ['4.7.0'], words, where: ({ text }) => words.some((word) => text.includes(word)) });
      return clue ? { certainty, facts: { remoteHost: factsOf(clue, evidence).remoteHost }, because: [clue] } : null;
    },
  } as const;
}
