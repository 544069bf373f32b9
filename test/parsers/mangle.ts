// What tools, mail clients, web pages and people do to a text before it is pasted. All are pure: text to text.

export type Mangler = (text: string) => string;

const lines = (text: string, change: (line: string, index: number) => string): string => text.split('\n').map(change).join('\n');

/** Breaks lines between words, as mail clients do. */
function wrapWords(text: string, width: number): string {
  return lines(text, (line) => {
    const out: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const blank = rest.lastIndexOf(' ', width);
      const at = blank > 0 ? blank : rest.indexOf(' ', width);
      if (at === -1) break;
      out.push(rest.slice(0, at));
      rest = rest.slice(at + 1);
    }
    return [...out, rest].join('\n');
  });
}
/** Breaks lines inside words, as a console does. */
const wrapHard = (text: string, width: number): string =>
  lines(text, (line) => Array.from({ length: Math.ceil(line.length / width) || 1 }, (_, i) => line.slice(i * width, (i + 1) * width)).join('\n'));

const wide = (text: string, which: RegExp): string => text.replace(which, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const pairs = (text: string, [open, close]: readonly [string, string]): string => text.replace(/"([^"\n]*)"/g, `${open}$1${close}`);
const entities = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const jsonText = (text: string): string => JSON.stringify(text).slice(1, -1);
/** Bytes of one encoding read as another. */
const misread = (text: string, table: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : table.charAt((byte - 0x80) % table.length))).join('');
const LATIN = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x80 + i)).join('');
const DOS = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´­±‗¾¶§÷¸°¨·¹³²■ ';

