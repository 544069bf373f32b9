import type { MtaStsReport, NotTested, PolicyReport, TlsRptReport } from '../../model/probe.js';
import type { ProbeResolver } from '../dns/resolver.js';
import { type Chains, judgeTlsa, lookUpTlsa, type TlsaLookup } from './dane.js';
import { judgeSts, lookUpSts } from './mta-sts.js';
import type { FetchOptions } from './sts-fetch.js';
import { readTlsRpt } from './tls-rpt.js';

export type { Chains } from './dane.js';

export interface PolicyDeps extends FetchOptions {
  readonly resolver: ProbeResolver;
}

/** What DNS and the web say of a domain. It needs no connection to a mail server, so it can begin at once. */
export interface PolicyLookup {
  readonly mtaSts: MtaStsReport;
  readonly tlsRpt: TlsRptReport;
}

/** @param domain of mail; missing for an address, which has no policies */
export async function lookUpPolicy(domain: string | undefined, deps: PolicyDeps): Promise<PolicyLookup> {
  if (domain === undefined) return { mtaSts: { state: 'not-tested' }, tlsRpt: { state: 'not-tested' } };
  const [mtaSts, txt] = await Promise.all([lookUpSts(domain, deps.resolver, deps), deps.resolver.txt(`_smtp._tls.${domain}`)]);
  return { mtaSts, tlsRpt: readTlsRpt(txt) };
}

/** Begins as soon as the hosts are known, beside the connections to them. */
export const lookUpDane = (domain: string | undefined, hosts: readonly string[], deps: PolicyDeps): Promise<TlsaLookup> =>
  lookUpTlsa(domain, hosts, deps.resolver);

/** Puts the look-ups and the certificates that the hosts sent together. Pure. */
export const judgePolicy = (lookup: PolicyLookup, tlsa: TlsaLookup, hosts: readonly string[], chains: Chains): PolicyReport => ({
  dane: judgeTlsa(tlsa, chains),
  mtaSts: judgeSts(lookup.mtaSts, hosts),
  tlsRpt: lookup.tlsRpt,
});

/** All of it in one go, where the certificates are there already. */
export async function readPolicy(domain: string | undefined, hosts: readonly string[], chains: Chains, deps: PolicyDeps): Promise<PolicyReport> {
  const [lookup, tlsa] = await Promise.all([lookUpPolicy(domain, deps), lookUpDane(domain, hosts, deps)]);
  return judgePolicy(lookup, tlsa, hosts, chains);
}

/** What of the policies was not tested, and why. */
export function policyNotTested(report: PolicyReport, domain: string | undefined): NotTested[] {
  const why = domain === undefined ? 'no-domain' : 'dns-failed';
  const rows: NotTested[] = [];
  if (report.dane.state === 'not-tested') rows.push({ what: 'dane', why: domain === undefined ? why : whyNoDane(report.dane) });
  if (report.mtaSts.state === 'not-tested') rows.push({ what: 'mta-sts', why });
  if (report.tlsRpt.state === 'not-tested') rows.push({ what: 'tls-rpt', why });
  return rows;
}

function whyNoDane({ hosts, resolver }: PolicyReport['dane']): NotTested['why'] {
  if (hosts.length === 0) return 'no-name';
  if (resolver === undefined) return 'no-resolver';
  return hosts.some(({ state, records }) => state === 'not-tested' && records.length > 0) ? 'not-reached' : 'dns-failed';
}
