import type { Line, Paste } from '../text/paste.js';
import { holds } from '../text/words.js';

const MOST = 400;

/** Numbers of the lines of a Python traceback: they say where a program was, nothing about mail. */
export function tracebackAbove(paste: Paste): number[] {
  if (!holds(paste, 'traceback (most recent')) return [];
  const read: number[] = [];
  let isCode = false;
  for (const line of paste.lines) {
    const isPlace = /^[> ]{0,20}file "/.test(line.lower.slice(0, 40));
    if (isPlace || (isCode && isIndented(line)) || line.lower.includes('traceback (most recent')) read.push(line.number);
    // Below each place stands its line of code, and marks under it.
    isCode = isPlace || (isCode && isIndented(line) && line.text.length < 300);
    if (read.length >= MOST) break;
  }
  return read;
}

const isIndented = ({ text }: Line): boolean => /^(?:> ?)?[ ]{2,40}\S/.test(text.slice(0, 50));
