import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { Evidence } from '../model/evidence.js';
import { decodeEntities } from './certificate-name.js';
import { decodeText } from './decode.js';
import { readPaste } from './index.js';

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_TEXT = 256 * 1024;
const MOST_PARTS = 20;
const DEEPEST = 2;

const HEADERS = [
  'from',
  'to',
  'cc',
  'date',
  'subject',
  'mime-version',
  'message-id',
  'received',
  'return-path',
  'content-type',
  'delivered-to',
  'x-ms-exchange-message-is-ndr',
  'auto-submitted',
];

/** True if a text begins with the header of a mail: two of its usual fields, before the first blank line. */
export function looksLikeMail(text: string): boolean {
  const seen = new Set<string>();
  let fields = 0;
  for (const line of text
    .slice(0, 20_000)
    .trimStart()
    .split(/\r\n|\n|\r/, 80)) {
    const name = /^([A-Za-z][\w-]{1,60}):/.exec(line)?.[1]?.toLowerCase();
    const isFirst = fields === 0 && line.startsWith('From ');
    if (name === undefined && !isFirst && !(fields > 0 && /^[ \t]/.test(line))) break;
    fields += 1;
    if (name !== undefined && HEADERS.includes(name)) seen.add(name);
  }
  return seen.size > 1;
}

/** Raw mail to evidence: readable text, delivery status and attached logs, read as one paste. Falls back to plain text. */
export async function readMail(bytes: Uint8Array): Promise<Evidence> {
  const capped = bytes.subarray(0, MOST_BYTES);
  const text = await textOf(capped, 0).catch(() => '');
  return readPaste(text.trim() === '' ? decodeText(capped).text : text);
}

async function textOf(bytes: Uint8Array, depth: number): Promise<string> {
  const mail = await PostalMime.parse(withoutEnvelope(bytes), { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: DEEPEST });
  const parts: string[] = [headersOf(mail), bodyOf(mail)];
  for (const part of mail.attachments.slice(0, MOST_PARTS)) parts.push(await partText(part, depth));
  return parts
    .filter((part) => part.trim() !== '')
    .join('\n\n')
    .slice(0, MOST_TEXT);
}

/** mbox files put a line in front of each mail. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  const isMbox = bytes[0] === 0x46 && bytes[1] === 0x72 && bytes[2] === 0x6f && bytes[3] === 0x6d && bytes[4] === 0x20;
  return isMbox ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
}

/** The few headers that say what kind of mail it is. The others would only be unread lines. */
const headersOf = (mail: Email): string => (mail.subject ? `Subject: ${mail.subject.slice(0, 300)}` : '');

const CODE = /\b[45]\d\d[ -]|\b[45]\.\d\.\d/;

/** The text part; the HTML part where there is no text, or where only the HTML names the error. */
function bodyOf(mail: Email): string {
  const text = (mail.text ?? '').slice(0, MOST_TEXT);
  if (text.trim() !== '' && (CODE.test(text) || !mail.html)) return text;
  const html = stripTags((mail.html ?? '').slice(0, 2 * MOST_TEXT));
  return text.trim() === '' || CODE.test(html) ? html : text;
}

async function partText(part: Attachment, depth: number): Promise<string> {
  const bytes = typeof part.content === 'string' ? new TextEncoder().encode(part.content) : new Uint8Array(part.content);
  const { mimeType } = part;
  if (mimeType === 'message/delivery-status' || mimeType === 'message/global-delivery-status') return decodeText(bytes).text.slice(0, MOST_TEXT);
  if (mimeType === 'text/plain' || mimeType === 'text/csv' || /\.(?:log|txt|csv)$/i.test(part.filename ?? ''))
    return decodeText(bytes).text.slice(0, MOST_TEXT);
  // Someone sent the bounce on as an attachment; the original inside a bounce would only be noise.
  const isBounce =
    mimeType === 'message/rfc822' && depth < DEEPEST && /multipart\/report/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 20_000)));
  return isBounce ? textOf(bytes, depth + 1).catch(() => '') : '';
}

const BREAKS = /^\/?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|blockquote|pre|hr)\b/i;
const SILENT = /^(?:style|script|head|title)\b/i;

/** HTML to lines of text: tags off, blocks on lines of their own. A `<` that opens no tag stays. */
export function stripTags(html: string): string {
  const out: string[] = [];
  let place = 0;
  while (place < html.length) {
    const open = html.indexOf('<', place);
    out.push(html.slice(place, open < 0 ? html.length : open));
    if (open < 0) break;
    const tag = html.slice(open + 1, open + 40);
    if (!/^[A-Za-z/!]/.test(tag)) {
      out.push('<');
      place = open + 1;
      continue;
    }
    if (BREAKS.test(tag)) out.push('\n');
    else if (/^\/?t[dh]\b/i.test(tag)) out.push(' ');
    place = endOfTag(html, open, tag);
  }
  return decodeEntities(out.join(''))
    .split('\n')
    .map((line) => line.trim())
    .filter((line, i, lines) => line !== '' || lines[i - 1] !== '')
    .join('\n');
}

function endOfTag(html: string, open: number, tag: string): number {
  const silent = SILENT.exec(tag)?.[0];
  const mark = tag.startsWith('!--') ? '-->' : silent === undefined ? '>' : `</${silent}`;
  // A mark that never comes is looked for once: the rest of the text is then the tag.
  const end = html.indexOf(mark, open);
  if (end < 0) return html.length;
  return silent === undefined ? end + mark.length : Math.max(html.indexOf('>', end), end) + 1;
}
