import { rtfText, unpackedRtf } from '../../../src/parsers/file/rtf.js';
import { cost } from '../../cost.js';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const rtf = (body: string, head = '\\ansi\\ansicpg1252') => rtfText(`{\\rtf1${head}${body}}`);

describe('unpackedRtf', () => {
  // The examples of [MS-OXRTFCP], section 4.
  test('text and references back', () => {
    const packed = bytes('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0');
    expect(unpackedRtf(packed)).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
    expect(rtfText(unpackedRtf(packed))).toBe('hello world');
  });
  test('a reference that overlaps what it makes', () => {
    expect(unpackedRtf(bytes('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0'))).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });
  test('stored as it is', () => {
    const text = '{\\rtf1 plain}';
    const head = Buffer.alloc(16);
    head.write('MELA', 8, 'latin1');
    expect(unpackedRtf(new Uint8Array(Buffer.concat([head, Buffer.from(text)])))).toBe(text);
  });
  test.each([
    ['too short', '2d000000'],
    ['of another kind', '00'.repeat(40)],
    ['without a text', '2d0000002b0000004c5a467500000000'],
    ['a reference in front of the beginning', '2d0000002b0000004c5a467500000000ffffff'],
  ])('%s', (_, hex) => {
    expect(unpackedRtf(bytes(hex))).toBe('');
  });
  test('a text that says it is endless ends with its bytes, and with the room for it', () => {
    const bomb = Buffer.concat([bytes('ffffffffffffffff4c5a467500000000'), Buffer.alloc(3 * 1024 * 1024)]);
    expect(unpackedRtf(new Uint8Array(bomb)).length).toBeLessThanOrEqual(2 * 1024 * 1024);
  });
});

describe('rtfText', () => {
  test.each([
    ['lines, and blanks that belong to a word', 'one\\par two\\line\r\nthree\\tab four', 'one\ntwo\nthree four'],
    ['signs', 'a\\{b\\}\\\\c\\~d\\_e\\ldblquote f\\rdblquote', 'a{b}\\c d-e"f"'],
    ['a letter of the code page', "Gr\\'f6\\'dfe\\'80", 'Größe€'],
    ['a letter in Unicode, with a stand-in', '\\u26085?\\u-10179 ?x', '日\ud83dx'],
    ['two stand-ins', "\\uc2\\u26085\\'93\\'fax", '日x'],
    ['no stand-in', '\\uc0\\u26085 x', '日x'],
    ['silent groups', '{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\generator Riched20;}{\\info{\\author Taro}}text', 'text'],
    ['binary data', 'a\\bin3 {{{b', 'ab'],
  ])('%s', (_, body, expected) => {
    expect(rtf(body)).toBe(expected);
  });
  test('Japanese by the font, the second byte of a character written as a letter', () => {
    expect(rtf("{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset128 MS Gothic;}}{\\f1 \\'94\\'7a\\'90M\\'95s\\'94\\'5c}: 550")).toBe('配信不能: 550');
  });
  test.each([
    [932, "\\'94z\\'90M", '配信'],
    [936, "\\'d3\\'ca\\'bc\\'fe", '邮件'],
    [949, "\\'b8\\'de\\'c0\\'cf", '메일'],
    [950, "\\'b6l\\'a5\\'f3", '郵件'],
    [1251, "\\'ef\\'ee\\'f7\\'f2\\'e0", 'почта'],
  ])('code page %d', (page, body, expected) => {
    expect(rtf(body, `\\ansi\\ansicpg${page}`)).toBe(expected);
  });
  test('made of HTML: the tags are silent', () => {
    expect(
      rtf(
        '\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 {\\*\\htmltag84 &lt;}\\htmlrtf <\\htmlrtf0 mx.fabrikam.com #5.7.0\\htmlrtf\\par}\\htmlrtf0 end',
      ),
    ).toBe('<mx.fabrikam.com #5.7.0\nend');
  });
  test.each([
    ['other text', 'rtf1 text'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(rtfText(text)).toBe('');
  });
  test.each(['{', '}', '\\par', "\\'81", '\\f1 a', '{a}', '\\u8364?', '\\', '\\bin999999999 a'])('%s again and again takes no time', async (part) => {
    const text = `{\\rtf1${part.repeat(2_000_000 / part.length)}`;
    expect(await cost(3_000, () => rtfText(text))).toBeLessThan(3_000);
  });
});
