import { type Paste, textOf, visible } from './paste.js';

/**
 * The paste as one line: runs of blanks and line breaks become one blank, a break between two Japanese characters
 * (consoles wrap inside words) and quote marks at line starts (`> `) vanish. Sentences are found here however a
 * window, a mail client or a console has wrapped them; `place` leads back to `Paste.text`.
 */
export interface Flat {
  readonly text: string;
  /** `text` with ASCII letters in lower case, place for place. */
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

const BLANK = 32;
const BREAK = 10;
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

function build(paste: Paste): Flat {
  const { text } = paste;
  const units = new Uint16Array(text.length + 1);
  const lowered = new Uint16Array(text.length + 1);
  const places = new Uint32Array(text.length + 1);
  const breaks = new Uint8Array(text.length + 1);
  let size = 0;
  breaks[0] = 2;
  for (let i = skipRun(text, 0).end; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit !== BLANK && unit !== BREAK) {
      units[size] = unit;
      lowered[size] = unit > 64 && unit < 91 ? unit + 32 : unit;
      places[size] = i;
      size += 1;
      i += 1;
      continue;
    }
    const run = skipRun(text, i);
    const glued = run.breaks === 1 && isWide(text.charCodeAt(i - 1)) && isWide(text.charCodeAt(run.end));
    if (size > 0 && !glued) {
      units[size] = BLANK;
      lowered[size] = BLANK;
      places[size] = i;
      size += 1;
    }
    breaks[size] = Math.max(breaks[size] ?? 0, Math.min(run.breaks, 2));
    i = run.end;
  }
  places[size] = text.length;
  return view(paste, textOf(units.subarray(0, size)), textOf(lowered.subarray(0, size)), places, breaks);
}

function view(paste: Paste, text: string, lower: string, places: Uint32Array, breaks: Uint8Array): Flat {
  const place = (at: number) => places[Math.min(at, text.length)] ?? paste.text.length;
  const raw = (from: number, to: number): string => {
    const parts: string[] = [];
    for (let start = from; start < to; ) {
      let end = start + 1;
      if (text.charCodeAt(start) === BLANK) parts.push(' ');
      else {
        while (end < to && place(end) === place(end - 1) + 1 && text.charCodeAt(end) !== BLANK) end += 1;
        parts.push(paste.raw(place(start), place(end - 1) + 1));
      }
      start = end;
    }
    return visible(parts.join('')).trim();
  };
  return { text, lower, place, raw, startsLine: (at) => (breaks[at] ?? 0) > 0, afterGap: (at) => (breaks[at] ?? 0) > 1 };
}
