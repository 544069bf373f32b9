import { looksLikeMail, mailText, readMail } from '../../../src/parsers/file/mail.js';
import { cost } from '../../cost.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const report = (body: string) => `From: Postmaster <postmaster@contoso.com>
To: taro@contoso.com
Date: Fri, 20 Nov 2026 10:00:00 +0900
Subject: =?utf-8?B?6YWN5L+h5LiN6IO9OiDopovnqY3mm7g=?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
${body}
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns;ex01.contoso.com

Final-Recipient: rfc822;hanako@fabrikam.com
Action: failed
Status: 5.7.0
Diagnostic-Code: smtp;530 5.7.0 Must issue a STARTTLS command first
Remote-MTA: dns;mx.fabrikam.com

--b1
Content-Type: message/rfc822

From: taro@contoso.com
Subject: 550 5.1.1 is only a subject

Hello
--b1--
`;
const plain = report('Content-Type: text/plain; charset=iso-2022-jp\n\nDelivery to the following recipient failed.');
const replies = async (text: string | Uint8Array) =>
  (await readMail(typeof text === 'string' ? bytes(text) : text)).clues.filter((clue) => clue.kind === 'reply');

describe('readMail', () => {
  test('the delivery status is read, the original message is not', async () => {
    expect(await replies(plain)).toMatchObject([{ code: 530, status: '5.7.0', endpoint: 'mx.fabrikam.com', recipient: 'hanako@fabrikam.com' }]);
  });
  test('CRLF, and an mbox line in front', async () => {
    expect(await replies(`From MAILER-DAEMON Fri Nov 20 10:00:00 2026\n${plain}`.replaceAll('\n', '\r\n'))).toMatchObject([{ code: 530 }]);
  });
  test('only HTML, quoted-printable', async () => {
    const html = report(
      "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<html><style>p{color:red}</style><p>Remote Server returned '451 5.7.3 STARTTLS is re=\nquired to send mail'</p></html>",
    ).replace(/Status: 5.7.0\nDiagnostic-Code.*\n/, '');
    expect(await replies(html)).toMatchObject([{ code: 451, status: '5.7.3', text: 'STARTTLS is required to send mail' }]);
  });
  test('the text part is a stub, the HTML names the error', async () => {
    const both =
      'From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nOpen this mail in a browser.\n--x\nContent-Type: text/html\n\n<div>#550 5.7.64 TenantAttribution; Relay Access Denied ##</div>\n--x--\n';
    expect(await replies(both)).toMatchObject([{ status: '5.7.64' }]);
  });
  test('a log that is attached', async () => {
    const mail =
      'From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee the log.\n--x\nContent-Type: application/octet-stream; name=smtp.log\nContent-Disposition: attachment; filename=smtp.log\nContent-Transfer-Encoding: base64\n\nNDU0IDQuNy4wIFRMUyBub3QgYXZhaWxhYmxlIGR1ZSB0byB0ZW1wb3JhcnkgcmVhc29u\n--x--\n';
    expect(await replies(mail)).toMatchObject([{ code: 454, status: '4.7.0' }]);
  });
  test('a bounce that was sent on', async () => {
    const mail = `From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/plain\n\nWhat is this?\n--y\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n${plain}\n--y--\n`;
    expect(await replies(mail)).toMatchObject([{ code: 530, recipient: 'hanako@fabrikam.com' }]);
  });
  test.each([
    ['empty', ''],
    ['not a mail', 'just 451 5.7.3 STARTTLS is required to send mail'],
    [
      'a boundary that never comes',
      'From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/mixed; boundary=z\n\n451 5.7.3 STARTTLS is required to send mail',
    ],
    [
      'parts nested too deep',
      `From: a@contoso.com\nTo: b@contoso.com\nContent-Type: multipart/mixed; boundary=b0\n\n${Array.from({ length: 60 }, (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join('')}451 5.7.3 STARTTLS is required to send mail`,
    ],
  ])('%s is read as text', async (_, text) => {
    expect((await replies(text)).map(({ status }) => status)).toEqual(text === '' ? [] : ['5.7.3']);
  });
  test('binary', async () => {
    expect((await readMail(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))).clues).toEqual([]);
  });
});

const mailOf = (...lines: readonly (string | Uint8Array)[]) => Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
const parts = (...all: readonly string[]) =>
  [
    'From: a@contoso.com',
    'To: b@contoso.com',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    ...all.flatMap((part) => ['--x', part]),
    '--x--',
  ].join('\n');

describe('mailText', () => {
  test('header, readable part, delivery status, and of the original who wrote to whom', async () => {
    expect(await mailText(bytes(plain.replace('550 5.1.1 is only a subject', 'order')))).toBe(
      [
        'From: Postmaster <postmaster@contoso.com>',
        'To: taro@contoso.com',
        'Subject: 配信不能: 見積書',
        '',
        'Delivery to the following recipient failed.',
        '',
        '',
        'Reporting-MTA: dns;ex01.contoso.com',
        '',
        'Final-Recipient: rfc822;hanako@fabrikam.com',
        'Action: failed',
        'Status: 5.7.0',
        'Diagnostic-Code: smtp;530 5.7.0 Must issue a STARTTLS command first',
        'Remote-MTA: dns;mx.fabrikam.com',
        '',
        '',
        '',
        'Original message headers:',
        'From: taro@contoso.com',
        'Subject: order',
      ].join('\n'),
    );
  });
  test('an original of which only the header came back', async () => {
    expect(await mailText(bytes(parts('\nfailed', 'Content-Type: text/rfc822-headers\n\nTo: hanako@fabrikam.com\nX-Mailer: 550 5.1.1')))).toBe(
      'From: a@contoso.com\nTo: b@contoso.com\n\nfailed\n\n\nOriginal message headers:\nTo: hanako@fabrikam.com',
    );
  });
  test("whom a mail was for, in a report of junk mail of Microsoft's", async () => {
    const junk =
      'Content-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: hanako@fabrikam.com\nX-Reporter-IP: 192.0.2.7\nFrom: a@contoso.com\n\nOffer';
    expect(await mailText(bytes(parts(junk)))).toBe(
      'From: a@contoso.com\nTo: b@contoso.com\n\nOriginal message headers:\nX-HmXmrOriginalRecipient: hanako@fabrikam.com\nFrom: a@contoso.com',
    );
  });
  test('a bare CR ends a line', async () => {
    expect(await mailText(bytes(plain.replaceAll('\n', '\r')))).toBe(await mailText(bytes(plain)));
  });
  test.each<[string, string, string, number[]]>([
    ['iso-2022-jp', '8bit', '配信', [0x1b, 0x24, 0x42, 0x47, 0x5b, 0x3f, 0x2e, 0x1b, 0x28, 0x42]],
    ['us-ascii', '7bit', '配信', [0x1b, 0x24, 0x42, 0x47, 0x5b, 0x3f, 0x2e, 0x1b, 0x28, 0x42]],
    ['shift_jis', '8bit', '配信', [0x94, 0x7a, 0x90, 0x4d]],
    ['cp932', '8bit', '配信', [0x94, 0x7a, 0x90, 0x4d]],
    ['euc-jp', '8bit', '配信', [0xc7, 0xdb, 0xbf, 0xae]],
    ['gb2312', '8bit', '邮件', [0xd3, 0xca, 0xbc, 0xfe]],
    ['gbk', '8bit', '邮件', [0xd3, 0xca, 0xbc, 0xfe]],
    ['big5', '8bit', '郵件', [0xb6, 0x6c, 0xa5, 0xf3]],
    ['euc-kr', '8bit', '메일', [0xb8, 0xde, 0xc0, 0xcf]],
    ['ks_c_5601-1987', '8bit', '메일', [0xb8, 0xde, 0xc0, 0xcf]],
    ['windows-1251', '8bit', 'почта', [0xef, 0xee, 0xf7, 0xf2, 0xe0]],
    ['koi8-r', '8bit', 'почта', [0xd0, 0xcf, 0xde, 0xd4, 0xc1]],
    ['windows-1252', '8bit', 'Größe', [0x47, 0x72, 0xf6, 0xdf, 0x65]],
    ['iso-8859-15', '8bit', 'Größe', [0x47, 0x72, 0xf6, 0xdf, 0x65]],
    ['windows-1250', '8bit', 'zpráva', [0x7a, 0x70, 0x72, 0xe1, 0x76, 0x61]],
    ['unicode-1-1-utf-7', '7bit', 'plain', [...Buffer.from('plain')]],
    ['no-such-charset', '7bit', 'plain', [...Buffer.from('plain')]],
    ['shift_jis', 'base64', '配信', [...Buffer.from('lHqQTQ==')]],
    ['shift_jis', 'quoted-printable', '配信', [...Buffer.from('=94=7A=90=4D')]],
  ])('%s in %s', async (charset, encoding, text, body) => {
    const mail = mailOf(
      'Subject: x',
      `Content-Type: text/plain; charset=${charset}`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      Uint8Array.from(body),
    );
    expect((await mailText(mail)).trim()).toBe(`Subject: x\n\n${text}`);
  });
  test('a charset that nobody named', async () => {
    expect((await mailText(mailOf('Subject: x', '', Uint8Array.of(0x94, 0x7a, 0x90, 0x4d, 0x82, 0xc5, 0x82, 0xb7)))).trim()).toBe(
      'Subject: x\n\n配信です',
    );
  });
  test('HTML beside a text that says nothing of the error', async () => {
    const html = 'Content-Type: text/html\n\n<table><tr><td>Error</td><td>550 5.7.1 &lt;I&gt;CN=x</td></tr></table>';
    expect(await mailText(bytes(parts('\nSee below.', html)))).toContain('Error 550 5.7.1 <I>CN=x');
    expect(await mailText(bytes(parts('\n550 5.7.1 no', html)))).not.toContain('CN=x');
  });
  test('bounces in bounces, two deep', async () => {
    const wrap = (inner: string) =>
      `From: postmaster@contoso.com\nTo: b@contoso.com\nSubject: outer\nContent-Type: multipart/mixed; boundary=w${inner.length}\n\n--w${inner.length}\n\nfailed\n--w${inner.length}\nContent-Type: message/rfc822\n\n${inner}\n--w${inner.length}--\n`;
    const status = 'Status: 5.7.0';
    expect(await mailText(bytes(wrap(plain)))).toContain(status);
    expect(await mailText(bytes(wrap(wrap(plain))))).toContain(status);
    expect(await mailText(bytes(wrap(wrap(wrap(plain)))))).not.toContain(status);
  });
  test('other files are handed on with their name', async () => {
    const file = 'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="a.msg"\n\nx';
    expect(await mailText(bytes(parts('\nfailed', file)), async (content, name, depth) => `${name} ${Buffer.from(content)} ${depth}`)).toContain(
      'failed\n\n\na.msg x\n 1',
    );
  });
});

describe('a megabyte of what no mail holds takes no time', () => {
  const million = (text: string) => text.repeat(Math.ceil(1_000_000 / text.length));
  const head = 'From: a@contoso.com\nTo: b@contoso.com\n';
  const multi = `${head}Content-Type: multipart/mixed; boundary=b\n\n`;
  test.each([
    ['header fields', `${head}${million('X-A: b\n')}`],
    ['one field', `${head}Subject: ${million('x')}`],
    ['folds', `${head}Subject: x\n${million(' y\n')}`],
    ['encoded words', `${head}Subject: ${million('=?utf-8?Q?a?= ')}`],
    ['parameters', `${head}Content-Type: multipart/mixed; ${million('a="b"; ')}boundary=x\n\n--x\n\nx\n--x--`],
    ['comments', `${head}Content-Type: text/plain ${million('(')}\n\nx`],
    [
      'parts inside each other',
      `${multi}${Array.from({ length: 10_000 }, (_, i) => `--b${i || ''}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join('')}`,
    ],
    ['parts', `${multi}${million('--b\n\nx\n')}`],
    ['quoted-printable parts', `${multi}${million('--b\nContent-Transfer-Encoding: quoted-printable\n\nx\n')}`],
    [
      'mails inside each other',
      `${multi}${million('--b\nContent-Type: message/rfc822\n\nFrom: postmaster@x\nContent-Type: multipart/mixed; boundary=b\n\n')}`,
    ],
    ['a long boundary', `${head}Content-Type: multipart/mixed; boundary="${'b'.repeat(100_000)}"\n\n${`--${'b'.repeat(100_000)}\n\nx\n`.repeat(9)}`],
    ['short lines', `${head}\n${million('a\n')}`],
    ['bare CR', `${head}\n`.replaceAll('\n', '\r') + million('\r')],
    ['base64', `${head}Content-Transfer-Encoding: base64\n\n${million(`${'QUFB'.repeat(19)}\n`)}`],
    ['tags', `${head}Content-Type: text/html\n\n${million('<div>')}`],
    ['links beside a text', `${multi}--b\n\nx\n--b\nContent-Type: text/html\n\n${million('<a href="')}`],
    ['escape sequences', `${head}\n${million('\u001B$B$"\u001B(B')}`],
  ])('%s', async (_, text) => {
    const mail = bytes(text);
    // 200 ms on a machine that does nothing else.
    expect(await cost(1_000, () => mailText(mail))).toBeLessThan(1_000);
  });
});

describe('looksLikeMail', () => {
  test.each([
    ['a report', plain, true],
    ['a folded header', 'Received: from a\n\tby b\nSubject: x\n\nbody', true],
    ['mbox', 'From MAILER-DAEMON Fri Nov 20 10:00:00 2026\nReturn-Path: <>\nDate: x\n\n', true],
    ['an event', 'Log Name:      Application\nSource:        MSExchangeTransport\nDate:          11/20/2026 9:15:03 AM\nEvent ID:      12014', false],
    ['a queue', 'Identity : EX01\\3\nStatus : Retry', false],
    ['a sentence before the header', 'Please look:\nnothing here\nFrom: a@contoso.com\nTo: b@contoso.com', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => {
    expect(looksLikeMail(text)).toBe(expected);
  });
});
