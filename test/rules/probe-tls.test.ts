// What a live probe sees of TLS, certificates, policies and pools: exactly one finding each, and none where all is well.
import { judge } from '../../src/engine/judge.js';
import type { AddressReport, Fault, Observed, PolicyReport, ProbeReport, SeenCertificate, Verdict } from '../../src/model/probe.js';
import { readPaste } from '../../src/parsers/index.js';
import { rules } from '../../src/rules/index.js';

type Make = 'exchange' | 'other';

const CERTIFICATE: SeenCertificate = {
  subject: 'CN=mail.contoso.com, O=Contoso Ltd, C=US',
  issuer: 'CN=Fabrikam Public CA, O=Fabrikam, C=US',
  thumbprint: '3F9C07A1D25E8B64190ACD7723E5F0B84416D9EE',
  serialNumber: '0A1B',
  notBefore: '2026-06-01T00:00:00.000Z',
  notAfter: '2027-01-15T23:59:59.000Z',
  domains: ['mail.contoso.com'],
  keyType: 'RSA',
  keyBits: 2048,
  signature: 'sha256WithRSAEncryption',
  usages: ['serverAuth'],
  selfSigned: false,
};
const OTHER = { ...CERTIFICATE, thumbprint: 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334' };
const SELF_SIGNED = { ...OTHER, subject: 'CN=EX02', issuer: 'CN=EX02', selfSigned: true };
const EXPIRED = { ...CERTIFICATE, notAfter: '2026-11-20T23:59:59.000Z' };
const NO_POLICY: PolicyReport = { dane: { state: 'none', hosts: [] }, mtaSts: { state: 'absent' }, tlsRpt: { state: 'absent' } };

function address(verdict: Verdict, make: Make, observed: Partial<Observed> = {}, row: Partial<AddressReport> = {}): AddressReport {
  const isExchange = make === 'exchange';
  const seen: Observed = {
    banner: isExchange ? '220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 23 Nov 2026 03:12:00 +0000' : '220 mail.contoso.com ESMTP',
    bannerMs: 31,
    keywords: isExchange ? ['SIZE', 'STARTTLS', 'X-ANONYMOUSTLS', 'CHUNKING'] : ['SIZE', 'STARTTLS'],
    product: make,
    connections: 2,
    ...(!/^tls_/.test(verdict) && { tlsVersion: 'TLSv1.2', certificate: CERTIFICATE, trusted: true }),
    ...observed,
  };
  const info = isExchange ? (['exchange'] as const) : [];
  return { host: 'mail.contoso.com', ip: '203.0.113.10', port: 25, verdict, also: [], info, observed: seen, ms: 180, ...row };
}

function report(addresses: readonly AddressReport[], policy: Partial<PolicyReport> = {}): ProbeReport {
  const verdict = addresses.find((one) => one.verdict !== 'ok')?.verdict ?? 'ok';
  const records = addresses.map(({ host }) => ({ preference: 10, host }));
  const mx = { kind: 'records', records } as const;
  const at = '2026-11-23T03:12:00.000Z';
  return { version: 1, target: 'contoso.com', verdict, addresses, mx, policy: { ...NO_POLICY, ...policy }, notTested: [], at, ms: 190 };
}

/** On one line and printed wide: both are pasted. */
const foundIn = (one: ProbeReport): string[][] =>
  [JSON.stringify(one), JSON.stringify(one, null, 2)].map((text) => judge(readPaste(text), rules).findings.map(({ rule }) => rule.id));
const expectOnly = (one: ProbeReport, id: string | undefined): void => {
  const wanted = id === undefined ? [] : [id];
  expect(foundIn(one)).toEqual([wanted, wanted]);
};

const BOTH = ['exchange', 'other'] as const;
const noName = { names: [{ name: 'mail.contoso.com', of: 'host', matches: false }] } as const;
const expected = { names: [{ name: 'hybrid.contoso.com', of: 'expected', matches: false }] } as const;
const VERDICTS: readonly (readonly [Fault, string, string, Partial<Observed>?])[] = [
  ['tls_garbage', 'server-answers-starttls-without-tls', 'server-answers-starttls-without-tls'],
  ['tls_closed', 'server-ends-tls-handshake', 'server-ends-tls-handshake'],
  ['tls_timeout', 'tls-handshake-gets-no-answer', 'tls-handshake-gets-no-answer'],
  ['tls_alert', 'server-ends-tls-handshake', 'server-ends-tls-handshake'],
  ['tls_alert', 'server-ends-tls-handshake', 'server-ends-tls-handshake', { alert: 80 }],
  ['tls_alert', 'server-ends-tls-handshake', 'server-ends-tls-handshake', { alert: 50 }],
  ['tls_alert', 'mail-server-takes-no-offered-tls', 'mail-server-takes-no-offered-tls', { alert: 40 }],
  ['tls_alert', 'mail-server-takes-no-offered-tls', 'mail-server-takes-no-offered-tls', { alert: 70 }],
  ['tls_alert', 'mail-server-demands-client-certificate', 'mail-server-demands-client-certificate', { alert: 116 }],
  ['tls_alert', 'mail-server-demands-client-certificate', 'mail-server-demands-client-certificate', { alert: 48 }],
  ['tls_alert', 'mail-server-has-no-certificate-for-name', 'mail-server-has-no-certificate-for-name', { alert: 112 }],
  ['tls_legacy_only', 'tls-1-2-is-off-on-exchange-server', 'mail-server-speaks-old-tls-only', { tlsVersion: 'TLSv1' }],
  ['tls13_only', 'mail-server-speaks-tls-1-3-only', 'mail-server-speaks-tls-1-3-only', { tlsVersion: 'TLSv1.3' }],
  ['client_cert_required', 'mail-server-demands-client-certificate', 'mail-server-demands-client-certificate', { reply: '421 4.7.1 no certificate' }],
  ['cert_expired', 'starttls-certificate-expired', 'mail-server-certificate-has-expired', { certificate: EXPIRED }],
  // The graver verdict decides, though the session is self-signed as well.
  [
    'cert_expired',
    'starttls-certificate-expired',
    'mail-server-certificate-has-expired',
    { certificate: { ...SELF_SIGNED, notAfter: EXPIRED.notAfter } },
  ],
  ['cert_not_yet_valid', 'server-certificate-is-not-valid-yet', 'server-certificate-is-not-valid-yet'],
  ['cert_expires_soon', 'starttls-certificate-expires-soon', 'mail-server-certificate-expires-soon'],
  [
    'cert_self_signed',
    'receive-connector-presents-self-signed-certificate',
    'mail-server-certificate-has-no-public-root',
    { certificate: SELF_SIGNED, trusted: false },
  ],
  ['cert_untrusted_ca', 'exchange-shows-private-ca-certificate', 'mail-server-certificate-has-no-public-root', { trusted: false }],
  ['chain_incomplete', 'intermediate-certificate-is-missing', 'mail-server-sends-no-intermediate', { trusted: false }],
  ['chain_intermediate_expired', 'intermediate-certificate-has-expired', 'intermediate-certificate-has-expired', { trusted: false }],
  ['chain_misordered', 'certificates-are-sent-in-wrong-order', 'certificates-are-sent-in-wrong-order'],
  ['cert_name_mismatch', 'exchange-certificate-lacks-called-name', 'mail-server-certificate-lacks-its-name', noName],
  ['cert_name_mismatch', 'exchange-certificate-lacks-called-name', 'mail-server-certificate-lacks-its-name', expected],
  ['cert_no_san', 'exchange-certificate-lacks-called-name', 'mail-server-certificate-lacks-its-name'],
  ['eku_no_server_auth', 'server-certificate-lacks-server-usage', 'server-certificate-lacks-server-usage'],
  ['weak_key', 'exchange-certificate-is-too-weak', 'mail-server-certificate-is-too-weak'],
  ['weak_signature', 'exchange-certificate-is-too-weak', 'mail-server-certificate-is-too-weak'],
];

describe('one verdict, one finding', () => {
  for (const [verdict, ofExchange, ofOther, observed] of VERDICTS) {
    test(`${verdict}: ${ofExchange}, or ${ofOther}`, () => {
      expectOnly(report([address(verdict, 'exchange', observed)]), ofExchange);
      expectOnly(report([address(verdict, 'other', observed)]), ofOther);
    });
  }
});

describe('policies of the domain', () => {
  const host = 'mail.contoso.com';
  const POLICIES: readonly (readonly [string, Partial<PolicyReport>])[] = [
    ['dane-tlsa-record-does-not-match', { dane: { state: 'mismatch', hosts: [{ host, state: 'mismatch', records: ['3 1 1 00'] }] } }],
    ['dane-dnssec-broken', { dane: { state: 'bogus', hosts: [{ host, state: 'bogus', records: [] }] } }],
    ['mta-sts-policy-lacks-mx-host', { mtaSts: { state: 'mx-not-in-policy', mode: 'enforce', uncovered: [host] } }],
    ['mta-sts-policy-cannot-be-read', { mtaSts: { state: 'fetch-error', why: 'http-404' } }],
    ['mta-sts-policy-cannot-be-read', { mtaSts: { state: 'syntax', why: 'no-mx-line' } }],
    ['mta-sts-certificate-fails', { mtaSts: { state: 'certificate', mode: 'enforce' } }],
  ];
  test.each(POLICIES)('%s', (id, policy) => {
    for (const make of BOTH) expectOnly(report([address('ok', make)], policy), id);
  });
});

describe('several addresses', () => {
  const second = { host: 'mx2.contoso.com', ip: '203.0.113.11' };
  const half = 'one-of-several-servers-shows-faulty-certificate';

  test('one of two Exchange servers has the old certificate', () => {
    for (const [verdict, certificate] of [
      ['cert_self_signed', SELF_SIGNED],
      ['cert_expired', { ...OTHER, notAfter: EXPIRED.notAfter }],
      ['cert_name_mismatch', OTHER],
      ['chain_incomplete', OTHER],
    ] as const) {
      const bad = address(verdict, 'exchange', { certificate }, second);
      expectOnly(report([address('ok', 'exchange'), bad]), half);
      expectOnly(report([bad, address('ok', 'exchange')]), half);
      expectOnly(report([address('ok', 'exchange'), { ...bad, host: 'mail.contoso.com' }]), half);
    }
  });

  test('the commands use the certificate of the server that is in order', () => {
    const one = report([address('cert_self_signed', 'exchange', { certificate: SELF_SIGNED }, second), address('ok', 'exchange')]);
    const [finding] = judge(readPaste(JSON.stringify(one)), rules).findings;
    expect(finding?.facts).toMatchObject({ thumbprint: CERTIFICATE.thumbprint, endpoint: 'mx2.contoso.com', remoteHost: 'mail.contoso.com' });
  });

  test('both fail in the same way: no half of a farm', () => {
    const rows = [
      address('cert_expired', 'exchange', { certificate: EXPIRED }),
      address('cert_expired', 'exchange', { certificate: EXPIRED }, second),
    ];
    expectOnly(report(rows), 'starttls-certificate-expired');
  });

  test('servers that are not Exchange get no Exchange commands', () => {
    const rows = [address('ok', 'other'), address('cert_expired', 'other', { certificate: { ...OTHER, notAfter: EXPIRED.notAfter } }, second)];
    expectOnly(report(rows), 'mail-server-certificate-has-expired');
  });

  test('two hosts in order, each with a certificate of its own', () => {
    expectOnly(report([address('ok', 'exchange'), address('ok', 'exchange', { certificate: OTHER }, second)]), undefined);
  });
});

describe('all is well', () => {
  test.each(['client_cert_requested', 'wildcard', 'sni_dependent', 'root_sent', 'exchange', 'gateway'] as const)('%s is no fault', (note) => {
    for (const make of BOTH) {
      const clientCertificate = note === 'client_cert_requested' ? 'requested' : 'no';
      expectOnly(report([address('ok', make, { clientCertificate }, { info: [note] })]), undefined);
    }
  });
});
