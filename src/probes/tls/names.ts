import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * Whether a certificate is for this name, as mail servers see it: a wildcard stands for one label, the left-most one
 * (RFC 6125, section 6.4.3); the CN counts only where there is no alternative name.
 */
export function coversName(der: Uint8Array, name: string): boolean {
  const certificate = parse(der);
  if (!certificate) return false;
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined;
  return certificate.checkHost(name, { subject: 'default', partialWildcards: false, multiLabelWildcards: false }) !== undefined;
}

/** The name is covered by a wildcard alone. */
export function isWildcardMatch(der: Uint8Array, name: string): boolean {
  const certificate = parse(der);
  return (
    certificate !== undefined &&
    coversName(der, name) &&
    certificate.checkHost(name, { subject: 'default', wildcards: false }) === undefined &&
    isIP(name) === 0
  );
}

function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}
