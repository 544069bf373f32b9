import { decodeEntities } from '../certificate/name.js';

/**
 * Undoes, once, what a program wrote for another program: a mail source in quoted-printable, a log line in JSON, the
 * source of a web page, a message as Slack stores it. Each only where the text is clearly in that state; any other text comes back as it is.
 * Line breaks are LF. Places and line numbers of a paste that was undone are those of the text that comes out.
 */
export function unescaped(text: string): string {
  const [isPrintable, isJson, isMarkup] = [hasPrintable(text), hasJson(text), hasPage(text) || hasLinks(text) || hasEntities(text)];
  if (!isPrintable && !isJson && !isMarkup) return text;
  let plain = isPrintable ? fromPrintable(text) : text;
  if (isJson) plain = plain.split('\n').map(fromJson).join('\n');
  if (hasLinks(plain)) plain = plain.replace(LINK, '$1');
  if (hasPage(plain)) return fromPage(plain);
  return hasEntities(plain) ? decodeEntities(plain) : plain;
}

const hasPrintable = (text: string): boolean => text.includes('=3D') || (text.includes('=\n') && hasSoftBreaks(text));
/** Two lines of the usual width: a base64 block may end in one `=`. */
const hasSoftBreaks = (text: string): boolean => text.split('\n').filter((line) => line.length >= 60 && line.endsWith('=')).length > 1;

/** Lines up to one that does not end in a soft break belong together. */
function fromPrintable(text: string): string {
  const out: string[] = [];
  const run: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('-----') && run.length > 0) out.push(...run.splice(0));
    run.push(line);
    if (!line.endsWith('=')) out.push(decodeRun(run.splice(0).join('\n')));
  }
  return [...out, ...run].join('\n');
}

/** In quoted-printable every `=` is written out, so a bare one (`CN=`) shows that this line is not. */
function decodeRun(run: string): string {
  const isQuoted = run.includes('=\n') || run.includes('=3D') || /=(?:20$|C[23]=[89AB]|E[2-9]=[89AB])/.test(run);
  if (!isQuoted || /=(?![0-9A-F]{2}|\n)/.test(run)) return run;
  return run.replaceAll('=\n', '').replace(/(?:=[0-9A-F]{2})+/g, (codes) => new TextDecoder().decode(Buffer.from(codes.replaceAll('=', ''), 'hex')));
}

const hasJson = (text: string): boolean => text.includes('\\') && ['\\"', '\\n', '\\r', '\\u00'].some((mark) => text.includes(mark));
/** A name such as `EX01\new` has a small letter behind it, a line break in a text seldom. */
const SIGN = /\\(?:"|u00[0-9A-Fa-f]{2}|r\\n|n(?![a-z]))/;
const MEANING = new Map(Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '', f: ' ', n: '\n', r: '', t: ' ' }));

/**
 * A line whose every backslash escapes something. A string of several lines comes out on lines of its own. What a mail
 * library prints of its session (`b'250 ok\r\n'`) stays as it is.
 */
function fromJson(line: string): string {
  if (!line.includes('\\') || !SIGN.test(line.replace(/(?:\\[rn]){1,4}["'),\]}; ]{0,8}$/, '')) || /\bb["']/.test(line)) return line;
  let out = '';
  // The quotes around a string of several lines go.
  let joint = '';
  for (const part of stringsOf(line)) {
    const plain = decode(part);
    if (plain === undefined) return line;
    const isMany = plain.includes('\n');
    // A backslash of its own stays escaped: who reads the JSON would take it for an escape (`EX01\new`).
    out += isMany ? `\n${plain}\n` : joint + (plain.includes('\\') ? part : plain);
    joint = isMany ? '' : '"';
  }
  return out;
}

/** What the escapes of a string mean; `undefined` if a backslash escapes nothing. */
function decode(part: string): string | undefined {
  let out = '';
  let copied = 0;
  for (let at = part.indexOf('\\'); at !== -1; at = part.indexOf('\\', copied)) {
    const name = part.charAt(at + 1);
    const code = name === 'u' ? part.slice(at + 2, at + 6) : '';
    const meaning = name === 'u' && /^[0-9A-Fa-f]{4}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 16)) : MEANING.get(name);
    if (meaning === undefined) return undefined;
    out += part.slice(copied, at) + meaning;
    copied = at + 2 + code.length;
  }
  return out + part.slice(copied);
}

/** Splits at the quotes that are not escaped. */
function stringsOf(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) {
    if (isEscaped(line, at)) continue;
    parts.push(line.slice(start, at));
    start = at + 1;
  }
  return [...parts, line.slice(start)];
}
function isEscaped(line: string, at: number): boolean {
  let from = at;
  while (line.charAt(from - 1) === '\\') from -= 1;
  return (at - from) % 2 === 1;
}

/** What Slack makes of host names and addresses, in a text that was copied out of a message as it is stored. */
const LINK = /<(?:https?:\/\/|mailto:)[^<>|\n]{1,300}\|([^<>|\n]{1,300})>/gi;
const hasLinks = (text: string): boolean => text.includes('|') && (text.includes('<http') || text.includes('<mailto:'));

/** Entities of a text without elements. The data of an event in XML is decoded by who reads it. */
const hasEntities = (text: string): boolean =>
  text.includes('&') && ['&lt;', '&gt;', '&quot;', '&#39;', '&#34;'].some((entity) => text.includes(entity)) && !/<(?:event|data)[ >]/i.test(text);

const MARKUP = ['<br', '<BR', '</p>', '</P>', '</td>', '</TD>', '</div>', '</DIV>', '</span>', '</pre>', '</li>', '&nbsp;', '&lt;Event ', '&lt;br'];
const hasPage = (text: string): boolean => (text.includes('<') || text.includes('&')) && MARKUP.some((mark) => text.includes(mark));

// Known elements only: `<I>`, `<S>`, `<server>` and `<a@b.example>` are none.
const CELLS = /<\/t[dh]>[ \n]{0,20}<t[dh](?: [^<>]{0,400})?>/gi;
const BREAKS = /<(?:br|hr|\/p|\/div|\/tr|\/li|\/h[1-6]|\/pre|\/table)(?: [^<>]{0,400})? ?\/?>\n?/gi;
const OTHERS =
  /<\/?(?:html|head|body|p|div|span|pre|code|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|b|strong|em|u|font|a|tt|blockquote|img)(?: [^<>]{0,1000})? ?\/?>|<\/[is]>/gi;
/** Italic and struck out type, which `</i>` and `</s>` show to be there; a certificate's mark has a key behind it. */
const TYPE = /<[is]>(?![ \n]{0,4}[A-Za-z.\d]{1,20} ?=)/g;

/** What parts two cells: nothing more behind a label's colon, nothing at all in front of an empty cell. */
function between(page: string, from: number, to: number): string {
  if (page.startsWith('</', to)) return '';
  return page
    .slice(Math.max(0, from - 20), from)
    .trimEnd()
    .endsWith(':')
    ? ' '
    : ' | ';
}

function fromPage(text: string): string {
  const styled = text.includes('</i>') || text.includes('</s>') ? text.replace(TYPE, '') : text;
  const bare = styled
    .replace(CELLS, (cell, at: number) => between(styled, at, at + cell.length))
    .replace(BREAKS, '\n')
    .replace(OTHERS, '');
  return bare.includes('<Data') ? bare : decodeEntities(bare);
}
