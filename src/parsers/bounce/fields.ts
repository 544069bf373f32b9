import { hostOf } from '../reply/values.js';
import { mailboxOf } from '../text/mailbox.js';
import type { Line } from '../text/paste.js';
import { behindColon, placeOf } from './names.js';
import type { Row } from './zones.js';

/** Fields of a delivery status (RFC 3464), in lower case; `X-Actual-Recipient` and its like are of sendmail and Exchange. */
const FIELDS = new Set([
  'reporting-mta',
  'received-from-mta',
  'dsn-gateway',
  'original-envelope-id',
  'arrival-date',
  'last-attempt-date',
  'will-retry-until',
  'final-recipient',
  'original-recipient',
  'x-actual-recipient',
  'final-log-id',
  'action',
  'status',
  'diagnostic-code',
  'remote-mta',
  'x-display-name',
  'x-supplementary-info',
  'localized-final-recipient',
]);
/** `X-Postfix-Sender`, `X-Email-Security-Gateway-Queue-ID`: each brand of Postfix has its own name in them. */
export const isField = (name: string): boolean =>
  FIELDS.has(name) || (name.startsWith('x-') && (name.endsWith('-sender') || name.endsWith('-queue-id')) && name.length > 10);

/** One recipient of a delivery status. */
export interface Report {
  /** Line of the recipient, or the first one. */
  line: Line;
  final?: string | undefined;
  original?: string | undefined;
  action?: string | undefined;
  status?: string | undefined;
  statusAt?: Line | undefined;
  /** Line of Diagnostic-Code, and where its value begins. */
  diagnosis?: { readonly line: Line; readonly from: number } | undefined;
  generatedBy?: string | undefined;
  remoteHost?: string | undefined;
  remoteIp?: string | undefined;
  sender?: string | undefined;
}

const TYPED = /^[\w-]{1,40} {0,2}; {0,4}/;
/** Without the type in front: `rfc822;`, `dns; `. */
export const untyped = (value: string): string => value.replace(TYPED, '').trim();

interface Common {
  generatedBy?: string | undefined;
  sender?: string | undefined;
}

/** The fields of one delivery status after another, sorted by recipient. */
class Reports {
  readonly all: Report[] = [];
  private common: Common = {};
  private names = new Set<string>();

  take(row: Row, name: string, value: string, from: number): void {
    if (name === 'reporting-mta') this.common = { generatedBy: hostOf(untyped(value).split(' ', 1)[0]) };
    else if (name.endsWith('-sender')) this.common.sender ??= mailboxOf(untyped(value));
    else if (PER_RECIPIENT.has(name)) this.fill(this.reportFor(row, name), row, name, value, from);
  }

  /** Fields of a recipient come in any order: one that comes again begins the next recipient. */
  private reportFor(row: Row, name: string): Report {
    const isNext = this.names.has(name) || (row.gap && this.names.size > 2 && name.endsWith('-recipient') && this.last()?.final !== undefined);
    const known = isNext ? undefined : this.last();
    if (isNext || !known) this.names = new Set();
    this.names.add(name);
    if (known) return known;
    const report: Report = { line: row.line, ...this.common };
    this.all.push(report);
    return report;
  }

  private last(): Report | undefined {
    return this.names.size > 0 ? this.all.at(-1) : undefined;
  }

  private fill(report: Report, row: Row, name: string, value: string, from: number): void {
    if (name === 'action') report.action = ACTIONS.find((action) => value.toLowerCase().startsWith(action));
    else if (name === 'status') [report.status, report.statusAt] = [/^[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(value)?.[0], row.line];
    else if (name === 'diagnostic-code') report.diagnosis = { line: row.line, from };
    else if (name === 'remote-mta') Object.assign(report, placeOf(untyped(value)));
    else {
      const address = mailboxOf(untyped(value));
      if (name === 'final-recipient') report.final = address;
      else report.original ??= address;
      if (address !== undefined && (name === 'final-recipient' || report.final === undefined)) report.line = row.line;
    }
  }
}
/** RFC 3464, section 2.3.3. */
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];
const PER_RECIPIENT = new Set(['action', 'status', 'diagnostic-code', 'remote-mta', 'final-recipient', 'original-recipient', 'x-actual-recipient']);

export interface Fields {
  readonly reports: readonly Report[];
  /** Numbers of the lines of the fields and of what is folded below them. */
  readonly lines: ReadonlySet<number>;
}

export function fieldsOf(rows: readonly Row[]): Fields {
  const reports = new Reports();
  const lines = new Set<number>();
  let folded = false;
  for (const row of rows) {
    const colon = row.zone !== 'text' ? -1 : row.lower.indexOf(':');
    const name = colon > 0 && colon < 60 ? row.lower.slice(0, colon).trimEnd() : '';
    const isOne = isField(name);
    if (isOne) {
      const { value, start } = behindColon(row, colon);
      reports.take(row, name, value, start);
    }
    folded = isOne || (folded && !row.gap && (row.indented || name.startsWith('x-')));
    if (folded) lines.add(row.line.number);
  }
  return { reports: reports.all.filter(says), lines };
}

/** False for a field of the same name in another text. */
const says = ({ final, original, action, status, diagnosis }: Report): boolean =>
  [final, original, action, status, diagnosis].some((value) => value !== undefined);
