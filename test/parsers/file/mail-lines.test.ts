import { preparedMail } from '../../../src/parsers/file/mail-lines.js';

const prepared = (text: string | Uint8Array) => preparedMail(typeof text === 'string' ? Buffer.from(text) : text);
const SHIFT_JIS = Uint8Array.of(0x94, 0x7a, 0x90, 0x4d, 0x95, 0x73, 0x94, 0x5c, 0x82, 0xc5, 0x82, 0xb7);

test.each(['Subject: x\n\n--b\n--b\n', 'Subject: x\r\n\r\nbody', '', '--b'])('a usual mail is left as it is: %j', (mail) => {
  expect(prepared(mail).toString()).toBe(mail);
});

describe('as much as can be read in a moment', () => {
  test('too many bytes, lines or parts', () => {
    expect(prepared(Buffer.alloc(3_000_000, 'x'))).toHaveLength(2 * 1024 * 1024);
    expect(prepared(Buffer.alloc(1_000_000, 'x\n'))).toHaveLength(40_000);
    expect(prepared(Buffer.alloc(1_000_000, 'x\r'))).toHaveLength(40_000);
    expect(prepared(Buffer.alloc(60_000, '--b\n'))).toHaveLength(2_000);
  });
  test('only its own bytes of a larger buffer', () => {
    expect(prepared(Buffer.from('abcdef').subarray(2, 4)).toString()).toBe('cd');
  });
});

test.each([
  ['Subject: x\r\rbody\r', 'Subject: x\n\nbody\n'],
  ['Subject: x\r\rbody\nmore', 'Subject: x\n\nbody\nmore'],
  ['Subject: x\r\n\r\nbody\r', 'Subject: x\r\n\r\nbody\r'],
  ['Subject: x\n\nprogress\r100 %', 'Subject: x\n\nprogress\r100 %'],
  ['no break', 'no break'],
])('line breaks of %j', (given, expected) => {
  expect(prepared(given).toString()).toBe(expected);
});

describe('encodings', () => {
  const mail = Buffer.concat([Buffer.from('Subject: x\n\n'), SHIFT_JIS]);
  test('text of a country whose charset nobody named', () => {
    expect(prepared(mail).toString()).toBe('Subject: x\n\n配信不能です');
    expect(prepared('Subject: 配信不能').toString()).toBe('Subject: 配信不能');
  });
  test('a named charset decides', () => {
    const named = Buffer.concat([Buffer.from('Content-Type: text/plain; charset=shift_jis\n'), mail]);
    expect(prepared(named)).toEqual(named);
  });
  test('UTF-16 without its mark', () => {
    expect(prepared(Buffer.from('Subject: x\r\n\r\nbody\r\n', 'utf16le')).toString()).toBe('Subject: x\r\n\r\nbody\r\n');
  });
  test('a picture is left as it is', () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 4, 5]);
    expect(prepared(picture)).toEqual(picture);
  });
});
