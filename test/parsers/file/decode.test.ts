import { randomBytes } from 'node:crypto';
import { decodeText } from '../../../src/parsers/file/decode.js';

/** TextEncoder knows UTF-8 only, so the other tables are read backwards from TextDecoder. */
function encoder(encoding: string): (text: string) => Uint8Array {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, [lead, trail]);
    }
  return (text) => Uint8Array.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (table.get(char) ?? []))));
}
const shiftJis = encoder('shift_jis');
const eucJp = encoder('euc-jp');
const iso2022Jp = (text: string) =>
  Uint8Array.from(
    text
      .split(/([\u0080-\uFFFF]+)/)
      .flatMap((run, index) =>
        index % 2 === 0 ? [...Buffer.from(run)] : [0x1b, 0x24, 0x42, ...[...eucJp(run)].map((byte) => byte & 0x7f), 0x1b, 0x28, 0x42],
      ),
  );
const utf16 = (text: string, { big = false, mark = true } = {}) => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
};
const utf8 = (text: string) => new TextEncoder().encode(text);

const ENGLISH = 'Log Name:      Application\r\nSource:        MSExchangeFrontEndTransport\r\nEvent ID:      12014\r\n';
const JAPANESE =
  'ログの名前:         Application\r\nソース:           MSExchangeFrontEndTransport\r\nイベント ID:       12014\r\n説明:\r\nドメイン名 mail.contoso.com を含む証明書が見つかりませんでした。\r\n';

describe.each([
  ['English', ENGLISH],
  ['Japanese', JAPANESE],
])('%s text comes back as it was', (_name, text) => {
  test.each([
    ['utf-8', utf8(text)],
    ['utf-8', utf8(`\uFEFF${text}`)],
    ['utf-16le', utf16(text)],
    ['utf-16be', utf16(text, { big: true })],
    ['utf-16le', utf16(text, { mark: false })],
    ['utf-16be', utf16(text, { big: true, mark: false })],
  ])('%s', (encoding, bytes) => expect(decodeText(bytes)).toEqual({ text, encoding, binary: false }));
});

test.each([
  ['shift_jis', shiftJis(JAPANESE)],
  ['euc-jp', eucJp(JAPANESE)],
  ['iso-2022-jp', iso2022Jp(JAPANESE)],
])('Japanese text in %s comes back as it was', (encoding, bytes) => expect(decodeText(bytes)).toEqual({ text: JAPANESE, encoding, binary: false }));

test.each(['証明書を更新した後、Exchange Online からメールが届きません。', '受信できません', '表示: ソース (能) 予定'])(
  'short Japanese text: %s',
  (text) => {
    expect(decodeText(shiftJis(text))).toMatchObject({ text, encoding: 'shift_jis' });
    expect(decodeText(eucJp(text))).toMatchObject({ text, encoding: 'euc-jp' });
  },
);

test('accents of a Western encoding are not taken for Japanese', () => {
  const bytes = Uint8Array.from(Buffer.from('Für den Empfänger läuft das Zertifikat ab. Größe: 5', 'latin1'));
  expect(decodeText(bytes)).toEqual({ text: 'Für den Empfänger läuft das Zertifikat ab. Größe: 5', encoding: 'windows-1252', binary: false });
  expect(decodeText(Uint8Array.of(0x93, 0x45, 0x58, 0x30, 0x31, 0x94))).toMatchObject({ text: '“EX01”', encoding: 'windows-1252' });
});

test('UTF-8 that is cut inside a character stays UTF-8', () => {
  const bytes = utf8(JAPANESE.repeat(3));
  expect(decodeText(bytes.subarray(0, utf8('ログ').length + 1)).encoding).toBe('utf-8');
  const cut = decodeText(bytes.subarray(0, bytes.length - 5));
  expect(cut).toMatchObject({ encoding: 'utf-8', binary: false });
  expect(cut.text).toContain('イベント ID:       12014');
});

test('a long file is decided by its beginning and read to its end', () => {
  const text = JAPANESE.repeat(1_500);
  expect(decodeText(shiftJis(text))).toEqual({ text, encoding: 'shift_jis', binary: false });
});

test('a telnet capture with backspaces and a coloured terminal are text', () => {
  const text = '220 mail.contoso.com ready\r\nEHLO c\b\bx\r\n\u001B[32m250 OK\u001B[0m\r\n'.repeat(4);
  expect(decodeText(utf8(text))).toMatchObject({ text, encoding: 'utf-8', binary: false });
});

test.each([
  ['random bytes', randomBytes(20_000)],
  ['zeros', new Uint8Array(500)],
  [
    'the head of a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0xe8, 0, 0, 2, 0x58, 8, 6, 0, 0, 0]),
  ],
  ['the head of an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, 0x8e, 0xcb, 0x1f, 0x97, 0xf1, 1, 0, 0])],
])('%s are binary', (_name, bytes) => expect(decodeText(new Uint8Array(bytes))).toEqual({ text: '', encoding: 'binary', binary: true }));

test('nothing is nothing', () => expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', binary: false }));
