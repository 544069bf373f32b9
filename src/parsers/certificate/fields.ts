import { exchangeName } from '../session/certificate.js';
import type { Line } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import type { Item } from './entries.js';
import { marginOf, trimmed } from './labels.js';
import { joinName, splitName } from './name.js';

const MOST_NAMES = 300;

/** A line without quote marks and blanks around it. */
export const textOf = (line: Line): string => trimmed(line.text.slice(marginOf(line.text)));

const PART = /^([A-Za-z][A-Za-z\d.]{0,40}|\d{1,3}(?:\.\d{1,10}){2,12}) {0,30}= {0,4}(\S.{0,400})$/;
const LABELS = new Set(['issuer', 'subject', 'serial', 'notbefore', 'notafter']);

interface Part {
  readonly key: string;
  readonly value: string;
}

function partOf(text: string): Part | undefined {
  const [, key, value] = PART.exec(text) ?? [];
  if (key === undefined || value === undefined || LABELS.has(key.toLowerCase())) return undefined;
  return { key, value: /^".{0,400}"$/.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value };
}

/** The last of the lines below a label that hold parts of a name. */
export function lastPart(below: readonly Line[]): Line | undefined {
  const end = below.findIndex((line) => partOf(textOf(line)) === undefined);
  return below[(end === -1 ? below.length : end) - 1];
}

/**
 * A name in one line, or in the lines below its label: the CN first as certutil and the window print it, the country
 * first and in long words as `openssl -nameopt multiline` does.
 */
export function distinguished(item: Item | undefined, isWindows: boolean, width = 0): string | undefined {
  if (!item) return undefined;
  const { value, below, assigned } = item;
  const whole = unbroken(item, isWindows, width);
  const isOnePart = !assigned && partOf(value) !== undefined && !/, ?[A-Za-z\d.]{1,30} ?=/.test(value);
  if (value !== '' && !isOnePart) return value.includes('=') ? oneLine(whole, isWindows) : undefined;
  const rows = [...(value === '' ? [] : [value]), ...below.map(textOf)];
  const parts: Part[] = [];
  for (const row of rows) {
    const part = partOf(row);
    if (!part && /^(?:\.{3}|\u2026)$/.test(row)) return undefined;
    if (!part) break;
    parts.push(part);
  }
  return joinName(parts.some(({ key }) => key.toLowerCase().endsWith('name')) ? parts.reverse() : parts);
}

const WIDEST = 130;
/** What a window has left of a name for the next line: the end of a word, perhaps further parts. */
const REST = /^(?!validity)[\w.-]{1,63}(?:, .{1,200})?$/i;
/** A name with what a mail client or a console has put on the next line: a part is to follow, or the line is the longest. */
function unbroken({ line, value, below }: Item, isWindows: boolean, width: number): string {
  const more = below[0] ? textOf(below[0]) : '';
  if (value.endsWith(',') && partOf(more) !== undefined) return `${value} ${more}`;
  return !isWindows && width <= WIDEST && line.text.length === width && REST.test(more) ? value + more : value;
}

/** Windows prints Exchange's order; of openssl only the name itself tells which end comes first. */
const oneLine = (name: string, isWindows: boolean): string | undefined => (isWindows ? joinName(splitName(name)) : exchangeName(name));

/** What the lines of an entry tell by their shape. */
export interface Shape {
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  readonly notBefore?: string | undefined;
  readonly notAfter?: string | undefined;
  readonly thumbprint?: string | undefined;
  readonly serialNumber?: string | undefined;
}

/** An entry of `certutil -store` in a language of no table: always serial number, issuer, two dates, subject, hash. */
export function byShape(lines: readonly Line[]): Shape {
  const values = lines.map(textOf).flatMap((text) => (text.includes(': ') ? [text.slice(text.indexOf(': ') + 2).trim()] : []));
  const names = values.filter((value) => partOf(value) !== undefined);
  const dates = values.filter((value) => /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(value) && realValue(value) !== undefined);
  const hash = lines.find(({ lower }) => lower.includes('(sha1):') && !lower.startsWith(' '));
  const [issuer, subject] = names.length === 2 ? names.map((name) => oneLine(name, true)) : [];
  const [notBefore, notAfter] = dates.length === 2 ? dates : [];
  const first = lines[0] && textOf(lines[0]);
  return {
    issuer,
    subject,
    notBefore,
    notAfter,
    thumbprint: thumbprintOf(hash?.text.slice(hash.text.indexOf(':') + 1)),
    serialNumber: first === undefined ? undefined : hexOf(first.slice(first.indexOf(':') + 1)),
  };
}

