/**
 * PowerShell's own rules for quotes, enough to read a command back: where a literal begins and ends, and what it says.
 * Written from the language's tokenizer, not from our quoting, so that each can find a fault in the other.
 */
const SINGLE = new Set(['\u0027', '\u2018', '\u2019', '\u201A', '\u201B']);
const DOUBLE = new Set(['\u0022', '\u201C', '\u201D', '\u201E']);

export interface Read {
  /** What the single-quoted literals say, in order. */
  readonly literals: readonly string[];
  /** All that stands outside of quotes. */
  readonly outside: string;
  /** False if a quote is still open at the end. */
  readonly closed: boolean;
}

export function readCommand(command: string): Read {
  const chars = [...command];
  const literals: string[] = [];
  let outside = '';
  let at = 0;
  while (at < chars.length) {
    const char = chars[at] ?? '';
    const kind = SINGLE.has(char) ? SINGLE : DOUBLE.has(char) ? DOUBLE : undefined;
    if (kind === undefined) {
      outside += char;
      at += 1;
      continue;
    }
    const { end, says } = readString(chars, at + 1, kind);
    if (end === undefined) return { literals, outside, closed: false };
    if (kind === SINGLE) literals.push(says);
    at = end;
  }
  return { literals, outside, closed: true };
}

/** Two quotes of a kind in a row are one quote, and the second is kept; a single one ends the string. */
function readString(chars: readonly string[], from: number, kind: ReadonlySet<string>): { end: number | undefined; says: string } {
  let says = '';
  for (let at = from; at < chars.length; at += 1) {
    const char = chars[at] ?? '';
    const next = chars[at + 1] ?? '';
    if (!kind.has(char)) says += char;
    else if (kind.has(next)) {
      says += next;
      at += 1;
    } else return { end: at + 1, says };
  }
  return { end: undefined, says };
}
