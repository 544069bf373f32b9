import { isIP, isIPv4 } from 'node:net';
import type { Fault, MxReport, NotTested } from '../../model/probe.js';
import type { Answer, Resolver } from '../surroundings.js';
import { isHostName, type Target } from '../target.js';
import type { Mx } from './wire.js';

export type DnsFault = Extract<Fault, `dns_${string}`>;

/** A host that takes the mail of the target, and the addresses that are called. None: the fault says why. */
export interface FoundHost {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly fault?: DnsFault;
}
export interface FoundHosts {
  readonly mx: MxReport;
  readonly hosts: readonly FoundHost[];
  readonly notTested: readonly NotTested[];
}

const MOST_HOSTS = 5;
const MOST_ADDRESSES = 2;
const LONGEST_NAME = 253;

/**
 * Finds the hosts of a target as a sending server does (RFC 5321, section 5.1): MX records by preference, else the name
 * itself; with `mx: false` the name itself in any case. What an address points to is not judged here: each is held against the guard before it is called. Never throws.
 */
export async function findHosts(target: Target, resolver: Resolver, options: { readonly mx?: boolean } = {}): Promise<FoundHosts> {
  const { kind, name } = target;
  if (kind === 'address') return { mx: { kind: 'not-asked', records: [] }, hosts: [{ host: name, addresses: [name] }], notTested: [] };
  if (options.mx === false) return itself(name, await lookUp(name, resolver));
  // The address of the name is needed only where it has no MX; asking at once costs nothing.
  const [mx, own] = await Promise.all([resolver.mx(name), lookUp(name, resolver)]);
  if (mx.failure === 'no-data') return implicit(name, own);
  if (mx.failure !== undefined) {
    // A server that cannot learn the MX must wait: it may not take the address of the domain in their place.
    return none(name, mx.failure === 'no-such-name' ? 'none' : 'not-asked', FAULTS[mx.failure]);
  }
  if (mx.values.every(({ host }) => isRoot(host))) return none(name, 'null', 'dns_null_mx');
  return fromRecords(mx, resolver);
}

const FAULTS = { 'no-such-name': 'dns_no_such_name', servfail: 'dns_servfail', timeout: 'dns_timeout' } as const;

/** The root as MX says that the domain takes no mail (RFC 7505); beside others it means nothing. */
const isRoot = (host: string): boolean => host === '' || host === '.';

const none = (host: string, kind: MxReport['kind'], fault: DnsFault): FoundHosts => ({
  mx: { kind, records: [] },
  hosts: [{ host, addresses: [], fault }],
  notTested: [],
});

/** The host that was named, whatever its MX. */
function itself(name: string, own: Found): FoundHosts {
  const host =
    own.addresses.length > 0
      ? { host: name, addresses: choose(own.addresses) }
      : { host: name, addresses: [], fault: FAULTS[own.failed ?? 'no-such-name'] };
  return { mx: { kind: 'not-asked', records: [] }, hosts: [host], notTested: leftOut([own], false) };
}

function implicit(name: string, own: Found): FoundHosts {
  if (own.addresses.length === 0) return none(name, 'none', own.failed === undefined ? 'dns_no_mx' : FAULTS[own.failed]);
  return { mx: { kind: 'implicit', records: [] }, hosts: [{ host: name, addresses: choose(own.addresses) }], notTested: leftOut([own], false) };
}

async function fromRecords(mx: Answer<Mx>, resolver: Resolver): Promise<FoundHosts> {
  const sorted = mx.values.filter(({ host }) => !isRoot(host)).sort((a, b) => a.preference - b.preference || compare(a.host, b.host));
  const names = [...new Set(sorted.map(({ host }) => host))];
  const called = names.slice(0, MOST_HOSTS);
  const found = new Map(await Promise.all(called.map(async (host) => [host, await lookUp(host, resolver)] as const)));
  return {
    mx: {
      kind: 'records',
      records: sorted.map(({ preference, host }) => {
        const fault = recordFault(host, found.get(host));
        return { preference, host: shown(host), ...(fault === undefined ? {} : { fault }) };
      }),
    },
    hosts: [...found].map(([host, one]) => hostOf(host, one)),
    notTested: leftOut([...found.values()], names.length > called.length),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A name out of DNS may hold any byte. Of one that is no host's, nothing is shown that could draw. */
const shown = (host: string): string => host.slice(0, LONGEST_NAME).replace(/[^\w.:-]/g, '?');

function recordFault(host: string, found: Found | undefined): MxReport['records'][number]['fault'] {
  if (isIP(host) !== 0) return 'address';
  if (found === undefined) return undefined;
  if (found.addresses.length === 0) return found.failed === undefined ? 'dangling' : undefined;
  return found.alias === undefined ? undefined : 'alias';
}

function hostOf(host: string, { addresses, failed }: Found): FoundHost {
  if (addresses.length > 0) return { host, addresses: choose(addresses) };
  return { host: shown(host), addresses: [], fault: failed === undefined ? 'dns_dangling_mx' : FAULTS[failed] };
}

interface Found {
  readonly addresses: readonly string[];
  readonly alias: string | undefined;
  /** No address came, and it is not sure that there is none. */
  readonly failed: 'servfail' | 'timeout' | undefined;
}

async function lookUp(host: string, resolver: Resolver): Promise<Found> {
  // An address in place of a name is none (RFC 5321, section 5.1), though node:dns would hand it back as found.
  if (!isResolvable(host)) return { addresses: [], alias: undefined, failed: undefined };
  const answers = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
  const failures = answers.map(({ failure }) => failure);
  return {
    addresses: [...new Set(answers.flatMap(({ values }) => values))],
    alias: answers.map(({ alias }) => alias).find((alias) => alias !== undefined),
    failed: failures.includes('servfail') ? 'servfail' : failures.includes('timeout') ? 'timeout' : undefined,
  };
}

/** Underscores stand in some real hosts' names. */
const isResolvable = (host: string): boolean => isIP(host) === 0 && isHostName(host.replaceAll('_', 'x')) && !/(?:^|\.)\d+$/.test(host);

/** One of each family where there are both: a host that is broken on one only is usual. */
function choose(addresses: readonly string[]): string[] {
  const v4 = addresses.filter((ip) => isIPv4(ip));
  const v6 = addresses.filter((ip) => !isIPv4(ip));
  return [...v4.slice(0, 1), ...v6.slice(0, 1), ...v4.slice(1), ...v6.slice(1)].slice(0, MOST_ADDRESSES);
}

const leftOut = (found: readonly Found[], moreHosts: boolean): NotTested[] => [
  ...(moreHosts ? [{ what: 'more-hosts', why: 'too-many' } as const] : []),
  ...(found.some(({ addresses }) => addresses.length > MOST_ADDRESSES) ? [{ what: 'more-addresses', why: 'too-many' } as const] : []),
];
