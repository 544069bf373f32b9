import { judge } from '../../src/engine/judge.js';
import type { AddressReport, Fault, Observed, ProbeReport } from '../../src/model/probe.js';
import { readPaste } from '../../src/parsers/index.js';
import { rules } from '../../src/rules/index.js';
import { address, exchange, report } from '../probes/reports.js';

/** Findings of a report as it is pasted, on one line and on many. */
function findings(probed: ProbeReport): string[] {
  const [one, many] = [JSON.stringify(probed), JSON.stringify(probed, null, 2)].map((text) =>
    judge(readPaste(text), rules).findings.map(({ rule }) => rule.id),
  );
  expect(one).toEqual(many);
  return one ?? [];
}
const at = (verdict: Fault, observed: Partial<Observed> = {}, more: Partial<AddressReport> = {}) =>
  report([address(verdict, { observed: { connections: 1, ...observed }, info: [], ...more })]);
const KEYWORDS = exchange().keywords?.filter((word) => word !== 'STARTTLS') ?? [];
const plain = { tlsVersion: undefined, certificate: undefined, chain: undefined, names: undefined };
const microsoft = exchange({ ...plain, keywords: KEYWORDS });
const postfix = { banner: '220 mx.contoso.com ESMTP Postfix', keywords: ['SIZE', 'PIPELINING'], product: 'other', productName: 'Postfix' } as const;

test.each<[Fault, string]>([
  ['dns_no_such_name', 'probed-name-does-not-exist'],
  ['dns_null_mx', 'domain-takes-no-mail'],
  ['dns_no_mx', 'domain-has-no-mail-server'],
  ['dns_dangling_mx', 'mx-record-names-a-missing-host'],
  ['dns_servfail', 'dns-servers-of-the-domain-fail'],
  ['dns_timeout', 'dns-servers-of-the-domain-fail'],
])('%s: %s', (verdict, rule) => {
  expect(findings(at(verdict, { connections: 0 }, { ip: null }))).toEqual([rule]);
});

test.each<[Fault, string, Partial<Observed>]>([
  ['conn_refused', 'next-hop-refuses-connections', {}],
  ['conn_timeout', 'next-hop-does-not-answer', {}],
  ['conn_reset', 'server-hangs-up-before-smtp', {}],
  ['closed_early', 'server-hangs-up-before-smtp', {}],
  ['no_banner', 'server-hangs-up-before-smtp', {}],
  ['not_smtp', 'port-speaks-no-smtp', { banner: 'HTTP/1.1 400 Bad Request' }],
  ['oversize_reply', 'port-speaks-no-smtp', { banner: '220 aaaa' }],
  ['banner_tempfail', 'server-turns-the-caller-away', { banner: '421 4.3.2 Service not available', reply: '421 4.3.2 Service not available' }],
  ['banner_rejected', 'server-turns-the-caller-away', { banner: '554 5.7.1 No access', reply: '554 5.7.1 No access' }],
  ['no_ehlo', 'server-refuses-ehlo', { banner: '220 mail.contoso.com', reply: '502 5.5.1 Unknown command' }],
  [
    'starttls_refused',
    'server-fails-to-start-offered-tls',
    { ...microsoft, keywords: [...KEYWORDS, 'STARTTLS'], reply: '454 4.7.0 TLS not available' },
  ],
  ['starttls_injection', 'text-follows-answer-to-starttls', { ...microsoft, keywords: [...KEYWORDS, 'STARTTLS'], reply: '220 ready\n250 injected' }],
  ['slow_banner', 'server-greets-slowly', exchange({ bannerMs: 8000 })],
])('%s: %s', (verdict, rule, observed) => {
  expect(findings(at(verdict, observed))).toEqual([rule]);
});

describe('STARTTLS is missing', () => {
  test('Exchange shows all its other keywords: it withholds STARTTLS itself', () => {
    expect(findings(at('no_starttls', microsoft, { info: ['exchange'] }))).toEqual(['exchange-itself-withholds-starttls']);
  });
  test('Exchange without X-ANONYMOUSTLS as well: the cause is open', () => {
    const observed = { ...microsoft, keywords: ['SIZE', 'DSN', 'ENHANCEDSTATUSCODES', '8BITMIME', 'CHUNKING'] };
    expect(findings(at('no_starttls', observed, { info: ['exchange'] }))).toEqual(['receive-connector-does-not-offer-starttls']);
  });
  test('a keyword or the banner was overwritten: a device in between', () => {
    const keyword = { ...microsoft, keywords: ['SIZE', 'XXXXXXXA', 'CHUNKING'], masked: true };
    const banner = { ...postfix, banner: `220 ${'*'.repeat(60)}`, product: 'unknown', masked: true } as const;
    for (const observed of [keyword, banner]) expect(findings(at('starttls_stripped', observed))).toEqual(['smtp-inspection-removes-starttls']);
  });
  test('another product answers: no commands for Exchange', () => {
    expect(findings(at('no_starttls', postfix, { info: ['gateway'] }))).toEqual(['mail-server-offers-no-starttls']);
  });
});

test('an MX that is an alias or an address, with servers that are in order', () => {
  for (const [host, fault] of [
    ['mail.contoso.com', 'alias'],
    ['203.0.113.10', 'address'],
  ] as const)
    expect(findings(report([address('ok')], { mx: { kind: 'records', records: [{ preference: 10, host, fault }] } }))).toEqual([
      'mx-record-is-an-alias-or-address',
    ]);
});

test('what is no fault of a server gives no finding', () => {
  const others = { ...postfix, keywords: ['SIZE', 'STARTTLS', 'PIPELINING'] };
  const online = {
    ...exchange(),
    banner: '220 AM0PR01.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready',
    product: 'exchange-online',
  } as const;
  const healthy = [exchange(), { ...exchange(), ...others }, online].map((observed) => report([address('ok', { observed, info: [] })]));
  for (const probed of [...healthy, at('prober_port25_blocked'), at('target_refused_by_policy', { connections: 0 })])
    expect(findings(probed)).toEqual([]);
});
