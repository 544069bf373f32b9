import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';

const DAY = 86_400_000;

/** What a certificate of the peers says. Dates are days from now. */
export interface Wanted {
  readonly cn?: string | undefined;
  /** DNS names of the subject alternative name; an empty list leaves the extension out. */
  readonly names?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly issuer?: Pair;
  readonly isCa?: boolean;
  readonly key?: KeyObject;
  readonly hash?: 'sha1' | 'sha256';
  readonly usages?: readonly ('serverAuth' | 'clientAuth')[];
  /** Key usage as Exchange writes it into its own certificates: signatures and keys, not certificates. */
  readonly isForKeysOnly?: boolean;
  /** Address of the issuer's certificate (caIssuers). */
  readonly aia?: string;
  /** Bytes of a comment, to make the certificate big. */
  readonly padding?: number;
}

/** A certificate and its key. */
export interface Pair {
  readonly cn: string;
  readonly der: Buffer;
  readonly pem: string;
  readonly key: KeyObject;
  readonly keyPem: string;
}

const length = (bytes: number): number[] => {
  if (bytes < 128) return [bytes];
  const digits: number[] = [];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [128 + digits.length, ...digits];
};
const tlv = (tag: number, ...parts: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag, ...length(body.length)]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts);
const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) + 128);
    return digits;
  });
  return tlv(0x06, Buffer.from([first * 40 + second, ...bytes]));
};
const TRUE = Buffer.from([1, 1, 255]);
const NULL = Buffer.from([5, 0]);

const SIGNATURES = {
  rsa: { sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11' },
  ec: { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2' },
};
const USAGES = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' };

const nameOf = (cn: string): Buffer => sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, cn))));
/** UTCTime: all dates here lie before 2050 (RFC 5280, section 4.1.2.5). */
const time = (days: number): Buffer => tlv(0x17, `${new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`);
const extension = (id: string, value: Buffer, ...critical: Buffer[]): Buffer => sequence(oid(id), ...critical, tlv(0x04, value));

/** An identifier of a key (RFC 5280, section 4.2.1.2). */
const idOf = (key: KeyObject): Buffer => createHash('sha1').update(spki(key)).digest();
const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });

function extensions(
  { names = ['mail.contoso.test'], isCa = false, usages = ['serverAuth'], isForKeysOnly = false, aia, padding = 0 }: Wanted,
  own: Buffer,
  issuers: Buffer,
): Buffer {
  const list = [
    extension('2.5.29.14', tlv(0x04, own)),
    extension('2.5.29.35', sequence(tlv(0x80, issuers))),
    extension('2.5.29.19', isCa ? sequence(TRUE) : sequence(), TRUE),
    ...(isCa ? [extension('2.5.29.15', Buffer.from([3, 2, 1, 6]), TRUE)] : []),
    ...(isForKeysOnly ? [extension('2.5.29.15', Buffer.from([3, 2, 5, 0xa0]), TRUE)] : []),
    ...(!isCa && names.length > 0 ? [extension('2.5.29.17', sequence(...names.map((name) => tlv(0x82, name))))] : []),
    ...(!isCa && usages.length > 0 ? [extension('2.5.29.37', sequence(...usages.map((usage) => oid(USAGES[usage]))))] : []),
    ...(aia === undefined ? [] : [extension('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.2'), tlv(0x86, aia))))]),
    ...(padding === 0 ? [] : [extension('2.16.840.1.113730.1.13', tlv(0x16, Buffer.alloc(padding, 0x41)))]),
  ];
  return tlv(0xa3, sequence(...list));
}

let serial = 4096;

/** Makes a certificate; without an issuer it signs itself. */
export function certificate(wanted: Wanted = {}): Pair {
  const { cn = 'mail.contoso.test', from = -10, to = 200, issuer, hash = 'sha256' } = wanted;
  const key = wanted.key ?? ecKey();
  const signer = issuer?.key ?? key;
  const algorithm = signer.asymmetricKeyType === 'rsa' ? sequence(oid(SIGNATURES.rsa[hash]), NULL) : sequence(oid(SIGNATURES.ec[hash]));
  serial += 1;
  const body = sequence(
    tlv(0xa0, Buffer.from([2, 1, 2])),
    tlv(0x02, Buffer.from([serial >> 8, serial & 255])),
    algorithm,
    nameOf(issuer?.cn ?? cn),
    sequence(time(from), time(to)),
    nameOf(cn),
    spki(key),
    extensions(wanted, idOf(key), idOf(signer)),
  );
  const der = sequence(body, algorithm, tlv(0x03, Buffer.from([0]), sign(hash, body, signer)));
  const keyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cn, der, pem: new X509Certificate(der).toString(), key, keyPem };
}

/** Keys cost more than certificates, so all peers of a kind share one. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
export const ecKey = once(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
export const rsaKey = once(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
export const shortRsaKey = once(() => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);

/** A root, an intermediate below it, and certificates of servers. `root` is what the prober trusts. */
export const authority = once(() => {
  const root = certificate({ cn: 'Contoso Test Root', isCa: true, to: 3000, key: freshKey() });
  const intermediate = certificate({ cn: 'Contoso Test Issuing CA', isCa: true, to: 2000, issuer: root, key: freshKey() });
  const AIA = 'http://ca.contoso.test/issuing.crt';
  const leaf = (wanted: Wanted = {}): Pair => certificate({ issuer: intermediate, aia: AIA, ...wanted });
  return { root, intermediate, leaf };
});
export const freshKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

export const chainOf = (...pairs: readonly Pair[]): string => pairs.map(({ pem }) => pem).join('');
