import { isAscii, isUtf8 as isExactUtf8 } from 'node:buffer';

/** Bytes of a file or a mail part as text. A binary file has no text. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  readonly binary: boolean;
}

/** The encoding is decided on the beginning; the rest is only decoded. */
const SAMPLE = 65_536;
const ESCAPE = 0x1b;
const CONTROLS = /[\u0000-\u0007\u000E-\u001A\u001C-\u001F\u007F]/g;
const KANA = /[\u3041-\u3096\u30A1-\u30FC]/g;
const WIDE = /[\u3001-\u30FF\u4E00-\u9FFF\uFF01-\uFF5E]/g;
const ODD = /[\uFFFD\uFF61-\uFF9F\uE000-\uF8FF\u0080-\u009F]/g;
const EVERYDAY = /[\t\n\r\u0020-\u007E\u3001-\u30FF]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

// Some versions of Node decode Windows-1252 as Latin-1; these are the 32 characters that differ.
const WINDOWS =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** Bytes in an encoding that is known. */
export function decode(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'windows-1252' ? text.replace(/[\u0080-\u009F]/g, (char) => WINDOWS.charAt(char.charCodeAt(0) - 0x80)) : text;
}

/** Reads text in UTF-8, UTF-16 (with or without mark), ISO-2022-JP, Shift_JIS or EUC-JP, and takes anything else for Windows-1252. */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes.subarray(0, SAMPLE));
  if (encoding === undefined) return { text: '', encoding: 'binary', binary: true };
  const text = decode(bytes, encoding);
  if (isBinary(text.slice(0, SAMPLE))) return { text: '', encoding: 'binary', binary: true };
  return { text, encoding, binary: false };
}

/** More than stray controls: telnet captures hold some backspaces, terminals escape sequences; files hold everything. */
const isBinary = (text: string): boolean => count(text, CONTROLS) > 2 + text.length / 50;

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return wide(bytes);
  if (hasEscape(bytes)) return 'iso-2022-jp';
  return isUtf8(bytes) ? 'utf-8' : eastOrWest(bytes);
}

/** ISO-2022-JP is plain ASCII with `ESC $ B`, `ESC ( J` and the like. */
const hasEscape = (bytes: Uint8Array): boolean =>
  bytes.includes(ESCAPE) && isAscii(bytes) && /\u001B(?:\$[@B]|\([JI]|\$\(D)/.test(decode(bytes, 'utf-8'));

/** UTF-16 without a mark: blanks, line breaks and Latin letters have a zero byte, always on the same side. */
function wide(bytes: Uint8Array): string | undefined {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const ranked = ['utf-16le', 'utf-16be']
    .map((encoding) => {
      const text = decode(even, encoding);
      return { encoding, share: count(text, EVERYDAY) / Math.max(1, text.length), zeros: count(text, /\0/g), odd: count(text, ODD) };
    })
    .sort((x, y) => y.share - x.share);
  const best = ranked[0];
  if (best && best.share > 0.4 && best.zeros === 0 && best.odd * 20 <= even.length) return best.encoding;
  // A stray zero byte in a text of single bytes; a file of zeros is told by its controls.
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** A character may be cut at the end of the sample, and one damaged character does not make another encoding. */
function isUtf8(bytes: Uint8Array): boolean {
  if (isExactUtf8(bytes)) return true;
  const text = new TextDecoder().decode(bytes, { stream: true });
  const damaged = count(text, /\uFFFD/g);
  if (damaged === 0) return true;
  const good = count(text, /[\u0080-\uFFFC]/g);
  return damaged <= (good >= 4 ? 1 + good / 10 : 0);
}

/** Japanese by how much of the decoded text is Japanese; high bytes that stand alone and make no kana are accents. */
function eastOrWest(bytes: Uint8Array): string {
  const ranked = ['shift_jis', 'euc-jp'].map((encoding) => ({ encoding, ...japanese(decode(bytes, encoding)) })).sort((x, y) => y.score - x.score);
  const best = ranked[0];
  return best && best.score > 0 && (best.hasKana || !isAccents(bytes)) ? best.encoding : 'windows-1252';
}

function japanese(text: string): { score: number; hasKana: boolean } {
  const kana = count(text, KANA);
  const wide = count(text, WIDE);
  return { score: wide + kana - 4 * count(text, ODD), hasKana: kana * 6 >= wide };
}

function isAccents(bytes: Uint8Array): boolean {
  let high = 0;
  let alone = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80) alone += 1;
  }
  return alone * 2 > high;
}
