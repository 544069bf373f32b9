import { endOfName, hasMark, readCertificateName } from '../certificate/name.js';
import type { Flat } from '../text/flat.js';
import type { Entry } from './entries.js';
import { type Fields, hoursIn, readSubject, type Told, thumbprintIn } from './sentences.js';
import type { Lore } from './signals.js';
import { hostAt } from './words.js';

/** One insertion of event XML, or of the list that Event Viewer makes of it; Schannel gives them names, Exchange only an order. */
export interface Datum {
  readonly name?: string | undefined;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export interface FullLore extends Lore {
  /** Insertions of an entry, where they stand apart from a sentence. */
  readonly data?: (flat: Flat, entry: Entry) => readonly Datum[];
  /** What insertions and the description of a rare event say. */
  readonly tell?: (flat: Flat, entry: Entry, data: readonly Datum[]) => Told | undefined;
}

const LONGEST_QUOTE = 400;
/** The certificate events that name a thumbprint. */
const WITH_THUMBPRINT = new Set([12013, 12015, 12017, 12018, 12020, 12021, 12023, 12024]);
const ABOUT_REMOTE = new Set([12019, 12020, 12021]);

/** What the description says: by its sentence, by its insertions, by shape in a language that we do not know. */
export function describe(flat: Flat, entry: Entry, lore: FullLore): Told | undefined {
  const { sentence, limit } = entry;
  const data = sentence ? [] : (lore.data?.(flat, entry) ?? []);
  const shaped = () =>
    data.length > 0 ? undefined : (tellShape(flat, entry) ?? tellShape(flat, { ...entry, from: entry.above, limit: entry.from }));
  const told = sentence ? sentence.sentence.read(flat, sentence.from, sentence.to, limit) : shaped();
  const more = lore.tell?.(flat, entry, data);
  if (!more || !told) return more ?? told;
  return { fields: { ...more.fields, ...given(told.fields) }, from: Math.min(told.from, more.from), to: Math.max(told.to, more.to) };
}

const given = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function tellShape(flat: Flat, { id, from, limit }: Entry): Told | undefined {
  const text = flat.text.slice(from, limit);
  if (id === 12014) return hasMark(text) ? tellMarks(flat, from, limit) : tellNames(flat, from, limit);
  if (!WITH_THUMBPRINT.has(id) && !ABOUT_REMOTE.has(id)) return undefined;
  const remote = ABOUT_REMOTE.has(id) ? readSubject(flat, from, limit) : {};
  const fields: Fields = { thumbprint: thumbprintIn(text), hours: hoursIn(text), ...remote };
  if (fields.thumbprint === undefined && fields.subject === undefined) return undefined;
  return { fields, from, to: Math.min(limit, from + LONGEST_QUOTE) };
}

/** `<I>…<S>…` in a sentence of an unknown language. */
function tellMarks(flat: Flat, from: number, limit: number): Told {
  const issuerAt = from + Math.max(0, flat.text.slice(from, limit).search(/<I>|&lt;I&gt;/i));
  const subjectAt = issuerAt + Math.max(0, flat.text.slice(issuerAt, limit).search(/<S>|&lt;S&gt;/i));
  const open = flat.text.indexOf('=', subjectAt) === -1 ? subjectAt : subjectAt + (flat.text.charAt(subjectAt) === '&' ? 9 : 3);
  const length = endOfName(flat.text.slice(open, Math.min(limit, open + 600)));
  const to = length === undefined ? open : open + length;
  const certificate = readCertificateName(flat.raw(issuerAt, to)) ?? {};
  // Nothing shows that a name is whole which the paste ends in or close behind, unless it ends in a country.
  const isCut = /^[.,]? ?[\w.]{0,20}$/.test(flat.text.slice(to, to + 30)) && !/\bC=[A-Za-z]{2}$/.test(flat.text.slice(open, to));
  return { fields: isCut ? { certificate: { issuer: certificate.issuer }, cut: true } : { certificate }, from: issuerAt, to };
}

// The words for a domain name in the languages of Windows; what is cut off here is an ending.
const DOMAIN = [
  'domänennamen',
  'domänenname',
  'domainnamen',
  'domain name',
  'nom de domaine',
  'nombre de dominio',
  'nome di dominio',
  'nome de domínio',
  '域名',
  '網域名稱',
  '도메인 이름',
  'ドメイン名',
];
const FQDN = [
  'fqdn-parameter von',
  'fqdn-parameter',
  'fqdn parameter',
  'fqdn de',
  'fqdn di',
  'fqdn 参数为',
  'fqdn 参数',
  'fqdn 매개 변수가',
  'fqdn 매개 변수',
  'fqdn パラメータ',
  'fqdn',
];

/** A plain name behind the word for a domain, and one behind FQDN, which no language translates. */
function tellNames(flat: Flat, from: number, limit: number): Told | undefined {
  const end = Math.min(limit, from + 3_000);
  const domain = hostAt(flat, DOMAIN, from, end);
  const fqdn = hostAt(flat, FQDN, from, end);
  // The sentence goes on behind it: with a full stop at the end of the paste it is cut off.
  if (!domain || domain.place.to + 1 >= flat.text.length) return undefined;
  const { place, name } = domain;
  return { fields: { domain: name, fqdn: fqdn?.name }, from: place.from, to: Math.max(place.to, fqdn?.place.to ?? 0) };
}
