import { type CipherGCMTypes, createDecipheriv, createHmac } from 'node:crypto';
import type { Record } from './records.js';

interface Suite {
  readonly cipher: CipherGCMTypes | 'chacha20-poly1305';
  readonly hash: 'sha256' | 'sha384';
  readonly key: number;
}
/** RFC 8446, appendix B.4. */
const SUITES: Readonly<{ [number: number]: Suite }> = {
  4865: { cipher: 'aes-128-gcm', hash: 'sha256', key: 16 },
  4866: { cipher: 'aes-256-gcm', hash: 'sha384', key: 32 },
  4867: { cipher: 'chacha20-poly1305', hash: 'sha256', key: 32 },
};
const IV = 12;
const TAG = 16;

/** Opens the encrypted records of a server's handshake in their order; undefined for one that these keys do not open. */
export function opener(secret: Buffer, number: number): (record: Record) => Record | undefined {
  const suite = SUITES[number];
  if (!suite) return () => undefined;
  const key = expand(suite.hash, secret, 'key', suite.key);
  const iv = expand(suite.hash, secret, 'iv', IV);
  let sequence = 0;
  return ({ head, body }) => {
    if (body.length <= TAG) return undefined;
    const nonce = Buffer.from(iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(IV - 4) ^ sequence) >>> 0, IV - 4);
    sequence += 1;
    const plain = open(suite, key, nonce, head, body);
    return plain && inner(plain, head);
  };
}

function open({ cipher }: Suite, key: Buffer, nonce: Buffer, head: Buffer, body: Buffer): Buffer | undefined {
  try {
    // Both kinds take the same calls; the types of Node know them as two.
    const decipher =
      cipher === 'chacha20-poly1305' ? createDecipheriv(cipher, key, nonce, { authTagLength: TAG }) : createDecipheriv(cipher, key, nonce);
    decipher.setAAD(head, { plaintextLength: body.length - TAG });
    decipher.setAuthTag(body.subarray(-TAG));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The true type stands behind the content, zeros for padding behind it (RFC 8446, section 5.4). */
function inner(plain: Buffer, head: Buffer): Record | undefined {
  let end = plain.length;
  while (end > 0 && plain[end - 1] === 0) end -= 1;
  return end === 0 ? undefined : { type: plain[end - 1] ?? 0, head, body: plain.subarray(0, end - 1) };
}

/** HKDF-Expand-Label with an empty context (RFC 8446, section 7.1); one round is enough for keys this short. */
function expand(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}
