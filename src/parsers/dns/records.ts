import { hostName } from '../certificate/name.js';
import { isPlaceholder } from '../text/placeholder.js';

/** A record as some tool printed it: type in capitals, data with blanks folded, host names without the stop at their end. */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})$/i;
const TLSA = /^[0-3] [01] [0-2] [\da-f][\da-f ]{30,600}$/i;

/** A host name or a name of a record such as `_25._tcp.mail.contoso.com`; without a dot it is none. */
export function recordName(printed: string | undefined): string | undefined {
  const name = printed?.replace(/\.$/, '');
  return name?.includes('.') && !ADDRESS.test(name) ? hostName(name) : undefined;
}

/** Data of a record if it is whole and looks like its type; `undefined` for a placeholder or prose. */
export function dataOf(type: string, printed: string): string | undefined {
  const data = printed.replace(/ {2,400}/g, ' ').trim();
  if (type === 'A' || type === 'AAAA') return ADDRESS.test(data) && data.includes(':') === (type === 'AAAA') ? data : undefined;
  if (type === 'MX') return exchangerOf(data);
  if (type === 'TXT' || type === 'SPF') return textOf(data);
  if (type === 'TLSA') return TLSA.test(data) ? data : undefined;
  return ['CNAME', 'NS', 'PTR'].includes(type) ? recordName(data) : undefined;
}

/** `10 mail.contoso.com.`; a null MX (RFC 7505) is `0 .`. */
function exchangerOf(data: string): string | undefined {
  const [, preference, host] = /^(\d{1,5}) (\S{1,254})$/.exec(data) ?? [];
  if (preference === undefined || host === undefined) return undefined;
  if (host === '.') return `${preference} .`;
  const name = hostName(host);
  return name === undefined ? undefined : `${preference} ${name}`;
}

/** The strings of a TXT record put together, as those who read it do (RFC 7208, section 3.3). */
function textOf(data: string): string | undefined {
  const strings = [...data.matchAll(/"([^"]{0,1000})"/g)].map(({ 1: text }) => text ?? '');
  const text = strings.join('');
  return data.startsWith('"') && strings.length > 0 && !isPlaceholder(text) ? text : undefined;
}

const make = (name: string | undefined, type: string, printed: string): DnsRecord | undefined => {
  const [known, value] = [recordName(name), dataOf(type, printed)];
  return known === undefined || value === undefined ? undefined : { name: known, type, value };
};

/** `contoso.com. 3600 IN MX 10 mail.contoso.com.` of dig and of zone files. */
const ZONE = /^([\w*.-]{1,254}) (?:(\d{1,10}) )?IN ([A-Z]{1,10}) (\S.{0,4000})$/;
/** The same without a record: the question that dig repeats. */
const QUESTION = /^;([\w*.-]{1,254}) IN ([A-Z]{1,10})$/;

export function zoneRecord(words: string): (DnsRecord & { readonly timed: boolean }) | undefined {
  const [, name, ttl, type, data] = words.includes(' IN ') ? (ZONE.exec(words) ?? []) : [];
  const record = type !== undefined && data !== undefined ? make(name, type, data) : undefined;
  return record && { ...record, timed: ttl !== undefined };
}

export function questionOf(words: string): { name: string; type: string } | undefined {
  const [, printed, type] = QUESTION.exec(words) ?? [];
  const name = recordName(printed);
  return name !== undefined && type !== undefined ? { name, type } : undefined;
}

/** What nslookup and host put between the name and the data. */
const PHRASES: readonly (readonly [phrase: string, type: string])[] = [
  [' mx preference = ', 'MX'],
  [' mail exchanger = ', 'MX'],
  [' mail is handled by ', 'MX'],
  [' internet address = ', 'A'],
  [' has address ', 'A'],
  [' aaaa ipv6 address = ', 'AAAA'],
  [' has aaaa address ', 'AAAA'],
  [' has ipv6 address ', 'AAAA'],
  [' canonical name = ', 'CNAME'],
  [' is an alias for ', 'CNAME'],
  [' nameserver = ', 'NS'],
  [' text = ', 'TXT'],
  [' descriptive text ', 'TXT'],
  [' has tlsa record ', 'TLSA'],
  [' rdata_52 = ', 'TLSA'],
];

/** `contoso.com mail exchanger = 10 mail.contoso.com.` and its like. */
export function phraseRecord(words: string, lower: string): DnsRecord | undefined {
  for (const [phrase, type] of PHRASES) {
    const at = lower.indexOf(phrase);
    if (at === -1) continue;
    const data = words.slice(at + phrase.length).replace(/, mail exchanger = /i, ' ');
    return make(words.slice(0, at), type, data);
  }
  return undefined;
}

/** A line that announces the strings of a TXT record: `_mta-sts.contoso.com text =`. */
export const textHead = (words: string, lower: string): string | undefined =>
  lower.endsWith(' text =') ? recordName(words.slice(0, -' text ='.length)) : undefined;

const SHELL_ROW = /^(\S{1,254}) ([A-Z]{1,10}) \d{1,10} (Answer|Additional|Authority) (\S.{0,4000})$/;

/** A row of Resolve-DnsName: name, type, TTL, section, then the columns of its type. */
export function shellRow(words: string): DnsRecord | undefined {
  const [, name, type, section, data] = SHELL_ROW.exec(words) ?? [];
  if (name === undefined || type === undefined || data === undefined || section === 'Authority') return undefined;
  return make(name, type, shellData(type, data));
}

/** `mail.contoso.com 10` and `{v=spf1 -all}` in the way of the other tools; cut data has `...` and stays a placeholder. */
function shellData(type: string, data: string): string {
  if (type === 'MX') return data.replace(/^(\S{1,254}) (\d{1,5})$/, '$2 $1');
  return type === 'TXT' ? data.replace(/^\{(.{0,4000})\}$/, '"$1"') : data;
}

/** The properties of Resolve-DnsName | Format-List, names in lower case. */
export function shellList(properties: ReadonlyMap<string, string>): DnsRecord | undefined {
  const value = (...names: string[]) => names.map((name) => properties.get(name)).find((one) => one !== undefined);
  const told = properties.has('strings') ? 'TXT' : properties.has('nameexchange') ? 'MX' : '';
  const type = value('querytype', 'type')?.toUpperCase() ?? told;
  if (value('section')?.toLowerCase() === 'authority') return undefined;
  if (type === 'MX') return make(value('name'), type, `${value('preference') ?? ''} ${value('nameexchange') ?? ''}`);
  if (type === 'TXT') return make(value('name'), type, shellData(type, value('strings') ?? ''));
  return make(value('name'), type, value('ip4address', 'ip6address', 'ipaddress', 'namehost') ?? '');
}
