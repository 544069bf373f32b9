import type { CertificateName, ClueBase } from './clue.js';

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
  /** The word for what failed, in English in every language: `LogonDenied`, `UntrustedRoot`; or a number of Windows: `10048`. */
  readonly error?: string | undefined;
  /** Authentication mechanism that failed: `ExchangeAuth`, `Gssapi`. */
  readonly mechanism?: string | undefined;
  readonly remoteIp?: string | undefined;
  /** TCP port of the binding that could not be opened. */
  readonly port?: string | undefined;
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
  /** The paste shows the exception of a program that submits mail. */
  readonly byProgram?: boolean | undefined;
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

/** Who answers, by banner and EHLO keywords. */
export const PRODUCTS = ['exchange', 'exchange-online', 'other', 'unknown'] as const;
export type Product = (typeof PRODUCTS)[number];

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
  readonly product: Product;
  /** The session went to the server's own loopback address, so nothing lies in between. */
  readonly local: boolean;
  /** Connector of a protocol log, and whose log it is. */
  readonly connector?: string | undefined;
  readonly log?: 'receive' | 'send' | undefined;
  readonly clientIp?: string | undefined;
  readonly remoteIp?: string | undefined;
  /** The server's answer to STARTTLS: the reply code. */
  readonly startTlsAnswer?: number | undefined;
  /** What the handshake showed of the answering server's certificate, or the one whose lines alone were pasted of a log. */
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
  /** Reply codes of the answering side in the order in which they came, each once: 220, 250, 454. Those inside TLS count. */
  readonly replies?: readonly number[] | undefined;
  /** Enhanced status codes of the same replies, each once: `2.0.0` of `220 2.0.0 SMTP server ready`. */
  readonly statuses?: readonly string[] | undefined;
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

/** A side of a connection: the person's own Exchange, Exchange Online, another system, or a mail program. */
export type Side = 'own' | 'online' | 'other' | 'client';

/** Who spoke and which way the mail went: of one failing reply, event or TLS word, by what stands in it and around it. */
export interface HopClue extends ClueBase {
  readonly kind: 'hop';
  /** Whose software wrote the words. */
  readonly speaker: Side;
  /** The other end of the connection that failed. */
  readonly peer?: Side | undefined;
  /** Seen from the person's own Exchange; `internal` between own servers, `submission` from a mail program. */
  readonly direction?: 'inbound' | 'outbound' | 'internal' | 'submission' | undefined;
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
