import { type CFolder, Reader } from '@kenjiuno/msgreader/lib/Reader';
import { isSound } from './compound-file.js';
import { decodeText } from './decode.js';
import { headOf, isBounce, joined, originalOf, readable, type Unpack } from './mail.js';
import { type Field, fieldLines } from './mail-head.js';
import { rtfText, unpackedRtf } from './rtf.js';

const DEEPEST = 2;
const MOST_FOLDERS = 50;
/** Longer streams are pictures and the like. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Numbers of the properties ([MS-OXPROPS]); the name of a stream is its number and type. */
const PROPERTY = {
  messageClass: '001A',
  subject: '0037',
  headers: '007D',
  supplement: '0C1B',
  sender: '0C1A',
  senderAddress: '5D01',
  to: '0E04',
  body: '1000',
  report: '1001',
  rtf: '1009',
  html: '1013',
  data: '3701',
  address: '39FE',
  otherAddress: '3003',
  shortName: '3704',
  longName: '3707',
} as const;
type Property = keyof typeof PROPERTY;
const TYPE = { unicode: '001F', ansi: '001E', binary: '0102', message: '000D' } as const;
const streamOf = (property: Property, type: keyof typeof TYPE): string => `__substg1.0_${PROPERTY[property]}${TYPE[type]}`;

/**
 * The text of a saved Outlook message (.msg), in the same order as that of a raw mail. Undefined if the file is damaged
 * or holds something else. Never throws.
 */
export async function outlookText(bytes: Uint8Array, unpack: Unpack, depth: number): Promise<string | undefined> {
  if (!isSound(bytes)) return undefined;
  try {
    // Slicing a Buffer would not copy, and give the reader what lies around it.
    const reader = new Reader(new Uint8Array(bytes).buffer);
    reader.parse();
    const root = reader.rootFolder();
    return root.fileNames().includes('__properties_version1.0') ? await messageText(root, unpack, depth) : undefined;
  } catch {
    return undefined;
  }
}

async function messageText(message: CFolder, unpack: Unpack, depth: number): Promise<string> {
  const body = readable(text(message, 'body'), text(message, 'html')) || richText(message);
  const parts = [fieldLines(fieldsOf(message)), body, ...reportsOf(message, body)];
  for (const attachment of foldersOf(message, '__attach_version1.0')) parts.push(await attachmentText(attachment, unpack, depth));
  return joined(parts);
}

const stream = (folder: CFolder, name: string): Uint8Array | undefined =>
  folder
    .fileNameSets()
    .find((one) => one.name === name && one.length <= MOST_BYTES)
    ?.provider();

/** The body of a message that has only RTF. */
function richText(message: CFolder): string {
  const packed = stream(message, streamOf('rtf', 'binary'));
  return packed ? rtfText(unpackedRtf(packed)) : '';
}

/** A text in Unicode, or in the code page of whoever saved it. */
function text(folder: CFolder, property: Property): string {
  const unicode = stream(folder, streamOf(property, 'unicode'));
  if (unicode) return withoutEnd(new TextDecoder('utf-16le').decode(unicode));
  const bytes = stream(folder, streamOf(property, 'ansi')) ?? stream(folder, streamOf(property, 'binary'));
  return bytes ? decodeText(bytes.subarray(0, endOf(bytes))).text : '';
}
const withoutEnd = (value: string): string => value.split('\0', 1)[0] ?? '';
/** A text may be closed by a zero byte. */
const endOf = (bytes: Uint8Array): number => (bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length);

const foldersOf = (folder: CFolder, name: string): CFolder[] =>
  folder
    .subFolders()
    .filter((one) => one.name.startsWith(name))
    .slice(0, MOST_FOLDERS);

/** From the header that the mail came with; a report that Exchange made itself has none. */
function fieldsOf(message: CFolder): readonly Field[] {
  const { fields } = headOf(Buffer.from(`${text(message, 'headers').trim()}\n\n`));
  if (fields.length > 0) return fields;
  const given = [
    { name: 'subject', value: text(message, 'subject') },
    { name: 'from', value: text(message, 'senderAddress') || text(message, 'sender') },
    { name: 'to', value: text(message, 'to') },
  ];
  return given.map(({ name, value }) => ({
    name,
    value: value
      .replace(/[\u0000-\u001F]/g, ' ')
      .trim()
      .slice(0, 500),
  }));
}

/** What a report says of each recipient, where Outlook has not put it into the body. */
const reportsOf = (message: CFolder, body: string): string[] =>
  foldersOf(message, '__recip_version1.0').map((recipient) => {
    const address = text(recipient, 'address') || text(recipient, 'otherAddress');
    const told = [text(recipient, 'report'), text(recipient, 'supplement')]
      .map((one) => one.trim())
      .filter((one) => one !== '' && !body.includes(one));
    return told.length === 0 ? '' : [...(address.includes('@') ? [`Final-Recipient: rfc822; ${address.trim()}`] : []), ...told].join('\n');
  });

async function attachmentText(attachment: CFolder, unpack: Unpack, depth: number): Promise<string> {
  if (depth >= DEEPEST) return '';
  const [inner] = foldersOf(attachment, streamOf('data', 'message'));
  if (inner) {
    const fields = fieldsOf(inner);
    const isReport = /^report\./i.test(text(inner, 'messageClass')) || isBounce({ mime: text(inner, 'headers'), fields });
    return isReport ? messageText(inner, unpack, depth + 1) : originalOf({ fields });
  }
  const bytes = stream(attachment, streamOf('data', 'binary'));
  return bytes ? unpack(bytes, text(attachment, 'longName') || text(attachment, 'shortName'), depth + 1) : '';
}
