import type { Surroundings } from './surroundings.js';

/** One address to be visited, and the names that its certificate is held against. */
export interface Visit {
  readonly host: string;
  readonly ip: string;
  readonly port: number;
  /** TLS from the first byte (RFC 8314), as on port 465. */
  readonly implicitTls: boolean;
  /** Asked for in the handshake; missing where only an address is known. */
  readonly serverName?: string | undefined;
  /** The name that the person's connector expects. */
  readonly expect?: string | undefined;
  /** Milliseconds since 1970: nothing goes on behind it. */
  readonly until: number;
}

/** Milliseconds that a step may take: its own limit, or what is left of the whole. */
export const left = ({ until }: Visit, { now }: Surroundings, limit: number): number => Math.max(0, Math.min(limit, until - now()));

/** For the farewell: a server that does not answer it is left all the same. */
export const QUIT = 500;
