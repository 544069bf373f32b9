import type { ClueBase } from './clue.js';
import type { Product } from './mail-clues.js';
import type { MxReport, PolicyReport } from './probe-policy.js';

export * from './probe-policy.js';

/**
 * What can be wrong with one address, the gravest first: of several that hold, the first is its verdict. The names are
 * part of the JSON and never change.
 */
export const FAULTS = [
  // The way there.
  'target_refused_by_policy',
  'dns_no_such_name',
  'dns_null_mx',
  'dns_no_mx',
  'dns_dangling_mx',
  'dns_servfail',
  'dns_timeout',
  'prober_port25_blocked',
  'conn_refused',
  'conn_timeout',
  'conn_reset',
  'closed_early',
  // SMTP.
  'no_banner',
  'not_smtp',
  'banner_tempfail',
  'banner_rejected',
  'oversize_reply',
  'no_ehlo',
  // STARTTLS.
  'starttls_stripped',
  'no_starttls',
  'starttls_refused',
  'starttls_injection',
  // TLS.
  'tls_garbage',
  'tls_closed',
  'tls_alert',
  'tls_timeout',
  'tls_legacy_only',
  'tls13_only',
  'client_cert_required',
  // The certificate.
  'cert_expired',
  'cert_not_yet_valid',
  'chain_intermediate_expired',
  'cert_self_signed',
  'chain_incomplete',
  'cert_untrusted_ca',
  'cert_name_mismatch',
  'cert_no_san',
  'eku_no_server_auth',
  'weak_key',
  'weak_signature',
  'chain_misordered',
  'cert_expires_soon',
  'slow_banner',
] as const;
export type Fault = (typeof FAULTS)[number];
export type Verdict = Fault | 'ok';

/** Information, never an alarm. */
export const NOTES = ['client_cert_requested', 'wildcard', 'sni_dependent', 'root_sent', 'exchange', 'gateway'] as const;
export type Note = (typeof NOTES)[number];

export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];
/** As people write them. */
export const VERSION_WORDS: Readonly<Record<TlsVersion, string>> = {
  TLSv1: 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
};

/** A certificate that a server sent. Names are written as Exchange writes them, the most specific part first. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-1 over the whole certificate, 40 capitals: Exchange's thumbprint. */
  readonly thumbprint: string;
  readonly serialNumber: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** DNS names and addresses of the subject alternative name; empty if it has none. */
  readonly domains: readonly string[];
  /** `RSA`, `EC`, `Ed25519` … */
  readonly keyType: string;
  /** Bits of an RSA modulus or of the curve. */
  readonly keyBits?: number | undefined;
  /** `sha256WithRSAEncryption`, or the OID of one that has no name here. */
  readonly signature: string;
  /** Extended key usages: `serverAuth`, `clientAuth`, or an OID. Missing if the extension is: then all are allowed. */
  readonly usages?: readonly string[] | undefined;
  readonly selfSigned: boolean;
}

/** A name that the certificate was held against. */
export interface ProbedName {
  readonly name: string;
  /** `host`: of the server that was called. `expected`: what the person's connector expects. */
  readonly of: 'host' | 'expected';
  readonly matches: boolean;
}

/** What was seen at one address. A field is missing where the probe did not get that far. */
export interface Observed {
  /** The greeting as sent, its lines joined by line breaks. */
  readonly banner?: string | undefined;
  /** Milliseconds from the connection to the end of the greeting. */
  readonly bannerMs?: number | undefined;
  /** Keywords of the EHLO answer before TLS, in capitals, without what follows them. */
  readonly keywords?: readonly string[] | undefined;
  /** Keywords of the EHLO answer inside TLS. */
  readonly keywordsInTls?: readonly string[] | undefined;
  /** The reply that decided, as sent: a refusal of EHLO or STARTTLS, a reply inside TLS, what stood behind the 220. */
  readonly reply?: string | undefined;
  /** Banner or keywords were overwritten with `*` or `X` on the way. */
  readonly masked?: boolean | undefined;
  readonly product?: Product | undefined;
  /** The gateway or mail server that answers, by its banner: `Cisco`, `Postfix` … */
  readonly productName?: string | undefined;
  readonly tlsVersion?: TlsVersion | undefined;
  readonly cipher?: string | undefined;
  /** Versions that were tried: taken or not. */
  readonly versions?: { readonly [V in TlsVersion]?: boolean } | undefined;
  /** TLS alert of the server (RFC 8446, section 6.2), by number. */
  readonly alert?: number | undefined;
  readonly certificate?: SeenCertificate | undefined;
  /** All certificates in the order in which they were sent, the server's own first. */
  readonly chain?: readonly SeenCertificate[] | undefined;
  /** The chain leads to a root that is trusted here. */
  readonly trusted?: boolean | undefined;
  /** Subject of the trusted root that it leads to. */
  readonly root?: string | undefined;
  /** Issuer that was neither sent nor trusted. */
  readonly missingIssuer?: string | undefined;
  readonly names?: readonly ProbedName[] | undefined;
  /** The name asked for in the handshake (SNI). */
  readonly serverName?: string | undefined;
  readonly clientCertificate?: 'no' | 'requested' | 'required' | undefined;
  /** TCP connections made to this address. */
  readonly connections: number;
}

/** One address of one host. Where DNS gave none, the row has no address and its verdict says why. */
export interface AddressReport {
  readonly host: string;
  readonly ip: string | null;
  readonly port: number;
  readonly verdict: Verdict;
  readonly also: readonly Fault[];
  readonly info: readonly Note[];
  readonly observed: Observed;
  /** Milliseconds for this address. */
  readonly ms: number;
}

export const NOT_TESTED = ['smtp', 'tls', 'name', 'dane', 'mta-sts', 'tls-rpt', 'old-tls', 'more-hosts', 'more-addresses', 'ipv6'] as const;
export const NOT_TESTED_WHY = [
  'no-domain',
  'no-name',
  'no-dnssec',
  'no-resolver',
  'dns-failed',
  'not-reached',
  'few-connections',
  'too-many',
  'no-ipv6-here',
  'out-of-time',
] as const;
/** What was left out. Both are words of a closed list, so that each language has its own. */
export interface NotTested {
  readonly what: (typeof NOT_TESTED)[number];
  readonly why: (typeof NOT_TESTED_WHY)[number];
}

/** The result of one probe: plain data, the same from the terminal, the bot and a pasted `--json`. */
export interface ProbeReport {
  readonly version: 1;
  /** What was asked for, in its plain spelling. */
  readonly target: string;
  /** Of the address that is worst off; `ok` if none has a fault. */
  readonly verdict: Verdict;
  readonly addresses: readonly AddressReport[];
  readonly mx: MxReport;
  readonly policy: PolicyReport;
  readonly notTested: readonly NotTested[];
  /** When it began, ISO 8601, and how long it took in milliseconds. */
  readonly at: string;
  readonly ms: number;
}

/** What a probe saw at one address. */
export interface ProbeClue extends ClueBase, AddressReport {
  readonly kind: 'probe';
  readonly target: string;
  /** When the probe began, ISO 8601: against it the dates of certificates count. */
  readonly time: string;
}

/** What a probe saw of the domain as a whole. */
export interface DomainClue extends ClueBase {
  readonly kind: 'domain';
  readonly target: string;
  readonly mx: MxReport;
  readonly policy: PolicyReport;
}
