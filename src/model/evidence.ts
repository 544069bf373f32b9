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

/** A certificate as printed by Get-ExchangeCertificate. */
export interface CertificateClue extends ClueBase {
  readonly kind: 'certificate';
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
  readonly domains?: readonly string[] | undefined;
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

export type Clue = EventClue | ReplyClue | SessionClue | ConnectorClue | CertificateClue | ErrorClue;
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
