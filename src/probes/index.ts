import { isIPv6 } from 'node:net';
import { type AddressReport, FAULTS, type NotTested, type ProbeReport, type Verdict } from '../model/probe.js';
import { visitAddress } from './address.js';
import { type FoundHost, findHosts } from './dns/mx.js';
import { guardOf } from './guard.js';
import { judgePolicy, lookUpDane, lookUpPolicy, policyNotTested } from './policy/index.js';
import { judgeSeen, nothingSeen, type Seen } from './seen.js';
import type { Surroundings } from './surroundings.js';
import type { Target } from './target.js';
import type { Visit } from './visit.js';

export interface ProbeRequest {
  readonly target: Target;
  /** Then only this port of the host itself is called, and no MX is asked for. */
  readonly port?: number | undefined;
  /** The name that the person's connector expects of the certificate. */
  readonly expect?: string | undefined;
  /** Asked for in the handshake in place of the host's own name. */
  readonly serverName?: string | undefined;
  readonly implicitTls?: boolean | undefined;
}

/** What a probe is doing, for a line of progress. */
export type Step =
  | { readonly doing: 'dns' | 'canary' | 'policy' }
  | { readonly doing: 'address'; readonly host: string; readonly done: number; readonly all: number };

interface Row {
  readonly host: string;
  readonly ip: string | null;
  readonly seen: Seen;
  readonly ms: number;
}

const SMTP = 25;
/** Ports that begin with TLS (RFC 8314). */
const SMTPS = 465;

/** Probes a domain, a host or an address, as far as its limits allow. Sends no mail, throws never, ends within `limits.total` and a little. */
export async function probe(request: ProbeRequest, around: Surroundings, onStep: (step: Step) => void = () => {}): Promise<ProbeReport> {
  const { target } = request;
  const began = around.now();
  const port = request.port ?? target.port ?? SMTP;
  const isItself = request.port !== undefined || target.port !== undefined;
  const domain = target.kind === 'address' || isItself ? undefined : target.name;
  const deps = { ...around, guard: guardOf(around.allow) };
  onStep({ doing: 'dns' });
  const policy = lookUpPolicy(domain, deps);
  const found = await findHosts(target, around.resolver, { mx: !isItself });
  const names = found.hosts.map(({ host }) => host);
  const tlsa = lookUpDane(domain, target.kind === 'address' ? [] : names, deps);
  const rows = await visitAll(found.hosts, { ...request, port, until: began + around.limits.total }, around, onStep);
  const reached = rows.filter(isUseful(rows));
  await markBlocked(reached, port, around, onStep);
  onStep({ doing: 'policy' });
  const judged = judgePolicy(await policy, await tlsa, names, chainsOf(reached));
  const addresses = reached.map(({ host, ip, seen, ms }): AddressReport => ({ host, ip, port, ...judgeSeen(seen), ms }));
  return {
    version: 1,
    target: target.name,
    verdict: gravest(addresses),
    addresses,
    mx: found.mx,
    policy: judged,
    notTested: [...found.notTested, ...leftOut(addresses, rows.length - reached.length), ...policyNotTested(judged, domain)],
    at: new Date(began).toISOString(),
    ms: around.now() - began,
  };
}

/** The certificates of each host, a chain for each address that showed one. */
function chainsOf(rows: readonly Row[]): Map<string, Buffer[][]> {
  const chains = new Map<string, Buffer[][]>();
  for (const { host, seen } of rows) if (seen.chain.length > 0) chains.set(host, [...(chains.get(host) ?? []), [...seen.chain]]);
  return chains;
}

type Wanted = Omit<ProbeRequest, 'port'> & { readonly port: number; readonly until: number };

async function visitAll(hosts: readonly FoundHost[], wanted: Wanted, around: Surroundings, onStep: (step: Step) => void): Promise<Row[]> {
  const guard = guardOf(around.allow);
  const all = hosts.reduce((sum, { addresses }) => sum + addresses.length, 0);
  let done = 0;
  const visits = hosts.flatMap(({ host, addresses, fault }) => {
    if (fault !== undefined) return [Promise.resolve(failed(host, null, fault))];
    return addresses.map(async (ip): Promise<Row> => {
      // Resolved once: what the guard has seen is what is called.
      if (guard(ip) !== 'ok') return failed(host, ip, 'target_refused_by_policy');
      const began = around.now();
      const seen = await visitAddress(visitOf(host, ip, wanted), around);
      done += 1;
      onStep({ doing: 'address', host, done, all });
      return { host, ip, seen, ms: around.now() - began };
    });
  });
  return Promise.all(visits);
}

function visitOf(host: string, ip: string, { target, port, until, expect, serverName, implicitTls }: Wanted): Visit {
  // An address has no name of its own to ask for.
  const name = serverName ?? (target.kind === 'name' ? host : expect);
  return { host, ip, port, until, expect, serverName: name, implicitTls: implicitTls ?? port === SMTPS };
}

function failed(host: string, ip: string | null, fault: Verdict & (typeof FAULTS)[number]): Row {
  const seen = nothingSeen();
  seen.faults.add(fault);
  return { host, ip, seen, ms: 0 };
}

/** Without IPv6 here, an IPv6 address says nothing, unless it is all there is. */
const isUseful =
  (rows: readonly Row[]) =>
  ({ ip, seen }: Row): boolean =>
    !(ip !== null && isIPv6(ip) && seen.noRoute) || rows.every((one) => one.seen.noRoute);

/** No answer on port 25 anywhere: is it the target, or does this network let nothing out? */
async function markBlocked(rows: readonly Row[], port: number, around: Surroundings, onStep: (step: Step) => void): Promise<void> {
  const silent = rows.filter(({ seen }) => seen.faults.has('conn_timeout'));
  const isEverywhere = silent.length > 0 && rows.every(({ seen }) => seen.faults.has('conn_timeout') || seen.observed.connections === 0);
  if (port !== SMTP || !isEverywhere) return;
  onStep({ doing: 'canary' });
  if ((await around.canary()).port25 !== 'blocked') return;
  for (const { seen } of silent) {
    seen.faults.delete('conn_timeout');
    seen.faults.add('prober_port25_blocked');
  }
}

const gravest = (addresses: readonly AddressReport[]): Verdict => FAULTS.find((fault) => addresses.some(({ verdict }) => verdict === fault)) ?? 'ok';

function leftOut(addresses: readonly AddressReport[], withoutRoute: number): NotTested[] {
  const withTls = addresses.filter(({ observed }) => observed.tlsVersion !== undefined);
  const isOldKnown = withTls.every(({ observed }) => observed.versions?.['TLSv1.1'] !== undefined);
  return [
    ...(withoutRoute > 0 ? [{ what: 'ipv6', why: 'no-ipv6-here' } as const] : []),
    ...(withTls.length > 0 && withTls.every(({ observed }) => (observed.names ?? []).length === 0)
      ? [{ what: 'name', why: 'no-name' } as const]
      : []),
    ...(withTls.length > 0 && !isOldKnown ? [{ what: 'old-tls', why: 'few-connections' } as const] : []),
  ];
}
