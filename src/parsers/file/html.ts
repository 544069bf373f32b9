import { Tokenizer } from 'htmlparser2';

/** Longest HTML that is read; the error stands long before. */
const LONGEST = 256 * 1024;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCKS = words(
  'address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul',
);
const CELLS = words('td th');
const SILENT = words('head script style template title');

const nothing = (): void => undefined;

/**
 * HTML to lines of text: blocks on lines of their own, a blank between cells, entities as characters, nothing of style
 * and script. Only the tokens are asked for: a tree, or a stack of open tags, grows with what a stranger sends.
 */
export function htmlText(source: string): string {
  const html = source.slice(0, LONGEST);
  const out: string[] = [];
  let silent: string | undefined;
  const add = (text: string): void => {
    if (silent === undefined) out.push(text);
  };
  const mark = (name: string): void => {
    if (BLOCKS.has(name)) out.push('\n');
  };
  const tokens = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => add(html.slice(start, end)),
      ontextentity: (code) => add(String.fromCodePoint(code)),
      onopentagname(start, end) {
        const name = html.slice(start, end).toLowerCase();
        // Mail systems write `<name@contoso.com>` into HTML without escaping it.
        if (name.includes('@')) add(`<${html.slice(start, end)}>`);
        if (SILENT.has(name)) silent ??= name;
        // A head that is never closed ends where the body begins.
        else if (name === 'body' && silent === 'head') silent = undefined;
        if (CELLS.has(name)) out.push(' ');
        mark(name);
      },
      onclosetag(start, end) {
        const name = html.slice(start, end).toLowerCase();
        if (name === silent) silent = undefined;
        mark(name);
      },
      oncdata: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onattribname: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokens.write(html);
  tokens.end();
  return withoutGaps(out.join(''));
}

/** Lines without blanks around them, and never two empty ones in a row. */
const withoutGaps = (text: string): string =>
  text
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim())
    .filter((line, i, lines) => line !== '' || lines[i - 1] !== '')
    .join('\n');
