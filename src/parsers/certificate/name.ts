import type { CertificateName } from '../../model/evidence.js';
import { FACT_GRAMMAR } from '../../model/facts.js';
import { realValue } from '../text/placeholder.js';

// `<I>` and `<S>` as Markdown escapes them (`\<I>`), as XML does (`&lt;I&gt;`), full-width.
const ISSUER_MARK = /(?:\\?[<\uFF1C]|&(?:amp;)?lt;)[Ii\uFF29\uFF49](?:\\?[>\uFF1E]|&(?:amp;)?gt;)/;
const SUBJECT_MARK = /(?:\\?[<\uFF1C]|&(?:amp;)?lt;)[Ss\uFF33\uFF53](?:\\?[>\uFF1E]|&(?:amp;)?gt;)/;
/** Where a mark begins and ends. */
interface Found {
  readonly from: number;
  readonly to: number;
}

/** A mark as Exchange prints it, else in one of its other spellings. */
function findMark(text: string, plain: string, other: RegExp): Found | undefined {
  const at = text.indexOf(plain);
  if (at > 0 && text.charAt(at - 1) === '\\') return { from: at - 1, to: at + plain.length };
  if (at !== -1) return { from: at, to: at + plain.length };
  const found = /[<\uFF1C&]/.test(text) ? other.exec(text) : null;
  return found ? { from: found.index, to: found.index + found[0].length } : undefined;
}
const issuerMark = (text: string): Found | undefined => findMark(text, '<I>', ISSUER_MARK);
const subjectMark = (text: string): Found | undefined => findMark(text, '<S>', SUBJECT_MARK);

const KEY = /^(?:[A-Za-z]{1,20}|(?:OID\.)?\d{1,5}(?:\.\d{1,10}){2,12}) ?=/;
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#34', '"'],
  ['nbsp', ' '],
  ['#160', ' '],
]);

/** Undoes one layer of XML or HTML escaping. */
export const decodeEntities = (text: string): string => text.replace(/&([a-z]{2,4}|#3[49]|#160);/g, (all, name: string) => ENTITIES.get(name) ?? all);

const FULL_WIDTH = /[\uFF01-\uFF5E]/;
/** Full-width letters, digits and stops as half-width ones. */
const halfWidth = (value: string): string => (FULL_WIDTH.test(value) ? value.replace(/[\uFF01-\uFF5E]+/g, (wide) => wide.normalize('NFKC')) : value);

/** A host name (no wildcard, no blank), half-width, without a stop behind it; `undefined` for anything else and for placeholders. */
export function hostName(value: string | undefined): string | undefined {
  const real = realValue(halfWidth(value?.trim() ?? '').replace(/[.,;。]$/, ''));
  return real !== undefined && FACT_GRAMMAR.host?.test(real) ? real : undefined;
}

/** One part of a distinguished name: `CN` and `mail.contoso.com`. */
export interface NamePart {
  readonly key: string;
  readonly value: string;
}

/** The parts of a distinguished name. A comma that no key follows belongs to the value, quoted or not. */
export function splitName(name: string): NamePart[] {
  const parts: { key: string; value: string }[] = [];
  for (const piece of pieces(name)) {
    const key = KEY.exec(piece.trimStart())?.[0];
    const last = parts.at(-1);
    if (key !== undefined) parts.push({ key: key.slice(0, -1).trim().toUpperCase(), value: piece.trimStart().slice(key.length).trim() });
    else if (last) last.value += `,${piece}`;
  }
  return parts.map(({ key, value }) => ({ key, value: unquote(value) }));
}

function pieces(name: string): string[] {
  const out: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < name.length; i += 1) {
    const char = name.charAt(i);
    if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      out.push(name.slice(start, i));
      start = i + 1;
    }
  }
  return [...out, name.slice(start)];
}

const unquote = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value;

/** Attributes that Windows, and so Exchange, spells in another way than openssl and its kin; what Windows has no name for goes by number. */
const SPELLINGS = new Map([
  ['ST', 'S'],
  ['SP', 'S'],
  ['STATEORPROVINCENAME', 'S'],
  ['COMMONNAME', 'CN'],
  ['COUNTRYNAME', 'C'],
  ['LOCALITYNAME', 'L'],
  ['ORGANIZATIONNAME', 'O'],
  ['ORGANIZATIONALUNITNAME', 'OU'],
  ['EMAILADDRESS', 'E'],
  ['DOMAINCOMPONENT', 'DC'],
  ['GN', 'G'],
  ['POSTALCODE', 'PostalCode'],
  ['BUSINESSCATEGORY', 'OID.2.5.4.15'],
  ['ORGANIZATIONIDENTIFIER', 'OID.2.5.4.97'],
  ['JURISDICTIONL', 'OID.1.3.6.1.4.1.311.60.2.1.1'],
  ['JURISDICTIONST', 'OID.1.3.6.1.4.1.311.60.2.1.2'],
  ['JURISDICTIONC', 'OID.1.3.6.1.4.1.311.60.2.1.3'],
  ['UID', 'OID.0.9.2342.19200300.100.1.1'],
]);

