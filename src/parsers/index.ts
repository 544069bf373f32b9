import type { Clue, Evidence } from '../model/evidence.js';
import { readEventLog } from './event/event-log.js';
import { formsIn } from './forms.js';
import { hopsIn } from './hops.js';
import { pairUp, RARE } from './rare.js';
import { readSmtpReply } from './reply/smtp-reply.js';
import { readSmtpSession } from './session/smtp-session.js';
import { openPaste, type Parser, type Paste, type Reading } from './text/paste.js';
import { maskSecrets } from './text/secrets.js';

const PARSERS: readonly Parser[] = [readEventLog, readSmtpSession, readSmtpReply];

/** Longest paste that is read, in characters. */
export const LONGEST = 262_144;

/** Text to evidence: runs all parsers, joins their clues in the order of the paste, reports what nobody read. Never throws. */
export function readPaste(source: string): Evidence {
  const capped = cap(source);
  const { text, masked } = maskSecrets(capped);
  const paste = openPaste(text, { cut: capped.length < source.length, masked });
  const forms = formsIn(paste);
  const readings = [...PARSERS, ...forms.map((form) => RARE[form])].map((read) => attempt(read, paste));
  const clues = withoutDoubles(cluesOf(readings));
  const pairs = forms.includes('shell') ? pairUp(clues) : [];
  const isUnderstood = flagged(readings, paste.lines.length);
  const filled = paste.lines.filter((line) => line.text.trim() !== '');
  return {
    clues: [...clues, ...pairs, ...hopsIn(paste, clues)].sort((a, b) => a.at.line - b.at.line),
    unread: filled
      .filter(({ number }) => isUnderstood[number] !== 1)
      .map(({ number, start, end }) => ({ text: paste.raw(start, end), line: number })),
    lines: filled.length,
    cut: paste.cut,
    masked: paste.masked,
  };
}

/** All clues, but none of lines that belong to one parser alone. */
function cluesOf(readings: readonly Reading[]): Clue[] {
  const taken = new Set(readings.flatMap(({ alone, understood }) => (alone ? understood : [])));
  return readings.flatMap(({ alone, clues }) => (alone || taken.size === 0 ? clues : clues.filter(({ at }) => !taken.has(at.line))));
}

/** 1 for each line, by its number, that a parser understood. */
function flagged(readings: readonly Reading[], lines: number): Uint8Array {
  const flags = new Uint8Array(lines + 1);
  for (const { understood } of readings) for (const number of understood) flags[number] = 1;
  return flags;
}

/** Cut at the last line that fits; a line that is most of the text is cut where it is. */
function cap(source: string): string {
  if (source.length <= LONGEST) return source;
  const lineEnd = source.lastIndexOf('\n', LONGEST);
  return source.slice(0, lineEnd > LONGEST / 2 ? lineEnd : LONGEST);
}

/** A parser that fails has read nothing; the others go on. */
function attempt(read: Parser, paste: Paste): Reading {
  try {
    return read(paste);
  } catch {
    return { clues: [], understood: [] };
  }
}

/** Two parsers may read the same words. The clue that says more stays. */
function withoutDoubles(clues: readonly Clue[]): Clue[] {
  const kept = new Map<string, Clue>();
  for (const clue of clues) {
    const place = `${clue.kind} ${clue.at.line} ${wordsOf(clue)}`;
    const other = kept.get(place);
    if (!other || size(clue) > size(other)) kept.set(place, clue);
  }
  return [...kept.values()];
}

/** What tells two clues of one kind and line apart: one line of JSON holds many objects. */
function wordsOf(clue: Clue): string {
  if (clue.kind === 'reply') return `${clue.code} ${clue.status} ${clue.text.trim()}`;
  if (clue.kind === 'probe') return `${clue.host} ${clue.ip} ${clue.port} ${clue.target}`;
  if (clue.kind === 'session') return `${clue.at.text} ${clue.host} ${clue.remoteIp}`;
  if (clue.kind === 'certificate') return `${clue.at.text} ${clue.server} ${clue.thumbprint} ${clue.subject}`;
  if (clue.kind === 'connector' || clue.kind === 'setting' || clue.kind === 'queue') return `${clue.at.text} ${clue.server} ${clue.identity}`;
  return clue.at.text;
}
const size = (clue: Clue): number => Object.values(clue).filter((value) => value !== undefined).length;
