import { isAscii } from 'node:buffer';
import { decodeText } from './decode.js';

const MOST_BYTES = 2 * 1024 * 1024;
/** Few bytes have few lines. */
const SMALL = 64 * 1024;
/** More lines than any bounce has, also one with a picture in it. */
const MOST_LINES = 20_000;
/** Each line that begins with two hyphens may open a part, and a part costs far more than a line. */
const MOST_PARTS = 500;

const [LF, CR] = [0x0a, 0x0d];
const [LINE, PART] = [Buffer.from('\n'), Buffer.from('\n--')];

/** The beginning of a mail, as much as can be read in a moment, with lines that a MIME parser knows and in an encoding that it finds. */
export function preparedMail(bytes: Uint8Array): Buffer {
  return inUtf8(cutLines(unixLines(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MOST_BYTES)))));
}

/** Classic Mac OS ended lines in a bare CR, which is no line break to a MIME parser. */
function unixLines(mail: Buffer): Buffer {
  const first = mail.indexOf(CR);
  const line = mail.indexOf(LF);
  const isMac = first >= 0 && mail[first + 1] !== LF && (line < 0 || first < line) && !mail.includes(0);
  return isMac ? Buffer.from(mail.map((byte, i) => (byte === CR && mail[i + 1] !== LF ? LF : byte))) : mail;
}

function cutLines(mail: Buffer): Buffer {
  const parts = nth(mail, PART, MOST_PARTS);
  const lines = mail.length > SMALL ? nth(mail, LINE, MOST_LINES) : mail.length;
  return mail.subarray(0, Math.min(parts, lines));
}

/** Where a mark stands for the so many-eth time, or the end. */
function nth(mail: Buffer, mark: Buffer, most: number): number {
  let at = -1;
  for (let i = 0; i < most; i += 1) {
    at = mail.indexOf(mark, at + 1);
    if (at < 0) return mail.length;
  }
  return at + 1;
}

/** A mail that names no charset is UTF-8 to the MIME parser; older systems write their country's. Saved by a Windows shell it is UTF-16. */
function inUtf8(mail: Buffer): Buffer {
  if ((isAscii(mail) && !mail.includes(0)) || /charset/i.test(mail.toString('latin1'))) return mail;
  const { text, encoding } = decodeText(mail);
  return text === '' || encoding === 'utf-8' ? mail : Buffer.from(text);
}