/**
 * A distinguished name as Exchange spells it, from its parts, the most specific (CN) first. Values with a sign that
 * means something in a name stand in quotes (CertNameToStr of Windows). `undefined` if a part is a placeholder.
 */
export function joinName(parts: readonly NamePart[]): string | undefined {
  return parts.length > 0 && parts.every(({ value }) => realValue(value) !== undefined) ? spell(parts) : undefined;
}

const spell = (parts: readonly NamePart[]): string =>
  parts.map(({ key, value }) => `${spelledKey(key)}=${/[,+="\n<>#;]|^ | $/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`).join(', ');

/**
 * The parts of a name as Node prints it (`X509Certificate.subject`): one a line, the country first as it is encoded;
 * signs that mean something in a name stand behind a backslash. Here the most specific comes first.
 */
export const partsOfPrinted = (printed: string): NamePart[] =>
  printed
    .split('\n')
    .map((line) => {
      const sign = line.indexOf('=');
      return { key: line.slice(0, sign), value: line.slice(sign + 1).replace(/\\(.)/g, '$1') };
    })
    .reverse();

/** A name of a certificate at hand, spelled as Exchange does; no part of it can be a placeholder. */
export const nameOfPrinted = (printed: string): string => spell(partsOfPrinted(printed));

function spelledKey(key: string): string {
  const upper = key.trim().toUpperCase();
  return SPELLINGS.get(upper) ?? (/^\d/.test(upper) ? `OID.${upper}` : upper);
}

/** The CN of a distinguished name. */
export const commonName = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : splitName(name).find(({ key }) => key === 'CN')?.value;

/** The name that a certificate with this subject is looked up by, where its CN is a host name. */
export const domainOf = (subject: string | undefined): string | undefined => hostName(commonName(subject));

/** Whether the issuer or the subject mark stands in the text. */
export const hasMark = (text: string): boolean => issuerMark(text) !== undefined || subjectMark(text) !== undefined;

/**
 * Reads `<I>issuer<S>subject`. Splits at the marks only, never at `S=`. A part that is missing, a placeholder or
 * holds one is left out; `undefined` if the text has no mark at all.
 */
export function readCertificateName(text: string): CertificateName | undefined {
  const [issuer, subject] = [issuerMark(text), subjectMark(text)];
  if (!issuer && !subject) return readUnmarked(text);
  const isEscaped = [issuer, subject].some((mark) => mark && text.slice(mark.from, mark.to).includes('&'));
  const decode = isEscaped ? decodeEntities : (value: string) => value;
  return named(issuer && subject ? decode(text.slice(issuer.to, subject.from)) : undefined, subject ? decode(text.slice(subject.to)) : undefined);
}

/** A web page took `<I>` and `<S>` for tags: `CN=issuer, C=USCN=subject, C=US`. The second CN without a comma is the subject. */
function readUnmarked(text: string): CertificateName | undefined {
  const second = text.search(/[^ ,+"]CN=/);
  return text.startsWith('CN=') && second !== -1 ? named(text.slice(0, second + 1), text.slice(second + 1)) : undefined;
}

function named(issuer: string | undefined, subject: string | undefined): CertificateName {
  const real = { issuer: distinguished(issuer), subject: distinguished(subject) };
  return { ...real, domain: domainOf(real.subject) };
}

/** A distinguished name without placeholders. Text that has no key at all is a stand-in for one. */
function distinguished(value: string | undefined): string | undefined {
  const real = realValue(value === undefined ? undefined : plain(value));
  return real !== undefined && KEY.test(real) ? real : undefined;
}

const TYPED = /[\u201C-\u201F\uFF01-\uFF5E]/;
const QUOTED = /= ?[\u201C-\u201F\uFF02]([^"\u201C-\u201F\uFF02]{1,200})[\u201C-\u201F\uFF02](?= ?(?:,|$))/g;

/** With straight quotes around a value, and half-width where a key or a host name is: word processors and keyboards make others. */
function plain(name: string): string {
  if (!TYPED.test(name)) return name;
  const quoted = name.replace(QUOTED, '="$1"');
  if (!KEY.test(quoted)) return halfWidth(quoted);
  return quoted.replace(/\bCN=([^",\n]{1,253})/gi, (all, value: string) => (FULL_WIDTH.test(value) ? `CN=${hostName(value) ?? value}` : all));
}

/**
 * Where a distinguished name ends that a sentence of an unknown language goes on behind: after a country (two
 * letters), after a CN that is a host name, or after a quoted value. `undefined` if that cannot be told.
 */
export function endOfName(given: string): number | undefined {
  // The sentence may name the certificate twice.
  const text = given.slice(0, issuerMark(given)?.from);
  const keys = [...text.matchAll(/(?:^|, ?)(?:[A-Za-z]{1,20}|OID\.[\d.]{3,60})=/g)];
  const last = keys.at(-1);
  if (!last) return undefined;
  const from = last.index + last[0].length;
  const shape =
    /C=$/i.test(last[0]) && !/[A-Z]C=$/i.test(last[0])
      ? /^[A-Za-z]{2}(?![A-Za-z])/
      : /^(?:"[^"]{1,200}"|[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,10})/;
  const value = shape.exec(text.slice(from))?.[0];
  return value === undefined ? undefined : from + value.length;
}
