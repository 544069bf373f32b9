import { propertyName } from './objects.js';

/** A value of a JSON text, as far as it was pasted. */
export type JsonNode =
  | JsonObject
  | { readonly kind: 'list'; readonly items: readonly JsonNode[]; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly value: string };
export interface JsonObject {
  readonly kind: 'object';
  /** By name in lower case. */
  readonly members: ReadonlyMap<string, JsonMember>;
  readonly from: number;
  readonly to: number;
}
export interface JsonMember {
  readonly node: JsonNode;
  readonly from: number;
  readonly to: number;
}

const KEY = /"([A-Za-z][\w.-]{0,60})" {0,8}:/;
const KEYS = /"([A-Za-z][\w.-]{0,60})" {0,8}:/g;
const DEEPEST = 12;
/** More than any farm prints; and so many beginnings that lead nowhere, then the text only looks like JSON. */
const MOST_NODES = 400;
const MOST_FAILURES = 20;

/** Every JSON value of the text, also one whose beginning or end is missing. */
export function jsonNodes(text: string): JsonNode[] {
  const nodes: JsonNode[] = [];
  let at = 0;
  for (let failures = 0; failures < MOST_FAILURES && nodes.length < MOST_NODES; ) {
    KEYS.lastIndex = at;
    const key = KEYS.exec(text)?.index;
    if (key === undefined) break;
    const reader = new Reader(text, beginning(text, key, at));
    const node = text.charAt(reader.at) === '"' ? reader.members(0) : reader.value(0, false);
    if (node) nodes.push(node);
    if (!node || reader.unended !== undefined) failures += 1;
    at = Math.max(reader.unended ?? reader.at, key + 1);
  }
  return nodes;
}

/** The braces in front of the first name. */
function beginning(text: string, key: number, limit: number): number {
  let at = key;
  for (let i = key - 1; i >= limit && ' \n[{'.includes(text.charAt(i)); i -= 1) if (text.charAt(i) !== ' ' && text.charAt(i) !== '\n') at = i;
  return at;
}

/**
 * Reads JSON that went through a window, a chat or a program that undid its escapes: a quote ends a string only where
 * the text goes on as JSON does.
 */
class Reader {
  /** Where a string begins that has no end. */
  unended: number | undefined;

  constructor(
    readonly text: string,
    public at: number,
  ) {}

  private skip(): string {
    while (this.at < this.text.length && ' \n'.includes(this.text.charAt(this.at))) this.at += 1;
    return this.text.charAt(this.at);
  }

