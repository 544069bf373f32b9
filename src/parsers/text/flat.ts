import { lowered, type Paste, visible } from './paste.js';
import { Places } from './places.js';

/**
 * The paste as one line: runs of blanks and line breaks become one blank, a break between two Japanese characters
 * (consoles wrap inside words) and quote marks at line starts (`> `) vanish. Sentences are found here however a
 * window, a mail client or a console has wrapped them; `place` leads back to `Paste.text`.
 */
export interface Flat {
  readonly text: string;
  /** `text` in lower case, place for place. */
  readonly lower: string;
  /** The place in `Paste.text` of a character of `text`. */
  place(at: number): number;
  /** The character is the first of a line of the paste. */
  startsLine(at: number): boolean;
  /** A blank line stands before the character. */
  afterGap(at: number): boolean;
  /** The paste's own spelling of a stretch, as one line. */
  raw(from: number, to: number): string;
}

const LATER = new WeakMap<Paste, Flat>();

/** The flat view; made once for each paste. */
export function flatten(paste: Paste): Flat {
  const known = LATER.get(paste);
  if (known) return known;
  const made = build(paste);
  LATER.set(paste, made);
  return made;
}

const BREAK = 10;
const BLANK = 32;
const MARK = 62;

/** Kana, kanji and full-width forms. */
const isWide = (unit: number): boolean => unit > 0x3000 && (unit < 0xa000 || unit >= 0xff00);

/** End of a run of blanks, breaks and quote marks that begins at `at`, and how many breaks it held. */
function skipRun(text: string, at: number): { end: number; breaks: number } {
  let breaks = at === 0 ? 1 : 0;
  let end = at;
  for (; end < text.length; end += 1) {
    const unit = text.charCodeAt(end);
    if (unit === BREAK) breaks += 1;
    else if (unit !== BLANK && !(unit === MARK && breaks > 0 && ' >\n'.includes(text.charAt(end + 1) || '\n'))) break;
  }
  return { end, breaks };
}

/** The next place at or behind another one where more than one blank may stand. Asked in order. */
function gapsOf(text: string): (from: number) => number {
  let [newline, blanks] = [-1, -1];
  const next = (mark: string, from: number): number => {
    const at = text.indexOf(mark, from);
    return at < 0 ? text.length : at;
  };
  return (from) => {
    if (newline < from) newline = next('\n', from);
    if (blanks < from) blanks = next('  ', from);
    return Math.min(newline, blanks);
  };
}

/** Line breaks in front of each character of the flat text: none, 1, or 2 for a blank line. */
type Breaks = Uint8Array;

function build(paste: Paste): Flat {
  const { text } = paste;
  const places = new Places();
  const breaks: Breaks = new Uint8Array(text.length + 2);
  breaks[0] = 2;
  const nextGap = gapsOf(text);
  let copied = skipRun(text, 0).end;
  let flat = '';
  places.jump(0, copied);
  for (;;) {
    const gap = nextGap(copied);
    // A blank in front of the break belongs to the run.
    const from = text.charCodeAt(gap - 1) === BLANK && gap - 1 > copied ? gap - 1 : gap;
    flat += text.slice(copied, from);
    if (from >= text.length) break;
    const run = skipRun(text, from);
    const glued = run.breaks === 1 && isWide(text.charCodeAt(from - 1)) && isWide(text.charCodeAt(run.end));
    if (flat !== '' && !glued) flat += ' ';
    places.jump(flat.length, run.end);
    breaks[flat.length] = Math.max(breaks[flat.length] ?? 0, Math.min(run.breaks, 2));
    copied = run.end;
  }
  return view(paste, flat, places, breaks);
}

function view(paste: Paste, text: string, places: Places, breaks: Breaks): Flat {
  const place = (at: number) => (at >= text.length ? paste.text.length : places.of(at));
  const raw = (from: number, to: number): string => {
    const parts: string[] = [];
    for (let start = from; start < to; ) {
      let end = start + 1;
      if (text.charCodeAt(start) === BLANK) parts.push(' ');
      else {
        const blank = text.indexOf(' ', start);
        end = Math.min(to, blank === -1 ? to : blank, places.nextJump(start, to));
        const word = paste.raw(place(start), place(end - 1) + 1);
        // A word that was made whole (text/mended.ts) still has the break in the paste's own spelling.
        parts.push(word.includes('\n') ? word.replace(/\n[ >]{0,60}/g, '') : word);
      }
      start = end;
    }
    return visible(parts.join('')).trim();
  };
  return { text, lower: lowered(text), place, raw, startsLine: (at) => (breaks[at] ?? 0) > 0, afterGap: (at) => breaks[at] === 2 };
}
