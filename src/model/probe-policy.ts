/** How the MX of the domain stand. `implicit`: none, and the address of the domain counts (RFC 5321, section 5.1). */
export interface MxReport {
  readonly kind: 'records' | 'implicit' | 'null' | 'none' | 'not-asked';
  readonly records: readonly {
    readonly preference: number;
    readonly host: string;
    /** What is against it: an alias (RFC 2181, section 10.3), an address in place of a name, a name without an address. */
    readonly fault?: 'alias' | 'address' | 'dangling' | undefined;
  }[];
}

export const TLSA_STATES = ['match', 'mismatch', 'none', 'no-dnssec', 'bogus', 'not-tested'] as const;
export interface TlsaReport {
  readonly host: string;
  readonly state: (typeof TLSA_STATES)[number];
  /** `3 1 1 0123…` */
  readonly records: readonly string[];
}
export const STS_STATES = ['match', 'mx-not-in-policy', 'fetch-error', 'syntax', 'certificate', 'absent', 'not-tested'] as const;
export interface MtaStsReport {
  readonly state: (typeof STS_STATES)[number];
  readonly mode?: 'enforce' | 'testing' | 'none' | undefined;
  /** Patterns of the policy. */
  readonly mx?: readonly string[] | undefined;
  /** Hosts of the domain that no pattern covers. */
  readonly uncovered?: readonly string[] | undefined;
  /** Seconds. */
  readonly maxAge?: number | undefined;
  readonly id?: string | undefined;
  /** What was wrong, in a word: `http-404`, `redirect`, `too-long`, `no-mx-line`. */
  readonly why?: string | undefined;
}
export const RPT_STATES = ['present', 'absent', 'syntax', 'not-tested'] as const;
export interface TlsRptReport {
  readonly state: (typeof RPT_STATES)[number];
  readonly rua?: string | undefined;
}
export interface PolicyReport {
  readonly dane: {
    /** The worst of the hosts. */
    readonly state: TlsaReport['state'];
    readonly hosts: readonly TlsaReport[];
    /** Who vouched for DNSSEC. */
    readonly resolver?: string | undefined;
  };
  readonly mtaSts: MtaStsReport;
  readonly tlsRpt: TlsRptReport;
}
