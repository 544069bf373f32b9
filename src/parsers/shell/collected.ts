import { hostName } from '../certificate/name.js';
import type { Paste } from '../text/paste.js';
import { type JsonNode, type JsonObject, jsonNodes } from './json.js';
import type { ShellLine } from './lines.js';
import { type Property, propertyName, type ShellObject } from './objects.js';
import { inWords, isTypeName } from './values.js';

/**
 * Objects of ConvertTo-Json, and those of the document that our own script prints:
 *
 *   { "exchange-tls": 1, "servers": [{ "server": "EX01", "certificates": [{…}], "receiveConnectors": [{…}], … }],
 *     "sendConnectors": [{…}], "hybridConfiguration": {…}, "acceptedDomains": [{…}] }
 *
 * Its objects stand in lists under the name of their server, at whatever depth; the same holds for what other scripts
 * put together. The events and the queues in it are read as text, like those of any other paste.
 */
export function jsonObjects(paste: Paste, lines: readonly ShellLine[], isKnown: (object: ShellObject) => boolean): JsonReading {
  const place = placesIn(lines);
  const span = ({ from, to }: Pick<JsonObject, 'from' | 'to'>) => numbersOf(paste, place(from), place(to));
  const objects: ShellObject[] = [];
  const visit = (node: JsonNode, around: string | undefined): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item, around);
    if (node.kind !== 'object') return;
    const object = { properties: propertiesOf(node, place), lines: span(node), server: around };
    if (object.properties.size > 1 && isKnown(object)) objects.push(object);
    else {
      const server = serverOf(node);
      objects.push(...versionOf(object, server));
      for (const { node: inner } of node.members.values()) visit(inner, server ?? around);
    }
  };
  const nodes = jsonNodes(lines.map(({ text }) => text).join('\n'));
  const brackets: number[] = [];
  for (const node of nodes) {
    const before = objects.length;
    visit(node, undefined);
    const around = node.kind === 'list' && objects.length > before ? span(node) : [];
    brackets.push(...around.slice(0, 1), ...around.slice(-1));
  }
  const documents = nodes.flatMap((node) => (node.kind === 'object' && node.members.has('exchange-tls') ? span(node) : []));
  return { objects, lines: [...documents, ...brackets] };
}

interface JsonReading {
  readonly objects: readonly ShellObject[];
  /** The lines of our own document as a whole, and brackets around objects, so that nobody is told that they were not understood. */
  readonly lines: readonly number[];
}

/** The document writes what Get-ExchangeServer calls AdminDisplayVersion beside the name of the server. */
function versionOf({ properties, lines }: ShellObject, server: string | undefined): ShellObject[] {
  const [name, version] = [properties.get('server'), properties.get('version')];
  if (server === undefined || !name || !version?.value) return [];
  const own = new Map([
    ['name', name],
    ['admindisplayversion', version],
  ]);
  return [{ properties: own, lines: lines.slice(0, 1), server }];
}

const serverOf = ({ members }: JsonObject): string | undefined => {
  const node = members.get('server')?.node;
  return node?.kind === 'text' ? hostName(node.value) : undefined;
};

/** From a place in the joined lines to the place in the paste. */
function placesIn(lines: readonly ShellLine[]): (at: number) => number {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const line = lines[low];
    return line ? Math.min(line.end, line.start + at - (starts[low] ?? 0)) : 0;
  };
}

function numbersOf(paste: Paste, from: number, to: number): number[] {
  const [first, last] = [paste.lineAt(from).number, paste.lineAt(Math.max(from, to - 1)).number];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The object in the form that lists and tables have; values that are objects themselves as the shell prints them. */
function propertiesOf(node: JsonObject, place: (at: number) => number): ShellObject['properties'] {
  const properties = new Map<string, Property>();
  for (const [key, { node: value, from, to }] of node.members) {
    const text = printed(value);
    const name = propertyName(key);
    if (text !== undefined) properties.set(name, { value: inWords(name, text), from: place(from), to: place(to) });
  }
  return properties;
}

/** Members that hold the value of an object of Exchange. */
const INNER = ['friendlyname', 'value', 'ipaddresstostring', 'address', 'domain', 'expression', 'name', 'distinguishedname', 'rawidentity'];

/** As the shell prints the value; nothing where ConvertTo-Json only gave the name of a type. */
function printed(node: JsonNode): string | undefined {
  if (node.kind === 'text') return isTypeName(node.value) ? undefined : node.value;
  if (node.kind === 'object') return printedObject(node);
  const items = node.items.map(printed);
  return items.every((item) => item !== undefined) ? `{${items.join(', ')}}` : undefined;
}

function printedObject({ members }: JsonObject): string | undefined {
  const inner = (name: string): string | undefined => {
    const member = members.get(name);
    return member && printed(member.node);
  };
  const [issuer, subject] = [inner('certificateissuer'), inner('certificatesubject')];
  if (issuer !== undefined && subject !== undefined) return `<I>${issuer}<S>${subject}`;
  const [lower, upper] = [inner('lowerbound'), inner('upperbound')];
  if (lower !== undefined && upper !== undefined) return lower === upper ? lower : `${lower}-${upper}`;
  const value = INNER.map(inner).find((one) => one !== undefined && one !== '');
  const [port, cost] = [inner('port'), inner('cost')];
  if (value !== undefined && port !== undefined) return value.includes(':') ? `[${value}]:${port}` : `${value}:${port}`;
  return value !== undefined && cost !== undefined ? `${inner('type') ?? 'SMTP'}:${value};${cost}` : value;
}
