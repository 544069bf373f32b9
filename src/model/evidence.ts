/** A piece of the paste, unchanged, and the line (from 1) that it begins on. */
export interface Quote {
  readonly text: string;
  readonly line: number;
}

/** Issuer and subject as in TlsCertificateName `<I>issuer<S>subject`. A part that was a placeholder is missing. */
export interface CertificateName {
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  /** The CN of the subject, where it is a host name. */
  readonly domain?: string | undefined;
}

interface ClueBase {
  /** The deciding words of the paste. */
  readonly at: Quote;
}

/** An entry of the Windows event log. `id` and `source` identify it; the sentence is second evidence. */
export interface EventClue extends ClueBase {
  readonly kind: 'event';
  readonly id: number;
  /** `MSExchangeTransport`, `MSExchangeFrontEndTransport`, `Schannel` … as printed; missing if only the sentence was pasted. */
  readonly source?: string | undefined;
  /** Computer as printed: short name or FQDN. */
  readonly computer?: string | undefined;
  /** Connector name without the server in front, as the event prints it. */
  readonly connector?: string | undefined;
  /** The FQDN parameter when it is a plain name. */
  readonly fqdn?: string | undefined;
  /** The wanted domain name when it is a plain name. */
  readonly domain?: string | undefined;
  /** Set when the event prints `<I>…<S>…` where a domain name is usual, even if both parts are placeholders. */
  readonly certificate?: CertificateName | undefined;
  readonly thumbprint?: string | undefined;
  readonly hours?: string | undefined;
  readonly remoteHost?: string | undefined;
  readonly remoteDomain?: string | undefined;
  /** True when the sentence breaks off before it names what matters. */
  readonly cut?: boolean | undefined;
  /** TLS alert of a Schannel event, as its number (RFC 8446, section 6.2). */
  readonly alert?: number | undefined;
  /** Schannel's internal error state. */
  readonly errorState?: number | undefined;
  /** The word for what failed, in English in every language: `LogonDenied`, `IllegalMessage`, `UntrustedRoot`. */
  readonly error?: string | undefined;
  /** Authentication mechanism that failed: `ExchangeAuth`, `Gssapi`. */
  readonly mechanism?: string | undefined;
  readonly remoteIp?: string | undefined;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  /** Protocol version that the text names: `TLS 1.0`. */
  readonly tlsVersion?: string | undefined;
}

/** One SMTP reply. Replies quoted inside replies come as one clue each; `depth` 0 is the outermost. */
export interface ReplyClue extends ClueBase {
  readonly kind: 'reply';
  /** Three digits, such as 451; missing when only the enhanced status code was pasted. */
  readonly code?: number | undefined;
  /** Enhanced status code, such as `5.7.3`. */
  readonly status?: string | undefined;
  /** The words behind the codes, without the replies quoted inside. */
  readonly text: string;
  readonly depth: number;
  /** No other reply is quoted inside this one: its words name the reason. */
  readonly innermost: boolean;
  /** Enhanced status codes of the replies around this one, outermost first: `['4.4.101', '4.4.0']`. */
  readonly wrappers: readonly string[];
  /** Host that the text names as the one that answered, or "last endpoint attempted". */
  readonly endpoint?: string | undefined;
  /** Server named in the text as the application's own setting (`Server: smtp.office365.com`). */
  readonly submissionHost?: string | undefined;
  readonly port?: string | undefined;
  readonly recipient?: string | undefined;
  /** The send connector, where a log or a queue names it. */
  readonly connector?: string | undefined;
  /** Host that was tried last or that said it, where the text names it beside an address (`FQDN=`, `LastAttemptedServerName=`, `relay=`). */
  readonly remoteHost?: string | undefined;
  readonly remoteIp?: string | undefined;
  /** The domain that the mail was for. */
  readonly remoteDomain?: string | undefined;
  readonly sender?: string | undefined;
  readonly senderDomain?: string | undefined;
  /** Address that the answering side refused or names as the client's. */
  readonly senderIp?: string | undefined;
  /** The person's own server: the generating server, the server of the queue or of the log. Never one of Microsoft's. */
  readonly server?: string | undefined;
}

/** An SMTP session: telnet, openssl, a client's debug output or a protocol log, up to the handshake. */
export interface SessionClue extends ClueBase {
  readonly kind: 'session';
  /** What the answering server calls itself. */
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  /** Keywords of the EHLO answer in capitals, before TLS. */
  readonly keywords: readonly string[];
  /** The EHLO answer was seen to its last line. */
  readonly complete: boolean;
  /** True if STARTTLS stands among the keywords; false if the answer lacks it to its end, or past the place where Exchange lists it. */
  readonly startTls?: boolean | undefined;
  /** Banner or keywords were overwritten with `*` or `X` on the way. */
  readonly masked: boolean;
  /** Who answered, by its banner. */
  readonly product: 'exchange' | 'exchange-online' | 'other' | 'unknown';
  /** The session went to the server's own loopback address, so nothing lies in between. */
  readonly local: boolean;
  /** Connector of a protocol log, and whose log it is. */
  readonly connector?: string | undefined;
  readonly log?: 'receive' | 'send' | undefined;
  readonly clientIp?: string | undefined;
  readonly remoteIp?: string | undefined;
  /** The server's answer to STARTTLS: the reply code. */
  readonly startTlsAnswer?: number | undefined;
  /** What the handshake showed of the server's certificate. */
  readonly certificate?: CertificateName | undefined;
  readonly selfSigned?: boolean | undefined;
  readonly thumbprint?: string | undefined;
  /** The person's own server, where the log or the client names it. */
  readonly server?: string | undefined;
  /** Name that the caller gave in EHLO. */
  readonly client?: string | undefined;
  /** Outcome of the handshake: protocol version and cipher if it came about. */
  readonly tlsVersion?: string | undefined;
  readonly cipher?: string | undefined;
  /** OpenSSL's verify result: 0 is well, 10 expired, 18 self-signed, 20 no issuer, 62 wrong name. */
  readonly verify?: number | undefined;
}

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
}

