import { FACT_GRAMMAR } from '../../model/facts.js';
import { realValue } from './placeholder.js';

/** A mail address and where it stands in its text. */
export interface Address {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const AROUND = new Set([...' \t\n<>"\'()[],;:|\u3001\u3002'].map((char) => char.charCodeAt(0)));
const LONGEST = 260;

/** Exchange wraps an address of its directory, which gets longer than mail allows: `IMCEAEX-_O=CONTOSO_OU=…_CN=HANAKO@contoso.com`. */
const WRAPPED = /^imcea[a-z]{2,12}-[^\s<>"'`,;:\\()[\]@]{1,250}@[\w.-]{1,253}$/i;
const isMailbox = (value: string): boolean => FACT_GRAMMAR.mailbox?.test(value) === true || WRAPPED.test(value);

/** The first real address at or behind a place; placeholders are none. */
export function findAddress(text: string, from = 0): Address | undefined {
  for (let at = text.indexOf('@', from); at !== -1; ) {
    let [start, end] = [at, at + 1];
    while (start > from && at - start < LONGEST && !AROUND.has(text.charCodeAt(start - 1))) start -= 1;
    while (end < text.length && end - at < LONGEST && !AROUND.has(text.charCodeAt(end))) end += 1;
    at = text.indexOf('@', end);
    while (text.charAt(end - 1) === '.') end -= 1;
    const value = realValue(text.slice(start, end));
    // A quotation mark inside a name is part of it: what stands behind it is only its end.
    const isWhole = text.charAt(start - 1) !== "'" || !/\w/.test(text.charAt(start - 2));
    if (value !== undefined && isWhole && isMailbox(value)) return { value, start, end };
  }
  return undefined;
}

/** The address that a value begins with, without what stands around it. */
export function mailboxOf(value: string | undefined): string | undefined {
  const found = value === undefined ? undefined : findAddress(value);
  const lead = found && value?.slice(0, found.start);
  return lead === '' || (lead !== undefined && /^(?:mailto:|[\s"'<([]){1,4}$/i.test(lead)) ? found?.value : undefined;
}
