import type { DnsClue } from '../../model/evidence.js';
import { flatten } from '../text/flat.js';
import { type Parser, quoteUpTo } from '../text/paste.js';
import { dataOf, recordName } from './records.js';

const MOST = 20;
const LONGEST = 500;
const NAME = /_\d{1,5}\._tcp\.[\w.-]{3,230}/g;
/** The data of a TLSA record in quotes: three digits and what follows, which may be shortened. */
const DATA = /['"`]([0-3] [01] [0-2] [^'"`]{2,300})['"`]/;
const FAULTS = ['is not correct', 'is not set', 'does not match', 'is missing'];

/**
 * A helper's words about a TLSA record: it names the record, and what it holds or that it is wrong. The data counts only
 * where all of it stands there. Words about DANE without such a name say nothing about a server.
 */
export const readTlsaAdvice: Parser = (paste) => {
  if (!paste.lower.includes('tlsa') || !paste.lower.includes('._tcp.')) return { clues: [], understood: [] };
  const flat = flatten(paste);
  const clues = new Map<string, DnsClue>();
  const understood: number[] = [];
  for (const { 0: printed, index } of flat.text.matchAll(NAME)) {
    const name = recordName(printed.replace(/[.-]{1,4}$/, ''));
    const [from, to] = sentence(flat.text, index);
    const words = flat.lower.slice(from, to);
    const behind = flat.text.slice(index, to);
    const data = DATA.exec(behind)?.[1];
    if (name === undefined || !words.includes('tlsa') || (data === undefined && !FAULTS.some((fault) => words.includes(fault)))) continue;
    const value = data === undefined ? undefined : dataOf('TLSA', data);
    const [start, end] = [flat.place(from), flat.place(to - 1) + 1];
    clues.set(name, {
      kind: 'dns',
      name,
      type: 'TLSA',
      values: value === undefined ? [] : [value],
      ...(words.includes('is not set') && { failure: 'NODATA' }),
      at: quoteUpTo(paste, start, end, LONGEST),
    });
    for (let line = paste.lineAt(start).number; line <= paste.lineAt(end - 1).number; line += 1) understood.push(line);
    if (clues.size >= MOST) break;
  }
  return { clues: [...clues.values()], understood };
};

/** From the end of the sentence before to the end of the second one behind: `… is not correct. It is '3 0 1 …'`. */
function sentence(text: string, at: number): [from: number, to: number] {
  const before = text.slice(Math.max(0, at - LONGEST), at);
  const start = Math.max(before.lastIndexOf('. '), before.lastIndexOf('! '), before.lastIndexOf('。'));
  const behind = text.slice(at, at + LONGEST);
  const first = behind.indexOf('. ');
  const second = first === -1 ? -1 : behind.indexOf('. ', first + 2);
  return [at - before.length + (start === -1 ? 0 : start + 2), at + (second === -1 ? behind.length : second + 1)];
}
