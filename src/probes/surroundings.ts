import type { Socket } from 'node:net';
import type { Limits } from './limits.js';

/** What DNS answered. `failure` stands where no values came; `authenticated`: the resolver vouches for DNSSEC (AD bit). */
export interface Answer<T> {
  readonly values: readonly T[];
  readonly failure?: 'no-such-name' | 'no-data' | 'servfail' | 'timeout' | undefined;
  readonly authenticated?: boolean | undefined;
  /** Who vouches for it. */
  readonly by?: string | undefined;
}

/** All look-ups of a probe. A failed look-up is an answer with a failure; nothing throws. */
export interface Resolver {
  /** What the reply calls it: `dns.google`, `the system's resolver`. */
  readonly name: string;
  a(name: string): Promise<Answer<string>>;
  aaaa(name: string): Promise<Answer<string>>;
  mx(name: string): Promise<Answer<{ readonly preference: number; readonly host: string }>>;
  /** Each record with its strings joined. */
  txt(name: string): Promise<Answer<string>>;
  /** What the name is an alias of. */
  cname(name: string): Promise<Answer<string>>;
  /** Each record as `3 1 1 0123…`. */
  tlsa(name: string): Promise<Answer<string>>;
  /** The MX of a domain come with DNSSEC; `bogus` where the signatures fail, undefined where nobody can tell. */
  isSigned(name: string): Promise<boolean | 'bogus' | undefined>;
}

/** What a probe may use of the world, handed in so that tests and operators can choose. */
export interface Surroundings {
  readonly resolver: Resolver;
  /** Begins a TCP connection to an address that the guard has passed. */
  readonly connect: (ip: string, port: number) => Socket;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Networks that may be probed though they are not on the internet: `10.1.0.0/16`. */
  readonly allow: readonly string[];
  /** PEM certificates that are trusted besides the public roots. */
  readonly ca: readonly string[];
  /** The name that the probe gives in EHLO. */
  readonly ehloName: string;
  readonly limits: Limits;
}
