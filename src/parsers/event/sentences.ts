import type { EventClue } from '../../model/evidence.js';
import { domainOf, hasMark, hostName, readCertificateName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';
import { realValue } from '../text/placeholder.js';
import { placesOf } from './words.js';

/** What the description of an event says. */
export type Fields = Partial<Omit<EventClue, 'kind' | 'id' | 'at' | 'source' | 'computer'>>;
/** Fields and the stretch of deciding words. */
export interface Told {
  readonly fields: Fields;
  readonly from: number;
  readonly to: number;
}
/** A sentence by which an event is known: the ids that it may have (the first if none is told), and its fields. */
export interface Sentence {
  readonly ids: readonly number[];
  /** The pattern, over lower case, runs only if this is in the text. */
  readonly hint: string;
  readonly find: RegExp;
  /** Reads from the match (`from`, `to`) up to `limit`, the place where the entry ends at the latest. */
  readonly read: (flat: Flat, from: number, to: number, limit: number) => Told;
}

const FAR = 1_600;
const THUMBPRINT = /(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2} ?){19}[0-9A-Fa-f]{2}(?![0-9A-Fa-f])/;
const BROKEN_THUMBPRINT = /(?<![0-9A-Fa-f] ?)[0-9A-Fa-f]{8,39} [0-9A-Fa-f]{1,32}(?! ?[0-9A-Fa-f])/;
const HOURS = /(?:hours remaining|残り(?:時間)?(?:\(時間\))?)[ :=]{0,3}(\d{1,6})/i;

/** The place of some words between two places, or -1. */
function find(flat: Flat, words: string, from: number, limit: number): number {
  const at = flat.lower.slice(from, limit).indexOf(words);
  return at === -1 ? -1 : from + at;
}

const JSON_MARKS = new Map([
  ['\\u003c', '<'],
  ['\\u003e', '>'],
  ['\\u0026', '&'],
  ['\\u0027', "'"],
  ['\\"', '"'],
]);
/** Without the escapes of ConvertTo-Json. */
export const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\u00(?:3[ce]|2[67])|\\"/g, (mark) => JSON_MARKS.get(mark) ?? mark) : text;

/** A name of the sentence: a host name, a pinned certificate, or neither. */
export function readWanted(text: string): Pick<Fields, 'domain' | 'certificate'> {
  const given = unescaped(text).trim();
  // The last value of a certificate's name may itself stand in quotes.
  const marks = given.startsWith('<') ? 0 : (OPENING.exec(given)?.[0].trim().length ?? 0);
  const name = given.includes('=') ? given.slice(marks, given.length - marks).trim() : bare(given);
  const certificate = readCertificateName(name);
  if (certificate) return { certificate };
  return /^CN=/i.test(name) ? { certificate: {} } : { domain: hostName(name) };
}

