// Full-width forms, kana, CJK ideographs, Hangul and most emoji take two columns in a terminal and in Slack's titles.
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

const isWide = (char: string): boolean => char >= '\u1100' && WIDE.test(char);

const ASCII = /^[\x00-\x7F]*$/;

/** Columns of a text: full-width characters count two. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  let count = 0;
  for (const char of text) count += isWide(char) ? 2 : 1;
  return count;
}

// Characters that must not begin a line in Japanese (kinsoku), and those that must not end one.
const NOT_FIRST = /[、。」』）)\]>:;,.!?ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…]/u;
const NOT_LAST = /[「『（([<]/u;

/** Breaks prose at blanks and between full-width characters; a single word longer than the line stays whole. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const atom of atoms(text)) {
    const glued = line + atom;
    if (line.trim() !== '' && columns(glued.trimEnd()) > width - columns(indent)) {
      lines.push(line.trimEnd());
      line = atom.trimStart();
    } else line = glued;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.map((one) => indent + one);
}

/** The pieces between which a line may break. */
function atoms(text: string): string[] {
  const out: string[] = [];
  let word = '';
  for (const char of text) {
    const previous = word.at(-1);
    const canBreak = previous !== undefined && (previous === ' ' || isWide(char) || isWide(previous));
    if (canBreak && char !== ' ' && !NOT_FIRST.test(char) && !NOT_LAST.test(previous)) {
      out.push(word);
      word = char;
    } else word += char;
  }
  return word === '' ? out : [...out, word];
}

/** A first line with its mark, the others aligned under it. */
export function hang(mark: string, text: string, width: number): string[] {
  const margin = ' '.repeat(columns(mark));
  const [first = '', ...rest] = wrap(text, width, margin);
  return [mark + first.slice(margin.length), ...rest];
}
