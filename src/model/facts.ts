import { later } from './later.js';

/**
 * The named values that a rule hands to its text. The set is closed, and each name has a kind: the kind decides
 * what a value must look like before it may enter a command.
 */
export const FACT_KINDS = {
  /** The Exchange server concerned, as in `Computer` or before the backslash of a connector identity. */
  server: 'host',
  /** Identity of a receive connector (`HYB01\Default Frontend HYB01`), or its bare name. */
  connector: 'identity',
  /** Name of a send connector. */
  sendConnector: 'identity',
  /** The FQDN parameter of a connector. */
  fqdn: 'host',
  /** A domain name that a certificate has to contain, such as the CN of its subject. */
  domain: 'host',
  /** Issuer of a certificate as Exchange prints it, most specific part first. */
  issuer: 'text',
  /** Subject of a certificate as Exchange prints it. */
  subject: 'text',
  /** SHA-1 thumbprint, 40 hex digits. */
  thumbprint: 'thumbprint',
  /** The host that did not accept the mail: host name or address. */
  endpoint: 'host',
  remoteHost: 'host',
  remoteDomain: 'host',
  remoteIp: 'host',
  clientIp: 'host',
  recipient: 'mailbox',
  sender: 'mailbox',
  /** The mailbox that signed in to send, where it is another than the sender. */
  account: 'mailbox',
  /** The domain of the sender, where the text names no whole address. */
  senderDomain: 'host',
  /** TCP port. */
  port: 'number',
  /** Hours until a certificate expires. */
  hours: 'number',
  /** A date as printed in the paste; its order of day and month is unknown. */
  notAfter: 'text',
  /** An event id, an SMTP reply code or an enhanced status code. */
  code: 'code',
  /** A value of the paste that is only shown, such as a banner or AuthMechanism. */
  value: 'text',
} as const;

export type FactName = keyof typeof FACT_KINDS;
// The keys are fact names by the type of the object they are read from.
export const FACT_NAMES = Object.keys(FACT_KINDS) as readonly FactName[];
export type FactKind = (typeof FACT_KINDS)[FactName];
export type Facts = { readonly [K in FactName]?: string | undefined };

// Nearly all names are plain ASCII; the patterns over all letters wait for the first name that needs them.
const PLAIN_HOST = /^(?=.{1,253}$)(?:\w(?:[\w-]{0,61}\w)?(?:\.(?=\w)|$))+$|^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}$/;
const anyHost = later('^(?=.{1,253}$)(?:[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?(?:\\.(?=[\\p{L}\\p{N}_])|$))+$', 'u');
const PLAIN_MAILBOX = /^[^\s<>"'`,;:\\()[\]@]{1,64}@[\w.-]{1,253}$/;
const anyMailbox = later('^[^\\s<>"\'`,;:\\\\()[\\]@]{1,64}@[\\p{L}\\p{N}_.-]{1,253}$', 'u');
const BEYOND_ASCII = /[^\0-\x7F]/;

/**
 * What a value of each kind looks like. `text` and `identity` have no grammar of their own: any text up to 256
 * characters without controls, invisible characters and lone surrogates (`renderers/fill.ts` checks those).
 */
export const FACT_GRAMMAR: Partial<Record<FactKind, Pick<RegExp, 'test'>>> = {
  // Host name, IPv4 or IPv6 address. Underscores occur in internal Windows names.
  host: { test: (value) => PLAIN_HOST.test(value) || (BEYOND_ASCII.test(value) && anyHost().test(value)) },
  thumbprint: /^[0-9A-Fa-f]{40}$/,
  mailbox: { test: (value) => PLAIN_MAILBOX.test(value) || (BEYOND_ASCII.test(value) && anyMailbox().test(value)) },
  number: /^\d{1,6}$/,
  code: /^(?:\d{3,5}|[245]\.\d{1,3}\.\d{1,3})$/,
};
