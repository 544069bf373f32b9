import type { CertificateClue, CertificateName, NameDifference } from '../../model/evidence.js';
import { commonName, splitName } from '../certificate/name.js';
import { isNewer } from '../shell/dates.js';

/** A console that wraps may put in a blank or swallow one, so names are found without their blanks. */
export const keyOf = ({ issuer = '', subject = '' }: Pick<CertificateName, 'issuer' | 'subject'>): string =>
  `${blankless(issuer)}\n${blankless(subject)}`;
const blankless = (name: string): string => name.replaceAll(' ', '').toLowerCase();

/** A table shows no issuer; another subject is another certificate, unless one of them may be cut in the middle of a part. */
export function mayBe({ subject }: CertificateClue, wanted: CertificateName): boolean {
  if (subject === undefined || wanted.subject === undefined) return true;
  const [short = '', long = ''] = [blankless(subject), blankless(wanted.subject)].sort((a, b) => a.length - b.length);
  return long.startsWith(short) && long.charAt(short.length) !== ',';
}

/** Names that are the same but for blanks may still be two: Exchange compares text, and no console takes the blank behind every comma. */
export const isSpacedAlike = (a: CertificateName, b: CertificateName): boolean =>
  isAlike(spacing(a.issuer), spacing(b.issuer)) && isAlike(spacing(a.subject), spacing(b.subject));
type Spacing = 'wide' | 'tight' | 'unknown';
const isAlike = (a: Spacing, b: Spacing): boolean => a === b || a === 'unknown' || b === 'unknown';

function spacing(name = ''): Spacing {
  const commas = name.split(',').length - 1;
  const wide = name.split(', ').length - 1;
  if (commas < 2 || (wide > 0 && wide < commas)) return 'unknown';
  return wide === 0 ? 'tight' : 'wide';
}

/** The newest usable certificate for the host that the old one was for; none if their dates do not tell which is newer. */
export function successor(wanted: CertificateName, certificates: readonly CertificateClue[]): CertificateClue | undefined {
  const host = (wanted.domain ?? commonName(wanted.subject))?.toLowerCase();
  const fit = certificates.filter((one) => host !== undefined && isUsable(one, wanted) && hostsOf(one).some((name) => covers(name, host)));
  return fit.find((one) => fit.every((other) => other === one || isNewer(one.notBefore, other.notBefore)));
}

/** Statuses of a certificate that works. A server without a way to the Internet cannot check whether one was revoked. */
const WORKING = new Set(['valid', 'revocationcheckfailure', 'unknown']);

/** With its key and in date. */
export const works = ({ status, hasPrivateKey }: CertificateClue): boolean =>
  (status === undefined || WORKING.has(status.toLowerCase())) && hasPrivateKey !== false;

/** What Exchange Online accepts: of a public authority, unless the old certificate was of the same one. */
const isUsable = (one: CertificateClue, { issuer = '' }: CertificateName): boolean =>
  works(one) && !isSelfSigned(one) && (isPublic(one) || blankless(one.issuer ?? '') === blankless(issuer));

export const isSelfSigned = ({ selfSigned, issuer = '', subject = '' }: CertificateClue): boolean =>
  selfSigned === true || blankless(issuer) === blankless(subject);

/** An authority of Active Directory has its domain in its name; no public one does. */
const isPublic = ({ rootType = '', issuer = '' }: CertificateClue): boolean =>
  !['none', 'enterprise'].includes(rootType.toLowerCase()) && !splitName(issuer).some(({ key }) => key === 'DC');

const hostsOf = ({ domains, subject }: CertificateClue): string[] =>
  [...(domains ?? []), commonName(subject) ?? ''].map((name) => name.toLowerCase());

/** A wildcard stands for one label (RFC 6125, section 6.4.3). */
const covers = (name: string, host: string): boolean => name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));

/** How two names differ: the parts of the issuer and the subject, else what is around them. */
export function differences(wanted: CertificateName, found: CertificateClue): NameDifference[] {
  const sides = (['issuer', 'subject'] as const).map((side) => ({
    letter: side === 'issuer' ? 'I' : 'S',
    wanted: wanted[side] ?? '',
    found: found[side] ?? '',
  }));
  const parts = sides.flatMap((side) => byKey(side));
  if (parts.length > 0) return parts;
  return sides.flatMap(({ letter, ...names }) => (names.wanted === names.found ? [] : [{ key: letter, ...names }]));
}

function byKey({ letter, wanted, found }: { letter: string; wanted: string; found: string }): NameDifference[] {
  const [left, right] = [valuesOf(wanted), valuesOf(found)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [a, b] = [left.get(key), right.get(key)];
    return a?.plain === b?.plain ? [] : [{ key: `${letter}.${key}`, wanted: a?.shown ?? '', found: b?.shown ?? '' }];
  });
}

/** OpenSSL's words for two of the keys. Exchange compares text, so the word makes a difference as well. */
const WORDS = new Map([
  ['ST', 'S'],
  ['EMAILADDRESS', 'E'],
]);

/** The values of each key as one text. */
function valuesOf(name: string): Map<string, { plain: string; shown: string }> {
  const values = new Map<string, { plain: string; shown: string }>();
  for (const { key, value } of splitName(name)) {
    const known = WORDS.get(key) ?? key;
    const before = values.get(known);
    const shown = `${key}=${value.trim().replace(/ {2,}/g, ' ')}`;
    values.set(known, { plain: `${before?.plain ?? ''}\n${key} ${blankless(value)}`, shown: before ? `${before.shown}, ${shown}` : shown });
  }
  return values;
}
