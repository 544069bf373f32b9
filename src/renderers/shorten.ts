import type { Quote } from '../model/evidence.js';
import { visible } from './fill.js';
import { columns } from './width.js';

const MAX_PIECE = 150;
/** Columns of one line of a quote in Slack, and the lines that all pieces share. */
const LINE = 90;
const LINES = 3;
/** Nothing behind this place can still be shown. */
const LONGEST = 2000;

/**
 * The deciding words, short enough to be read: at most `most` pieces in three lines. Issuer and subject keep their
 * first part (the CN), other text is cut between words. What is left out is marked with `…`; nothing is reworded.
 */
export function shortQuotes(quotes: readonly Quote[], most = 2): Quote[] {
  const kept: Quote[] = [];
  let room = LINES;
  for (const quote of quotes) {
    if (kept.length >= most) break;
    const text = shorten(visible(quote.text.slice(0, LONGEST)), Math.min(MAX_PIECE, room * LINE));
    if (text === '' || kept.some((one) => one.text.includes(text))) continue;
    kept.push({ text, line: quote.line });
    room = Math.max(1, room - Math.ceil(columns(text) / LINE));
  }
  return kept;
}

export function shorten(text: string, limit = MAX_PIECE): string {
  const names = shortenNames(text);
  if (columns(names) <= limit) return names;
  const deciding = fromName(names, limit);
  return columns(deciding) <= limit ? deciding : cutAtWord(deciding, limit);
}

/** The names decide, so words in front of them go first. */
function fromName(text: string, limit: number): string {
  const at = text.search(/<I>/i);
  let spare = limit - columns(text.slice(at)) - 2;
  if (at <= 0 || spare < 0) return at > 0 ? `… ${text.slice(at)}` : text;
  const words = text.slice(0, at).split(' ');
  while (words.length > 0) {
    const wide = columns(words.at(-1) ?? '') + 1;
    if (wide > spare) break;
    spare -= wide;
    words.pop();
  }
  return `… ${text.slice(words.join(' ').length).trimStart()}`;
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
    if (columns(kept + char) > limit - 2) break;
    kept += char;
  }
  const blank = kept.lastIndexOf(' ');
  return `${(blank > limit / 2 ? kept.slice(0, blank) : kept).trimEnd()} …`;
}
