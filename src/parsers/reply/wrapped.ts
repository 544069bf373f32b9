import { isAboutMail } from './heads.js';

export const startsProperty = (text: string, place: number): boolean =>
  /^[> ]{0,20}[A-Z][A-Za-z]{2,40} {0,40}: /.test(text.slice(place, place + 110));

/** What a client says next, or how a tool marks its line (swaks: ` ~> QUIT`): the reply above has ended. */
const NEXT_TURN =
  /^(?:[-~<*=]{1,3}[>*~]{0,2} {1,4}|(?:ehlo|helo) \S|(?:mail from|rcpt to) ?:|(?:starttls|data|quit|rset|noop|closed) {0,10}(?:\n|$)|connection (?:closed|to host lost)|giving up on )/i;
/** Exchange Online hands on what the target host said. */
const HANDED_ON = /^-> ?[45]\d\d[ -]/;

/** Behind the codes of a reply, words are due; `headEnd` is where its codes end. */
const isBare = (text: string, at: number, headEnd: number | undefined): boolean =>
  headEnd !== undefined && at - headEnd < 20 && text.slice(headEnd, at).trim() === '';

/** A name or an address alone, or a label with one behind it. */
const ALONE = /^(?:[^:\n]{1,40}: ?)?[^ \n]{0,110}(?:\n|$)/;

/** True if the line that ends at `at` goes on below: the next is indented further, or this one was cut at a width. */
export function isWrapped(text: string, at: number, from: number, headEnd?: number): boolean {
  const next = text.slice(at + 1, at + 120);
  const words = next.replace(/^[> ]{0,60}/, '');
  if (words === '' || words.startsWith('\n') || startsProperty(text, at + 1) || /^at \S{1,200}[.(:/\\]/.test(words)) return false;
  if (HANDED_ON.test(words)) return true;
  if (NEXT_TURN.test(words) || NEXT_TURN.test(next.trimStart())) return false;
  const before = text.slice(Math.max(0, from - 300), from);
  const lead = before.slice(before.lastIndexOf('\n') + 1);
  const [indent, below] = [indentOf(lead + text.charAt(from)), indentOf(next)];
  if (below > indent) return true;
  const ending = text.slice(Math.max(from, at - 30), at).trimEnd();
  if (/(?:[:(=>-]|\b(?:with|returned|on|at|of|to|the))$/.test(ending)) return true;
  if (below === indent && indent > 1 && isFolded(text, from - lead.length, indent)) return true;
  if (isBare(text, at, headEnd)) {
    if (ALONE.test(words)) return false;
    if (/^[^A-Za-z\u00C0-\uFFDC\d]{0,20}$/.test(lead) && isAboutMail(words)) return true;
  }
  if (!/[A-Za-z\u00C0-\uFFDC\d,]$/.test(ending) || !/^[a-z\u00DF-\u00FF([\u3040-\u9fff]/.test(words)) return false;
  return !text.slice(Math.max(0, at - 60), at).includes('\n') || isFilled(text, at);
}
const indentOf = (line: string): number => line.length - line.replace(/^[> ]{0,60}/, '').length;

/** Postfix begins a paragraph with `<hanako@fabrikam.com>: host` and indents the rest of it, the reply's own line too. */
function isFolded(text: string, lineStart: number, indent: number): boolean {
  const above = text.slice(Math.max(0, lineStart - 500), Math.max(0, lineStart - 1)).split('\n');
  const first = above.findLast((line) => indentOf(line) < indent);
  return first !== undefined && /^[> ]{0,20}<[^\s<>]{3,320}>: /.test(first);
}

/** Lines of a narrow window: the next word found no room on them. One such line may be chance, two are not. */
function isFilled(text: string, at: number): boolean {
  const [above, below] = [
    text
      .slice(Math.max(0, at - 300), at)
      .split('\n')
      .slice(-3),
    text
      .slice(at + 1, at + 301)
      .split('\n')
      .slice(0, 3),
  ];
  const lines = [...above, ...below].map((line) => line.trimEnd());
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  const isFull = (index: number): boolean => {
    const [line = '', next = ''] = [lines[index], lines[index + 1]];
    return line !== '' && next !== '' && line.length + 1 + (next.split(' ', 1)[0] ?? '').length > width;
  };
  const own = above.length - 1;
  return width > 10 && isFull(own) && (isFull(own + 1) || isFull(own - 1));
}
