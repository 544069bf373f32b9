import { isIP } from 'node:net';
import type { Fault, MxReport, NotTested } from '../../model/probe.js';
import type { Answer, Resolver } from '../surroundings.js';
import type { Target } from '../target.js';

export interface FoundHost {
  readonly host: string;
  /** What is to be called; empty where `fault` says why. */
  readonly addresses: readonly string[];
  readonly fault?: Extract<Fault, `dns_${string}`> | undefined;
}
export interface Found {
  readonly mx: MxReport;
  readonly hosts: readonly FoundHost[];
  /** What was left out, because there is too much of it. */
  readonly more: readonly NotTested[];
}

const MOST = { hosts: 5, addresses: 2 } as const;
const NOT_ASKED: MxReport = { kind: 'not-asked', records: [] };

/**
 * The hosts that take mail for a target, by preference, and their addresses (RFC 5321, section 5.1; RFC 7505). A name without
 * MX is a host itself. With `mx: false` the target is called itself whatever DNS says. Throws never.
 */
export async function findHosts(target: Target, resolver: Resolver, { mx: wanted }: { readonly mx: boolean }): Promise<Found> {
  if (target.kind === 'address') return { mx: NOT_ASKED, hosts: [{ host: target.name, addresses: [target.name] }], more: [] };
  if (!wanted) return found(NOT_ASKED, [await hostOf(target.name, resolver)]);
  const [answer, self] = await Promise.all([resolver.mx(target.name), hostOf(target.name, resolver)]);
  const fault = MX_FAULTS[answer.failure ?? ''];
  if (fault !== undefined) return { mx: { kind: 'none', records: [] }, hosts: [{ host: target.name, addresses: [], fault }], more: [] };
  const [first] = answer.values;
  if (!first) return implicit(target.name, self);
  // A single "." of any preference: the domain takes no mail (RFC 7505).
  if (answer.values.length === 1 && (first.host === '' || first.host === '.'))
    return { mx: { kind: 'null', records: [] }, hosts: [{ host: target.name, addresses: [], fault: 'dns_null_mx' }], more: [] };
  return byRecords(answer.values, resolver);
}

/** No MX is no fault of DNS; all others are. */
const MX_FAULTS: Readonly<Record<string, FoundHost['fault']>> = {
  'no-such-name': 'dns_no_such_name',
  servfail: 'dns_servfail',
  timeout: 'dns_timeout',
};

function implicit(name: string, self: FoundHost): Found {
  if (self.fault === undefined) return found({ kind: 'implicit', records: [] }, [self]);
  const fault = self.fault === 'dns_no_such_name' ? 'dns_no_mx' : self.fault;
  return { mx: { kind: 'none', records: [] }, hosts: [{ host: name, addresses: [], fault }], more: [] };
}

async function byRecords(records: Answer<{ preference: number; host: string }>['values'], resolver: Resolver): Promise<Found> {
  const unique = records.filter(({ host }, i) => records.findIndex((other) => other.host === host) === i);
  const asked = await Promise.all(
    unique.slice(0, MOST.hosts).map(async ({ preference, host }) => ({ preference, ...(await mxHost(host, resolver)) })),
  );
  const hosts = asked.map(({ found: one }) => one);
  const report = asked.map(({ preference, found: { host }, fault }) => ({ preference, host, ...(fault && { fault }) }));
  const rest = unique.slice(MOST.hosts).map(({ preference, host }) => ({ preference, host }));
  return found({ kind: 'records', records: [...report, ...rest] }, hosts, rest.length > 0 ? [{ what: 'more-hosts', why: 'too-many' }] : []);
}

type RecordFault = MxReport['records'][number]['fault'];

/** A host of an MX record has to be a name with addresses of its own: neither an address nor an alias (RFC 5321, section 5.1). */
async function mxHost(host: string, resolver: Resolver): Promise<{ found: FoundHost; fault?: RecordFault }> {
  if (isIP(host) !== 0) return { found: { host, addresses: [host] }, fault: 'address' };
  const [one, alias] = await Promise.all([hostOf(host, resolver), resolver.cname(host)]);
  const isDangling = one.fault === 'dns_no_such_name';
  if (isDangling) return { found: { ...one, fault: 'dns_dangling_mx' }, fault: 'dangling' };
  return { found: one, ...(alias.values.length > 0 && { fault: 'alias' as const }) };
}

/** A and AAAA, both asked at once; a failure counts only where no address came at all. */
async function hostOf(host: string, resolver: Resolver): Promise<FoundHost> {
  const [a, aaaa] = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
  const addresses = [...a.values, ...aaaa.values];
  if (addresses.length > 0) return { host, addresses: mixed(a.values, aaaa.values) };
  const failures = [a.failure, aaaa.failure];
  const fault = failures.includes('timeout') ? 'dns_timeout' : failures.includes('servfail') ? 'dns_servfail' : 'dns_no_such_name';
  return { host, addresses: [], fault };
}

/** One address of each kind first. */
const mixed = (a: readonly string[], aaaa: readonly string[]): string[] => [...a.slice(0, 1), ...aaaa.slice(0, 1), ...a.slice(1), ...aaaa.slice(1)];

function found(mx: MxReport, hosts: readonly FoundHost[], more: readonly NotTested[] = []): Found {
  const isLong = hosts.some(({ addresses }) => addresses.length > MOST.addresses);
  return {
    mx,
    hosts: hosts.map((one) => ({ ...one, addresses: one.addresses.slice(0, MOST.addresses) })),
    more: [...more, ...(isLong ? [{ what: 'more-addresses', why: 'too-many' } as const] : [])],
  };
}
