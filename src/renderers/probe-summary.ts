import type { AddressReport, NotTested, PolicyReport, ProbeReport, SeenCertificate, TlsVersion, Verdict } from '../model/probe.js';

/** A row of the table: one address. */
export interface ProbeRow {
  readonly host: string;
  /** Only where a host has several. */
  readonly ip?: string | undefined;
  readonly verdict: Verdict;
  readonly tls?: TlsVersion | undefined;
  /** What the certificate is called: a name of it, or its subject. */
  readonly name?: string | undefined;
  /** Whole days until it ends; below zero when it has. */
  readonly days?: number | undefined;
  readonly selfSigned?: boolean | undefined;
  /** The same certificate as in a row above. */
  readonly same?: boolean | undefined;
}

/** What a drawn answer says of a probe: small enough to travel in a button. */
export interface ProbeSummary {
  readonly target: string;
  readonly verdict: Verdict;
  /** Milliseconds. */
  readonly ms: number;
  readonly port: number;
  readonly rows: readonly ProbeRow[];
  readonly connections: number;
  readonly policy: {
    readonly dane: PolicyReport['dane']['state'];
    readonly mtaSts: PolicyReport['mtaSts']['state'];
    readonly tlsRpt: PolicyReport['tlsRpt']['state'];
    /** Who vouched for DNSSEC. */
    readonly resolver?: string | undefined;
  };
  readonly notTested: readonly NotTested[];
  /** The probe as it was asked for, so that it can be asked for again. */
  readonly asked: Asked;
}

/** A target as a person gave it, with its port, and the name that the connector expects. */
export interface Asked {
  readonly target: string;
  readonly expect?: string | undefined;
}

const DAY = 86_400_000;

export function summarise({ target, verdict, ms, addresses, policy, notTested, at }: ProbeReport, asked: Asked = { target }): ProbeSummary {
  const began = Date.parse(at);
  const seen = new Set<string>();
  return {
    target,
    verdict,
    ms,
    port: addresses[0]?.port ?? 25,
    rows: addresses.map((row) => rowOf(row, began, addresses, seen)),
    connections: addresses.reduce((sum, { observed }) => sum + observed.connections, 0),
    policy: { dane: policy.dane.state, mtaSts: policy.mtaSts.state, tlsRpt: policy.tlsRpt.state, resolver: policy.dane.resolver },
    notTested,
    asked,
  };
}

function rowOf({ host, ip, verdict, observed }: AddressReport, began: number, all: readonly AddressReport[], seen: Set<string>): ProbeRow {
  const { certificate, tlsVersion } = observed;
  const isOne = all.filter((other) => other.host === host).length < 2;
  const same = certificate !== undefined && seen.has(certificate.thumbprint);
  if (certificate) seen.add(certificate.thumbprint);
  return {
    host,
    ...(ip !== null && !isOne && { ip }),
    verdict,
    ...(tlsVersion && { tls: tlsVersion }),
    ...(certificate && { ...nameAndDays(certificate, began, observed.names?.[0]?.name), ...(same && { same }) }),
  };
}

function nameAndDays({ subject, domains, notAfter, selfSigned }: SeenCertificate, began: number, wanted: string | undefined) {
  const name = domains.find((one) => one === wanted) ?? domains[0];
  const days = Math.floor((Date.parse(notAfter) - began) / DAY);
  return { name: selfSigned || name === undefined ? subject : name, ...(Number.isFinite(days) && { days }), ...(selfSigned && { selfSigned }) };
}