// Straight, typographic and Japanese quotation marks, and those of Markdown: a name is quoted here as it was pasted.
const OPENING = /^ ?["'`*\u2018-\u201F\u2032\u2033\u2039\u203A\u00AB\u00BB\u300C-\u300F\uFF02]{1,3} ?/;
const CLOSING = / ?["'`*\u2018-\u201F\u2032\u2033\u2039\u203A\u00AB\u00BB\u300C-\u300F\uFF02]{1,3}$/;
function bare(text: string): string {
  const value = text.trim();
  return isLetter(value.charCodeAt(0)) && isLetter(value.charCodeAt(value.length - 1)) ? value : value.replace(OPENING, '').replace(CLOSING, '');
}
/** A digit or a letter, in a case that does not matter here: most names have no marks around them. */
const isLetter = (unit: number): boolean => (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a);
/** A connector's name; a placeholder is none. */
export const connectorName = (text: string): string | undefined => realValue(bare(unescaped(text)));
const firstWord = (text: string): string => text.trimStart().split(/[ 、。]/, 1)[0] ?? '';

export const thumbprintIn = (text: string): string | undefined => thumbprintAt(text)?.[0].replaceAll(' ', '');
/** In pairs, in one piece, or in two that a line break made. */
function thumbprintAt(text: string): RegExpExecArray | undefined {
  const found = THUMBPRINT.exec(text) ?? BROKEN_THUMBPRINT.exec(text);
  return found?.[0].replaceAll(' ', '').length === 40 ? found : undefined;
}
export const hoursIn = (text: string): string | undefined => HOURS.exec(text)?.[1];

/** 12014 in English: name, connector, FQDN, in that order. */
function readMissing(flat: Flat, from: number, to: number, limit: number): Told {
  const end = find(flat, 'in the personal store', to, Math.min(limit, to + FAR));
  if (end === -1) return readBrokenOff(flat, from, to, limit);
  const wanted = readWanted(flat.raw(to, end));
  const eaten = flat.text.slice(to, end).trim() === '';
  const fields = { ...wanted, ...(eaten ? { cut: true } : {}) };
  const place = placesOf(
    flat,
    { after: ['for the connector ', 'for connector '], before: [' fqdn parameter'] },
    end,
    Math.min(limit, end + 800),
  ).next().value;
  if (!place) return { fields, from, to: end };
  // Machine translation drops the articles.
  const named = withoutArticle(flat.raw(place.from, place.to));
  const connector = connectorName(named);
  const behindAt = place.to + (/^ fqdn parameter(?: of)?/.exec(flat.lower.slice(place.to, place.to + 20))?.[0].length ?? 0);
  const behind = flat.text.slice(behindAt, Math.min(limit, behindAt + 300));
  const fqdn = isBroken(flat, behindAt, behind, fields.domain) ? { cut: true } : isWrapped(flat, behindAt, behind) ? {} : readFqdn(behind);
  return { fields: { ...fields, connector, ...fqdn }, from, to: place.from + named.length };
}

const withoutArticle = (text: string): string => (text.includes(' with') ? text.replace(/ with(?: an?| the)?$/, '') : text);

/** The paste breaks off inside the name, or behind a part of it. */
const isBroken = (flat: Flat, from: number, behind: string, domain = ''): boolean =>
  from + behind.length === flat.text.length && (/^ ?\S{0,290}[^\s.,"'`*]$/.test(behind) || domain.startsWith(behind.trim()));
/** The name ends with its line and without a full stop: the line break may have cut it. */
function isWrapped(flat: Flat, from: number, behind: string): boolean {
  const word = firstWord(behind);
  return flat.startsLine(from + behind.indexOf(word) + word.length + 1) && !/[.,"'`*]$/.test(word) && !hasMark(word);
}

function readFqdn(behind: string): Pick<Fields, 'fqdn' | 'cut'> {
  if (/^ ?If the connector/i.test(behind)) return { cut: true };
  const word = bare(unescaped(firstWord(behind)).replace(/(["'`*])[.,]$/, '$1'));
  return hasMark(word) ? {} : { fqdn: hostName(word) };
}

/** The paste ends, or a table cuts, inside the name: only what is surely whole counts. */
function readBrokenOff(flat: Flat, from: number, to: number, limit: number): Told {
  const end = Math.min(limit, to + 300);
  const name = flat.raw(to, end);
  // `mail.contoso.com in the...` of a table: the name is whole.
  const whole = / in the(?=\.{2,3}|\u2026| ?$| p)/.exec(name);
  if (whole) return { fields: { ...readWanted(name.slice(0, whole.index)), cut: true }, from, to: Math.min(end, to + whole.index + 1) };
  if (!hasMark(name)) return { fields: { cut: true }, from, to };
  return { fields: { certificate: { issuer: readCertificateName(name)?.issuer }, cut: true }, from, to: lastBlank(flat, to, end) };
}

const lastBlank = (flat: Flat, from: number, to: number): number => {
  if (to >= flat.text.length) return flat.text.length;
  const blank = flat.text.lastIndexOf(' ', to);
  return blank > from ? blank : to;
};

/** 12014 in Japanese: name, FQDN, connector, in that order. The connector may itself contain コネクタ. */
function readMissingJa(flat: Flat, from: number, to: number, limit: number): Told {
  const nameAt = flat.text.lastIndexOf('ドメイン名', from);
  if (nameAt === -1 || from - nameAt > FAR) return { fields: {}, from, to };
  const name = flat.raw(nameAt + 'ドメイン名'.length, from);
  const fields = { ...readWanted(name), ...(name === '' ? { cut: true } : {}) };
  const rest = flat.text.slice(to, Math.min(limit, to + FAR));
  const label = /FQDN ?(?:の ?)?パラメーター? ?[がは]/.exec(rest);
  const fqdnFrom = label ? label.index + label[0].length : -1;
  const joint = label ? rest.slice(fqdnFrom).search(/ ?のコネクター?/) : -1;
  if (joint === -1) return { fields, from: nameAt, to };
  const connectorFrom = fqdnFrom + joint + (/^ ?のコネクター?/.exec(rest.slice(fqdnFrom + joint))?.[0].length ?? 0);
  const connectorTo = rest.indexOf('に対する', connectorFrom);
  const parameter = rest.slice(fqdnFrom, fqdnFrom + joint).trim();
  const fqdn = parameter.includes(' ') ? undefined : readFqdn(parameter).fqdn;
  const connector = connectorTo === -1 ? undefined : connectorName(flat.raw(to + connectorFrom, to + connectorTo));
  return { fields: { ...fields, fqdn, connector }, from: nameAt, to: connectorTo === -1 ? to : to + connectorTo };
}

/** 12015, 12017 and their like: a thumbprint and perhaps the hours left, close behind the sentence. */
function readThumbprint(flat: Flat, from: number, to: number, limit: number): Told {
  const behind = flat.text.slice(from, Math.min(limit, to + 160));
  const found = thumbprintAt(behind);
  const hours = HOURS.exec(behind);
  const end = Math.max(to, from + (found ? found.index + found[0].length : 0), from + (hours ? hours.index + hours[0].length : 0));
  return { fields: { thumbprint: thumbprintIn(behind), hours: hours?.[1] }, from, to: end };
}

/** 12018: `subject: …, thumbprint: …, hours remaining: …`. */
function readExpiring(flat: Flat, from: number, to: number, limit: number): Told {
  const told = readThumbprint(flat, from, to, Math.min(limit, to + 600));
  const reach = Math.min(limit, to + 400);
  const end = ['thumbprint', 'hours'].map((label) => find(flat, label, to, reach)).find((at) => at !== -1) ?? -1;
  const label = /^[ :.]{0,3}(?:subject|サブジェクト)? ?:? ?/i.exec(flat.text.slice(to, to + 30))?.[0].length ?? 0;
  const subject = end === -1 ? undefined : flat.raw(to + label, end).replace(/[ ,]{1,3}$/, '');
  const wide = end === -1 ? told : readThumbprint(flat, from, end, limit);
  return { ...wide, fields: { ...wide.fields, domain: subject === undefined ? undefined : (domainOf(realValue(subject)) ?? hostName(subject)) } };
}

/** 12016: the FQDN stands in the sentence. */
function readExpired(flat: Flat, from: number, to: number, limit: number): Told {
  const word = firstWord(flat.raw(to, Math.min(limit, to + 260)));
  const fqdn = to + word.length < flat.text.length || word.endsWith('.') ? hostName(word) : undefined;
  const end = find(flat, 'has expired', to, Math.min(limit, to + 360));
  return { fields: { fqdn }, from, to: end === -1 ? Math.min(limit, to + (fqdn?.length ?? 0) + 1) : end + 'has expired'.length };
}

/** 12019 and its like: the subject of another server's certificate. That server is not the one that logs. */
export function readSubject(flat: Flat, from: number, limit: number): Pick<Fields, 'subject' | 'remoteHost'> {
  const at = flat.lower.slice(from, Math.min(limit, from + 600)).indexOf('cn=');
  if (at === -1) return {};
  const text = flat.raw(from + at, Math.min(limit, from + at + 300));
  // Behind it comes a full stop or another value; otherwise it may be cut off.
  const end = /\.(?= |$)|, (?:hours|thumbprint)| "/.exec(text);
  const subject = end ? realValue(text.slice(0, end.index)) : undefined;
  return { subject, remoteHost: domainOf(subject) };
}

function readRemote(flat: Flat, from: number, to: number, limit: number): Told {
  const fields = readSubject(flat, to, limit);
  return { fields, from, to: Math.min(limit, to + (fields.subject === undefined ? 0 : fields.subject.length + 23)) };
}

/** The sentence alone is the message. */
export const readNothing = (_flat: Flat, from: number, to: number): Told => ({ fields: {}, from, to });

export const SENTENCES: readonly Sentence[] = [
  {
    ids: [12014],
    hint: 'the domain name',
    find: /(?:could ?not|couldn't|cannot) find (?:a|any) certificate (?:that contains|containing|with) the domain name/g,
    read: readMissing,
  },
  { ids: [12014], hint: 'を含む証明書', find: /を含む証明書が見つかりません/g, read: readMissingJa },
  { ids: [12015], hint: 'transport certificate', find: /\b(?:an|the) internal transport certificate (?:has )?expired/g, read: readThumbprint },
  {
    ids: [12015],
    hint: '内部トランスポート証明書',
    find: /(?<!用の ?)内部トランスポート証明書の(?:有効)?期限が切れ(?:ています|ました)/g,
    read: readThumbprint,
  },
  {
    ids: [12016],
    hint: 'there is no valid smtp',
    find: /there is no valid smtp transport layer security \(tls\) certificate for the fqdn of /g,
    read: readExpired,
  },
  { ids: [12017], hint: 'transport certificate', find: /\ban internal transport certificate will expire soon/g, read: readThumbprint },
  { ids: [12018], hint: 'will expire soon', find: /\bthe starttls certificate will expire soon/g, read: readExpiring },
  {
    ids: [12013, 12023, 12024],
    hint: 'with thumbprint of',
    find: /could(?: not|n't) load the certificate with thumbprint of /g,
    read: readThumbprint,
  },
  {
    ids: [12012],
    hint: 'transport certificate',
    find: /internal transport certificate that is used for smtp authentication .{0,30}could not be read/g,
    read: readNothing,
  },
  { ids: [12019], hint: 'transport certificate', find: /\bremote internal transport certificate (?:has )?expired/g, read: readRemote },
];
