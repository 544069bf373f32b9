import type { DnsClue } from '../../model/evidence.js';
import type { Parser, Paste } from '../text/paste.js';
import { readTlsaAdvice } from './advice.js';
import type { Answer } from './state.js';
import { answersIn } from './talk.js';

const MOST = 200;
const MOST_VALUES = 100;
const LONGEST_QUOTE = 200;

/** What nslookup, dig, host and Resolve-DnsName answered: one clue for each name and type, and one for what was not found. */
export const readDnsAnswer: Parser = (paste) => {
  const { answers, understood } = answersIn(paste);
  const advice = readTlsaAdvice(paste);
  const clues = [...answers.flatMap((answer) => cluesOf(paste, answer)), ...advice.clues];
  return { clues: clues.slice(0, MOST), understood: [...understood, ...advice.understood] };
};

function cluesOf(paste: Paste, { asked, records, failure, authenticated }: Answer): DnsClue[] {
  const groups = new Map<string, { name: string; type: string; values: string[]; line: number }>();
  for (const { name, type, value, line } of records) {
    const key = `${name.toLowerCase()} ${type}`;
    const group = groups.get(key) ?? { name, type, values: [], line };
    groups.set(key, group);
    if (group.values.length < MOST_VALUES && !group.values.includes(value)) group.values.push(value);
  }
  const found = [...groups.values()].map(({ line, ...rest }): DnsClue => ({ kind: 'dns', ...rest, authenticated, at: lineOf(paste, line) }));
  const name = failure?.name ?? asked?.name;
  const isAnswered = found.some((clue) => clue.name.toLowerCase() === name?.toLowerCase());
  if (!failure || name === undefined || isAnswered) return found;
  const type = asked?.type ?? 'A';
  return [...found, { kind: 'dns', name, type, values: [], failure: failure.why, authenticated, at: lineOf(paste, failure.line) }];
}

function lineOf(paste: Paste, number: number): DnsClue['at'] {
  const { start, end, text } = paste.lines[number - 1] ?? { start: 0, end: 0, text: '' };
  return paste.quote(start + (/^[> ]{0,40}/.exec(text)?.[0].length ?? 0), Math.min(end, start + LONGEST_QUOTE));
}