  value(depth: number, inObject: boolean): JsonNode | undefined {
    const first = this.skip();
    const next = this.text
      .slice(this.at + 1, this.at + 40)
      .trimStart()
      .charAt(0);
    if (first === '"') return this.string(inObject);
    if (depth < DEEPEST && first === '{' && '"}'.includes(next)) return this.object(depth);
    if (depth < DEEPEST && first === '[' && /["\][\d-]/.test(next)) return this.list(depth);
    if (depth < DEEPEST && first === '[' && (/^\[ {0,8}(?:true|false|null)\b/.test(this.text.slice(this.at, this.at + 20)) || this.holdsObject()))
      return this.list(depth);
    return this.word() ?? (inObject ? this.bare() : undefined);
  }

  private holdsObject(): boolean {
    return /^\[\s{0,80}\{\s{0,80}["}]/.test(this.text.slice(this.at, this.at + 170));
  }

  private object(depth: number): JsonNode {
    const from = this.at;
    this.at += 1;
    const node = this.members(depth);
    return { ...node, from };
  }

  members(depth: number): JsonObject {
    const members = new Map<string, JsonMember>();
    const start = this.at;
    while (this.at < this.text.length) {
      const from = this.at;
      const first = this.skip();
      if (first === '}') {
        this.at += 1;
        break;
      }
      if (first === ',') {
        this.at += 1;
        continue;
      }
      const member = this.member(depth);
      if (member) members.set(member.name, member);
      else if (this.at <= from || first !== '"') break;
    }
    return { kind: 'object', members, from: start, to: this.at };
  }

  private member(depth: number): (JsonMember & { readonly name: string }) | undefined {
    const from = this.at;
    const key = KEY.exec(this.text.slice(from, from + 80));
    if (key?.index !== 0) return undefined;
    this.at = from + key[0].length;
    const node = this.value(depth + 1, true);
    return node && { name: propertyName(key[1] ?? ''), node, from, to: this.at };
  }

  private list(depth: number): JsonNode {
    const items: JsonNode[] = [];
    const from = this.at;
    this.at += 1;
    while (this.at < this.text.length) {
      const first = this.skip();
      if (first === ']') {
        this.at += 1;
        break;
      }
      if (first === ',') this.at += 1;
      else {
        const item = this.value(depth + 1, false);
        if (!item) break;
        items.push(item);
      }
    }
    return { kind: 'list', items, from, to: this.at };
  }

  /** A string that the paste breaks off in is no value. */
  private string(inObject: boolean): JsonNode | undefined {
    const from = this.at + 1;
    for (let quote = this.text.indexOf('"', from); quote !== -1; quote = this.text.indexOf('"', quote + 1)) {
      if (!this.endsAt(quote + 1, inObject)) continue;
      this.at = quote + 1;
      return { kind: 'text', value: unescapedText(this.text.slice(from, quote)) };
    }
    this.unended = from;
    this.at = this.text.length;
    return undefined;
  }

  /** True if the text goes on behind a string as JSON does. */
  private endsAt(place: number, inObject: boolean): boolean {
    let at = place;
    let broken = false;
    for (let closed = false; at < this.text.length; at += 1) {
      const char = this.text.charAt(at);
      if (char === '\n') broken = true;
      if (char === '}' || char === ']') {
        closed = true;
        broken = false;
      } else if (char === ',') return this.goesOn(at + 1, inObject && !closed, closed);
      else if (char !== ' ' && char !== '\n') return closed && (broken || char === '`');
    }
    return true;
  }

  /** Behind the comma: the next name in an object, the next value in a list; behind a bracket either. */
  private goesOn(place: number, inObject: boolean, either: boolean): boolean {
    const rest = this.text.slice(place, place + 120).trimStart();
    if (rest === '') return true;
    const isKey = rest.startsWith('"') && KEY.exec(rest)?.index === 0;
    if (inObject) return isKey;
    return isKey ? either : /^(?:["{[]|-?\d|true|false|null)/.test(rest);
  }

  private word(): JsonNode | undefined {
    const found = /^(?:true|false|null|-?\d[\d.eE+-]{0,30})(?=[ \n,}\]]|$)/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    const value = found === 'null' ? '' : /^[tf]/.test(found) ? found.charAt(0).toUpperCase() + found.slice(1) : found;
    return { kind: 'text', value };
  }

  /** A string of several lines has lost its quotes: it goes to the next name. */
  private bare(): JsonNode | undefined {
    const end = /\n {0,40}(?:,? {0,8}"[A-Za-z][\w.-]{0,60}" {0,8}:|[}\]])/.exec(this.text.slice(this.at, this.at + 8_000));
    if (!end) return undefined;
    const value = this.text.slice(this.at, this.at + end.index).trim();
    this.at += end.index;
    return { kind: 'text', value: value.replaceAll('\n', ' ') };
  }
}

/** Escapes that are still there. `\n` and `\t` in front of a small letter are more often part of `EX01\new`. */
function unescapedText(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const joined = lines.length === 1 ? text : lines.join(text.includes(' ') ? ' ' : '');
  if (!joined.includes('\\')) return joined;
  return joined.replace(/\\(?:(["\\/])|u([0-9A-Fa-f]{4})|r\\n|n(?![a-z]))/g, (_, sign?: string, code?: string) =>
    sign !== undefined ? sign : code !== undefined ? String.fromCharCode(Number.parseInt(code, 16)) : '\n',
  );
}
