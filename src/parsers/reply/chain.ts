import type { Paste } from '../text/paste.js';
import type { Head } from './heads.js';
import { isWrapped, startsProperty } from './wrapped.js';

/** One reply and the replies quoted inside it. */
export interface Node {
  readonly head: Head;
  readonly depth: number;
  readonly parent: Node | undefined;
  readonly inner: Node[];
  /** Where its words begin; before the codes when a translation has put words in front of them. */
  begin: number;
  /** Behind its last word. */
  end: number;
  /** Behind the mark that closes it. */
  to: number;
  /** Codes repeated on each line of a reply of several lines: no words. */
  readonly skip: [number, number][];
}

/** A quote that is open: a reply's own, or one without a reply (`node` missing). */
interface Open {
  readonly node: Node | undefined;
  readonly closer: string;
  /** A closing mark stands before this place; -1 if there is none near. */
  readonly limit: number;
  readonly from: number;
  brackets: number;
}

const DEEPEST = 8;
const LONGEST = 4000;
const MOST_OPEN = 24;
const TOKEN = /&quot;|&#39;|[\n'"`()[\]{}]/g;

/** Sorts heads into chains: what is quoted inside a reply belongs to it. Every character is looked at once. */
export function unfold(paste: Paste, heads: readonly Head[], stop = paste.text.length): Node[] {
  const walk = new Walk(paste, stop);
  for (const head of heads) walk.take(head);
  walk.finish();
  return walk.roots;
}

class Walk {
  readonly roots: Node[] = [];
  private readonly text: string;
  private stack: Open[] = [];
  private cursor = 0;
  private last: Node | undefined;
  /** Whether the last line seen of a reply announced another one. */
  private readonly more = new Map<Node, boolean>();

  constructor(
    private readonly paste: Paste,
    private readonly stop: number,
  ) {
    this.text = paste.text;
  }

  take(head: Head): void {
    this.readTo(head.from);
    if (this.goesOn(head) || (head.isNamed && this.innermost())) return;
    const parent = this.parentOf(head);
    if (parent && parent.depth + 1 >= DEEPEST) return;
    this.push(head, parent);
  }

  finish(): void {
    this.readTo(this.stop);
    this.closeFrom(0, this.stop, this.stop);
  }

  private innermost(): Node | undefined {
    return this.stack.findLast(({ node }) => node)?.node;
  }

  /** `550-5.7.1 …` and `550 5.7.1 …` are lines of one reply. */
  private goesOn(head: Head): boolean {
    const node = this.innermost() ?? this.last;
    if (!node || !(this.more.get(node) ?? node.head.goesOn) || head.code !== node.head.code || head.status !== node.head.status) return false;
    if (!this.innermost()) {
      if (head.start - node.end > 200 || node.depth > 0) return false;
      this.stack = [{ node, closer: '', limit: -1, from: node.begin, brackets: 0 }];
      this.cursor = head.end;
    }
    node.skip.push([head.start, head.end]);
    this.more.set(node, head.goesOn);
    return true;
  }

  private parentOf(head: Head): Node | undefined {
    const open = this.innermost();
    if (!open) return undefined;
    const isPlainQuote = this.translated(head) !== undefined;
    if (head.atLineStart && this.startsAnew(open, head)) {
      this.closeFrom(0, head.from, head.from);
      return undefined;
    }
    if (head.quoted || isPlainQuote) return open;
    // Two replies side by side: the next one takes the place of the last.
    const place = this.stack.findLastIndex(({ node }) => node === open);
    this.closeFrom(place, head.from, head.from);
    return open.parent;
  }

  /** A translation puts its own words in front of the code, inside the quote. */
  private translated(head: Head): Open | undefined {
    const top = this.stack.at(-1);
    if (!top || top.node || head.from - top.from > 200) return undefined;
    return /[\u3040-\u30ff\u4e00-\u9fff]/.test(this.text.slice(top.from, head.from)) ? top : undefined;
  }

