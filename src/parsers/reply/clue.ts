import type { Quote, ReplyClue } from '../../model/evidence.js';
import { type Paste, quoteUpTo } from '../text/paste.js';
import type { Node } from './chain.js';
import { joinedLines } from './joined.js';
import { trimWords, withoutRoute, wordsOf } from './words.js';

const LONGEST_QUOTE = 300;
const LONGEST_TEXT = 600;

/** What the surroundings of a reply add to its own words. */
export type Around = Omit<Partial<ReplyClue>, 'kind' | 'at' | 'code' | 'status' | 'text' | 'depth' | 'innermost' | 'wrappers'>;

/** A chain as clues, the outermost reply first. Exchange Online quotes a reply twice: `[Message=…] … (…)`. */
export function chainClues(paste: Paste, node: Node, around: Around): ReplyClue[] {
  const inner = node.inner.map((one) => chainClues(paste, one, around));
  return [clueOf(paste, node, around), ...withoutRepeats(inner).flat()];
}

function clueOf(paste: Paste, node: Node, around: Around): ReplyClue {
  return {
    kind: 'reply',
    at: quoteOf(paste, node),
    code: node.head.code,
    status: node.head.status,
    text: wordsOf(paste, node).slice(0, LONGEST_TEXT),
    depth: node.depth,
    innermost: node.inner.length === 0,
    wrappers: wrappersOf(node),
    ...around,
  };
}

/** A sentence that stands for a reply and has no codes. */
export const sentenceClue = (paste: Paste, start: number, end: number, around: Around & Pick<ReplyClue, 'status'>): ReplyClue => ({
  kind: 'reply',
  at: paste.quote(start, end),
  code: undefined,
  text: joinedLines(paste.text.slice(start, end)).trim().slice(0, LONGEST_TEXT),
  depth: 0,
  innermost: true,
  wrappers: [],
  ...around,
});

function wrappersOf(node: Node): string[] {
  const out: string[] = [];
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.head.status !== undefined) out.unshift(outer.head.status);
  return out;
}

function quoteOf(paste: Paste, node: Node): Quote {
  const { text, line } = quoteUpTo(paste, node.begin, Math.max(node.head.end, node.end), LONGEST_QUOTE);
  const words = trimWords(text);
  return { text: node.inner.length === 0 ? withoutRoute(words) : words, line };
}

/** One error shown a hundred times is one clue. */
export function withoutRepeats(chains: readonly (readonly ReplyClue[])[]): (readonly ReplyClue[])[] {
  const seen = new Set<string>();
  return chains.filter((chain) => {
    const key = JSON.stringify(
      chain.map(({ code, status, text, endpoint, recipient, connector }) => [
        code,
        status,
        text.replace(/[.\u3002]$/, ''),
        endpoint,
        recipient,
        connector,
      ]),
    );
    return !seen.has(key) && seen.add(key);
  });
}
