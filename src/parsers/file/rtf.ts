import { decode } from './decode.js';

const MOST_RTF = 2 * 1024 * 1024;
const MOST_TEXT = 256 * 1024;
const MOST_FONTS = 1000;
const DEEPEST = 1000;

/** What every compressed RTF text refers back to ([MS-OXRTFCP], section 2.1.2.1). */
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier' +
  '{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const HEADER = 16;
const [PACKED, PLAIN] = [0x75465a4c, 0x414c454d];
const WINDOW = 4096;

/** RTF as Outlook stores it, unpacked ([MS-OXRTFCP]). It is believed only as far as there are bytes; no sign of it gives nothing. */
export function unpackedRtf(packed: Uint8Array): string {
  if (packed.length < HEADER) return '';
  const kind = new DataView(packed.buffer, packed.byteOffset).getUint32(8, true);
  if (kind === PLAIN) return Buffer.from(packed.subarray(HEADER, HEADER + MOST_RTF)).toString('latin1');
  return kind === PACKED ? unpacked(packed).toString('latin1') : '';
}

function unpacked(packed: Uint8Array): Buffer {
  const out = Buffer.alloc(BEGINNING.length + MOST_RTF);
  let end = out.write(BEGINNING, 'latin1');
  for (let at = HEADER, control = 0, bit = 8; at < packed.length && end + 17 < out.length; bit += 1) {
    if (bit === 8) [control, bit, at] = [packed[at] ?? 0, 0, at + 1];
    if (((control >> bit) & 1) === 0) {
      if (at >= packed.length) break;
      out[end] = packed[at] ?? 0;
      [end, at] = [end + 1, at + 1];
      continue;
    }
    const reference = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
    const back = (end - (reference >> 4)) & (WINDOW - 1);
    if (at + 1 >= packed.length || back === 0 || back > end) break;
    for (const stop = end + (reference & 15) + 2; end < stop; end += 1) out[end] = out[end - back] ?? 0;
    at += 2;
  }
  return out.subarray(BEGINNING.length, end);
}

/** Character sets of fonts whose letters are not those of the document. */
const CHARSETS = new Map([
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);
const EAST = new Map([
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [874, 'windows-874'],
  [65001, 'utf-8'],
]);
const encodingOf = (page: number): string => EAST.get(page) ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');

/** Groups without words of the text; `\*` in front of any other group says the same. */
const SILENT = new Set('fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr xe tc'.split(' '));
const SIGNS = new Map(
  Object.entries({ par: '\n', line: '\n', row: '\n', sect: '\n', page: '\n', cell: ' ', tab: ' ', emdash: '-', endash: '-', bullet: '-' }),
);
for (const [name, sign] of Object.entries({ lquote: "'", rquote: "'", ldblquote: '"', rdblquote: '"' })) SIGNS.set(name, sign);

/** A word with its number and a blank that belongs to it, a byte, a sign, a brace, a line break that means nothing, or text. */
const TOKEN = /\\(?:([A-Za-z]{1,32})(-?\d{1,9})? ?|'([\dA-Fa-f]{2})|([\s\S]))|([{}])|[\r\n]+|[^\\{}\r\n]+|\\/g;

interface Group {
  silent: boolean;
  /** Characters that stand in for one in Unicode. */
  substitutes: number;
  font: number | undefined;
}

/**
 * The words of an RTF text. Where it was made of HTML ([MS-OXRTFEX]) the tags stand in silent groups, and the rest is
 * the same text for programs that know only RTF.
 */
export const rtfText = (rtf: string): string => (rtf.startsWith('{\\rtf') ? new RtfReader(rtf).text() : '');

class RtfReader {
  private readonly out: string[] = [];
  private length = 0;
  private readonly fonts = new Map<number, number>();
  private page = 1252;
  private first: number | undefined;
  private group: Group = { silent: false, substitutes: 1, font: undefined };
  private readonly groups: Group[] = [];
  private skip = 0;
  /** Bytes that have not been decoded: a character may have two, the second of which may be written as a letter. */
  private bytes = '';

  constructor(private readonly rtf: string) {}

  text(): string {
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(this.rtf); found && this.length < MOST_TEXT && this.groups.length < DEEPEST; found = TOKEN.exec(this.rtf)) {
      const [whole, word, number, hex, sign, brace] = found;
      if (brace !== undefined) this.brace(brace);
      else if (word === 'bin') TOKEN.lastIndex += Math.max(0, Number(number ?? 0));
      else if (word !== undefined) this.word(word, number === undefined ? undefined : Number(number));
      else if (hex !== undefined) this.add(String.fromCharCode(Number.parseInt(hex, 16)));
      else if (sign !== undefined) this.sign(sign);
      else if (!/^[\r\n\\]/.test(whole)) this.add(whole);
    }
    this.flush();
    return this.out.join('');
  }

  private brace(brace: string): void {
    this.flush();
    this.skip = 0;
    if (brace === '{') this.groups.push({ ...this.group });
    else this.group = this.groups.pop() ?? this.group;
  }

  private sign(sign: string): void {
    if (sign === '*') this.group.silent = true;
    else if ('\\{}'.includes(sign)) this.add(sign);
    else if (sign === '~') this.write(' ');
    else if (sign === '_') this.write('-');
    else if ('\r\n'.includes(sign)) this.write('\n');
  }

  private word(word: string, number: number | undefined): void {
    const sign = SIGNS.get(word);
    if (sign !== undefined) this.write(sign);
    else if (SILENT.has(word)) this.group.silent = true;
    else if (word === 'u' && number !== undefined) {
      this.write(String.fromCharCode(number & 0xffff));
      this.skip = this.group.substitutes;
    } else if (word === 'uc') this.group.substitutes = Math.min(Math.max(number ?? 1, 0), 10);
    else this.choose(word, number);
  }

  /** What says which letters the bytes stand for. */
  private choose(word: string, number = 0): void {
    if (word === 'ansicpg') this.page = number;
    else if (word === 'deff') this.first = number;
    else if (word === 'f' || word === 'plain') {
      this.flush();
      this.group.font = word === 'f' ? number : undefined;
    } else if (word === 'fcharset' && this.fonts.size < MOST_FONTS) this.fonts.set(this.group.font ?? 0, number);
  }

  /** Bytes as they stand there, without those that only stand in for a character written before. */
  private add(bytes: string): void {
    const skipped = Math.min(this.skip, bytes.length);
    this.skip -= skipped;
    if (!this.group.silent) this.bytes += bytes.slice(skipped);
  }

  private write(text: string): void {
    this.flush();
    if (this.group.silent) return;
    this.out.push(text);
    this.length += text.length;
  }

  private flush(): void {
    if (this.bytes === '') return;
    const page = CHARSETS.get(this.fonts.get(this.group.font ?? this.first ?? 0) ?? 0) ?? this.page;
    const text = /[\u0080-\u00FF]/.test(this.bytes) ? decode(Buffer.from(this.bytes, 'latin1'), encodingOf(page)) : this.bytes;
    this.bytes = '';
    this.out.push(text);
    this.length += text.length;
  }
}
