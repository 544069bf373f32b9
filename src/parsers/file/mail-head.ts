import { decodeText } from './decode.js';

/** No header is longer; what follows is taken for the body. */
const LONGEST_HEAD = 256 * 1024;
const LONGEST_VALUE = 500;
const MOST_FIELDS = 30;

export interface Field {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** What stands above the body of a mail. */
export interface Head {
  /** Only the fields that MIME needs, each with its line break. Of the others the MIME parser would read every address. */
  readonly mime: string;
  /** The fields that say what became of which mail, decoded. */
  readonly fields: readonly Field[];
  /** Where the body begins. */
  readonly body: number;
}

const MATTERS = new Map(
  [
    'Subject',
    'From',
    'To',
    'Auto-Submitted',
    'X-Failed-Recipients',
    'X-MS-Exchange-Message-Is-Ndr',
    'X-HmXmrOriginalRecipient',
    'X-Apple-Unsubscribe',
    'Reporting-MTA',
    'Final-Recipient',
    'Original-Recipient',
    'X-Actual-Recipient',
    'Action',
    'Status',
    'Remote-MTA',
    'Diagnostic-Code',
  ].map((name) => [name.toLowerCase(), name]),
);

/** A name of ASCII letters, a colon; old systems put a blank between them. */
const NAME = /^([A-Za-z][\w-]{0,60})[ \t]{0,4}:/;

/** Undoes the encoded words (RFC 2047) of a value. */
type Words = (value: string) => string;

/** Reads the top of a mail whose lines end in LF or CRLF. */
export function readHead(mail: Buffer, words: Words): Head {
  const start = startOf(mail);
  const end = endOf(mail, start);
  const fields: Field[] = [];
  let mime = '';
  for (const raw of unfolded(mail.toString('latin1', start, end))) {
    const name = NAME.exec(raw)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    if (name.startsWith('content-')) mime += `${raw}\n`;
    else if (MATTERS.has(name) && fields.length < MOST_FIELDS) fields.push({ name, value: decoded(raw.slice(raw.indexOf(':') + 1), words) });
  }
  return { mime, fields, body: bodyAfter(mail, end) };
}

/** Behind a byte order mark, empty lines and the line that mbox files put in front of each mail. */
function startOf(mail: Buffer): number {
  let start = mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0;
  while (mail[start] === 0x0a || mail[start] === 0x0d) start += 1;
  if (!/^>?From /.test(mail.toString('latin1', start, start + 6))) return start;
  const lineEnd = mail.indexOf(0x0a, start);
  return lineEnd < 0 ? start : lineEnd + 1;
}

/** The line break before the first empty line. */
function endOf(mail: Buffer, start: number): number {
  const top = mail.subarray(0, start + LONGEST_HEAD);
  const unix = top.indexOf('\n\n', start, 'latin1');
  const before = unix < 0 ? top : top.subarray(0, unix);
  const dos = before.indexOf('\n\r\n', start, 'latin1');
  return dos < 0 ? before.length : dos;
}

const bodyAfter = (mail: Buffer, end: number): number => Math.min(mail.length, end + (mail[end + 1] === 0x0d ? 3 : 2));

/** One string for each field; a field goes on in the lines that are indented. */
function unfolded(head: string): string[] {
  const fields: string[] = [];
  for (const line of head.split(/\r?\n/)) {
    const isFold = line.startsWith(' ') || line.startsWith('\t');
    if (!isFold || fields.length === 0) fields.push(line);
    else fields.push(`${fields.pop()} ${line.trim()}`);
  }
  return fields;
}

/** Encoded words, and text that some systems write into a header as it is. A line break in them would make a field of its own. */
function decoded(value: string, words: Words): string {
  const raw = value.slice(0, 4 * LONGEST_VALUE).trim();
  const text = /[\u0080-\u00FF\u001B]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1')).text : raw;
  const plain = (text.includes('=?') ? words(text) : text).replace(/[\u0000-\u001F]/g, ' ');
  // An address that is cut off is another address.
  return plain.length <= LONGEST_VALUE ? plain : plain.slice(0, plain.lastIndexOf(' ', LONGEST_VALUE) + 1).trim();
}

/** Fields as lines, in the spelling of the standards. */
export const fieldLines = (fields: readonly Field[]): string =>
  fields
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${MATTERS.get(name) ?? name}: ${value}`)
    .join('\n');
