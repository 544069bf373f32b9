import { type KeyObject, X509Certificate } from 'node:crypto';
import type { SeenCertificate } from '../../model/probe.js';
import { nameOfPrinted } from '../../parsers/certificate/name.js';
import { printable } from '../printable.js';
import { type Der, derAt, oidOf, partsOf, TAG } from './der.js';

/** A certificate as it was sent, with what a chain is judged by. */
export interface Certificate {
  readonly seen: SeenCertificate;
  readonly x509: X509Certificate;
  /** It has a subject alternative name. */
  readonly hasNames: boolean;
  /** Where its issuer's certificate can be fetched (authority information access). */
  readonly issuerUrls: readonly string[];
}

/** RFC 4055, 5758, 8410; the old ones by their common names. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsa-with-sha1',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};
const USAGES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};
const EXTENDED_KEY_USAGE = '2.5.29.37';
const MOST_NAMES = 100;

/** Reads a certificate; undefined if it is none. */
export function openCertificate(der: Uint8Array): Certificate | undefined {
  try {
    const x509 = new X509Certificate(der);
    const access = x509.infoAccess ?? '';
    return {
      seen: seenOf(x509, Buffer.from(der)),
      x509,
      hasNames: x509.subjectAltName !== undefined,
      issuerUrls: access.split('\n').flatMap((line) => (line.startsWith('CA Issuers - URI:') ? [line.slice(17)] : [])),
    };
  } catch {
    return undefined;
  }
}

export const readCertificate = (der: Uint8Array): SeenCertificate | undefined => openCertificate(der)?.seen;

function seenOf(x509: X509Certificate, der: Buffer): SeenCertificate {
  const tbs = partsOf(partsOf(derAt(der) ?? EMPTY)[0] ?? EMPTY);
  const algorithm = partsOf(partsOf(derAt(der) ?? EMPTY)[1] ?? EMPTY)[0];
  const oid = algorithm ? oidOf(algorithm) : '';
  return {
    subject: printable(nameOfPrinted(x509.subject ?? '')),
    issuer: printable(nameOfPrinted(x509.issuer ?? '')),
    thumbprint: x509.fingerprint.replaceAll(':', ''),
    serialNumber: x509.serialNumber,
    notBefore: new Date(x509.validFrom).toISOString(),
    notAfter: new Date(x509.validTo).toISOString(),
    domains: namesOf(x509.subjectAltName),
    ...keyOf(x509),
    signature: SIGNATURES[oid] ?? oid,
    usages: usagesOf(tbs),
    selfSigned: x509.subject === x509.issuer && isSignedBy(x509, x509),
  };
}

/**
 * The signature was made with this key. `checkIssued` asks more: it refuses a certificate as its own issuer whose key usage
 * leaves out the signing of certificates, and so it is with the self-signed ones that Exchange makes.
 */
export function isSignedBy(x509: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
const EMPTY = { content: Buffer.alloc(0) };

const TYPES: Readonly<Record<string, string>> = { rsa: 'RSA', 'rsa-pss': 'RSA-PSS', ec: 'EC', dsa: 'DSA', ed25519: 'Ed25519', ed448: 'Ed448' };

function keyOf(x509: X509Certificate): Pick<SeenCertificate, 'keyType' | 'keyBits'> {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = publicKeyOf(x509) ?? {};
  const bits = details?.modulusLength ?? bitsOfCurve(details?.namedCurve);
  return { keyType: TYPES[type] ?? type, ...(bits !== undefined && { keyBits: bits }) };
}

/** Undefined for a kind of key that this OpenSSL does not know: asking for it throws. */
function publicKeyOf(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey;
  } catch {
    return undefined;
  }
}

/** All names of curves have their bits in them: `prime256v1`, `secp384r1`, `brainpoolP512r1`. */
function bitsOfCurve(name: string | undefined): number | undefined {
  const digits = /\d{3}/.exec(name ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** `DNS:a, DNS:b, IP Address:192.0.2.1`; a name with a sign that could mislead stands in quotes, as JSON. */
function namesOf(printed: string | undefined): string[] {
  const names: string[] = [];
  for (const name of printed?.split(', ').slice(0, MOST_NAMES) ?? []) {
    if (name.startsWith('DNS:')) names.push(printable(name.slice(4)));
    else if (name.startsWith('IP Address:')) names.push(name.slice(11));
  }
  return names;
}

/** The extended key usages; undefined where the extension is missing. */
function usagesOf(tbs: readonly Der[]): string[] | undefined {
  // [3] EXPLICIT SEQUENCE OF Extension (RFC 5280, section 4.1).
  const wrapped = tbs.find(({ tag }) => tag === 0xa3);
  const extensions = wrapped ? partsOf(partsOf(wrapped)[0] ?? EMPTY) : [];
  for (const extension of extensions) {
    const parts = partsOf(extension);
    const value = parts.find(({ tag }) => tag === TAG.octets);
    if (!parts[0] || !value || oidOf(parts[0]) !== EXTENDED_KEY_USAGE) continue;
    return partsOf(derAt(value.content) ?? EMPTY).map((one) => USAGES[oidOf(one)] ?? oidOf(one));
  }
  return undefined;
}
