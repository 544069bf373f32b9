import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import type { Answer, Resolver } from '../surroundings.js';
import { type AskVouched, askOverHttps, askOverUdp } from './dnssec.js';

export interface ResolverOptions {
  /** `192.0.2.53` or `127.0.0.1:5353`; the system's resolver without it. It then also vouches for DNSSEC. */
  readonly server?: string | undefined;
  /** DNS over HTTPS, asked for TLSA in turn (RFC 8484). */
  readonly https?: readonly string[] | undefined;
}

/** Public resolvers that validate DNSSEC. Only names of mail servers are asked there, for TLSA. */
const PUBLIC = ['https://dns.google/dns-query', 'https://cloudflare-dns.com/dns-query'];
const TRY = { timeout: 1500, tries: 2 };
const MOST = { mx: 20, addresses: 10, texts: 10, text: 4096 } as const;

/** Look-ups by Node's own resolver, and by one that vouches for DNSSEC where that counts. Throws if the server is no address. */
export function resolverFor({ server, https = PUBLIC }: ResolverOptions = {}): Resolver {
  const resolver = new dns.Resolver(TRY);
  if (server !== undefined) resolver.setServers([server]);
  const vouched: AskVouched = server === undefined ? askOverHttps(https) : askOverUdp(server);
  const ask = <T>(query: () => Promise<readonly T[]>, most: number): Promise<Answer<T>> =>
    query().then(
      (values) => (values.length === 0 ? { values: [], failure: 'no-data' as const } : { values: values.slice(0, most) }),
      (error: NodeJS.ErrnoException) => ({ values: [], failure: FAILURES[error.code ?? ''] ?? 'servfail' }),
    );
  return {
    name: server ?? 'system',
    a: (name) => ask(() => resolver.resolve4(name), MOST.addresses),
    aaaa: (name) => ask(() => resolver.resolve6(name), MOST.addresses),
    mx: (name) =>
      ask(async () => {
        const found = await resolver.resolveMx(name);
        return found.map(({ priority, exchange }) => ({ preference: priority, host: plain(exchange) })).sort(byPreference);
      }, MOST.mx),
    txt: (name) => ask(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join('').slice(0, MOST.text)), MOST.texts),
    cname: (name) => ask(async () => (await resolver.resolveCname(name)).map(plain), 1),
    tlsa: (name) => vouched(name, 'TLSA'),
    isSigned: async (name) => {
      const { authenticated, failure } = await vouched(name, 'MX');
      return failure === 'timeout' ? undefined : failure === 'servfail' ? 'bogus' : authenticated === true;
    },
  };
}

const FAILURES: Readonly<Record<string, Answer<never>['failure']>> = {
  ENOTFOUND: 'no-such-name',
  ENODATA: 'no-data',
  ETIMEOUT: 'timeout',
  ECONNREFUSED: 'timeout',
  ESERVFAIL: 'servfail',
};

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const byPreference = (one: { preference: number; host: string }, other: { preference: number; host: string }): number =>
  one.preference - other.preference || isIP(one.host) - isIP(other.host) || (one.host < other.host ? -1 : 1);
