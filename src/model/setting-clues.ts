import type { CertificateName, ClueBase } from './clue.js';

/** A connector as printed by Get-ReceiveConnector, Get-SendConnector, Get-InboundConnector, Get-OutboundConnector. */
export interface ConnectorClue extends ClueBase {
  readonly kind: 'connector';
  readonly direction: 'receive' | 'send' | 'inbound' | 'outbound' | 'unknown';
  /** Identity or name. */
  readonly identity?: string | undefined;
  /** As printed, or the part of the identity in front of the backslash. */
  readonly server?: string | undefined;
  /** All properties as printed, names in lower case. An empty value is an empty string. */
  readonly properties: ReadonlyMap<string, string>;
  readonly tlsCertificateName?: CertificateName | undefined;
}

/** A certificate: of a server's store (Get-ExchangeCertificate), or as openssl or certutil print one. */
export interface CertificateClue extends ClueBase {
  readonly kind: 'certificate';
  /** `store`: installed on the server. `shown`: presented in a handshake. `file`: only printed. */
  readonly origin?: 'store' | 'shown' | 'file' | undefined;
  readonly server?: string | undefined;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  readonly thumbprint?: string | undefined;
  /** `SMTP`, `IIS` … in capitals; missing if the output did not hold the property. */
  readonly services?: readonly string[] | undefined;
  readonly status?: string | undefined;
  readonly hasPrivateKey?: boolean | undefined;
  readonly selfSigned?: boolean | undefined;
  readonly notAfter?: string | undefined;
  readonly notBefore?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly serialNumber?: string | undefined;
  /** RootCAType: None, ThirdParty, Enterprise, Registry, GroupPolicy, Unknown. */
  readonly rootType?: string | undefined;
  readonly keySize?: number | undefined;
  /** `sha256RSA`, `ecdsa-with-SHA256` … as printed. */
  readonly signature?: string | undefined;
  /** Extended key usages as printed. */
  readonly usages?: readonly string[] | undefined;
  /** Where Windows keeps the private key, as certutil prints it: `Microsoft Software Key Storage Provider`. */
  readonly provider?: string | undefined;
}

/** Any other object of a cmdlet: a hybrid configuration, a transport service, a server, an accepted domain, the result of a test. */
export interface SettingClue extends ClueBase {
  readonly kind: 'setting';
  readonly of:
    | 'hybrid-configuration'
    | 'transport-service'
    | 'server'
    | 'accepted-domain'
    | 'connectivity-test'
    | 'connector-validation'
    | 'remote-domain'
    /** What Start-EdgeSynchronization did for one Edge server. */
    | 'edge-sync'
    /** A key of Schannel's protocols in the registry: `TLS 1.2 Client`. */
    | 'tls-version'
    /** A key of .NET in the registry: `.NET 4 64`. */
    | 'dotnet-tls'
    | 'other';
  readonly identity?: string | undefined;
  readonly server?: string | undefined;
  /** All properties as printed, names in lower case. */
  readonly properties: ReadonlyMap<string, string>;
  readonly tlsCertificateName?: CertificateName | undefined;
  readonly thumbprint?: string | undefined;
}

/** The question of Enable- or New-ExchangeCertificate whether the default SMTP certificate may be overwritten. */
export interface PromptClue extends ClueBase {
  readonly kind: 'prompt';
  /** Thumbprint of the default certificate now, and of the one that would replace it. */
  readonly current?: string | undefined;
  readonly replacement?: string | undefined;
}

/**
 * What names a certificate (a connector, the hybrid configuration), held against the certificates of the same server,
 * where both were pasted. Exchange compares issuer and subject as text; no thumbprint is involved (KB2989382).
 */
export interface PairingClue extends ClueBase {
  readonly kind: 'pairing';
  readonly of: 'receive' | 'send' | 'hybrid';
  /** Identity of the connector. */
  readonly identity?: string | undefined;
  /** The server whose certificates were compared; missing if the text names none. */
  readonly server?: string | undefined;
  /** What TlsCertificateName says. */
  readonly wanted: CertificateName;
  /** More than one certificate of the server was listed, so that one that is missing is missing. */
  readonly whole: boolean;
  /** The certificates with exactly this issuer and subject; several after a renewal under the same name. */
  readonly named: readonly CertificateClue[];
  /** How the name of the right certificate differs from the one that is wanted. */
  readonly differs: readonly NameDifference[];
  /** The certificate that would be right: for the same host, with its key, in date, not self-signed; the newest. */
  readonly better?: CertificateClue | undefined;
  /** The certificate with exactly this name on another server, where this server lacks it and has none that is newer. */
  readonly elsewhere?: CertificateClue | undefined;
}

/** One difference between two names of certificates. */
export interface NameDifference {
  /** Key of a distinguished name (`I.O` of the issuer, `S.L` of the subject), or the whole name, if only these differ. */
  readonly key: string;
  readonly wanted: string;
  readonly found: string;
}

/** A DNS answer: nslookup, dig, Resolve-DnsName. */
export interface DnsClue extends ClueBase {
  readonly kind: 'dns';
  readonly name: string;
  /** `MX`, `TXT`, `TLSA`, `A` … in capitals. */
  readonly type: string;
  /** The data of each record as printed, blanks folded; empty if there is none. */
  readonly values: readonly string[];
  /** `NXDOMAIN`, `SERVFAIL`, `REFUSED`, `NODATA`, `TIMEOUT`; missing where records came. */
  readonly failure?: string | undefined;
  /** The resolver vouched for DNSSEC (AD bit). */
  readonly authenticated?: boolean | undefined;
}

/** A policy of MTA-STS (RFC 8461), as its text was pasted. */
export interface PolicyClue extends ClueBase {
  readonly kind: 'policy';
  readonly mode?: string | undefined;
  readonly mx: readonly string[];
  /** Seconds. */
  readonly maxAge?: number | undefined;
}

/** One failure of a TLS report (RFC 8460), or a policy of it without failures. */
export interface ReportClue extends ClueBase {
  readonly kind: 'report';
  readonly organisation?: string | undefined;
  /** `sts`, `tlsa`, `no-policy-found`. */
  readonly policyType?: string | undefined;
  readonly domain?: string | undefined;
  /** `certificate-expired`, `starttls-not-supported`, `validation-failure` …; missing if no session failed. */
  readonly resultType?: string | undefined;
  /** Mode of the policy: in `testing` the mail was still delivered. */
  readonly mode?: string | undefined;
  readonly remoteHost?: string | undefined;
  readonly remoteIp?: string | undefined;
  readonly senderIp?: string | undefined;
  readonly reason?: string | undefined;
  readonly sessions?: number | undefined;
}
