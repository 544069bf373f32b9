import type { ConnectionClue } from '../../model/evidence.js';
import { hostOf } from '../reply/context.js';
import type { Line, Parser, Paste } from '../text/paste.js';

const MOST_CLUES = 60;
const LONGEST_LINE = 4000;

type Reason = NonNullable<ConnectionClue['reason']>;
/** Winsock's numbers in hexadecimal, as the log prints them behind their English names: `TimedOut:0000274C`. */
const REASONS: ReadonlyMap<string, Reason> = new Map([
  ['2743', 'unreachable'],
  ['2745', 'reset'],
  ['2746', 'reset'],
  ['274c', 'timeout'],
  ['274d', 'refused'],
  ['2751', 'unreachable'],
  ['2af9', 'not-found'],
  ['2afc', 'not-found'],
]);

/** Time, session, source, destination, sign; the description follows. Over lower case. */
const ROW = /^[> ]{0,40}"?\d{4}-\d\d-\d\dt[\d:.]{8,18}z"?,"?[\da-f]{16}"?,[\w ]{2,30},[^,]{0,253},[-+>*],/;
const FAILED =
  /failed connection to (?:(?<host>[\w.-]{1,253})\[)?(?<ip>[\da-f.:]{2,45}?)\]?:(?<port>\d{2,5}) ?\([\w-]{2,40}:(?:0x)?0{0,4}(?<code>[\da-f]{4})\)/;
const ESTABLISHED = /established connection to (?:(?<host>[\w.-]{1,253})\[)?(?<ip>[\da-f.:]{2,45})(?![\w.\u2026])/;

/** The connectivity log of the transport service: which hosts could be reached, and why others could not. */
export const readConnectivityLog: Parser = (paste) => {
  const rows = paste.lines.filter(({ text, lower }) => text.length < LONGEST_LINE && ROW.test(lower));
  const names = namesIn(rows);
  const clues = new Map<string, ConnectionClue>();
  for (const row of rows) {
    const clue = clueOf(paste, row, names);
    const key = clue && [clue.remoteIp, clue.port, clue.open, clue.reason].join(' ');
    if (clue && key !== undefined && !clues.has(key) && clues.size < MOST_CLUES) clues.set(key, clue);
  }
  const header = rows.length > 0 ? paste.lines.filter(({ lower }) => /^[> ]{0,20}#(?:software|version|log-type|date|fields):/.test(lower)) : [];
  return { clues: [...clues.values()], understood: [...header, ...rows].map(({ number }) => number) };
};

/** `mx1.fabrikam.com[203.0.113.7], mx2…`: the hosts that will be tried. */
function namesIn(rows: readonly Line[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { text } of rows) {
    for (const word of text.includes('[') ? text.split(/[",; ]/) : []) {
      const [, host, ip] = /^([\w.-]{1,253})\[([\da-fA-F.:]{7,45})\]$/.exec(word) ?? [];
      const name = hostOf(host);
      if (name !== undefined && ip !== undefined) names.set(ip.toLowerCase(), name);
    }
  }
  return names;
}

function clueOf(paste: Paste, { start, end, lower }: Line, names: ReadonlyMap<string, string>): ConnectionClue | undefined {
  const failed = lower.includes('failed connection to ') ? FAILED.exec(lower) : null;
  const found = failed ?? (lower.includes('established connection to ') ? ESTABLISHED.exec(lower) : null);
  const ip = hostOf(found?.groups?.['ip']);
  if (!found || ip === undefined) return undefined;
  const { port, code = '' } = found.groups ?? {};
  return {
    kind: 'connection',
    at: paste.quote(start + found.index, failed ? start + found.index + found[0].length : end),
    host: names.get(ip),
    remoteIp: ip,
    port,
    open: !failed,
    reason: REASONS.get(code),
  };
}
