import type { Line, Paste } from '../text/paste.js';
import { failureIn, statusIn } from './failures.js';
import { askedIn, dig, typeSet } from './query.js';
import { dataOf, phraseRecord, questionOf, recordName, textHead, zoneRecord } from './records.js';
import { endList, property, row, shellError } from './shell.js';
import { add, begin, current, fail, isAnswered, newTalk, type Talk, type Words } from './state.js';

const MOST = 200;

/** Questions and answers of the paste, in order. */
export function answersIn(paste: Paste): Pick<Talk, 'answers' | 'understood'> {
  const talk = newTalk();
  for (const line of paste.lines) {
    if (talk.answers.length > MOST) break;
    if (line.text.length < 6000 && read(talk, line)) talk.understood.push(line.number);
  }
  endList(talk);
  endName(talk);
  return talk;
}

const READERS: readonly ((talk: Talk, words: Words) => boolean)[] = [
  command,
  atPrompt,
  digLine,
  shellError,
  failed,
  property,
  row,
  record,
  labelled,
  following,
];

function read(talk: Talk, line: Line): boolean {
  const folded = line.text.replace(/ {2,6000}/g, ' ').trim();
  // The prompt of nslookup looks like the quote mark of a mail.
  const text = talk.interactive ? folded : folded.replace(/^(?:> ?){1,20}/, '');
  if (text !== '') return READERS.some((reader) => reader(talk, { text, lower: text.toLowerCase(), line: line.number }));
  endList(talk);
  if (talk.open !== 'strings') talk.open = undefined;
  return false;
}