/** What a shell, a script or an application reported instead of a result. */
export interface ErrorClue extends ClueBase {
  readonly kind: 'error';
  /** The cmdlet that failed, such as `Remove-ExchangeCertificate`. */
  readonly cmdlet?: string | undefined;
  readonly text: string;
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  readonly thumbprint?: string | undefined;
}

/** A word by which Schannel, Exchange, OpenSSL or a mail server says why TLS or a certificate failed, wherever it stood. */
export interface TlsClue extends ClueBase {
  readonly kind: 'tls';
  /** As printed: `UntrustedRoot`, `SubjectMismatch`, `SocketError`, `certificate has expired`. */
  readonly word: string;
  /** TLS alert number, where one is printed. */
  readonly alert?: number | undefined;
  /** `own`: the server or the program whose text this is found the fault. `remote`: the other side told it. */
  readonly side?: 'own' | 'remote' | undefined;
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  readonly remoteHost?: string | undefined;
  readonly remoteIp?: string | undefined;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
}

/** A bounce, one clue for each recipient; what the replies in it say stands in their own clues. */
export interface BounceClue extends ClueBase {
  readonly kind: 'bounce';
  readonly recipient?: string | undefined;
  readonly sender?: string | undefined;
  readonly senderDomain?: string | undefined;
  /** Enhanced status code of the Status field. */
  readonly status?: string | undefined;
  readonly action?: string | undefined;
  /** The server that wrote the bounce: Generating server, Reporting-MTA. */
  readonly generatedBy?: string | undefined;
  readonly remoteHost?: string | undefined;
  readonly remoteIp?: string | undefined;
  readonly senderIp?: string | undefined;
}

/** A queue of Get-Queue or the Queue Viewer; the reply in its LastError is a clue of its own. */
export interface QueueClue extends ClueBase {
  readonly kind: 'queue';
  readonly server?: string | undefined;
  readonly identity?: string | undefined;
  readonly nextHopDomain?: string | undefined;
  readonly connector?: string | undefined;
  readonly deliveryType?: string | undefined;
  readonly status?: string | undefined;
  readonly messageCount?: number | undefined;
}

/** Any other object of a cmdlet: a hybrid configuration, a transport service, a server, an accepted domain, the result of a test. */
export interface SettingClue extends ClueBase {
  readonly kind: 'setting';
  readonly of: 'hybrid-configuration' | 'transport-service' | 'server' | 'accepted-domain' | 'connectivity-test' | 'connector-validation' | 'other';
  readonly identity?: string | undefined;
  readonly server?: string | undefined;
  /** All properties as printed, names in lower case. */
  readonly properties: ReadonlyMap<string, string>;
  readonly tlsCertificateName?: CertificateName | undefined;
  readonly thumbprint?: string | undefined;
}

/** Whether a TCP connection came about: Test-NetConnection, telnet, socket errors. */
export interface ConnectionClue extends ClueBase {
  readonly kind: 'connection';
  readonly host?: string | undefined;
  readonly remoteIp?: string | undefined;
  readonly port?: string | undefined;
  readonly open: boolean;
  /** `refused`, `timeout`, `unreachable`, `reset`, `not-found`; missing where the text does not say. */
  readonly reason?: 'refused' | 'timeout' | 'unreachable' | 'reset' | 'not-found' | undefined;
}

/** A DNS answer: nslookup, dig, Resolve-DnsName. */
export interface DnsClue extends ClueBase {
  readonly kind: 'dns';
  readonly name: string;
  /** `MX`, `TXT`, `TLSA`, `A` … in capitals. */
  readonly type: string;
  /** The data of each record as printed, blanks folded; empty if there is none. */
  readonly values: readonly string[];
  /** `NXDOMAIN`, `SERVFAIL`, `NODATA`, `TIMEOUT`; missing where records came. */
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

/** The question of Enable- or New-ExchangeCertificate whether the default SMTP certificate may be overwritten. */
export interface PromptClue extends ClueBase {
  readonly kind: 'prompt';
  /** Thumbprint of the default certificate now, and of the one that would replace it. */
  readonly current?: string | undefined;
  readonly replacement?: string | undefined;
}

export type Clue =
  | EventClue
  | ReplyClue
  | SessionClue
  | ConnectorClue
  | CertificateClue
  | ErrorClue
  | TlsClue
  | BounceClue
  | QueueClue
  | SettingClue
  | ConnectionClue
  | DnsClue
  | PolicyClue
  | ReportClue
  | PromptClue;
export type ClueKind = Clue['kind'];
export type ClueOf<K extends ClueKind> = Extract<Clue, { kind: K }>;

/** All clues of one request, plus what nobody could read. */
export interface Evidence {
  readonly clues: readonly Clue[];
  /** Lines that no parser understood, in order. */
  readonly unread: readonly Quote[];
  /** Lines of the paste that are not blank. */
  readonly lines: number;
  /** True when the paste was longer than the cap and was cut at a line. */
  readonly cut: boolean;
  /** Secrets that were masked before anything else. */
  readonly masked: number;
}

/** What a rule may look at: the clues of the kinds that it declared. */
export interface View<R extends ClueKind> {
  all<K extends R>(kind: K, test?: (clue: ClueOf<K>) => boolean): readonly ClueOf<K>[];
  first<K extends R>(kind: K, test?: (clue: ClueOf<K>) => boolean): ClueOf<K> | undefined;
}
