import { flatten } from '../text/flat.js';
import { looseJson } from '../text/loose-json.js';
import type { Parser } from '../text/paste.js';
import { probeClues } from './clues.js';
import { reportOf } from './report.js';

/** Reports in one paste: one a host, of people who probe many. */
const MOST = 10;
/** Braces that are tried; text that is full of braces must not take long. */
const MOST_TRIES = 60;

/** The JSON of `exchange-tls probe --json`, also several of them, cut off, or with other text around. */
export const readProbeReport: Parser = (paste) => {
  const flat = flatten(paste);
  const clues = [];
  const understood: number[] = [];
  let found = 0;
  for (let at = flat.text.indexOf('{'), tries = MOST_TRIES; at !== -1 && tries > 0 && found < MOST; tries -= 1) {
    const json = isReport(flat.lower, at) ? looseJson(flat.text, at) : undefined;
    const report = json && reportOf(json);
    if (json && report) {
      const [first, last] = [paste.lineAt(flat.place(at)).number, paste.lineAt(flat.place(Math.min(json.to, flat.text.length) - 1)).number];
      clues.push(...probeClues(report, first));
      for (let number = first; number <= last; number += 1) understood.push(number);
      found += 1;
    }
    at = flat.text.indexOf('{', json && report ? json.to : at + 1);
  }
  return { clues, understood, alone: true };
};

/** The first words of a report, so that braces of other JSON are passed over quickly. */
const isReport = (lower: string, at: number): boolean => lower.slice(at, at + 80).includes('"target"');
