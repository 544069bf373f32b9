import type { Line, Paste } from '../text/paste.js';
import { holds } from '../text/words.js';
import { type Kind, kindOf } from './beginnings.js';
import { isField } from './fields.js';
import { piecesOf, RETURNED } from './one-line.js';

/** `header`: header of the bounce itself. `text`: what the program says. `original`: the mail that comes back. */
export type Zone = 'header' | 'text' | 'original';

/** A line that is not empty, and where it stands in a bounce. */
export interface Row {
  readonly line: Line;
  /** Behind quote marks and blanks. */
  readonly from: number;
  /** The words from there on, in lower case. */
  readonly lower: string;
  readonly indented: boolean;
  /** An empty line stands above. */
  readonly gap: boolean;
  readonly zone: Zone;
  /** What it is by its beginning. */
  readonly kind: Kind | undefined;
  /** It has been recognised as a header, a boundary or a part of the original. */
  readonly known: boolean;
}

/** Headers of mails; `x-`, `content-` and the like are told by their beginning. */
const HEADERS = new Set(
  (
    'from to cc bcc date subject sender reply-to received return-path message-id mime-version in-reply-to references thread-topic thread-index ' +
    'delivered-to envelope-to delivery-date precedence auto-submitted importance sensitivity user-agent organization errors-to ' +
    'dkim-signature domainkey-signature received-spf feedback-id priority accept-language disposition-notification-to sent newsgroups'
  ).split(' '),
);
const FAMILIES = ['x-', 'arc-', 'content-', 'list-', 'resent-', 'authentication-', 'dkim-', 'thread-', 'msip_'];
/** With one of these a block of headers begins, also where no heading leads up to it. */
const OPENERS = new Set(['received', 'return-path', 'delivered-to', 'x-received', 'x-original-to', 'dkim-signature', 'mime-version', 'x-store-info']);
/** Fields of a delivery status with which a program's own report goes on behind a copy of the original. */
const FIELDS = ['reporting-mta:', 'final-recipient:', 'original-recipient: rfc822', 'action: failed', 'action: delayed'];

/** Fields that no header of a mail has. */
const REPORT = new Set(['reporting-mta', 'final-recipient']);

const nameOf = (lower: string): string => {
  const colon = lower.indexOf(':');
  return colon > 0 && colon < 50 ? lower.slice(0, colon).trimEnd() : '';
};
const isHeader = (name: string): boolean => !isField(name) && (HEADERS.has(name) || FAMILIES.some((start) => name.startsWith(start)));
/** A line of MIME: two dashes and a word without blanks that is more than dashes. */
const isBoundary = (lower: string): boolean => lower.startsWith('--') && lower.length > 6 && !lower.includes(' ') && /[^-]/.test(lower);

class Walk {
  private zone: Zone = 'text';
  /** In a block of headers of a mail or a part, up to the next empty line. */
  private inHeaders = false;
  /** The part whose headers are being read holds the original. */
  private opensOriginal = false;
  /** Boundary that ends the part with the original. */
  private outer: string | undefined;
  private last = '';
  private readonly boundaries = new Set<string>();
  private seen = false;
  /** The line above leads up to a copy, or is a rule of dashes. */
  private isDue = false;
  /** Only headers of the original were announced: other text may follow. */
  private onlyHeaders = false;

  take(row: Pick<Row, 'lower' | 'indented' | 'gap' | 'kind'>): boolean {
    if (row.gap && this.inHeaders) this.endHeaders();
    const known = this.place(row);
    this.seen = true;
    return known;
  }

  current(): Zone {
    return this.zone;
  }

  private endHeaders(): void {
    this.inHeaders = false;
    if (this.opensOriginal) [this.zone, this.outer, this.opensOriginal] = ['original', this.last, false];
    else if (this.zone === 'header') this.zone = 'text';
  }

  private place({ lower, indented, gap, kind }: Pick<Row, 'lower' | 'indented' | 'gap' | 'kind'>): boolean {
    if (isBoundary(lower) && this.takeBoundary(lower)) return true;
    if (this.zone === 'original') return this.outer !== undefined || this.inOriginal(lower, indented, gap);
    if (this.inHeaders) return this.takeHeader(lower, indented);
    const due = this.isDue;
    this.isDue = lower.startsWith('---');
    const name = nameOf(lower);
    if (kind === 'copy' || kind === 'headers') [this.zone, this.onlyHeaders] = ['original', kind === 'headers'];
    if (this.zone === 'original') return true;
    if (!this.seen && (isHeader(name) || lower.startsWith('from '))) return this.beginHeaders('header', lower);
    if ((gap && OPENERS.has(name)) || (due && (name === 'from' || OPENERS.has(name)))) return this.beginHeaders('original', lower);
    return false;
  }

  private takeBoundary(lower: string): boolean {
    const name = lower.endsWith('--') ? lower.slice(0, -2) : lower;
    if (this.zone === 'original' && !(this.outer === undefined ? this.boundaries.has(name) : this.outer === name)) return this.outer !== undefined;
    this.boundaries.add(name);
    [this.zone, this.last, this.inHeaders, this.outer] = [this.zone === 'header' ? 'text' : 'text', name, name === lower, undefined];
    return true;
  }

  private beginHeaders(zone: Zone, lower: string): boolean {
    [this.zone, this.inHeaders, this.onlyHeaders] = [zone, zone === 'header', false];
    return zone === 'original' || lower.startsWith('from ') || this.takeHeader(lower, false);
  }

  private takeHeader(lower: string, indented: boolean): boolean {
    if (/^content-type: ?(?:message\/(?:rfc822|global)(?!-d)|text\/rfc822-headers)/.test(lower)) this.opensOriginal = true;
    const name = nameOf(lower);
    if (indented || (name !== '' && !name.includes(' ') && !REPORT.has(name)) || /^(?:boundary|charset|name|format|report-type)=/.test(lower))
      return true;
    this.endHeaders();
    return this.zone === 'original';
  }

  private inOriginal(lower: string, indented: boolean, gap: boolean): boolean {
    const name = nameOf(lower);
    if (FIELDS.some((field) => lower.startsWith(field)) || (this.onlyHeaders && gap && !indented && !isHeader(name))) {
      this.zone = 'text';
      return false;
    }
    return indented || isHeader(name);
  }
}

/** The lines of a bounce with what they belong to. Lines without words are left out. */
export function rowsOf(paste: Paste): Row[] {
  const walk = new Walk();
  const rows: Row[] = [];
  let gap = true;
  const lines = holds(paste, RETURNED) ? paste.lines.flatMap(piecesOf) : paste.lines;
  for (const line of lines) {
    const from = firstWord(line.text);
    const lower = line.lower.slice(from, from + 500).trimEnd();
    if (lower === '') {
      gap = true;
      continue;
    }
    const indented = line.text.charAt(from - 1) === ' ' && !(from === 2 && line.text.startsWith('> '));
    const kind = kindOf(lower);
    const known = walk.take({ lower, indented, gap, kind });
    rows.push({ line, from, lower, indented, gap, kind, zone: walk.current(), known });
    gap = false;
  }
  return rows;
}

const [BLANK, MARK] = [0x20, 0x3e];

/** Behind quote marks, and behind the stars of a bold label. */
function firstWord(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === BLANK || text.charCodeAt(at) === MARK) at += 1;
  return text.startsWith('**', at) && /[^\s*]/.test(text.charAt(at + 2)) ? at + 2 : at;
}
