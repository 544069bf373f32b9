import type { Paste } from '../text/paste.js';
import { holds } from '../text/words.js';
import { behindColon, placeOf, type Remote } from './names.js';
import { roleOf } from './words.js';
import type { Row } from './zones.js';

/** A server that a line of a bounce names; `last`: the one that was tried last, which says more than any other. */
export interface Named extends Remote {
  readonly last: boolean;
}

export interface Wording {
  readonly hint: string;
  readonly find: RegExp;
  readonly last?: boolean;
}
/** Over lower case; a pattern runs only if its hint is there. Group 1 holds host, address or both. */
const WORDINGS: readonly Wording[] = [
  // Exchange, the history of an expired message.
  { hint: ' returned', find: /\bserver at (\S{1,255}(?: \([\da-f.:]{3,45}\))?) ?returned/g, last: true },
  { hint: '[lastattempted', find: /\[lastattempted(?:servername|ip)=([\w.:-]{1,255}?)(?::\d{1,5})?(?:\]|\s|$)/g, last: true },
  // Exchange 2007: `mx.fabrikam.com #530 5.7.1 … ##`, `mx.fabrikam.com #<mx.fabrikam.com #5.7.1 smtp;530 …`.
  { hint: ' #', find: /^((?:[\w-]{1,63}\.){1,8}[\w-]{1,63}) #[<45]/g },
  // Exchange Online.
  { hint: ' rejected your message to', find: /^(\S{3,255}) rejected your message to/g },
  { hint: ' gave this error', find: /^(\S{3,255}) gave this error/g },
  // Postfix.
  { hint: '[', find: /(?<![\w.-])([\w.-]{1,255}\[[\da-f.:]{3,45}\])/g },
  // Exim and its kin.
  { hint: 'host ', find: /\bhost ((?:[\w-]{1,63}\.){1,8}[\w-]{1,63} [[(][\da-f.:]{3,45}[\])])/g },
  { hint: ' host: ', find: / host: (\S{3,255}(?: \([\da-f.:]{3,45}\))?)/g },
  { hint: ' did not like our', find: /^(\S{3,255} \[[\da-f.:]{3,45}\]) did not like our/g },
  // sendmail.
  { hint: 'while talking to ', find: /while talking to ([\w.-]{2,255}[\w-])/g },
  // qmail.
  { hint: 'giving up on ', find: /giving up on ([\da-f.:]{2,45}[\da-f])/g },
  { hint: ' does not like recipient', find: /(\d[\d.]{6,14}) does not like recipient/g },
  { hint: 'connected to ', find: /connected to (\d[\d.]{6,14}) but/g },
  { hint: ' failed after i sent', find: /(\d[\d.]{6,14}) failed after i sent/g },
  { hint: 'remote host ', find: /remote host (\d[\d.]{6,14}) said/g },
  // Gmail.
  { hint: ': socket error', find: /\[(?:\(0\) )?([\w.-]{3,253} \[?[\da-f.:]{3,45}?\]?)(?::25)?: socket error/g },
  { hint: ' domain ', find: / domain \S{1,253} by ([\w.-]{3,253}\. \[[\da-f.:]{3,45}\])/g },
  // Others.
  { hint: 'smtp server <', find: /smtp server <(\d[\d.]{6,14})> refused/g },
  { hint: 'remote server [', find: /remote server \[([\da-f.:]{3,45}?)(?::25)?\]/g },
];
export const HOST_ALONE = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/;

/** The wordings that a text may hold. */
export const wordingsIn = (paste: Paste): readonly Wording[] => WORDINGS.filter(({ hint }) => holds(paste, hint));

/** The servers that refused or did not answer, as far as a line names them. */
export function remotesOf(row: Row, wordings: readonly Wording[]): Named[] {
  const { line, from, lower } = row;
  const found: Named[] = [];
  for (const { hint, find, last = false } of wordings) {
    if (!lower.includes(hint)) continue;
    for (const { 0: whole, 1: name = '', index } of lower.matchAll(find)) {
      const start = from + index + whole.indexOf(name);
      // What the sending server says at the end of its tries is no answer.
      if (!lower.startsWith('550 5.4.3', index + whole.length + 2)) found.push({ ...placeOf(line.text.slice(start, start + name.length)), last });
    }
  }
  const colon = lower.slice(0, 60).indexOf(':');
  if (colon > 0 && roleOf(lower.slice(0, colon).trimEnd()) === 'remote') found.push({ ...placeOf(behindColon(row, colon).value), last: false });
  else if (HOST_ALONE.test(lower)) found.push({ ...placeOf(line.text.slice(from)), last: false });
  return found.filter(({ remoteHost, remoteIp }) => remoteHost !== undefined || remoteIp !== undefined);
}