function command(talk: Talk, words: Words): boolean {
  const asked =
    askedIn(words.text, words.lower) ?? (talk.open === 'short' && /^[\w.@~:/[\]() -]{0,60}[$#%>]$/.test(words.text) ? 'prompt' : undefined);
  if (asked === undefined) return false;
  const last = talk.answers.at(-1);
  // dig +short prints nothing at all where there is nothing.
  if (talk.open === 'short' && last?.asked && !isAnswered(last)) fail(talk, { why: 'NODATA' }, { ...words, line: words.line - 1 });
  endName(talk);
  talk.open = undefined;
  if (asked === 'prompt') return true;
  talk.interactive = asked.tool === 'nslookup' && asked.name === undefined;
  talk.zone = asked.tool === 'dig';
  talk.type = asked.type;
  if (asked.name !== undefined) begin(talk, asked);
  return true;
}

/** `> set type=mx` and `> contoso.com`. */
function atPrompt(talk: Talk, { text, lower }: Words): boolean {
  const type = typeSet(lower);
  if (type !== undefined) Object.assign(talk, { type, interactive: true });
  if (type !== undefined || !talk.interactive) return type !== undefined;
  const [, printed] = /^> ?(\S{1,254})(?: \S{1,100})?$/.exec(text) ?? [];
  if (printed === undefined) return false;
  const name = recordName(printed);
  endName(talk);
  if (name !== undefined) begin(talk, { tool: 'nslookup', name, type: talk.type, short: false });
  return true;
}

/** The lines of dig that begin with a semicolon. */
function digLine(talk: Talk, words: Words): boolean {
  const { text, lower } = words;
  if (!text.startsWith(';')) return false;
  if (lower.includes('<<>> dig ')) return digHead(talk, words);
  if (lower.startsWith(';; ->>header<<-')) {
    talk.zone = true;
    if (talk.answers.length === 0 || isAnswered(current(talk))) begin(talk, undefined);
    const why = statusIn(lower);
    if (why) fail(talk, { why }, words);
    return true;
  }
  if (lower.startsWith(';; flags:')) {
    const flags = lower.slice(9).split(';', 1)[0] ?? '';
    current(talk).authenticated = flags.split(' ').includes('ad');
    if (lower.includes(' answer: 0,')) fail(talk, { why: 'NODATA' }, words);
    return true;
  }
  const question = questionOf(text);
  if (question) current(talk).asked = { ...(current(talk).asked ?? { tool: 'dig', short: false }), ...question };
  if (lower.startsWith(';; answer section')) talk.zone = true;
  return question !== undefined || (talk.zone && !lower.includes('timed out') && !lower.includes('no servers'));
}

/** dig repeats its command line on top, where no prompt was copied. */
function digHead(talk: Talk, { text }: Words): boolean {
  const asked = dig(text.slice(text.lastIndexOf('<<>> ') + 5).split(' '));
  const last = talk.answers.at(-1);
  talk.zone = true;
  if (!last?.asked || isAnswered(last) || last.asked.name?.toLowerCase() !== asked?.name?.toLowerCase()) begin(talk, asked);
  return true;
}

function failed(talk: Talk, words: Words): boolean {
  const failure = failureIn(words.text, words.lower);
  if (!failure || (failure.name === undefined && talk.answers.length === 0)) return false;
  const asked = talk.answers.at(-1)?.asked?.name?.toLowerCase();
  if (failure.name !== undefined && asked !== undefined && asked !== failure.name.toLowerCase()) begin(talk, undefined);
  fail(talk, failure, words);
  return true;
}

function record(talk: Talk, words: Words): boolean {
  const zone = zoneRecord(words.text);
  const found = zone && (zone.timed || talk.zone) ? zone : phraseRecord(words.text, words.lower);
  const head = found ? undefined : textHead(words.text, words.lower);
  if (found) add(talk, { name: found.name, type: found.type, value: found.value }, words);
  if (head !== undefined) Object.assign(talk, { open: 'strings', name: { text: head, line: 0, addresses: 1 } });
  return found !== undefined || head !== undefined;
}

const SERVERS = new Set([
  'server',
  'default server',
  'サーバー',
  '既定のサーバー',
  'standardserver',
  'serveur',
  'serveur par défaut',
  'servidor',
  'servidor predeterminado',
]);
const DEFAULTS = ['default server', '既定のサーバー', 'standardserver', 'serveur par défaut', 'servidor predeterminado'];
const NAMES = new Set(['name', '名前', 'nom', 'nombre', 'nome']);
const HEADS = [
  'non-authoritative answer:',
  '権限のない回答:',
  'nicht autorisierende antwort:',
  'réponse ne faisant pas autorité',
  'respuesta no autoritativa:',
];
const SOA = /^(?:primary name server|responsible mail addr|serial|refresh|retry|expire|default ttl|origin|mail addr|minimum) = /;

/** The labels of nslookup. A name has addresses below it, or there are none. */
function labelled(talk: Talk, words: Words): boolean {
  const { text, lower } = words;
  const colon = lower.slice(0, 30).indexOf(':');
  const [label, value] = [lower.slice(0, Math.max(colon, 0)), text.slice(colon + 1).trim()];
  if (SERVERS.has(label)) {
    endName(talk);
    current(talk, { fresh: true });
    talk.label = 'server';
    talk.interactive ||= DEFAULTS.includes(label);
    return talk.answers.at(-1)?.asked?.tool === 'nslookup' || talk.interactive;
  }
  if (talk.answers.length === 0) return false;
  if (label === 'address' || label === 'addresses') return address(talk, words, value);
  if (label === 'aliases' || label === 'エイリアス') return alias(talk, words, value);
  if (NAMES.has(label) && recordName(value) !== undefined) {
    endName(talk);
    Object.assign(talk, { label: 'name', name: { text: recordName(value), line: words.line, addresses: 0 } });
    return true;
  }
  const isSoa = SOA.test(lower);
  if (isSoa && lower.startsWith('primary') && current(talk).records.length === 0) fail(talk, { why: 'NODATA' }, words);
  return isSoa || HEADS.some((head) => lower.startsWith(head)) || /^timeout was \d/.test(lower);
}

function address(talk: Talk, words: Words, value: string): boolean {
  if (talk.label === 'server') talk.label = undefined;
  else if (talk.label !== 'name') return false;
  else {
    talk.open = 'addresses';
    return addAddress(talk, words, value);
  }
  return true;
}

function addAddress(talk: Talk, words: Words, value: string): boolean {
  const type = value.includes(':') ? 'AAAA' : 'A';
  const data = dataOf(type, value);
  if (data === undefined || !talk.name) return false;
  talk.name.addresses += 1;
  add(talk, { name: talk.name.text, type, value: data }, words);
  return true;
}

/** The name that was asked for, where the one above is what it stands for. */
function alias(talk: Talk, words: Words, value: string): boolean {
  const name = recordName(value);
  if (name !== undefined && talk.name) add(talk, { name, type: 'CNAME', value: talk.name.text }, words);
  return name !== undefined;
}

/** Windows prints a name alone if it exists but has no such record. */
function endName(talk: Talk): void {
  const { name } = talk;
  talk.name = undefined;
  if (name?.addresses === 0) fail(talk, { why: 'NODATA', name: name.text }, { text: '', lower: '', line: name.line });
}

/** Lines that are nothing but data. */
function following(talk: Talk, words: Words): boolean {
  if (talk.open === 'addresses') return addAddress(talk, words, words.text);
  if (talk.open === 'strings' && words.text.startsWith('"')) return addString(talk, words);
  const asked = talk.answers.at(-1)?.asked;
  if (talk.open !== 'short' || asked?.name === undefined) {
    talk.open = undefined;
    return false;
  }
  const type = [asked.type ?? 'A', 'AAAA', 'CNAME'].find((one) => dataOf(one, words.text) !== undefined);
  const value = type && dataOf(type, words.text);
  if (type === undefined || value === undefined) talk.open = undefined;
  else add(talk, { name: asked.name, type, value }, words);
  return value !== undefined;
}

/** The strings of one TXT record stand on lines of their own. */
function addString(talk: Talk, words: Words): boolean {
  const { records } = current(talk);
  const value = dataOf('TXT', words.text);
  if (value === undefined || !talk.name) return false;
  const last = records.at(-1);
  if (talk.name.line > 0 && last) records.splice(-1, 1, { ...last, value: last.value + value });
  else add(talk, { name: talk.name.text, type: 'TXT', value }, words);
  talk.name = { ...talk.name, line: words.line };
  return true;
}
