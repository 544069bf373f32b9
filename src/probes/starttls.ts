import type { Duplex } from 'node:stream';
import { greet, introduce } from './greeting.js';
import type { Seen } from './seen.js';
import { isReply, talkOver } from './smtp.js';
import type { Surroundings } from './surroundings.js';
import { left, QUIT, type Visit } from './visit.js';

/** The talk in plain text up to the 220 of STARTTLS. False: it ended before, and `seen` says why. */
export async function startTls(socket: Duplex, visit: Visit, around: Surroundings, seen: Seen): Promise<boolean> {
  const talk = talkOver(socket);
  const banner = await greet(talk, visit, around, seen);
  const answer = banner && (await introduce(talk, banner, visit, around, seen));
  if (!answer) return false;
  const { keywords = [], masked } = seen.observed;
  if (!keywords.includes('STARTTLS')) {
    seen.faults.add(masked ? 'starttls_stripped' : 'no_starttls');
    await talk.ask('QUIT', left(visit, around, QUIT));
    return false;
  }
  const reply = await talk.ask('STARTTLS', left(visit, around, around.limits.reply));
  if (!isReply(reply) || reply.code !== 220) {
    seen.faults.add(isReply(reply) || reply.broken !== 'reset' ? 'starttls_refused' : 'conn_reset');
    seen.observed.reply = reply.text || undefined;
    return false;
  }
  // What stands behind the 220 in plain text would be taken for an answer inside TLS (RFC 3207; CVE-2011-0411).
  const rest = talk.leave();
  if (rest.length === 0) return true;
  seen.faults.add('starttls_injection');
  seen.observed.reply = `${reply.text}\n${printableOf(rest)}`;
  return false;
}
const printableOf = (rest: Buffer): string => [...rest.toString('latin1', 0, 200)].map((one) => (one >= ' ' && one <= '~' ? one : '.')).join('');
