import { shellFailure } from './failures.js';
import { type Asked, askedIn } from './query.js';
import { recordName, shellList, shellRow } from './records.js';
import { add, begin, current, fail, type Talk, type Words } from './state.js';

const SHELL = { tool: 'shell', type: undefined, short: false } as const;
const HEAD = /^resolve-dnsname ?: (\S{1,254}) ?: /;
const TARGET = ':string) [resolve-dnsname]';

/** `Resolve-DnsName : x : DNS name does not exist`, its category and its error id; the id is the same in every language. */
export function shellError(talk: Talk, words: Words): boolean {
  const { text, lower } = words;
  if (lower.startsWith('+ resolve-dnsname ')) return echo(talk, askedIn(text.slice(2), lower.slice(2)));
  const isOurs = talk.answers.at(-1)?.asked?.tool === 'shell';
  if (!lower.includes('resolve-dnsname') && !(isOurs && shellFailure(lower))) return false;
  const name = nameIn(text, lower);
  const answer = talk.answers.at(-1);
  if (name !== undefined && (!isOurs || answer?.asked?.name?.toLowerCase() !== name.toLowerCase())) begin(talk, { ...SHELL, name });
  const why = shellFailure(lower);
  if (why && current(talk).asked?.tool === 'shell') fail(talk, { why }, words);
  return name !== undefined || why !== undefined;
}

function nameIn(text: string, lower: string): string | undefined {
  const target = lower.indexOf(TARGET);
  if (target !== -1) return recordName(text.slice(text.lastIndexOf('(', target) + 1, target));
  const printed = HEAD.exec(lower)?.[1];
  return printed === undefined ? undefined : recordName(text.slice(lower.indexOf(printed), lower.indexOf(printed) + printed.length));
}

/** The shell repeats the command line inside its error. */
function echo(talk: Talk, asked: Asked | undefined): boolean {
  const answer = talk.answers.at(-1);
  if (asked && answer?.asked?.name !== undefined && answer.asked.name.toLowerCase() === asked.name?.toLowerCase()) answer.asked = asked;
  return asked !== undefined;
}

const PROPERTY = /^([A-Za-z0-9]{2,20}) :(?: (.{0,5000}))?$/;
const NAMES = new Set([
  'name',
  'type',
  'querytype',
  'ttl',
  'section',
  'nameexchange',
  'preference',
  'ipaddress',
  'ip4address',
  'ip6address',
  'namehost',
  'strings',
]);

/** A property of Format-List. nslookup, too, prints `Name:`, but no blank in front of the colon. */
export function property(talk: Talk, words: Words): boolean {
  const [, printed, value = ''] = PROPERTY.exec(words.text) ?? [];
  const name = printed?.toLowerCase();
  if (name === undefined) return goesOn(talk, words);
  if (!NAMES.has(name) && talk.list.size === 0) return false;
  if (talk.list.has(name)) endList(talk);
  talk.list.set(name, value);
  talk.listLines.push(words.line);
  talk.last = name;
  return false;
}

/** Strings that the console has wrapped. */
function goesOn(talk: Talk, { text, line }: Words): boolean {
  const strings = talk.list.get('strings');
  if (talk.last !== 'strings' || strings === undefined || strings.endsWith('}')) return false;
  talk.list.set('strings', `${strings}${text}`);
  talk.listLines.push(line);
  return true;
}

/** A blank line, or a name that comes again: the object is whole. */
export function endList(talk: Talk): void {
  const { list, listLines } = talk;
  // Few other objects have a name and strings.
  const record = list.size > 2 || (list.has('name') && list.has('strings')) ? shellList(list) : undefined;
  const [line = 0] = listLines;
  const isAsked = talk.answers.at(-1)?.asked?.tool === 'shell';
  const authority = isAsked && list.get('section') === 'Authority' && /soa/i.test(list.get('type') ?? list.get('querytype') ?? '');
  if (record) add(talk, record, { text: '', lower: '', line });
  if (authority) fail(talk, { why: 'NODATA' }, { text: '', lower: '', line });
  if (record || authority) talk.understood.push(...listLines);
  Object.assign(talk, { list: new Map(), listLines: [], last: '' });
}

/** A row of the table. Where only the authority of the zone is told, there is no such record. */
export function row(talk: Talk, words: Words): boolean {
  const record = shellRow(words.text);
  if (record) add(talk, record, words);
  const isNone = !record && talk.answers.at(-1)?.asked?.tool === 'shell' && /^\S{1,254} SOA \d{1,10} Authority /.test(words.text);
  if (isNone) fail(talk, { why: 'NODATA' }, words);
  const isHead = words.text.startsWith('Name Type TTL Section') || (/^[- ]{12,}$/.test(words.text) && talk.answers.length > 0);
  return record !== undefined || isNone || isHead;
}
