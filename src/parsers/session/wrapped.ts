import type { Line, Paste } from '../text/paste.js';
import { chainLine, handshakeLine, isNoise } from './handshake-lines.js';

/** Lines of a client that end in a name: only these are worth joining, half a name is none. Over lower case. */
const NAME = /^(?:(?:\d{1,2} )?[siv]:|(?:subject|issuer) ?[=:]|peer certificate:|subject `)/;
const WIDEST = 130;
const MOST_LINES = 8;
const EDGE = /^[> ]{0,20}/;

/** The words of a line with those of the lines below that belong to it, and the numbers of these lines. */
export function unwrapped(paste: Paste, line: Line, words: string, width: number): { words: string; lines: readonly number[] } {
  const lines: number[] = [];
  if (width > WIDEST || !NAME.test(words.toLowerCase())) return { words, lines };
  let [whole, last] = [words, line];
  while (lines.length < MOST_LINES) {
    const next = paste.lines[last.number];
    const more = next?.text.replace(EDGE, '').trimEnd() ?? '';
    if (!next || more === '' || begins(more)) break;
    const isFull = last.text.length === width;
    // A mail client breaks between words, where the next one has no room.
    if (!isFull && last.text.length + 1 + (more.split(' ')[0]?.length ?? 0) <= width) break;
    const isInside = isFull && !last.text.endsWith(' ') && !next.text.startsWith(' ');
    whole += isInside ? more : ` ${more}`;
    lines.push(next.number);
    last = next;
  }
  return { words: whole, lines };
}

/** A line that says something of its own. */
function begins(words: string): boolean {
  const lower = words.toLowerCase();
  return (
    /^(?:-|verify |depth=|\* |[2-5]\d\d[ -])/.test(lower) ||
    isNoise(lower) ||
    chainLine(words, 0) !== undefined ||
    handshakeLine(words, lower, {}) !== undefined
  );
}
