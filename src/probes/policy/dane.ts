import { createHash, X509Certificate } from 'node:crypto';
import type { PolicyReport, TlsaReport } from '../../model/probe.js';
import type { ProbeResolver } from '../dns/resolver.js';
import { publicKeyOf } from './public-key.js';

/** What DNS says, before the certificates are there. A host without records carries its final state. */
export interface TlsaLookup {
  readonly hosts: readonly TlsaReport[];
  readonly resolver: string | undefined;
}

/** Certificates as sent (DER, the server's own first), one list for each address of the host that was reached. */
export type Chains = ReadonlyMap<string, readonly (readonly Uint8Array[])[]>;

/**
 * Looks up the TLSA records of the hosts. They count only if DNSSEC vouches for the MX records and for them (RFC 7672,
 * sections 2.2.1 and 2.2.2); without a resolver that says so, DANE is not tested.
 *
 * @param domain whose MX led to the hosts; missing if the host itself was asked for
 */
export async function lookUpTlsa(domain: string | undefined, hosts: readonly string[], resolver: ProbeResolver): Promise<TlsaLookup> {
  const secure = resolver.validating === undefined ? resolver : resolver.validating;
  if (secure === null) return { hosts: hosts.map((host) => stateOnly(host, 'not-tested')), resolver: undefined };
  const [mx, ...answers] = await Promise.all([
    domain === undefined ? undefined : secure.mx(domain),
    ...hosts.map(async (host) => ({ host, address: await secure.a(host), tlsa: await secure.tlsa(`_25._tcp.${host}`) })),
  ]);
  // A domain without MX is its own host, and the absence must be vouched for just as well.
  const isSecureMx = mx === undefined || mx.authenticated === true;
  const reports = answers.map(({ host, address, tlsa }): TlsaReport => {
    if (mx?.failure === 'servfail' || tlsa.failure === 'servfail') return stateOnly(host, 'bogus');
    if (mx?.failure === 'timeout' || tlsa.failure === 'timeout') return stateOnly(host, 'not-tested');
    if (tlsa.values.length === 0) return stateOnly(host, 'none');
    const isSecure = isSecureMx && tlsa.authenticated === true && address.authenticated === true;
    return { host, state: isSecure ? 'not-tested' : 'no-dnssec', records: tlsa.values };
  });
  return { hosts: reports, resolver: secure.name };
}

const stateOnly = (host: string, state: TlsaReport['state']): TlsaReport => ({ host, state, records: [] });

/** The worst first. */
const ORDER: readonly TlsaReport['state'][] = ['bogus', 'mismatch', 'not-tested', 'no-dnssec', 'none', 'match'];

/** Holds the records against the certificates of every address: a pool with one old certificate is a mismatch. */
export function judgeTlsa(lookup: TlsaLookup, chains: Chains): PolicyReport['dane'] {
  const hosts = lookup.hosts.map((report) => judgeHost(report, chains.get(report.host) ?? []));
  const state = ORDER.find((one) => hosts.some((host) => host.state === one)) ?? 'not-tested';
  return lookup.resolver === undefined ? { state, hosts } : { state, hosts, resolver: lookup.resolver };
}

function judgeHost(report: TlsaReport, chains: readonly (readonly Uint8Array[])[]): TlsaReport {
  if (report.state !== 'not-tested' || report.records.length === 0) return report;
  const usable = report.records.flatMap((text) => readTlsa(text) ?? []);
  // Records that no sender can use ask for TLS, but for no certificate (RFC 7672, section 2.2).
  if (usable.length === 0) return { ...report, state: 'none' };
  if (chains.length === 0) return report;
  const isMatch = chains.every((chain) => usable.some((record) => matches(record, chain, report.host)));
  return { ...report, state: isMatch ? 'match' : 'mismatch' };
}

interface Tlsa {
  readonly usage: 2 | 3;
  /** 0: the whole certificate, 1: its public key. */
  readonly selector: 0 | 1;
  readonly digest: 'sha256' | 'sha512' | undefined;
  readonly data: string;
}

const DIGESTS = { '1': 'sha256', '2': 'sha512' } as const;
const LENGTHS = { sha256: 64, sha512: 128 } as const;

/** A record that can be used: PKIX usages (0 and 1) cannot, for SMTP (RFC 7672, section 3.1.3). */
function readTlsa(text: string): Tlsa | undefined {
  const [, usage, selector, matching, data = ''] = /^([23]) ([01]) ([0-2]) ([\da-f]{2,8192})$/i.exec(text) ?? [];
  if (usage === undefined) return undefined;
  const digest = matching === '1' || matching === '2' ? DIGESTS[matching] : undefined;
  if (digest !== undefined && data.length !== LENGTHS[digest]) return undefined;
  return { usage: usage === '3' ? 3 : 2, selector: selector === '1' ? 1 : 0, digest, data: data.toLowerCase() };
}

/** Usage 3 is the server's own certificate, of which nothing else counts, neither name nor date (RFC 7672, section 3.1.1). */
function matches(record: Tlsa, chain: readonly Uint8Array[], host: string): boolean {
  if (record.usage === 3) return chain[0] !== undefined && isSame(record, chain[0]);
  // Usage 2: an authority that was sent, that the server's certificate leads to, and the name (section 3.1.2).
  const at = chain.findIndex((der, index) => index > 0 && isSame(record, der));
  return at > 0 && leadsTo(chain.slice(0, at + 1), host);
}

function isSame({ selector, digest, data }: Tlsa, der: Uint8Array): boolean {
  const bytes = selector === 0 ? der : publicKeyOf(der);
  if (bytes === undefined) return false;
  const value = digest === undefined ? Buffer.from(bytes) : createHash(digest).update(bytes).digest();
  return value.toString('hex') === data;
}

function leadsTo(chain: readonly Uint8Array[], host: string): boolean {
  try {
    const all = chain.map((der) => new X509Certificate(der));
    const isSigned = all.every((one, index) => {
      const issuer = all[index + 1];
      return issuer === undefined || (one.checkIssued(issuer) && one.verify(issuer.publicKey));
    });
    return isSigned && all[0]?.checkHost(host, { subject: 'never' }) !== undefined;
  } catch {
    return false;
  }
}
