import type { Line, Paste } from './paste.js';

/** Wider than any window or mail client breaks its lines at. */
const WIDEST = 250;

/** The length of the longest line: what a mail client that wraps has left room for. */
export const widthOf = ({ lines }: Pick<Paste, 'lines'>): number => lines.reduce((longest, { text }) => Math.max(longest, text.length), 0);

/** The width at which a console has broken every line, also inside words; 0 where a mail client broke them, or nobody. */
export function edgeOf(paste: Pick<Paste, 'lines'>): number {
  const longest = widthOf(paste);
  const near = paste.lines.filter(({ text }: Line) => text.length > longest - 12);
  const full = near.filter(({ text }) => text.length === longest).length;
  return longest < WIDEST && full > 1 && full * 2 > near.length ? longest : 0;
}
