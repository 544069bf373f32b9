import type { MtaStsReport, PolicyReport, TlsaReport, TlsRptReport } from '../../model/probe.js';
import type { FoundHost } from '../dns/mx.js';
import type { Answer, Surroundings } from '../surroundings.js';
import { matchTlsa } from './dane.js';
import { readMtaSts } from './mta-sts.js';
import { readTlsRpt } from './tls-rpt.js';

/** For a target that is no domain. */
export const NO_POLICY: PolicyReport = { dane: { state: 'not-tested', hosts: [] }, mtaSts: { state: 'not-tested' }, tlsRpt: { state: 'not-tested' } };

/** What DNS and the web say of a domain; the certificates are held against it later. */
export interface LookedUp {
  readonly tlsa: readonly { readonly host: string; readonly answer: Answer<string> }[];
  readonly isSigned: boolean | 'bogus' | undefined;
  readonly mtaSts: MtaStsReport;
  readonly tlsRpt: TlsRptReport;
}

/** All at once, while the servers are being called. */
export async function lookUpPolicy(domain: string, hosts: readonly FoundHost[], around: Surroundings): Promise<LookedUp> {
  const { resolver } = around;
  const names = hosts.map(({ host }) => host);
  const [tlsa, isSigned, mtaSts, reports] = await Promise.all([
    Promise.all(names.map(async (host) => ({ host, answer: await resolver.tlsa(`_25._tcp.${host}`) }))),
    resolver.isSigned(domain),
    readMtaSts(domain, names, around),
    resolver.txt(`_smtp._tls.${domain}`),
  ]);
  return { tlsa, isSigned, mtaSts, tlsRpt: readTlsRpt(reports) };
}

/** The worst of several hosts speaks for all. */
const WORST = ['bogus', 'mismatch', 'not-tested', 'no-dnssec', 'none', 'match'] as const satisfies readonly TlsaReport['state'][];

/** Holds the certificates that each host sent against its TLSA records. An unsigned MX makes them void (RFC 7672, section 2.2.1). */
export function matchPolicy({ tlsa, isSigned, mtaSts, tlsRpt }: LookedUp, chains: ReadonlyMap<string, readonly Buffer[]>): PolicyReport {
  const hosts = tlsa.map(({ host, answer }) => matchTlsa(host, answer, chains.get(host) ?? []));
  const seen = new Set(hosts.map(({ state }) => state));
  const worst = WORST.find((state) => seen.has(state)) ?? 'not-tested';
  const state = isSigned === 'bogus' ? 'bogus' : isSigned === false ? 'no-dnssec' : worst;
  const resolver = tlsa.map(({ answer }) => answer.by).find((by) => by !== undefined);
  return { dane: { state, hosts, ...(resolver !== undefined && { resolver }) }, mtaSts, tlsRpt };
}
