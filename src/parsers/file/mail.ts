import PostalMime, { type Attachment, decodeWords } from 'postal-mime';
import type { Evidence } from '../../model/evidence.js';
import { readPaste } from '../index.js';
import { decodeText } from './decode.js';
import { htmlText } from './html.js';
import { fieldLines, type Head, readHead } from './mail-head.js';
import { preparedMail } from './mail-lines.js';

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

/** Raw mail to evidence. */
export const readMail = async (bytes: Uint8Array): Promise<Evidence> => readPaste(await mailText(bytes));

/** Text of an attached file of another form, for instance a saved Outlook message; empty if it has none. */
export type Unpack = (bytes: Uint8Array, name: string, depth: number) => Promise<string>;

/**
 * A raw mail as one text: header fields that matter, readable part, delivery status as it came, attached texts, and of
 * the mail that came back only who wrote to whom, under the heading that Exchange gives it. Never throws.
 */
export async function mailText(bytes: Uint8Array, unpack: Unpack = async () => '', depth = 0): Promise<string> {
  const mail = preparedMail(bytes);
  const text = await textOf(mail, unpack, depth).catch(() => '');
  return text.trim() === '' ? decodeText(mail).text : text;
}

export const headOf = (mail: Buffer): Head => readHead(mail, decodeWords);

/**
 * The parser, with its text parts one by one. It would join them into one text and one HTML, each part turned into the
 * other kind where it is missing, and its pattern for links takes quadratic time there. The method is one of its own
 * inner ones; a version without it gives no body, which the tests see.
 */
class Mime extends PostalMime {
  readonly found: Readonly<Record<'plain' | 'html', string[]>> = { plain: [], html: [] };

  addTextEntry(_part: unknown, kind: 'plain' | 'html', { value }: { readonly value: string }): void {
    this.found[kind].push(value);
  }
}

const LIMITS = {
  maxNestingDepth: 20,
  maxHeadersSize: 256 * 1024,
  // Inlined, the mail that came back would look like words of the bounce.
  forceRfc822Attachments: true,
};

async function textOf(mail: Buffer, unpack: Unpack, depth: number): Promise<string> {
  const { mime, fields, body } = headOf(mail);
  const parser = new Mime(LIMITS);
  const { attachments } = await parser.parse(Buffer.concat([Buffer.from(`${mime}\n`, 'latin1'), mail.subarray(body)]));
  const parts = [readable(parser.found.plain.join('\n'), parser.found.html.join('\n'))];
  for (const part of attachments.slice(0, MOST_PARTS)) parts.push(await partText(part, unpack, depth));
  const words = joined(parts);
  return words === '' ? '' : joined([fieldLines(fields), words]);
}

export const joined = (parts: readonly string[]): string =>
  parts
    .filter((part) => part.trim() !== '')
    .join('\n\n')
    .slice(0, MOST_TEXT);

const CODE = /\b[45]\d\d[ -]|\b[45]\.\d\.\d/;

/** The text part; the HTML part where there is no text, or where only the HTML names the error. */
export function readable(text: string, html: string): string {
  const plain = withJapanese(text.slice(0, MOST_TEXT));
  if (plain.trim() !== '' && (CODE.test(plain) || html === '')) return plain;
  const words = htmlText(html);
  return plain.trim() === '' || CODE.test(words) ? words : plain;
}

/** Escape sequences of ISO-2022-JP in a part that says it is ASCII. */
function withJapanese(text: string): string {
  const isAscii = /\u001B\$[@B]/.test(text) && !/[\u0100-\uFFFF]/.test(text);
  return isAscii ? decodeText(Buffer.from(text, 'latin1')).text : text;
}

const STATUS = new Set(['message/delivery-status', 'message/global-delivery-status', 'message/feedback-report']);
const RETURNED = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers']);
const NO_WORDS = new Set(['text/calendar', 'text/vcard', 'text/x-vcard', 'text/css']);

async function partText({ content, mimeType, filename }: Attachment, unpack: Unpack, depth: number): Promise<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
  if (RETURNED.has(mimeType)) return returnedText(bytes, unpack, depth);
  if (mimeType === 'text/html') return htmlText(decodeText(bytes).text);
  const isText = STATUS.has(mimeType) || (mimeType.startsWith('text') && !NO_WORDS.has(mimeType)) || /\.(?:log|txt|csv)$/i.test(filename ?? '');
  if (isText) return decodeText(bytes).text.slice(0, MOST_TEXT);
  return depth < DEEPEST && filename ? unpack(bytes, filename, depth + 1) : '';
}

/** Someone sent a bounce on as an attachment, or a bounce brings back the mail that it is about. */
async function returnedText(bytes: Buffer, unpack: Unpack, depth: number): Promise<string> {
  const head = headOf(bytes);
  return isBounce(head) && depth < DEEPEST ? mailText(bytes, unpack, depth + 1) : originalOf(head);
}

const ROBOTS = /^[^@]{0,80}\b(?:mailer-daemon|postmaster|microsoftexchange329e71ec88ae4615bbc36ab6ce41109e)\b/i;

export const isBounce = ({ mime, fields }: Pick<Head, 'mime' | 'fields'>): boolean =>
  /multipart\/report/i.test(mime) ||
  fields.some(
    ({ name, value }) => name === 'x-failed-recipients' || name === 'x-ms-exchange-message-is-ndr' || (name === 'from' && ROBOTS.test(value)),
  );

const PARTIES = new Set(['from', 'to', 'x-hmxmroriginalrecipient']);
/** Who wrote to whom. The subject tells nothing about the failure, and people do write about status codes. */
export function originalOf({ fields }: Pick<Head, 'fields'>): string {
  const lines = fieldLines(fields.filter(({ name, value }) => PARTIES.has(name) || (name === 'subject' && !CODE.test(value))));
  return lines === '' ? '' : `Original message headers:\n${lines}`;
}
