import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { partsOfPrinted } from '../../parsers/certificate/name.js';

/** Roots that are trusted, by what a chain asks for. */
export interface Roots {
  /** Those with this subject, as Node prints it. */
  named(subject: string): readonly X509Certificate[];
  has(certificate: X509Certificate): boolean;
  /** Some root belongs to this organisation (O of its subject). */
  knows(organisation: string | undefined): boolean;
}

export const organisationOf = (printed: string): string | undefined => partsOfPrinted(printed).find(({ key }) => key === 'O')?.value;

let known: Roots | undefined;
/** The public roots that Node brings along, read when the first chain is judged. */
export function publicRoots(): Roots {
  known ??= indexOf(rootCertificates.map((pem) => new X509Certificate(pem)));
  return known;
}

/** The public roots, and those of the caller: PEM, one certificate each. */
export function rootsWith(extra: readonly string[]): Roots {
  if (extra.length === 0) return publicRoots();
  const [own, others] = [indexOf(extra.map((pem) => new X509Certificate(pem))), publicRoots()];
  return {
    named: (subject) => [...own.named(subject), ...others.named(subject)],
    has: (certificate) => own.has(certificate) || others.has(certificate),
    knows: (organisation) => own.knows(organisation) || others.knows(organisation),
  };
}

function indexOf(certificates: readonly X509Certificate[]): Roots {
  const bySubject = new Map<string, X509Certificate[]>();
  const prints = new Set<string>();
  const organisations = new Set<string>();
  for (const certificate of certificates) {
    const { subject } = certificate;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), certificate]);
    prints.add(certificate.fingerprint256);
    const organisation = organisationOf(subject);
    if (organisation !== undefined) organisations.add(organisation);
  }
  return {
    named: (subject) => bySubject.get(subject) ?? [],
    has: ({ fingerprint256 }) => prints.has(fingerprint256),
    knows: (organisation) => organisation !== undefined && organisations.has(organisation),
  };
}
