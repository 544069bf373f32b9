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

export interface ClueBase {
  /** The deciding words of the paste. */
  readonly at: Quote;
}
