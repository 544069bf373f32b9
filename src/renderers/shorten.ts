import type { Quote } from '../model/evidence.js';
import { visible } from './fill.js';
import { columns } from './width.js';

const MAX_PIECE = 150;
/** Nothing behind this place can still be shown. */
const LONGEST = 2000;

/**
 * The deciding words, short enough to be read: at most `most` pieces. Issuer and subject keep their first part (the
 * CN), other text is cut between words. What is left out is marked with `…`; nothing is reworded.
 */
export function shortQuotes(quotes: readonly Quote[], most = 2): Quote[] {
  const kept: Quote[] = [];
  for (const quote of quotes) {
    if (kept.length >= most) break;
    const text = shorten(visible(quote.text.slice(0, LONGEST)));
    if (text !== '' && !kept.some((one) => one.text.includes(text))) kept.push({ text, line: quote.line });
  }
  return kept;
}

export function shorten(text: string, limit = MAX_PIECE): string {
  const names = shortenNames(text);
  if (columns(names) <= limit) return names;
  return cutAtWord(names, limit);
}

/** `<I>CN=a, O=b<S>CN=c, O=d in the store` to `<I>CN=a, …<S>CN=c, …`: what follows the last name decides nothing. */
function shortenNames(text: string): string {
  const at = text.search(/<I>/i);
  const subject = at < 0 ? -1 : text.indexOf('<S>', at);
  if (subject < 0) return text;
  const issuer = firstPart(text.slice(at + 3, subject));
  return `${text.slice(0, at)}${text.slice(at, at + 3)}${issuer}<S>${firstPart(text.slice(subject + 3))}`;
}

function firstPart(name: string): string {
  const end = firstComma(name);
  return end < 0 ? name : `${name.slice(0, end)}, …`;
}

/** The first comma outside double quotes. */
function firstComma(name: string): number {
  let quoted = false;
  for (let i = 0; i < name.length; i += 1) {
    if (name[i] === '"') quoted = !quoted;
    else if (name[i] === ',' && !quoted) return i;
  }
  return -1;
}

function cutAtWord(text: string, limit: number): string {
  let kept = '';
  for (const char of text) {
    if (columns(kept + char) > limit - 1) break;
    kept += char;
  }
  const blank = kept.lastIndexOf(' ');
  return `${(blank > limit / 2 ? kept.slice(0, blank) : kept).trimEnd()} …`;
}
