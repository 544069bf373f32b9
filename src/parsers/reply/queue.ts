import type { ReplyClue } from '../../model/evidence.js';
import type { Line, Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { holdsAny } from '../text/words.js';
import { isOwn } from './facts.js';
import { hostOf } from './values.js';

/** What Get-Queue prints around the reply in LastError. */
export type AroundQueue = Pick<ReplyClue, 'connector' | 'remoteDomain' | 'server'>;

/** A longer line is no property of a queue. */
const LONGEST = 20_000;
const NONE = /^0{8}-/;
const FIELD = /^[> ]{0,20}(NextHopConnector|NextHopDomain|DeliveryType|QueueIdentity|Identity|Queue|LastError) {0,40}: {0,4}(\S.{0,120})$/;
const FIELDS = ['NextHop', 'DeliveryType', 'Identity', 'Queue', 'LastError'];

/** Get-Queue names the send connector by its GUID, and only where the queue delivers through one. */
export function queueAround(paste: Paste, line: Line): AroundQueue {
  if (line.text.length > LONGEST || !holdsAny(paste, ['nexthop', 'lasterror'])) return {};
  const near = paste.lines.slice(Math.max(0, line.number - 50), line.number + 48);
  const around = paste.text.slice(near[0]?.start, near.at(-1)?.end);
  if (!around.includes('NextHop') && !around.includes('LastError')) return {};
  const blank = near.filter(({ text }) => text.trim() === '').length;
  // Some pastes double every line break; an object then ends with two blank lines.
  const gap = blank > near.length / 3 ? 2 : 1;
  const at = near.indexOf(line);
  const above = fieldsOf(near.slice(0, at + 1).reverse(), gap);
  const below = fieldsOf(near.slice(at + 1), gap);
  const field = (name: string): string | undefined => {
    const [one, other] = [above.get(name), below.get(name)];
    // Two queues without a gap between them: nothing tells whose it is.
    return one !== undefined && other !== undefined && one !== other ? undefined : (one ?? other);
  };
  return {
    connector: connectorOf(field('DeliveryType'), field('NextHopConnector')),
    remoteDomain: domainOf(field('NextHopDomain')),
    server: serverOf(field('QueueIdentity') ?? field('Queue') ?? field('Identity')),
  };
}

/** The properties of the same object, up to a gap or a property that comes again. */
function fieldsOf(lines: readonly Line[], gap: number): Map<string, string> {
  const fields = new Map<string, string>();
  let blank = 0;
  for (const { text } of lines) {
    blank = text.trim() === '' ? blank + 1 : 0;
    if (blank >= gap) break;
    const start = text.slice(0, 200);
    const [, name, value] = (FIELDS.some((field) => start.includes(field)) ? FIELD.exec(start) : null) ?? [];
    if (name === undefined || value === undefined) continue;
    if (fields.has(name)) break;
    fields.set(name, value.trim());
  }
  return fields;
}

/** The send connector of a queue, where its delivery type goes through one. */
export const connectorOf = (type: string | undefined, connector: string | undefined): string | undefined =>
  /^(?:SmartHost|Dns)ConnectorDelivery$/i.test(type ?? '') && connector !== undefined && !NONE.test(connector) ? realValue(connector) : undefined;

/** A next hop that is a domain; not `mailbox delivery`, an address or the name of a site. */
export const domainOf = (hop: string | undefined): string | undefined => {
  const host = hop?.includes('.') ? hostOf(hop) : undefined;
  return host !== undefined && /[a-z]/i.test(host) && !host.includes(':') ? host : undefined;
};

/** The server in front of the backslash of a queue's or a message's identity. */
export function serverOf(identity: string | undefined): string | undefined {
  const slash = identity?.indexOf('\\') ?? -1;
  const host = slash > 0 ? hostOf(identity?.slice(0, slash)) : undefined;
  return host !== undefined && isOwn(host) ? host : undefined;
}
