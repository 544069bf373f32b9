import { looksLikeMail, readMail, stripTags } from '../../src/parsers/mail.js';

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
    ).replace(/Diagnostic-Code.*\n/, '');
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

describe('stripTags', () => {
  test('blocks become lines, entities characters', () => {
    expect(stripTags('<p>a&nbsp;b</p><div>451 4.4.0 &quot;x&quot; &lt;endpoint&gt;</div>1 < 2<br>c')).toBe(
      '\na b\n\n451 4.4.0 "x" <endpoint>\n1 < 2\nc',
    );
  });
  test('style, script and comments are silent', () => {
    expect(stripTags('<style>a{}</style>x<!-- <p> -->y<script>550 5.1.1 z</script>')).toBe('xy');
  });
  test('a million open brackets', () => {
    const from = process.cpuUsage().user;
    stripTags('<!--'.repeat(250_000));
    stripTags('<a'.repeat(500_000));
    stripTags('<style'.repeat(150_000));
    expect((process.cpuUsage().user - from) / 1000).toBeLessThan(1500);
  });
});
