/** A line break with the quote marks and blanks in front of the next line. */
const BREAK = /\n[> ]{0,80}/g;
const IN_VALUE = /[\w.:-]/;
const WIDE = /[\u3001-\u9fff\uff01-\uff9f]/;
const LONGEST = 253;

/**
 * Wrapped lines as one. A break becomes a blank, but vanishes where no blank can have been: between two Japanese
 * letters, inside a value that a bracket closes (`[LastAttemptedServerName=mail.fabri⏎kam.com]`), and inside an address
 * with its port (`203.0.⏎113.25:25`).
 */
export const joinedLines = (text: string): string =>
  text.includes('\n') ? text.replace(BREAK, (gap, at: number) => (isInside(text, at, at + gap.length) ? '' : ' ')) : text;

function isInside(text: string, at: number, next: number): boolean {
  if (WIDE.test(text.charAt(at - 1)) && WIDE.test(text.charAt(next))) return true;
  let [from, to] = [at, next];
  while (from > 0 && at - from < LONGEST && IN_VALUE.test(text.charAt(from - 1))) from -= 1;
  while (to < text.length && to - next < LONGEST && IN_VALUE.test(text.charAt(to))) to += 1;
  if (from === at || to === next) return false;
  if (text.charAt(from - 1) === '=' && ']}>'.includes(text.charAt(to) || ' ')) return true;
  const [left, right] = [text.slice(from, at), text.slice(next, to)];
  return !left.includes(':') && /^\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}$/.test(left + right);
}
