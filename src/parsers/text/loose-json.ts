/** A value of JSON text and its places there. What was cut off inside a string or a number is missing. */
export type Json = JsonObject | JsonList | JsonScalar;
export interface JsonScalar {
  readonly type: 'scalar';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
export interface JsonObject {
  readonly type: 'object';
  readonly entries: Map<string, Json>;
  readonly from: number;
  to: number;
}
export interface JsonList {
  readonly type: 'list';
  readonly items: Json[];
  readonly from: number;
  to: number;
}

const MOST_DEPTH = 40;
const MOST_VALUES = 20_000;
const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
/** Where a number or a word ends, and a text of several lines that has lost its quotes when its escapes were undone. */
const ENDS = new Set(',"{}[]');

interface Reader {
  readonly text: string;
  at: number;
  values: number;
}

/**
 * Reads JSON that people pasted: cut off at the end, with a comma too many, in single quotes as Python prints it, with
 * words between. What is open at the end counts as closed. Stops at the end of the value that begins at `from`.
 */
export function looseJson(text: string, from: number): Json | undefined {
  return value({ text, at: from, values: 0 }, 0);
}

/** The entries of an object whose opening brace was cut off; stops where the text is no JSON. */
export function looseEntries(text: string, from: number): JsonObject {
  return members({ text, at: from, values: 0 }, 0, from);
}

function skipBlanks(reader: Reader): string {
  while (reader.at < reader.text.length && ' \n,'.includes(reader.text.charAt(reader.at))) reader.at += 1;
  return reader.text.charAt(reader.at);
}

function value(reader: Reader, depth: number): Json | undefined {
  const next = skipBlanks(reader);
  const from = reader.at;
  reader.values += 1;
  if (depth > MOST_DEPTH || reader.values > MOST_VALUES) return undefined;
  if (next === '"' || next === "'") return string(reader, next);
  if (next === '{' || next === '[') {
    reader.at += 1;
    return next === '{' ? members(reader, depth, from) : list(reader, depth, from);
  }
  while (reader.at < reader.text.length && !ENDS.has(reader.text.charAt(reader.at))) reader.at += 1;
  const text = reader.text.slice(from, reader.at).trim();
  return text !== '' && reader.at < reader.text.length ? { type: 'scalar', text, from, to: reader.at } : undefined;
}

function members(reader: Reader, depth: number, from: number): JsonObject {
  const object: JsonObject = { type: 'object', entries: new Map(), from, to: from };
  for (let quote = skipBlanks(reader); quote === '"' || quote === "'"; quote = skipBlanks(reader)) {
    const key = string(reader, quote);
    if (!key || skipBlanks(reader) !== ':') break;
    reader.at += 1;
    const entry = value(reader, depth + 1);
    if (!entry) break;
    if (!object.entries.has(key.text)) object.entries.set(key.text, entry);
  }
  if (reader.text.charAt(reader.at) === '}') reader.at += 1;
  object.to = reader.at;
  return object;
}

function list(reader: Reader, depth: number, from: number): JsonList {
  const found: JsonList = { type: 'list', items: [], from, to: from };
  while (reader.at < reader.text.length && skipBlanks(reader) !== ']') {
    const item = value(reader, depth + 1);
    if (!item) break;
    found.items.push(item);
  }
  if (reader.text.charAt(reader.at) === ']') reader.at += 1;
  found.to = reader.at;
  return found;
}

/** A string with its escapes undone; nothing if it does not end. */
function string(reader: Reader, quote: string): JsonScalar | undefined {
  const from = reader.at;
  let text = '';
  for (let at = from + 1; at < reader.text.length; at += 1) {
    const char = reader.text.charAt(at);
    if (char === quote) {
      reader.at = at + 1;
      return { type: 'scalar', text, from, to: reader.at };
    }
    if (char === '\\') {
      at += 1;
      const escaped = reader.text.charAt(at);
      text += ESCAPES.get(escaped) ?? escaped;
    } else text += char;
  }
  reader.at = reader.text.length;
  return undefined;
}
