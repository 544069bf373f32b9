/** A value of DER: what it is, where its content begins, and where it ends. */
interface Value {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;

/**
 * The public key of a certificate with its algorithm (SubjectPublicKeyInfo), byte for byte as it stands there: a key that
 * is read and written again may look different, and then no digest fits. `undefined`: it is not a certificate.
 */
export function publicKeyOf(der: Uint8Array): Uint8Array | undefined {
  const certificate = valueAt(der, 0, der.length);
  const body = certificate && valueAt(der, certificate.start, certificate.end);
  if (body?.tag !== SEQUENCE) return undefined;
  let at = body.start;
  // RFC 5280, section 4.1: version (may be missing), serial number, signature, issuer, validity, subject, public key.
  const first = valueAt(der, at, body.end);
  const before = first?.tag === VERSION ? 6 : 5;
  for (let skipped = 0; skipped < before; skipped += 1) {
    const value = valueAt(der, at, body.end);
    if (value === undefined) return undefined;
    at = value.end;
  }
  const key = valueAt(der, at, body.end);
  return key?.tag === SEQUENCE ? der.subarray(at, key.end) : undefined;
}

function valueAt(der: Uint8Array, at: number, limit: number): Value | undefined {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first - 0x80;
  if (more > 3) return undefined;
  let length = more === 0 ? first : 0;
  for (let index = 0; index < more; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0);
  const start = at + 2 + more;
  return start + length <= limit ? { tag, start, end: start + length } : undefined;
}
