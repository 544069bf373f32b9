import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Evidence } from '../../model/evidence.js';
import { readPaste } from '../index.js';
import { isCompoundFile } from './compound-file.js';
import { decodeText } from './decode.js';

/** What came of a file. */
export interface FileReading {
  readonly evidence: Evidence;
  /** What was read of it: of a mail its words, not its source. */
  readonly text: string;
  /** Why nothing could be read, in a sentence for the person who gave it. */
  readonly why?: string;
}

interface Words {
  readonly text: string;
  readonly why?: string;
}

const MOST_UNPACKED = 16 * 1024 * 1024;
/** A file in an archive or a mail, and one in that. */
const DEEPEST = 2;

/** A header field or an mbox line at the start. Only then the mail parser is loaded to have a closer look. */
const MAY_BE_MAIL = /^\s{0,40}(?:From |[A-Za-z][\w-]{1,60}:)/;
const MAY_BE_HTML = /^\s{0,40}<(?:!doctype html|html|head|body)\b/i;
/** Attachments that may hold words about a failure. */
const WORTH = /\.(?:log|txt|csv|json|xml|html?|eml|msg|gz)$/i;

/**
 * Reads a file whatever it is: text in any usual encoding, a raw mail (.eml), a saved Outlook message (.msg), HTML, and
 * each of them packed with gzip. The bytes decide, not the name. Never throws.
 */
export async function readFileBytes(bytes: Uint8Array, name = 'The file'): Promise<FileReading> {
  const { text, why } = await wordsOf(bytes, name, 0);
  return { evidence: readPaste(text), text, ...(why === undefined ? {} : { why }) };
}

const unreadable = (why: string): Words => ({ text: '', why });

async function wordsOf(bytes: Uint8Array, name: string, depth: number): Promise<Words> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return packed(bytes, name, depth);
  if (isCompoundFile(bytes)) return outlook(bytes, name, depth);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return unreadable(`${name} is a ZIP archive or an Office document. Give the file with the error itself.`);
  const { text, encoding, binary } = decodeText(bytes);
  if (binary) return unreadable(`${name} is not a text. Paste the words of the error, or save the mail as .eml or .msg.`);
  if (text.trim() === '') return unreadable(`${name} is empty. Paste the whole error text.`);
  // A mail names the encoding of each part, so it is read from its bytes; not where a Windows shell saved it in UTF-16.
  return { text: await plain(text, encoding.startsWith('utf-16') ? Buffer.from(text) : bytes, name, depth) };
}

async function plain(text: string, bytes: Uint8Array, name: string, depth: number): Promise<string> {
  if (/\.eml$/i.test(name) || MAY_BE_MAIL.test(text)) {
    const { looksLikeMail, mailText } = await import('./mail.js');
    if (looksLikeMail(text)) return mailText(bytes, unpack, depth);
  }
  if (!MAY_BE_HTML.test(text)) return text;
  const { htmlText } = await import('./html.js');
  return htmlText(text);
}

async function outlook(bytes: Uint8Array, name: string, depth: number): Promise<Words> {
  const { outlookText } = await import('./outlook-message.js');
  const text = await outlookText(bytes, unpack, depth);
  if (text === undefined) return unreadable(`${name} is a damaged Outlook message or another Office file. Paste the words of the error.`);
  return text === '' ? unreadable(`${name} holds no text. Paste the words of the error.`) : { text };
}

async function packed(bytes: Uint8Array, name: string, depth: number): Promise<Words> {
  if (depth >= DEEPEST) return unreadable(`${name} is packed more than twice. Unpack it first.`);
  try {
    const inner = await promisify(gunzip)(bytes, { maxOutputLength: MOST_UNPACKED });
    return await wordsOf(inner, name.replace(/\.gz$/i, ''), depth + 1);
  } catch (error) {
    const tooLarge = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return unreadable(
      tooLarge
        ? `${name} unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MB. Give the part with the error.`
        : `${name} is a damaged gzip file. Give the file unpacked.`,
    );
  }
}

/** The words of an attached file; of pictures and other programs' files none. */
async function unpack(bytes: Uint8Array, name: string, depth: number): Promise<string> {
  return depth <= DEEPEST && WORTH.test(name) ? (await wordsOf(bytes, name, depth)).text : '';
}
