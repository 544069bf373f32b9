/** One column of a row and its place in the row. */
export interface Field {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Fields of a CSV line; quotes may hold commas. A quote that is never closed was cut off and stands for itself. */
export function fieldsOf(line: string, separator = ','): Field[] {
  const fields: Field[] = [];
  const lastQuote = line.lastIndexOf('"');
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length && fields.length < 12; i += 1) {
    const char = line.charAt(i);
    if (char === '"' && (quoted || i < lastQuote)) quoted = !quoted;
    const isEnd = i === line.length;
    if (!isEnd && (char !== separator || quoted)) continue;
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

export const SIGN = /^(?:[<>*+-]|\\[<>*+-]|&[lg]t;)$/;
/** The column that holds one of `+ - > < *`. Markdown and HTML may have escaped it. */
export const eventColumn = (fields: readonly Field[]): number => fields.findIndex(({ text }, i) => i > 1 && SIGN.test(text));

export const SESSION = /^[0-9A-F]{16}$/i;

/** The connectivity log has the session in front, then `SMTP`, the domain and a sign. */
export const isConnectivity = (fields: readonly Field[]): boolean =>
  SESSION.test(fields[1]?.text ?? '') && SIGN.test(fields[4]?.text ?? '') && /^[A-Z]{2,20}$/i.test(fields[2]?.text ?? '');

/** Where the columns stand; -1 for one that is missing. */
export interface Columns {
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
export function columnsOf(header: string): Columns | undefined {
  const names = header
    .slice(header.indexOf(':') + 1)
    .trim()
    .split(/[,;\s]{1,4}/);
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
export function guessColumns(fields: readonly Field[]): Columns | undefined {
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
