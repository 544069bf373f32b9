import { findAddress } from '../text/mailbox.js';
import type { Line } from '../text/paste.js';
import { HEADING_WORDS } from './beginnings.js';
import { GENERATOR_WORDS } from './words.js';

/** A shorter line holds no bounce. */
const SHORTEST = 120;
/** Stands in front of each reply. */
export const RETURNED = 'remote server returned ';
/** Parts of Exchange's own bounce that have lines of their own. */
const PARTS = [...HEADING_WORDS, ...GENERATOR_WORDS, 'receiving server:', '受信サーバー:', RETURNED];
const HEADERS = ['received:', 'from:', 'to:', 'subject:', 'message-id:', 'date:'];

/**
 * The lines of a bounce that a form or a chat has put on one line: pieces of that line, at their places. Any other line
 * comes back as it is.
 */
export function piecesOf(line: Line): readonly Line[] {
  const { text, lower } = line;
  const reply = text.length < SHORTEST ? -1 : lower.indexOf(RETURNED);
  const from = reply < 0 ? undefined : GENERATOR_WORDS.map((words) => lower.indexOf(words)).find((at) => at > 0 && at < reply);
  if (from === undefined) return [line];
  const recipient = findAddress(text.slice(0, reply), from);
  const places = PARTS.map((words) => lower.indexOf(words));
  if (recipient) places.push(recipient.start, recipient.end + 1);
  const original = Math.max(...HEADING_WORDS.map((words) => lower.indexOf(words, reply)));
  if (original > 0) places.push(...HEADERS.map((name) => lower.indexOf(` ${name}`, original) + 1));
  const cuts = [...new Set(places)].filter((at) => at > 0 && at < text.length && ' >'.includes(text.charAt(at - 1))).sort((a, b) => a - b);
  return [0, ...cuts].map((start, i) => pieceOf(line, start, cuts[i] ?? text.length));
}

const pieceOf = ({ number, start, text, lower }: Line, from: number, to: number): Line => ({
  number,
  start: start + from,
  end: start + to,
  text: text.slice(from, to),
  lower: lower.slice(from, to),
});
