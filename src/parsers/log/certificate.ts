import type { CertificateClue } from '../../model/evidence.js';
import { splitName } from '../certificate/name.js';
import type { Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import type { LogRow } from './rows.js';

export { certificateOf } from '../session/certificate.js';

export type LogKind = 'send' | 'receive' | undefined;

/** A certificate of a protocol log: what this server sends, or what the other side presents. */
export interface LogCertificate {
  readonly side: 'own' | 'remote';
  /** The line that says whose it is was not pasted; the order of the handshake told it. */
  readonly guessed: boolean;
  subject?: string | undefined;
  issuer?: string | undefined;
  serialNumber?: string | undefined;
  thumbprint?: string | undefined;
  notBefore?: string | undefined;
  notAfter?: string | undefined;
  domains?: readonly string[] | undefined;
  /** The row to quote. */
  row: LogRow;
}

export const isSelfSigned = ({ subject, issuer }: Pick<LogCertificate, 'subject' | 'issuer'>): boolean | undefined =>
  subject === undefined || issuer === undefined ? undefined : subject === issuer;

const TITLE = /^(sending|received|remote) certificate/i;
const LABEL = /^certificate (subject|issuer name|serial number|thumbprint|alternate names|not before|not after)$/i;

/** The certificates of a session, in both forms: a line for each value, or all values on one. */
export function certificatesOf(rows: readonly LogRow[]): LogCertificate[] {
  const found: LogCertificate[] = [];
  let open: LogCertificate | undefined;
  let negotiated = false;
  for (const row of rows) {
    if (row.event !== '*') continue;
    const context = row.context.trim();
    if (/negotiation succeeded/i.test(`${row.data} ${context}`)) negotiated = true;
    const title = TITLE.exec(context)?.[1]?.toLowerCase();
    const label = LABEL.exec(context)?.[1]?.toLowerCase();
    if (title !== undefined) {
      open = { side: title === 'sending' ? 'own' : 'remote', guessed: false, row, ...inOneLine(row.data) };
      found.push(open);
    } else if (label !== undefined) {
      // What is sent is logged before the handshake has succeeded, what is received behind it.
      if (!open) {
        open = { side: negotiated ? 'remote' : 'own', guessed: true, row };
        found.push(open);
      }
      take(open, label, row);
    }
  }
  return found.filter(({ subject, issuer, thumbprint }) => subject !== undefined || issuer !== undefined || thumbprint !== undefined);
}

function take(open: LogCertificate, label: string, row: LogRow): void {
  const value = realValue(row.data);
  if (label === 'subject') {
    open.subject ??= value;
    open.row = row;
  } else if (label === 'thumbprint') {
    open.thumbprint ??= thumbprint(value);
    if (open.subject === undefined) open.row = row;
  } else if (label === 'issuer name') open.issuer ??= value;
  else if (label === 'serial number') open.serialNumber ??= hex(value);
  else if (label === 'not before') open.notBefore ??= value;
  else if (label === 'not after') open.notAfter ??= value;
  else open.domains ??= domainsOf(row.data);
}

const hex = (value: string | undefined): string | undefined => (value !== undefined && /^[0-9A-F]{2,64}$/i.test(value) ? value : undefined);
const thumbprint = (value: string | undefined): string | undefined => (value !== undefined && /^[0-9A-F]{40}$/i.test(value) ? value : undefined);

/** Names that the certificate is valid for; those that somebody blacked out are left out. */
function domainsOf(list: string): string[] | undefined {
  const names = list
    .split(/[;\s]{1,4}/)
    .filter((name) => /^(?:\*\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}$/.test(name) && realValue(name) !== undefined);
  return names.length > 0 ? names : undefined;
}

const TAIL = / ([0-9A-F]{8,64}) ([0-9A-F]{40})(?: (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z)(?: (\S[^\n]{0,4000}))?)?$/i;

/**
 * Newer builds print subject, issuer, serial number, thumbprint, two dates and all names with blanks between them.
 * Source: `Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names`.
 */
function inOneLine(data: string): Partial<LogCertificate> {
  const tail = TAIL.exec(data);
  const names = (tail ? data.slice(0, tail.index) : data).trim();
  const second = names.search(/[^,+] (?:CN|E|OU|O|SERIALNUMBER|OID[.\d]{1,60})=/i);
  if (!/^[A-Z]{1,20}=/i.test(names)) return {};
  const [, serialNumber, print, notBefore, notAfter, domains] = tail ?? [];
  const [subject, issuer] = second < 0 ? [names, undefined] : [names.slice(0, second + 1), names.slice(second + 2)];
  return {
    subject: whole(subject),
    issuer: whole(issuer),
    serialNumber,
    thumbprint: thumbprint(realValue(print)),
    notBefore,
    notAfter,
    domains: domains === undefined ? undefined : domainsOf(domains),
  };
}
const whole = (name: string | undefined): string | undefined => (name !== undefined && splitName(name).length > 0 ? realValue(name) : undefined);

/**
 * The certificate of the side that answers: what a receive log sends, what a send log receives. The other one is the
 * caller's own and says nothing about the host that was called.
 */
export function shownCertificate(all: readonly LogCertificate[], log: LogKind): LogCertificate | undefined {
  const side = log === 'receive' ? 'own' : 'remote';
  return all.find((one) => one.side === side) ?? all.find(({ guessed }) => guessed);
}

export function certificateClue(paste: Paste, { row, side, ...shown }: LogCertificate, server: string | undefined): CertificateClue {
  const { issuer, subject, thumbprint: print, serialNumber, notBefore, notAfter, domains } = shown;
  return {
    kind: 'certificate',
    at: row.dataEnd > row.dataStart ? paste.quote(row.dataStart, row.dataEnd) : paste.quote(row.line.start, row.line.end),
    origin: side === 'own' ? 'store' : 'shown',
    server: side === 'own' ? server : undefined,
    issuer,
    subject,
    thumbprint: print,
    serialNumber,
    notBefore,
    notAfter,
    domains,
    selfSigned: isSelfSigned(shown),
  };
}
