import { hostOf } from '../reply/values.js';
import type { Row } from './zones.js';

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
