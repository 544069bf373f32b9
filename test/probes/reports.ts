import type { AddressReport, Observed, ProbeReport, SeenCertificate, Verdict } from '../../src/model/probe.js';

/** Reports as a probe writes them, for tests of what comes behind it. */
export const certificate: SeenCertificate = {
  subject: 'CN=mail.contoso.com, O=Contoso Ltd, C=US',
  issuer: 'CN=Fabrikam Public CA, O=Fabrikam, C=US',
  thumbprint: '3F9C07A1D25E8B64190ACD7723E5F0B84416D9EE',
  serialNumber: '0A1B',
  notBefore: '2026-07-01T00:00:00.000Z',
  notAfter: '2027-06-30T23:59:59.000Z',
  domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
  keyType: 'RSA',
  keyBits: 2048,
  signature: 'sha256WithRSAEncryption',
  usages: ['serverAuth', 'clientAuth'],
  selfSigned: false,
};
export const selfSigned: SeenCertificate = {
  ...certificate,
  subject: 'CN=HYB02',
  issuer: 'CN=HYB02',
  thumbprint: 'B84416D9EE3F9C07A1D25E8B64190ACD7723E5F0',
  domains: ['HYB02', 'HYB02.contoso.com'],
  notAfter: '2031-06-30T23:59:59.000Z',
  selfSigned: true,
};

const KEYWORDS = ['SIZE', 'PIPELINING', 'DSN', 'ENHANCEDSTATUSCODES', 'STARTTLS', 'X-ANONYMOUSTLS', 'AUTH', '8BITMIME', 'BINARYMIME', 'CHUNKING'];

export const exchange = (more: Partial<Observed> = {}): Observed => ({
  banner: '220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 23 Nov 2026 03:12:00 +0000',
  bannerMs: 31,
  keywords: KEYWORDS,
  keywordsInTls: KEYWORDS.filter((word) => word !== 'STARTTLS'),
  product: 'exchange',
  masked: false,
  tlsVersion: 'TLSv1.2',
  cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
  versions: { 'TLSv1.2': true, 'TLSv1.3': false },
  certificate,
  chain: [certificate],
  trusted: true,
  root: 'CN=Fabrikam Root, O=Fabrikam, C=US',
  names: [{ name: 'mail.contoso.com', of: 'host', matches: true }],
  clientCertificate: 'no',
  connections: 2,
  ...more,
});

export const address = (verdict: Verdict, more: Partial<AddressReport> = {}): AddressReport => ({
  host: 'mail.contoso.com',
  ip: '203.0.113.10',
  port: 25,
  verdict,
  also: [],
  info: ['exchange'],
  observed: exchange(),
  ms: 120,
  ...more,
});

export const report = (addresses: readonly AddressReport[], more: Partial<ProbeReport> = {}): ProbeReport => ({
  version: 1,
  target: 'contoso.com',
  verdict: addresses.find(({ verdict }) => verdict !== 'ok')?.verdict ?? 'ok',
  addresses,
  mx: { kind: 'records', records: [{ preference: 10, host: 'mail.contoso.com' }] },
  policy: { dane: { state: 'no-dnssec', hosts: [] }, mtaSts: { state: 'absent' }, tlsRpt: { state: 'absent' } },
  notTested: [{ what: 'dane', why: 'no-dnssec' }],
  at: '2026-11-23T03:12:00.000Z',
  ms: 1800,
  ...more,
});
