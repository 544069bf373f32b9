import { realValue } from '../text/placeholder.js';

/** The shell cut the value to the width of a column, or the list after its first values. */
const CUT = /(?:\.{3}|\u2026)[}\])"']{0,2}$/;

/** Where a property has no text of its own, the shell prints the name of its type. */
const TYPE_NAME = /^(?:@\{|(?:Microsoft\.Exchange|System|Deserialized)\.[\w.`[\]]{3,200}$)/;
export const isTypeName = (value: string): boolean => TYPE_NAME.test(value);

/** The value, or `undefined` if it is cut, redacted, the name of a type or not there. */
export const wholeValue = (value: string | undefined): string | undefined =>
  value !== undefined && (CUT.test(value.trim()) || isTypeName(value)) ? undefined : realValue(value);

/** `True` and `False` stay English in every language. */
export const truthOf = (value: string | undefined): boolean | undefined =>
  value && /^(?:true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() === 'true' : undefined;

export const thumbprintOf = (value: string | undefined): string | undefined => {
  const digits = value?.replace(/[^\x21-\x7E]/g, '');
  return digits !== undefined && /^[0-9A-Fa-f]{40}$/.test(digits) ? digits : undefined;
};

/** The values of `{a, b}`. Of a list that was cut, the last value may be half a name. */
export function listOf(value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const items = text
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((item) => item.trim());
  if (CUT.test(text)) items.pop();
  return items.flatMap((item) => realValue(item) ?? []);
}

/** A date as printed. JSON of Windows PowerShell writes the milliseconds since 1970 as `/Date(…)/`. */
export function dateOf(value: string | undefined): string | undefined {
  const ticks = /^\\?\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\\?\/$/.exec(value?.trim() ?? '')?.[1];
  return ticks === undefined ? wholeValue(value) : new Date(Number(ticks)).toISOString().replace('.000Z', 'Z');
}

interface Enumeration {
  readonly words: readonly (readonly [word: string, number: number])[];
  /** Several words may hold at once. */
  readonly flags: boolean;
}

const flags = (...words: string[]): Enumeration => ({ words: words.map((word, bit) => [word, 2 ** bit]), flags: true });
const choice = (...words: string[]): Enumeration => ({ words: words.map((word, index) => [word, index]), flags: false });

/** Properties that ConvertTo-Json writes as the numbers of Exchange's enumerations. */
const ENUMERATIONS: Readonly<Record<string, Enumeration>> = {
  authmechanism: flags('Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer', 'ExternalAuthoritative'),
  permissiongroups: flags('AnonymousUsers', 'ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers', 'Partners', 'Custom'),
  services: flags('IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter'),
  transportrole: {
    words: [
      ['HubTransport', 32],
      ['FrontendTransport', 16_384],
    ],
    flags: false,
  },
  tlsauthlevel: {
    words: [
      ['EncryptionOnly', 1],
      ['CertificateValidation', 2],
      ['DomainValidation', 4],
    ],
    flags: false,
  },
  status: choice('Unknown', 'Valid', 'Revoked', 'DateInvalid', 'Untrusted', 'Invalid', 'RevocationCheckFailure', 'PendingRequest'),
  rootcatype: choice('None', 'ThirdParty', 'Enterprise', 'Registry', 'GroupPolicy', 'Unknown'),
};

/** A number of an enumeration as the words that the shell prints; any other value as it is. */
export function inWords(name: string, value: string): string {
  const known = /^\d{1,5}$/.test(value) ? ENUMERATIONS[name] : undefined;
  if (!known) return value;
  const number = Number(value);
  if (!known.flags) return known.words.find(([, one]) => one === number)?.[0] ?? value;
  return number === 0 ? 'None' : known.words.flatMap(([word, bit]) => (number & bit ? [word] : [])).join(', ') || value;
}
