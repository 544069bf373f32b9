/** How long each step of one address may take, in milliseconds, and how much a server may send. */
export interface Limits {
  readonly connect: number;
  readonly banner: number;
  /** A greeting that takes longer is called slow: greylisting and postscreen wait on purpose. */
  readonly slowBanner: number;
  readonly reply: number;
  readonly tls: number;
  /** The answer to EHLO inside TLS. */
  readonly inTls: number;
  /** Everything, DNS and policies included. */
  readonly total: number;
}

// RFC 5321, section 4.5.3.2, lets a client wait five minutes for a greeting; people in a chat do not.
export const LIMITS: Limits = { connect: 5000, banner: 12_000, slowBanner: 5000, reply: 5000, tls: 5000, inTls: 3000, total: 22_000 };

/** What one reply may hold. RFC 5321 allows 512 octets a line; real banners are shorter than this. */
export const REPLY = { line: 2048, lines: 64, bytes: 16_384 } as const;
