import type { Socket } from 'node:net';
import type { Limits } from './limits.js';

/** What DNS answered. `failure` stands where no values came; `authenticated`: the resolver vouches for DNSSEC (AD bit). */
export interface Answer<T> {
  readonly values: readonly T[];
  readonly failure?: 'no-such-name' | 'no-data' | 'servfail' | 'timeout' | undefined;
  readonly authenticated?: boolean | undefined;
  /** The name is an alias (CNAME) of this one. */
  readonly alias?: string | undefined;
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
  /** Each record as `3 1 1 0123…`. */
  tlsa(name: string): Promise<Answer<string>>;
}

/** What a probe may use of the world, handed in so that tests and operators can choose. */
export interface Surroundings {
  /** `validating` vouches for DNSSEC where the resolver cannot; `null`: nobody does, and DANE is not tested. */
  readonly resolver: Resolver & { readonly validating?: Resolver | null | undefined };
  /** Begins a TCP connection to an address that the guard has passed. */
  readonly connect: (ip: string, port: number) => Socket;
  /** Whether port 25 can be reached from here; asked where a target does not answer. */
  readonly canary: () => Promise<{ readonly port25: 'open' | 'blocked' | 'unknown' }>;
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