function quotedPrintable(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const units = bytes.map((byte) =>
    byte === 10 || (byte >= 32 && byte < 127 && byte !== 61) ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  let out = '';
  let width = 0;
  for (const unit of units) {
    if (unit === '\n') width = -1;
    else if (width + unit.length > 75) {
      out += '=\n';
      width = 0;
    }
    out += unit;
    width += unit.length;
  }
  return out;
}

const linked = (text: string): string =>
  text
    .replace(/[\w.-]{1,60}@[\w.-]{1,60}/g, (mail) => `<mailto:${mail}|${mail}>`)
    .replace(/(?<![@\w.:|-])(?:mail|mx1|relay)\.(?:contoso|fabrikam)\.com(?![\w.|>])/g, (host) => `<http://${host}|${host}>`);
const row = (line: string): string => {
  const [, name, value] = /^([^:]{1,30}?) *:(?: +(.*))?$/.exec(line) ?? [];
  return `<tr><td>${entities(name === undefined ? line : `${name}:`)}</td><td>${entities(value ?? '')}</td></tr>`;
};
/** Only inside words of prose, as a reader of pictures errs. */
const misreadWords = (text: string): string =>
  text
    .replaceAll('TlsDomain', 'TIsDomain')
    .replace(/\b(?:the|local|could|alternate|delivery)\b/g, (word) => word.replace('l', 'I').replace('o', '0'));
const STACK = '   at System.Net.Mail.SmtpClient.Send(MailMessage message)\n   at Contoso.Mailer.Program.Main(String[] args) in Program.cs:line 42';

export const MANGLERS = {
  crlf: (text) => text.replaceAll('\n', '\r\n'),
  cr: (text) => text.replaceAll('\n', '\r'),
  doubledLines: (text) => text.replaceAll('\n', '\n\n'),
  wrapped80: (text) => wrapWords(text, 80),
  wrapped66: (text) => wrapWords(text, 66),
  console80: (text) => wrapHard(text, 80),
  console120: (text) => wrapHard(text, 120),
  quoted: (text) => lines(text, (line) => `> ${line}`),
  quotedTwice: (text) => lines(text, (line) => `> > ${line}`),
  quotedWrapped: (text) => lines(wrapWords(text, 70), (line) => `> ${line}`),
  indented: (text) => lines(text, (line) => `    ${line}`),
  tabbed: (text) => lines(text, (line) => `\t${line}`),
  trailingBlanks: (text) => lines(text, (line) => `${line}   `),
  doubledBlanks: (text) => text.replace(/(?<=\w) (?=\w)/g, '  '),
  bullets: (text) => lines(text, (line) => (line.trim() === '' ? line : `- ${line}`)),
  dots: (text) => lines(text, (line) => (line.trim() === '' ? line : `• ${line}`)),
  oneLine: (text) => text.replace(/\n+/g, ' '),
  smartQuotes: (text) => pairs(text, ['“', '”']).replaceAll("'", '’'),
  guillemets: (text) => pairs(text, ['«', '»']),
  lowQuotes: (text) => pairs(text, ['„', '“']),
  primes: (text) => text.replaceAll('"', '″').replaceAll("'", '′'),
  cornerQuotes: (text) => pairs(text, ['「', '」']),
  wideDigits: (text) => wide(text, /[0-9]/g),
  wideColons: (text) => text.replace(/:(?= )/g, '：'),
  wideText: (text) => wide(text, /[!-~]/g),
  nbsp: (text) => text.replaceAll(' ', '\u00A0'),
  narrowNbsp: (text) => text.replaceAll(' ', '\u202F'),
  softHyphens: (text) => text.replace(/(?<=[a-z]{3})(?=[a-z]{3})/g, '\u00AD'),
  zeroWidth: (text) => text.replace(/(?<=[.,:])/g, '\u200B'),
  byteOrderMark: (text) => `\uFEFF${text}`,
  leftToRight: (text) => text.replace(/(?<= )(?=[0-9A-F]{40}\b)/g, '\u200E'),
  fenced: (text) => `\`\`\`text\n${text}\n\`\`\``,
  codeLines: (text) => lines(text, (line) => (line.trim() === '' ? line : `\`${line}\``)),
  boldLabels: (text) => text.replace(/^([A-Za-z ]{2,22}):(?= )/gm, '**$1:**'),
  escapedMarkdown: (text) => text.replace(/<(?=[IS]>)/g, '\\<').replaceAll('_', '\\_'),
  htmlBreaks: (text) => text.replaceAll('\n', '<br>\n'),
  htmlBreaksOnly: (text) => text.replaceAll('\n', '<br/>'),
  htmlParagraphs: (text) => lines(text, (line) => `<p>${entities(line)}</p>`),
  htmlPre: (text) => `<pre><code>${entities(text)}</code></pre>`,
  htmlNbsp: (text) => entities(text).replaceAll('  ', ' &nbsp;').replaceAll('"', '&quot;'),
  htmlTable: (text) => `<table>\n${lines(text, row)}\n</table>`,
  eatenTags: (text) => text.replace(/<[IS]>/g, ''),
  entities: (text) => text.replace(/<(?=[IS]>)/g, '&lt;').replace(/(?<=&lt;[IS])>/g, '&gt;'),
  json: (text) => `{"time":"2026-11-22T09:15:04Z","level":"error","message":"${jsonText(text)}"}`,
  jsonUnicode: (text) => `{"message":"${jsonText(text).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll("'", '\\u0027')}"}`,
  jsonCrlf: (text) => `  "message": "${jsonText(text.replaceAll('\n', '\r\n'))}",`,
  pythonTuple: (text) => `smtplib.SMTPDataError: (451, b'${text.replaceAll("'", "\\'").replaceAll('\n', '\\n')}')`,
  logPrefix: (text) => lines(text, (line) => `2026-11-22 09:15:04 ERROR ${line}`),
  logPrefixBrackets: (text) => lines(text, (line) => `[2026-11-22 09:15:04] [ERROR] ${line}`),
  errorPrefix: (text) => lines(wrapWords(text, 80), (line) => `Error: ${line}`),
  stackTrace: (text) => `System.Net.Mail.SmtpException: ${text}\n${STACK}`,
  slackLinks: linked,
  latin1: (text) => misread(text, LATIN),
  cp850: (text) => misread(text, DOS),
  escapeless: (text) => text.replace(/[\u3000-\u9FFF]+/g, (run) => `\u001B$B${'%$'.repeat(run.length)}\u001B(B`),
  ocrWords: misreadWords,
  bracesToAngles: (text) => text.replace(/\{(LED|LRT|FQDN|IP|MSG)=/g, '<$1-').replace(/\};/g, '>;'),
  dashAfterCode: (text) => text.replace(/(?<=\b[45]\d\d) (?=\d\.\d\.\d)/g, '-'),
  lowerCase: (text) => text.toLowerCase(),
  quotedPrintable,
} as const satisfies Readonly<Record<string, Mangler>>;
export type MangleName = keyof typeof MANGLERS;
// The keys are the names by the type of the object they are read from.
export const MANGLE_NAMES = Object.keys(MANGLERS) as readonly MangleName[];

/** Every name, address and number that tells who somebody is. */
const NAMES =
  /(?:[\w-]+@)?(?:[\w-]+\.)*(?:contoso|fabrikam|exchangelabs)(?:\.com|\.local)?|\b(?:EX0\d|Contoso|Osaka)\b|\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+|\b[0-9A-F]{40}\b/gi;

/** How people black out a name. None of these may come back as a value. */
export const REDACTIONS = [
  'xxx',
  '****',
  '<server>',
  '[redacted]',
  '●●●',
  'x.x.x.x',
  '■■',
  '〇〇',
  'XXXX',
  '#####',
  '____',
  '...',
  '<removed>',
  '{server}',
  '×××',
] as const;
export const redact = (text: string, form: string): string => text.replace(NAMES, form);
/** The names are simply gone. */
export const erase = (text: string): string => text.replace(NAMES, '');