  /** A reply on a new line is quoted by the line above only if that line leads up to it. */
  private startsAnew(open: Node, head: Head): boolean {
    const between = this.text.slice(Math.max(open.head.end, head.from - 80), head.from);
    if (!between.includes('\n') && head.from > open.head.end) return between.length < 80 && !head.quoted;
    if (this.text.startsWith('->', head.from)) return false;
    const lead = trimEndOf(between, ' \n>*_\'"`');
    return !/[A-Za-z\u00C0-\uFFDC:=(>\u3001-]$/.test(lead);
  }

  private push(head: Head, parent: Node | undefined): void {
    const plain = parent ? this.translated(head) : undefined;
    const begin = plain?.from ?? head.start;
    const node: Node = { head, depth: parent ? parent.depth + 1 : 0, parent, inner: [], begin, end: head.end, to: head.end, skip: [] };
    (parent ? parent.inner : this.roots).push(node);
    this.last = node;
    if (plain) this.stack.pop();
    const closer = plain ? plain.closer : head.closer;
    this.stack.push({ node, closer, limit: this.limitOf(closer, head.end), from: head.start, brackets: 0 });
    this.cursor = head.end;
    if (head.isNamed) this.closeFrom(this.stack.length - 1, head.end, head.end);
  }

  private limitOf(closer: string, from: number): number {
    if (closer === '') return -1;
    const near = this.text.slice(from, from + 1500);
    const place = Math.max(near.indexOf(closer), closer === '"' ? near.indexOf('&quot;') : -1);
    return place < 0 ? -1 : from + place;
  }

  /** Ends the open quotes from `index` upwards. Words end at `end`, the closing mark at `to`. */
  private closeFrom(index: number, end: number, to: number): void {
    for (const { node } of this.stack.splice(index)) {
      if (node) [node.end, node.to] = [Math.max(node.head.end, end), Math.max(node.head.end, to)];
    }
  }

  private readTo(place: number): void {
    const from = this.cursor;
    if (this.stack.length > 0) {
      for (const { index, 0: token } of this.text.slice(from, place).matchAll(TOKEN)) {
        const root = this.stack[0]?.from ?? 0;
        if (from + index - root > LONGEST) this.closeFrom(0, root + LONGEST, root + LONGEST);
        else this.see(token, from + index);
        if (this.stack.length === 0) break;
      }
    }
    this.cursor = Math.max(from, place);
  }

  private see(token: string, at: number): void {
    if (token === '\n') this.lineBreak(at);
    else if ('([{'.includes(token)) this.bracket(1);
    else if (')]}'.includes(token)) this.closeBracket(token, at);
    else this.quoteMark(token, at);
  }

  private bracket(step: number): void {
    const top = this.stack.at(-1);
    if (top) top.brackets += step;
  }

  private closeBracket(token: string, at: number): void {
    const top = this.stack.at(-1);
    if (top && top.brackets > 0) {
      this.bracket(-1);
      return;
    }
    const place = this.stack.findLastIndex(({ closer }) => closer === token);
    if (place >= 0) this.closeFrom(place, at, at + 1);
  }

  private quoteMark(token: string, at: number): void {
    const mark = token === '&quot;' ? '"' : token === '&#39;' ? "'" : token;
    const next = at + token.length;
    const side = this.side(at, next);
    if (side === 'letter') return;
    const place = this.stack.findLastIndex(({ closer }) => closer === mark);
    if (side === 'open') {
      if (this.stack.length < MOST_OPEN) this.stack.push({ node: undefined, closer: mark, limit: this.limitOf(mark, next), from: next, brackets: 0 });
    } else if (place >= 0) this.closeFrom(place, at, next);
  }

  private side(at: number, next: number): 'open' | 'close' | 'letter' {
    const [before, after] = [this.text.charAt(at - 1), this.text.charAt(next)];
    if (/[A-Za-z]/.test(before) && /[A-Za-z]/.test(after)) return 'letter';
    const own = this.paste.raw(at, at + 1);
    // German and Czech close with the marks that English opens with: „…“
    if (/[\u201C\u2018]/.test(own) && /[^\s([{=:>]/.test(before) && /[^\p{L}\d]|^$/u.test(after)) return 'close';
    if (/[\u201C\u2018\u300C\u300E\u00AB\u2039\u201E\u201A]/.test(own)) return 'open';
    if (/[\u201D\u300D\u300F\u00BB\u203A]/.test(own)) return 'close';
    return /[\s([{=:>\u3001\u3002]/.test(before) && /[^\s.,;:)\]}]/.test(after) ? 'open' : 'close';
  }

  /** A reply ends with its line, unless its quote is still open or the line was only wrapped. */
  private lineBreak(at: number): void {
    if (isWrapped(this.text, at, this.stack[0]?.from ?? at, this.innermost()?.head.end)) return;
    const isOpen = this.stack.some(({ limit }) => limit > at) && !startsProperty(this.text, at + 1);
    this.closeFrom(isOpen ? this.stack.findLastIndex(({ limit }) => limit > at) + 1 : 0, at, at);
  }
}

function trimEndOf(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && chars.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
