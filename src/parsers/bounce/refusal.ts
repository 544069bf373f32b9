import type { BounceClue } from '../../model/evidence.js';
import { hostOf } from '../reply/values.js';

export type Refusal = Pick<BounceClue, 'senderIp' | 'senderDomain'>;

/** How servers name the address of the client that they refused, before it and behind it; an address alone may be anybody's. */
const BEFORE = [
  'client',
  'client host',
  'client ip',
  'client ip address',
  'sending ip',
  'sending ips',
  'messages from',
  'mail from',
  'your ip',
  'your ip is',
  'your ip address',
  'your ip address is',
  'ip address',
  'ip address is',
  'with the ip',
  'from ip',
  'lookup.cgi?ip=',
];
const BEHIND = [
  'is not allowed to send',
  'is not authorized to send',
  'senderscore',
  'the ip address sending',
  'blocked',
  'is blocked',
  'has been blocked',
  'was blocked',
  'is listed',
  'is blacklisted',
  'has been blacklisted',
];
/** One of these is in all of them. */
const HINTS = ['client', ' ip', '?ip=', 'messages from', 'mail from', ' blocked', 'listed', 'senderscore', ' to send'];
const ADDRESS = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{1,4}(?::[\da-f]{0,4}){3,7})(?![\w:]|\.\d)/g;

function senderIp(lower: string): string | undefined {
  if (!HINTS.some((words) => lower.includes(words))) return undefined;
  for (const { 0: address, index } of lower.matchAll(ADDRESS)) {
    const before = lower.slice(Math.max(0, index - 50), index).replace(/[\s:([]{0,4}(?:[45]\d\d-[45]\.\d\.\d{1,3})?[\s:([]{0,4}$/, '');
    const behind = lower.slice(index + address.length, index + address.length + 40).replace(/^[\s\])]{1,4}/, '');
    const isClient = BEFORE.some((words) => before.trimEnd().endsWith(words)) || BEHIND.some((words) => behind.startsWith(words));
    if (isClient) return hostOf(address);
  }
  return undefined;
}

const DOMAINS: readonly { readonly hint: string; readonly find: RegExp }[] = [
  { hint: 'domain', find: /\bdomain ?[[<]([\w.-]{3,253})[\]>]/i },
  { hint: 'does not designate', find: /\bdomain of (?:[^\s@<>]{1,64}@)?([\w.-]{3,253}) does not designate/i },
  { hint: 'to send from', find: /\bto send from <?([\w.-]{3,253})/i },
  { hint: 'email from', find: /\bunauthenticated email from ([\w.-]{3,253})/i },
  { hint: 'mail of domain', find: /\bmail of domain ([\w.-]{3,253})/i },
];

function senderDomain(text: string, lower: string): string | undefined {
  for (const { hint, find } of DOMAINS) {
    const host = lower.includes(hint) ? hostOf(find.exec(text)?.[1]) : undefined;
    if (host?.includes('.')) return host;
  }
  return undefined;
}

/** What a refusal says about the client and the sender. Line breaks inside it are read as blanks. */
export function refusalOf(words: string): Refusal {
  const text = words.replace(/\n[> ]{0,40}/g, ' ');
  const lower = text.toLowerCase();
  return { senderIp: senderIp(lower), senderDomain: senderDomain(text, lower) };
}
