import { decodeEntities } from '../certificate/name.js';
import type { Line, Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { type LogRecord, recordStart, recordsOf } from './records.js';

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
}

/** A line of an SMTP protocol log, whatever columns were emptied. */
export function isLogLine(line: string): boolean {
  const start = recordStart(line);
  return start >= 0 && eventColumn(fieldsOf(line.slice(start, start + 600))) > 0;
}

interface Field {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Fields of a CSV line; quotes may hold commas. A quote that is never closed was cut off and stands for itself. */
function fieldsOf(line: string): Field[] {
  const fields: Field[] = [];
  const lastQuote = line.lastIndexOf('"');
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length && fields.length < 12; i += 1) {
    const char = line.charAt(i);
    if (char === '"' && (quoted || i < lastQuote)) quoted = !quoted;
    const isEnd = i === line.length;
    if (!isEnd && (char !== ',' || quoted)) continue;
    fields.push(unquote(line, start, i));
    start = i + 1;
  }
  return fields;
}

function unquote(line: string, from: number, to: number): Field {
  let [start, end] = [from, to];
  while (start < end && line.charAt(start) === ' ') start += 1;
  while (end > start && line.charAt(end - 1) === ' ') end -= 1;
  const isQuoted = end - start > 1 && line.charAt(start) === '"' && line.charAt(end - 1) === '"';
  if (isQuoted) [start, end] = [start + 1, end - 1];
  const text = line.slice(start, end);
  return { start, end, text: isQuoted ? text.replaceAll('""', '"') : text };
}

const SIGN = /^(?:[<>*+-]|\\[<>*+-]|&[lg]t;)$/;
/** The column that holds one of `+ - > < *`. Markdown and HTML may have escaped it. */
const eventColumn = (fields: readonly Field[]): number => fields.findIndex(({ text }, i) => i > 1 && SIGN.test(text));
const signOf = (text: string): string => (text === '&lt;' ? '<' : text === '&gt;' ? '>' : text.slice(-1));

const SESSION = /^[0-9A-F]{16}$/i;

/** Where the columns stand; -1 for one that is missing. */
interface Columns {
  readonly connector: number;
  readonly session: number;
  readonly sequence: number;
  readonly local: number;
  readonly remote: number;
  readonly event: number;
  readonly data: number;
  readonly context: number;
}
const NAMES: Readonly<Record<keyof Columns, string>> = {
  connector: 'connector-id',
  session: 'session-id',
  sequence: 'sequence-number',
  local: 'local-endpoint',
  remote: 'remote-endpoint',
  event: 'event',
  data: 'data',
  context: 'context',
};

/** `#Fields: date-time,connector-id,…`; `undefined` unless it names the columns of a protocol log. */
function columnsOf(header: string): Columns | undefined {
  const names = header
    .slice(header.indexOf(':') + 1)
    .split(',')
    .map((name) => name.trim());
  const at = (key: keyof Columns): number => names.indexOf(NAMES[key]);
  if (at('event') < 1 || at('data') < 1) return undefined;
  return {
    connector: at('connector'),
    session: at('session'),
    sequence: at('sequence'),
    local: at('local'),
    remote: at('remote'),
    event: at('event'),
    data: at('data'),
    context: at('context'),
  };
}

/** Without a header the sign and the session id tell the columns. */
function guessColumns(fields: readonly Field[]): Columns | undefined {
  const event = eventColumn(fields);
  if (event < 1) return undefined;
  const session = fields.findIndex(({ text }, i) => i < event && SESSION.test(text));
  const connector = session > 0 ? session - 1 : 1;
  const hasEnds = session < 1 || event - session >= 4;
  return {
    connector: connector >= 1 && event > 2 ? connector : -1,
    session,
    sequence: session > 0 && hasEnds ? session + 1 : -1,
    local: hasEnds ? event - 2 : -1,
    remote: hasEnds ? event - 1 : -1,
    event,
    data: event + 1,
    context: event + 2,
  };
}

function toRow(record: LogRecord, header: Columns | undefined): LogRow | undefined {
  const fields = fieldsOf(record.text.slice(0, 6000));
  const told = header && SIGN.test(fields[header.event]?.text ?? '') ? header : undefined;
  const columns = told ?? guessColumns(fields);
  if (!columns) return undefined;
  const text = (index: number) => fields[index]?.text ?? '';
  const data = fields[columns.data];
  const span = (from: number, to: number): [number, number] => [record.place(from), to > from ? record.place(to - 1) + 1 : record.place(from)];
  const end = record.place(record.text.length - 1) + 1;
  const [dataStart, dataEnd] = data ? span(data.start, data.end) : [end, end];
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
    closed: fields.length > columns.event + 2 || columns.event < 6,
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
  for (const record of header.columns ? [...recordsOf(paste), ...otherRecords(paste, header.columns)] : recordsOf(paste)) {
    const row = toRow(record, header.columns);
    if (row) rows.push(row);
    if (row) understood.push(...record.lines);
  }
  if (rows.length === 0) return { rows, kind: header.kind, understood: [] };
  rows.sort((a, b) => a.line.number - b.line.number);
  for (const end of [(rows[0]?.line.number ?? 0) - 2, understood.reduce((a, b) => Math.max(a, b), 0)]) {
    const torn = paste.lines[end];
    if (torn && torn.text.length < 500 && isTorn(torn.text)) understood.push(torn.number);
  }
  return { rows, kind: header.kind, understood };
}

/** Where the header says that the time is not the first column, each line with a sign in its place is a record. */
function otherRecords(paste: Paste, { event }: Columns): LogRecord[] {
  const fits = (line: Line): boolean =>
    line.text.includes(',') &&
    line.text.length < 6000 &&
    !line.text.startsWith('#') &&
    recordStart(line.text) < 0 &&
    SIGN.test(fieldsOf(line.text)[event]?.text ?? '');
  return paste.lines.filter(fits).map((line) => ({ line, lines: [line.number], text: line.text, place: (at) => line.start + at }));
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
