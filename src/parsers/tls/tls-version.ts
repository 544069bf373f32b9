const SPELLED = /\b(?:SP_PROT_)?(TLS|SSL) ?v?_?([123])(?:[._]([0-3]))?(?!\d)/i;

/** A protocol version as TLS tools write it (`TLSv1.3`, `TLS1.2`, `SP_PROT_TLS1_2_SERVER`, `TLSv1`) as `TLS 1.3`. */
export function tlsVersionOf(printed: string | undefined): string | undefined {
  const [, name, major, minor = '0'] = SPELLED.exec(printed ?? '') ?? [];
  return name === undefined ? undefined : `${name.toUpperCase()} ${major}.${minor}`;
}
