import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { publicKeyOf } from '../../../src/probes/policy/public-key.js';

test('the key of every public root, as OpenSSL finds it', () => {
  for (const pem of rootCertificates) {
    const certificate = new X509Certificate(pem);
    const expected = certificate.publicKey.export({ type: 'spki', format: 'der' });
    expect(Buffer.from(publicKeyOf(certificate.raw) ?? []).equals(expected)).toBe(true);
  }
});

test('what is cut off or changed gives no key or one inside the bytes, never an error', () => {
  const { raw } = new X509Certificate(rootCertificates[0] ?? '');
  for (let length = 0; length < raw.length; length += 1) expect(publicKeyOf(raw.subarray(0, length))).toBeUndefined();
  for (let at = 0; at < raw.length; at += 1) {
    const changed = Buffer.from(raw);
    changed[at] = 0xff;
    expect(publicKeyOf(changed)?.length ?? 0).toBeLessThan(raw.length);
  }
  expect(publicKeyOf(Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]))).toBeUndefined();
});
