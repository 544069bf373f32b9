import type { Line, Paste } from '../text/paste.js';

const FEWEST = 9;

/**
 * Web pages and some clients put an empty line behind every line. Then the line breaks of the text stand for one each:
 * the first becomes a blank, so that every place stays where it was. Any other paste comes back as it is.
 */
export function undoubled(paste: Paste): Paste {
  if (!isDoubled(paste.lines)) return paste;
  const single = (text: string): string => text.replaceAll('\n\n', ' \n');
  return { ...paste, text: single(paste.text), lower: single(paste.lower) };
}

/** Every second line is empty, and no other. The first line that does not fit ends the search. */
function isDoubled(lines: readonly Line[]): boolean {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.text === '') end -= 1;
  const first = lines.findIndex(({ text }) => text !== '');
  if (first < 0 || end - first < FEWEST) return false;
  for (let i = first; i < end; i += 1) if ((lines[i]?.text === '') !== ((i - first) % 2 === 1)) return false;
  return true;
}