/** 40 hex digits; openssl puts colons between the bytes, older Windows blanks. */
export function thumbprintOf(value: string | undefined): string | undefined {
  const digits = value?.replace(/[^\x21-\x7E]|[: ]/g, '');
  return digits !== undefined && /^[0-9A-Fa-f]{40}$/.test(digits) ? digits : undefined;
}

function hexOf(value: string): string | undefined {
  const hex = value.replace(/^[^(]{1,60}\((?:0x)?([0-9a-f]{1,40})\)$/i, '$1').replace(/[: ]/g, '');
  return /^[0-9A-Fa-f]{2,64}$/.test(hex) ? hex : undefined;
}

/** `Serial Number:` with the number in the same line or the next one; openssl prints a short one as `4660 (0x1234)`. */
export function serialOf(item: Item | undefined): string | undefined {
  if (!item) return undefined;
  const below = item.below
    .slice(0, 2)
    .map(textOf)
    .find((text) => text !== '');
  return hexOf(item.value === '' && below !== undefined ? below : item.value);
}

/** `sha256WithRSAEncryption`; certutil puts it behind the number of the algorithm in the next line. */
export function signatureOf(item: Item | undefined): string | undefined {
  if (!item) return undefined;
  const printed = item.value === '' && item.below[0] ? (/ ([A-Za-z][\w-]{3,40})$/.exec(item.below[0].text.trimEnd())?.[1] ?? '') : item.value;
  return /^[A-Za-z][\w-]{3,60}$/.test(printed) ? realValue(printed) : undefined;
}

/** `DNS:mail.contoso.com, DNS:…` of openssl, one `DNS Name=…` a line of Windows. */
export function domainsOf(lines: readonly Line[], edge = 0): string[] {
  const names = new Set<string>();
  for (const { lower, text } of lines) {
    if (!lower.includes('dns')) continue;
    // A full line may end inside a name.
    for (const piece of text.split(',').slice(0, edge > 0 && text.length === edge ? -1 : undefined)) {
      const name = nameIn(piece.slice(piece.indexOf('DNS')));
      if (name !== undefined && names.size < MOST_NAMES) names.add(name);
    }
  }
  return [...names];
}

function nameIn(piece: string): string | undefined {
  const sign = piece.slice(0, 20).search(/[:=]/);
  const name = piece.startsWith('DNS') && sign !== -1 ? piece.slice(sign + 1).trim() : '';
  return /^[\w.*-]{1,253}$/.test(name) ? realValue(name) : undefined;
}

/** `TLS Web Server Authentication, …` of openssl, `Server Authentication (1.3.6.1.5.5.7.3.1)` of Windows. */
export function usagesOf(item: Item | undefined, lines: readonly Line[]): string[] {
  const first = item?.below[0] && textOf(item.below[0]);
  const printed = item?.label.startsWith('x509v3') && first !== undefined ? first.split(',').map((usage) => usage.trim()) : [];
  const numbered = lines.map(textOf).filter((text) => /\(1\.3\.6\.1\.5\.5\.7\.3\.\d{1,3}\)$/.test(text));
  return [...printed.filter((usage) => realValue(usage) !== undefined), ...numbered].slice(0, 20);
}

/** `Provider = Microsoft Software Key Storage Provider` of certutil: the label has a language, the value has none. */
export function providerOf(lines: readonly Line[]): string | undefined {
  const line = lines.find(({ lower }) => lower.includes('= microsoft ') && lower.includes(' provider'));
  return line && /= (Microsoft [A-Za-z ]{1,60} Provider(?: v1\.0)?)$/.exec(textOf(line))?.[1];
}
