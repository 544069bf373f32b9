import type { ConnectionClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { type Paste, quoteUpTo } from '../text/paste.js';
import { holdsAny } from '../text/words.js';
import type { ShellLine } from './lines.js';
import { quoteOf, type ShellObject } from './objects.js';
import { truthOf, wholeValue } from './values.js';

/** Properties of Test-NetConnection. */
export const TEST_HINTS = ['tcptestsucceeded', 'pingsucceeded', 'tcp connect to', 'name resolution of'];

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
/** What Test-NetConnection warns of before it prints its object, in either spelling. */
const FAILED = /tcp connect to \(?([\w.:%-]{1,253}?) ?: ?(\d{1,5})\)? failed/;
const UNKNOWN = /name resolution of ([\w.-]{1,253}) failed/;

/** The result of a TCP test, if the object is one. A test without a port says nothing of mail. */
export function connectionOf(paste: Paste, object: ShellObject): ConnectionClue | undefined {
  const { properties } = object;
  const open = truthOf(properties.get('tcptestsucceeded')?.value);
  if (open === undefined) return undefined;
  const value = (name: string) => wholeValue(properties.get(name)?.value);
  return {
    kind: 'connection',
    ...targetOf(value('computername'), value('remoteaddress')),
    port: /^\d{1,5}$/.exec(value('remoteport') ?? '')?.[0],
    open,
    at: quoteOf(paste, object, properties.get('tcptestsucceeded')),
  };
}

function targetOf(name: string | undefined, address: string | undefined): Pick<ConnectionClue, 'host' | 'remoteIp'> {
  const isAddress = name !== undefined && ADDRESS.test(name);
  const ip = address !== undefined && ADDRESS.test(address) ? address : isAddress ? name : undefined;
  return { host: isAddress ? undefined : hostName(name), remoteIp: ip };
}

/** Warnings of Test-NetConnection whose object was not pasted; `tested` are the objects that were. */
export function readWarnings(
  paste: Paste,
  lines: readonly ShellLine[],
  tested: readonly ConnectionClue[],
): { clues: readonly ConnectionClue[]; lines: readonly number[] } {
  const clues = new Map<string, ConnectionClue>();
  const understood: number[] = [];
  for (const line of holdsAny(paste, TEST_HINTS) ? lines : []) {
    const lower = line.text.slice(0, 400).toLowerCase();
    if (!lower.includes(' failed') || !TEST_HINTS.some((hint) => lower.includes(hint))) continue;
    const clue = warningOf(paste, line, lower);
    if (!clue) continue;
    understood.push(line.number);
    const key = `${clue.host ?? clue.remoteIp} ${clue.port}`;
    if (!tested.some((one) => isSame(one, clue)) && !clues.has(key)) clues.set(key, clue);
  }
  return { clues: [...clues.values()], lines: understood };
}

function warningOf(paste: Paste, line: ShellLine, lower: string): ConnectionClue | undefined {
  const failed = FAILED.exec(lower);
  const found = failed ?? UNKNOWN.exec(lower);
  if (!found) return undefined;
  const at = found.index + found[0].indexOf(found[1] ?? '');
  const name = line.text.slice(at, at + (found[1]?.length ?? 0));
  const target = targetOf(name, undefined);
  if (target.host === undefined && target.remoteIp === undefined) return undefined;
  const quote = quoteUpTo(paste, line.start, line.end, 400);
  return { kind: 'connection', ...target, port: failed?.[2], open: false, reason: failed ? undefined : 'not-found', at: quote };
}

const isSame = (tested: ConnectionClue, { host, remoteIp, port }: ConnectionClue): boolean =>
  (port === undefined || tested.port === undefined || tested.port === port) &&
  ((host !== undefined && tested.host?.toLowerCase() === host.toLowerCase()) || (remoteIp !== undefined && tested.remoteIp === remoteIp));
