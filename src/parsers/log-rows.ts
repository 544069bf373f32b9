import type { Line, Paste } from './paste.js';
import { realValue } from './placeholder.js';

/** One line of a protocol log. Columns may be empty, masked or missing. */
export interface LogRow {
  readonly line: Line;
  readonly connector: string | undefined;
  readonly session: string;
  readonly local: string;
  readonly remote: string;
  readonly event: string;
  readonly data: string;
  readonly context: string;
  /** Place of the data in the paste's text, without quotes. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** The line has the columns behind the data, so the data were not cut off. */
  readonly closed: boolean;
}

const DATE = /^[> ]{0,40}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,9}Z?,/;

/** A line of an SMTP protocol log, whatever columns were emptied. */
export const isLogLine = (line: string): boolean => line.includes(',') && DATE.test(line) && eventColumn(fieldsOf(line.slice(0, 600))) > 0;

interface Field {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Fields of a CSV line; quotes may hold commas. */
function fieldsOf(line: string): Field[] {
  const fields: Field[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length && fields.length < 12; i += 1) {
    const char = line.charAt(i);
    if (char === '"') quoted = !quoted;
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
  if (end - start > 1 && line.charAt(start) === '"' && line.charAt(end - 1) === '"') [start, end] = [start + 1, end - 1];
  return { start, end, text: line.slice(start, end) };
}

/** The column that holds one of `+ - > < *`. Markdown and HTML may have escaped it. */
const eventColumn = (fields: readonly Field[]): number => fields.findIndex(({ text }, i) => i > 1 && /^(?:[<>*+-]|\\[<>*+-]|&[lg]t;)$/.test(text));

const SESSION = /^[0-9A-F]{16}$/i;

function toRow(line: Line): LogRow | undefined {
  if (!line.text.includes(',') || !DATE.test(line.text)) return undefined;
  const fields = fieldsOf(line.text.slice(0, 4000));
  const at = eventColumn(fields);
  if (at < 1) return undefined;
  const id = fields.findIndex(({ text }, i) => i < at && SESSION.test(text));
  const data = fields[at + 1];
  const text = (index: number) => (index > 0 ? (fields[index]?.text ?? '') : '');
  const connectorAt = id > 0 ? id - 1 : 1;
  const ends = at - (id > 0 ? id : at);
  return {
    line,
    connector: connectorAt >= 1 && at > 2 ? realValue(text(connectorAt)) : undefined,
    session: id > 0 ? text(id).toUpperCase() : '',
    local: ends === 0 || ends >= 4 ? text(at - 2) : '',
    remote: ends === 0 || ends >= 4 ? text(at - 1) : '',
    event: signOf(fields[at]?.text ?? ''),
    data: data?.text ?? '',
    context: fields
      .slice(at + 2)
      .map((field) => field.text)
      .join(','),
    dataStart: line.start + (data?.start ?? line.text.length),
    dataEnd: line.start + (data?.end ?? line.text.length),
    closed: fields.length > at + 2 || at < 6,
  };
}
const signOf = (text: string): string => (text === '&lt;' ? '<' : text === '&gt;' ? '>' : text.slice(-1));

export interface LogReading {
  readonly rows: readonly LogRow[];
  readonly kind: 'send' | 'receive' | undefined;
  readonly understood: readonly number[];
}

const HEADER = /^[> ]{0,20}#(?:software|version|log-type|date|fields):/;

/** All log lines of a paste, and whose log its header says it is. */
export function logRows(paste: Paste): LogReading {
  const rows: LogRow[] = [];
  const understood: number[] = [];
  let kind: LogReading['kind'];
  for (const line of paste.lines) {
    if (line.text.length < 8) continue;
    const header = line.text.includes('#') && HEADER.test(line.lower.slice(0, 300));
    const row = header ? undefined : toRow(line);
    if (header && line.lower.includes('smtp send')) kind = 'send';
    else if (header && line.lower.includes('smtp receive')) kind = 'receive';
    if (row) rows.push(row);
    if (row || header) understood.push(line.number);
  }
  return { rows, kind, understood: rows.length > 0 ? understood : [] };
}
