import { FACT_GRAMMAR } from '../../model/facts.js';
import { realValue } from '../text/placeholder.js';

/** A host name or address as printed, without brackets, port and full stop; nothing if it is a placeholder. */
export function hostOf(value: string | undefined): string | undefined {
  if (value === undefined || /[<>*]/.test(value)) return undefined;
  let host = value
    .trim()
    .replace(/^["'`([]{1,3}/, '')
    .replace(/[.,;'"`)\]\u3002]{1,6}$/, '');
  host = host.replace(/\]?:\d{2,5}$/, (port) => (isBareV6(host, port) ? port : '')).replace(/\.$/, '');
  const real = realValue(host);
  return real !== undefined && real !== '0.0.0.0' && /[.:]|^[A-Za-z][\w-]{0,62}$/.test(real) && FACT_GRAMMAR.host?.test(real) ? real : undefined;
}
/** `2001:db8::25` has no port, `2001:db8::1:25` as an endpoint has: Exchange prints 25, 587 and 2525 only. */
const isBareV6 = (host: string, port: string): boolean =>
  host.split(':').length > 2 && !port.startsWith(']') && !/:(?:25|587|2525|717|475|465)$/.test(port);

/** A mail address without what stands around it; nothing if it is a placeholder. */
export function mailboxOf(value: string | undefined): string | undefined {
  const address = value
    ?.trim()
    .replace(/^(?:mailto:|["'<(]){1,3}/i, '')
    .replace(/["'>).,;:\u3002]{1,4}$/, '');
  const real = realValue(address);
  return real !== undefined && FACT_GRAMMAR.mailbox?.test(real) ? real : undefined;
}

/** The word behind a mark, up to a blank or one of the closing marks. Marks are in lower case. */
export function wordAfter(text: string, mark: string, closers = '', lower = text.toLowerCase()): string | undefined {
  const found = lower.indexOf(mark);
  if (found < 0) return undefined;
  const rest = text.slice(found + mark.length, found + mark.length + 260).replace(/^[: ]{1,4}/, '');
  let end = 0;
  while (end < rest.length && !' \n'.includes(rest.charAt(end)) && !closers.includes(rest.charAt(end))) end += 1;
  return rest.slice(0, end);
}
