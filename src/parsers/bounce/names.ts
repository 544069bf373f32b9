import { FACT_GRAMMAR } from '../../model/facts.js';
import { hostOf } from '../reply/context.js';
import { realValue } from '../text/placeholder.js';
import type { Row } from './zones.js';

/** A mail address and where it stands in its text. */
export interface Address {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const AROUND = ' <>"\'()[],;:|\u3001\u3002';

/** The first real address at or behind a place. */
export function findAddress(text: string, from = 0): Address | undefined {
  for (let at = text.indexOf('@', from); at !== -1; at = text.indexOf('@', at + 1)) {
    let [start, end] = [at, at + 1];
    while (start > from && at - start < 70 && !AROUND.includes(text.charAt(start - 1))) start -= 1;
    while (end < text.length && end - at < 260 && !AROUND.includes(text.charAt(end))) end += 1;
    while (text.charAt(end - 1) === '.' && end > at) end -= 1;
    const value = realValue(text.slice(start, end));
    // A quotation mark inside a name is part of it: what stands behind it is only its end.
    const isWhole = text.charAt(start - 1) !== "'" || !/\w/.test(text.charAt(start - 2));
    if (value !== undefined && isWhole && FACT_GRAMMAR.mailbox?.test(value)) return { value, start, end };
  }
  return undefined;
}

/** The address that a value begins with. */
export function addressOf(value: string): string | undefined {
  const found = findAddress(value);
  return found && found.start < 3 ? found.value : undefined;
}

export const domainOf = (address: string | undefined): string | undefined => address?.slice(address.lastIndexOf('@') + 1);

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})$/i;

export interface Remote {
  remoteHost?: string | undefined;
  remoteIp?: string | undefined;
}

/** A host, an address, or both as in `mx.contoso.com (192.0.2.25)`. */
export function placeOf(text: string): Remote {
  const found: Remote = {};
  for (const word of text.slice(0, 300).split(/[\s()[\]<>,]{1,8}/, 6)) {
    const host = hostOf(word);
    if (host === undefined) continue;
    if (IP.test(host)) found.remoteIp ??= host;
    else if (host.includes('.')) found.remoteHost ??= host;
  }
  return found;
}

/** What stands behind the colon of a label. Stars are the end of a bold one, if a blank follows; others blacken a name. */
export function behindColon({ line, from }: Pick<Row, 'line' | 'from'>, colon: number): { value: string; start: number } {
  const start = from + colon + 1;
  const text = line.text.slice(start, start + 400);
  const skipped = text.startsWith('** ') ? 3 : 0;
  return { value: text.slice(skipped).trim(), start: start + skipped };
}
