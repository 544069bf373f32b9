import { decodeEntities } from '../certificate/name.js';
import type { Line, Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { type Columns, columnsOf, eventColumn, fieldsOf, guessColumns, isConnectivity, SESSION, SIGN } from './columns.js';
import { type LogRecord, recordStart, recordsOf, tableRecords, tableStart } from './records.js';

/** One line of a protocol log. Columns may be empty, masked or missing. */
export interface LogRow {
  readonly line: Line;
  readonly connector: string | undefined;
  readonly session: string;
  readonly sequence: number | undefined;
  readonly local: string;
  readonly remote: string;
  readonly event: string;
  readonly data: string;
  readonly context: string;
  /** The whole row, joined if it was wrapped. */
  readonly text: string;
  /** The paste's own words for a stretch of `text`, as a place in the paste's text. */
  span(from: number, to: number): [number, number];
  /** Places of the data in the paste's text, without quotes, and of the end of the row. */
  readonly dataStart: number;
  readonly dataEnd: number;
  readonly end: number;
  /** The line has the columns behind the data, so the data were not cut off. */
  readonly closed: boolean;
  /** The paste or an ellipsis ends inside this row: its last word may be a part of one. */
  readonly cut: boolean;
}

/** A line of an SMTP protocol log, whatever columns were emptied. */
export function isLogLine(line: string): boolean {
  const start = recordStart(line);
  if (start < 0) return tableStart(line) !== undefined || isStripped(line);
  const fields = fieldsOf(line.slice(start, start + 600));
  return eventColumn(fields) > 0 && !isConnectivity(fields);
}

/** A row whose time somebody has emptied: `,EX01\\Default Frontend EX01,,3,,,>,250 …`. */
const isStripped = (line: string): boolean => {
  const from = marginOf(line);
  return line.charAt(from) === ',' && SIGN.test(fieldsOf(line.slice(from, from + 600))[6]?.text ?? '');
};
const marginOf = (line: string): number => /^[> ]{0,40}/.exec(line)?.[0].length ?? 0;

const signOf = (text: string): string => (text === '&lt;' ? '<' : text === '&gt;' ? '>' : text.slice(-1));

function toRow(record: LogRecord, header: Columns | undefined, pasteEnd: number): LogRow | undefined {
  const fields = fieldsOf(record.text.slice(0, 6000), record.separator);
  if (isConnectivity(fields)) return undefined;
  const told = header && SIGN.test(fields[header.event]?.text ?? '') ? header : undefined;
  const columns = told ?? guessColumns(fields);
  if (!columns) return undefined;
  const text = (index: number) => fields[index]?.text ?? '';
  const data = fields[columns.data];
  const span = (from: number, to: number): [number, number] => [record.place(from), to > from ? record.place(to - 1) + 1 : record.place(from)];
  const end = record.place(record.text.length - 1) + 1;
  const [dataStart, dataEnd] = data ? span(data.start, data.end) : [end, end];
  const closed = fields.length > columns.event + 2 || columns.event < 6;
  // Without quotes around it, the last column may hold commas.
  const context = columns.context > columns.event ? fields.slice(columns.context).map((field) => field.text) : [text(columns.context)];
  return {
    line: record.line,
    connector: connectorOf(text(columns.connector)),
    session: SESSION.test(text(columns.session)) ? text(columns.session).toUpperCase() : '',
    sequence: /^\d{1,6}$/.test(text(columns.sequence)) ? Number(text(columns.sequence)) : undefined,
    local: text(columns.local),
    remote: text(columns.remote),
    event: signOf(text(columns.event)),
    data: data?.text ?? '',
    context: context.join(','),
    text: record.text,
    span,
    dataStart,
    dataEnd,
    end,
    closed,
    cut: /(?:\.{3}|\u2026)$/.test(record.text) || (end >= pasteEnd && (!closed || record.text.split('"').length % 2 === 0)),
  };
}

/** A web page may have broken the name with `<br>`, or escaped its signs. */
function connectorOf(text: string): string | undefined {
  const whole = decodeEntities(text)
    .replace(/ ?<br ?\/?> ?/gi, ' ')
    .replace(/\\\\? ?/g, '\\');
  return realValue(whole);
}

export interface LogReading {
  readonly rows: readonly LogRow[];
  readonly kind: 'send' | 'receive' | undefined;
  readonly understood: readonly number[];
}

const HEADER = /^[> ]{0,20}#(?:software|version|log-type|date|fields):/;
const CUT = /^[> ]{0,40}\d{4}-\d\d-\d\dT?[\d:.]{0,12}Z?$/;
/** What is left of a row whose front or end was not pasted. */
const isTorn = (text: string): boolean => CUT.test(text) || (text.includes(' ESMTP ') && /", ?$/.test(text));

/** All log lines of a paste, and whose log its header says it is. */
export function logRows(paste: Paste): LogReading {
  const header = headerOf(paste);
  const rows: LogRow[] = [];
  const understood = [...header.lines];
  const pasteEnd = paste.text.trimEnd().length;
  for (const record of [...recordsOf(paste), ...tableRecords(paste), ...otherRecords(paste, header.columns)]) {
    const row = toRow(record, header.columns, pasteEnd);
    if (!row) continue;
    rows.push(row);
    understood.push(...record.lines);
  }
  if (rows.length === 0) return { rows, kind: header.kind, understood: [] };
  rows.sort((a, b) => a.line.number - b.line.number);
  for (const end of [(rows[0]?.line.number ?? 0) - 2, understood.reduce((a, b) => Math.max(a, b), 0)]) {
    const torn = paste.lines[end];
    if (torn && torn.text.length < 500 && isTorn(torn.text)) understood.push(torn.number);
  }
  return { rows, kind: header.kind, understood };
}

/** Where the header says that the time is not the first column, or the time is empty, each line with a sign in its place is a record. */
function otherRecords(paste: Paste, columns: Columns | undefined): LogRecord[] {
  const fits = (line: Line): boolean =>
    line.text.includes(',') &&
    line.text.length < 6000 &&
    !line.text.startsWith('#') &&
    recordStart(line.text) < 0 &&
    (columns ? SIGN.test(fieldsOf(line.text)[columns.event]?.text ?? '') : isStripped(line.text));
  return paste.lines.filter(fits).map((line) => {
    const from = columns ? 0 : marginOf(line.text);
    return { line, lines: [line.number], text: line.text.slice(from), place: (at) => line.start + from + at };
  });
}

function headerOf(paste: Paste): { kind: LogReading['kind']; columns: Columns | undefined; lines: number[] } {
  let kind: LogReading['kind'];
  let columns: Columns | undefined;
  const lines: number[] = [];
  for (const line of paste.lines) {
    if (!line.text.includes('#') || !HEADER.test(line.lower.slice(0, 300))) continue;
    if (line.lower.includes('smtp send')) kind = 'send';
    else if (line.lower.includes('smtp receive')) kind = 'receive';
    if (line.lower.includes('#fields:')) columns = columnsOf(line.lower.slice(line.lower.indexOf('#fields:'), 600)) ?? columns;
    lines.push(line.number);
  }
  return { kind, columns, lines };
}
