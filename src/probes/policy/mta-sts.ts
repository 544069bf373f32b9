import type { MtaStsReport } from '../../model/probe.js';
import type { Resolver } from '../surroundings.js';
import { type FetchOptions, fetchPolicy } from './sts-fetch.js';
import { matchesMx, readStsPolicy, readStsRecord } from './sts-text.js';

/** Looks up the record and fetches the policy (RFC 8461). What it says of the hosts is seen by `judgeSts`. */
export async function lookUpSts(domain: string, resolver: Resolver, options: FetchOptions): Promise<MtaStsReport> {
  const host = `mta-sts.${domain}`;
  const [txt, ...addresses] = await Promise.all([resolver.txt(`_mta-sts.${domain}`), resolver.a(host), resolver.aaaa(host)]);
  const record = readStsRecord(txt);
  if (record.state !== 'present') return record;
  const { id } = record;
  const fetched = await fetchPolicy(host, addresses, options);
  if ('failed' in fetched) return { state: fetched.failed, id, why: fetched.why };
  const policy = readStsPolicy(fetched.text);
  return 'why' in policy ? { state: 'syntax', id, why: policy.why } : { state: 'match', id, ...policy };
}

/** Holds the hosts of a domain against its policy. A policy of mode `none` asks for nothing. */
export function judgeSts(report: MtaStsReport, hosts: readonly string[]): MtaStsReport {
  const { mx, mode } = report;
  if (report.state !== 'match' || mx === undefined || mode === 'none') return report;
  const uncovered = hosts.filter((host) => !mx.some((pattern) => matchesMx(pattern, host)));
  return uncovered.length === 0 ? report : { ...report, state: 'mx-not-in-policy', uncovered };
}
