import { gzipSync } from 'node:zlib';
import { readFileBytes } from '../../../src/parsers/file/files.js';
import { compoundFile, properties } from './outlook-file.js';

const ERROR = '451 5.7.3 STARTTLS is required to send mail';
const MAIL = `From: Postmaster <postmaster@contoso.com>\nTo: taro@contoso.com\nSubject: =?utf-8?B?6YWN5L+h5LiN6IO9?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`${ERROR}\n`).toString('base64')}\n`;
const OUTLOOK = compoundFile(properties({ '0037001F': 'Undeliverable', '1000001F': ERROR }));
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const attached = (name: string, content: Uint8Array) =>
  bytes(
    `From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee the attachment.\n--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(content).toString('base64')}\n--x--\n`,
  );
const statuses = async (content: Uint8Array, name?: string) =>
  (await readFileBytes(content, name)).evidence.clues.flatMap((clue) => (clue.kind === 'reply' ? [clue.status] : []));

describe('each form gives the same clue', () => {
  test.each([
    ['plain text', bytes(ERROR), 'error.txt'],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${ERROR}`, 'utf16le')), 'error.txt'],
    ['a mail', bytes(MAIL), 'bounce.eml'],
    ['a mail without a name', bytes(MAIL), undefined],
    ['a mail in UTF-16', new Uint8Array(Buffer.from(`\uFEFF${MAIL}`, 'utf16le')), 'bounce.eml'],
    ['an Outlook message', OUTLOOK, 'bounce.msg'],
    ['HTML', bytes(`<!DOCTYPE html><html><style>a{}</style><p>${ERROR.replace('is ', '<b>is</b> ')}</p>`), 'bounce.html'],
    ['a packed text', gzipSync(ERROR), 'error.log.gz'],
    ['a packed mail', gzipSync(MAIL), 'bounce.eml.gz'],
    ['a packed Outlook message', gzipSync(OUTLOOK), 'bounce.msg.gz'],
    ['packed twice', gzipSync(gzipSync(ERROR)), 'error.log.gz.gz'],
    ['an Outlook message in a mail', attached('bounce.msg', OUTLOOK), 'question.eml'],
    ['a mail as a file in a mail', attached('bounce.eml', bytes(MAIL)), 'question.eml'],
    ['a packed log in a mail', attached('smtp.log.gz', gzipSync(ERROR)), 'question.eml'],
    [
      'a mail in an Outlook message',
      compoundFile({
        ...properties({ '1000001F': 'See below.' }),
        '__attach_version1.0_#00000000': properties({ '3707001F': 'a.eml', '37010102': bytes(MAIL) }),
      }),
      'question.msg',
    ],
  ])('%s', async (_, content, name) => {
    expect(await statuses(content, name)).toEqual(['5.7.3']);
  });
});

test('the text of a mail is its words', async () => {
  expect((await readFileBytes(bytes(MAIL))).text).toBe(
    `From: Postmaster <postmaster@contoso.com>\nTo: taro@contoso.com\nSubject: 配信不能\n\n${ERROR}\n`,
  );
});

test('JSON and CSV are texts', async () => {
  expect((await readFileBytes(bytes('{"LastError":"x"}'), 'a.json')).text).toBe('{"LastError":"x"}');
  expect((await readFileBytes(gzipSync('a,b\n1,2'), 'a.csv.gz')).text).toBe('a,b\n1,2');
});

test('an attached picture and a program are passed over', async () => {
  expect(await statuses(attached('logo.png', bytes(ERROR)), 'question.eml')).toEqual([]);
});

describe('what cannot be read is told in a sentence', () => {
  const cut = gzipSync('x'.repeat(10_000));
  test.each([
    ['empty', bytes(' \n'), 'a.txt is empty. Paste the whole error text.'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0xe8]),
      'a.txt is not a text. Paste the words of the error, or save the mail as .eml or .msg.',
    ],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'a.txt is a ZIP archive or an Office document. Give the file with the error itself.'],
    [
      'an Office file',
      compoundFile({ WordDocument: new Uint8Array(9) }),
      'a.txt is a damaged Outlook message or another Office file. Paste the words of the error.',
    ],
    [
      'a damaged Outlook message',
      OUTLOOK.subarray(0, 700),
      'a.txt is a damaged Outlook message or another Office file. Paste the words of the error.',
    ],
    ['an Outlook message without text', compoundFile(properties({})), 'a.txt holds no text. Paste the words of the error.'],
    ['a cut archive', cut.subarray(0, cut.length - 10), 'a.txt is a damaged gzip file. Give the file unpacked.'],
    ['too much', gzipSync(Buffer.alloc(20 * 1024 * 1024)), 'a.txt unpacks to more than 16 MB. Give the part with the error.'],
    ['packed again and again', gzipSync(gzipSync(gzipSync('x'))), 'a.txt is packed more than twice. Unpack it first.'],
  ])('%s', async (_, content, why) => {
    const reading = await readFileBytes(content, 'a.txt');
    expect(reading).toMatchObject({ why, text: '', evidence: { clues: [] } });
  });
});
