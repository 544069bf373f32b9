import type { LogRow } from './log-rows.js';
import { realValue } from './placeholder.js';

export { certificateOf } from './session-certificate.js';

/** Subject and issuer of the answering server's certificate, as the log prints them. */
export interface Shown {
  readonly subject?: string | undefined;
  readonly issuer?: string | undefined;
}

export const isSelfSigned = ({ subject, issuer }: Shown): boolean | undefined =>
  subject === undefined || issuer === undefined ? undefined : subject === issuer;

/**
 * The certificate of the side that answers: what a receive log sends, what a send log receives. The other one is the
 * caller's own and says nothing about the host that was called.
 */
export function shownCertificate(rows: readonly LogRow[], log: 'send' | 'receive' | undefined): Shown | undefined {
  const wanted = log === 'receive' ? /^Sending certificate/i : /^(?:Received|Remote) certificate/i;
  let inside = false;
  let shown: Shown | undefined;
  for (const { context, data, event } of rows) {
    if (event !== '*') continue;
    if (/^(?:Sending|Received|Remote) certificate/i.test(context)) {
      inside = wanted.test(context);
      if (inside && data !== '') shown ??= inOneLine(data);
    } else if (inside && /^Certificate subject$/i.test(context)) shown = { ...shown, subject: shown?.subject ?? realValue(data) };
    else if (inside && /^Certificate issuer name$/i.test(context)) shown = { ...shown, issuer: shown?.issuer ?? realValue(data) };
  }
  return shown;
}

/** Newer builds print subject, issuer, serial number, thumbprint, two dates and all names with blanks between them. */
function inOneLine(data: string): Shown | undefined {
  const tail = / [0-9A-F]{8,64} [0-9A-F]{40}(?: |$)/i.exec(data);
  const names = tail ? data.slice(0, tail.index) : data;
  const second = names.indexOf(' CN=', 1);
  if (!names.startsWith('CN=') || second < 0) return undefined;
  return { subject: realValue(names.slice(0, second)), issuer: realValue(names.slice(second + 1)) };
}
