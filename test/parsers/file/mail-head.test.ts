import { fieldLines, readHead } from '../../../src/parsers/file/mail-head.js';

const head = (text: string | Buffer) => readHead(Buffer.from(text as string), (value) => value.replace('=?', '[').replace('?=', ']'));
const shift = (codes: readonly number[]) => Buffer.from(codes);

describe('readHead', () => {
  const mail =
    'Received: from a\n\tby b\nFrom: Mail Delivery <MAILER-DAEMON@contoso.com>\nSubject: failed\nContent-Type: multipart/report;\n boundary="b"\nX-Failed-Recipients: hanako@fabrikam.com,\n\ttaro@fabrikam.com\n\nbody\n\nmore';
  const fields = [
    { name: 'from', value: 'Mail Delivery <MAILER-DAEMON@contoso.com>' },
    { name: 'subject', value: 'failed' },
    { name: 'x-failed-recipients', value: 'hanako@fabrikam.com, taro@fabrikam.com' },
  ];
  test.each([
    ['LF', mail],
    ['CRLF', mail.replaceAll('\n', '\r\n')],
    ['empty lines in front', `\r\n\n${mail}`],
    ['an mbox line', `From MAILER-DAEMON Fri Nov 20 10:00:00 2026\n${mail}`],
    ['an mbox line that was escaped', `>From MAILER-DAEMON Fri Nov 20 10:00:00 2026\n${mail}`],
    ['a byte order mark', `\uFEFF${mail}`],
  ])('%s', (_, text) => {
    const { mime, fields: read, body } = head(text);
    expect(read).toEqual(fields);
    expect(mime).toBe('Content-Type: multipart/report; boundary="b"\n');
    expect(Buffer.from(text).subarray(body).toString().replaceAll('\r', '')).toBe('body\n\nmore');
  });
  test('only a head', () => {
    expect(head('Subject: x')).toMatchObject({ fields: [{ name: 'subject', value: 'x' }], body: 10 });
    expect(head('')).toEqual({ mime: '', fields: [], body: 0 });
  });
  test('encoded words, and text as it is', () => {
    expect(head('Subject: =?x?=\n\n').fields).toEqual([{ name: 'subject', value: '[x]' }]);
    expect(head('Subject: 配信不能\n\n').fields).toEqual([{ name: 'subject', value: '配信不能' }]);
    const subject = Buffer.concat([Buffer.from('Subject: '), shift([0x94, 0x7a, 0x90, 0x4d, 0x95, 0x73, 0x94, 0x5c, 0x82, 0xc5, 0x82, 0xb7])]);
    expect(readHead(subject, (value) => value).fields).toEqual([{ name: 'subject', value: '配信不能です' }]);
  });
  test('a line break inside an encoded word makes no field', () => {
    expect(readHead(Buffer.from('Subject: =?x?=\n\n'), () => 'a\nStatus: 5.7.1').fields).toEqual([{ name: 'subject', value: 'a Status: 5.7.1' }]);
  });
  test('an address is not cut off', () => {
    const { fields: read } = head(`To: ${'someone@contoso.com, '.repeat(100)}\n\n`);
    expect(read[0]?.value.length).toBeLessThanOrEqual(500);
    expect(read[0]?.value.endsWith('someone@contoso.com,')).toBe(true);
    expect(head(`To: ${'x'.repeat(600)}\n\n`).fields).toEqual([{ name: 'to', value: '' }]);
  });
});

test('fieldLines writes names as the standards do and leaves out what is empty', () => {
  const fields = [
    { name: 'x-failed-recipients', value: 'hanako@fabrikam.com' },
    { name: 'to', value: '' },
    { name: 'diagnostic-code', value: 'smtp; 550 x' },
  ];
  expect(fieldLines(fields)).toBe('X-Failed-Recipients: hanako@fabrikam.com\nDiagnostic-Code: smtp; 550 x');
});
