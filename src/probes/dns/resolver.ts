import { CANCELLED, NODATA, NOTFOUND, promises, TIMEOUT } from 'node:dns';
import type { Answer, Resolver } from '../surroundings.js';
import { LONGEST_TXT, lower, MOST, plainAddress } from './wire.js';

/** A resolver, and who vouches for DNSSEC in its place if it cannot itself. `null`: nobody does, and DANE is not tested. */
export interface ProbeResolver extends Resolver {
  readonly validating?: Resolver | null | undefined;
}

export interface SystemOptions {
  /** `192.0.2.53` or `[2001:db8::53]:5353`. Missing: those of the system. */
  readonly servers?: readonly string[];
  readonly validating?: Resolver | undefined;
  /** Milliseconds for one look-up with all its tries. */
  readonly limit?: number;
}

/** One try; node:dns waits longer at the second, so the whole has a limit of its own. */
const TRY_MS = 1500;
const LOOKUP_MS = 3000;

/** Looks up by node:dns. It cannot show the AD bit and, before Node 22.15, not TLSA: `validating` answers for those. */
export function systemResolver(options: SystemOptions = {}): ProbeResolver {
  const { servers, validating, limit = LOOKUP_MS } = options;
  const ask: Ask = (look) => lookup(look, servers, limit);
  return {
    name: servers?.join(', ') ?? "the system's resolver",
    validating: validating ?? null,
    a: (name) => addresses(ask, name),
    aaaa: async (name) => plain(await ask((dns) => dns.resolve6(name)), MOST.AAAA),
    mx: async (name) => {
      const { values, ...rest } = await ask((dns) => dns.resolveMx(name));
      return { values: values.slice(0, MOST.MX).map(({ priority, exchange }) => ({ preference: priority, host: lower(exchange) })), ...rest };
    },
    txt: async (name) => {
      const { values, ...rest } = await ask((dns) => dns.resolveTxt(name));
      return { values: values.slice(0, MOST.TXT).map((strings) => strings.join('').slice(0, LONGEST_TXT)), ...rest };
    },
    tlsa: async (name) => validating?.tlsa(name) ?? { values: [], failure: 'servfail' },
  };
}

type Ask = <T>(look: (dns: promises.Resolver) => Promise<T[]>) => Promise<Answer<T>>;

/** node:dns follows an alias without saying so, hence the second question. */
async function addresses(ask: Ask, name: string): Promise<Answer<string>> {
  const [found, aliases] = await Promise.all([ask((dns) => dns.resolve4(name)), ask((dns) => dns.resolveCname(name))]);
  const [alias] = aliases.values;
  return { ...plain(found, MOST.A), ...(alias === undefined ? {} : { alias: lower(alias) }) };
}

const plain = ({ values, ...rest }: Answer<string>, most: number): Answer<string> => ({
  values: values.slice(0, most).flatMap((one) => plainAddress(one) ?? []),
  ...rest,
});

async function lookup<T>(look: (dns: promises.Resolver) => Promise<T[]>, servers: readonly string[] | undefined, limit: number): Promise<Answer<T>> {
  const dns = new promises.Resolver({ timeout: TRY_MS, tries: 2 });
  if (servers !== undefined) dns.setServers(servers);
  const timer = setTimeout(() => dns.cancel(), limit);
  try {
    const values = await look(dns);
    return values.length === 0 ? { values, failure: 'no-data' } : { values };
  } catch (error) {
    return { values: [], failure: failureOf(Object(error).code) };
  } finally {
    clearTimeout(timer);
  }
}

const FAILURES = new Map<unknown, Answer<never>['failure']>([
  [NOTFOUND, 'no-such-name'],
  [NODATA, 'no-data'],
  [TIMEOUT, 'timeout'],
  [CANCELLED, 'timeout'],
  // The resolver itself cannot be reached.
  ['ECONNREFUSED', 'timeout'],
]);
/** REFUSED, FORMERR, a malformed answer: the server would not or could not say. */
const failureOf = (code: unknown): Answer<never>['failure'] => FAILURES.get(code) ?? 'servfail';
