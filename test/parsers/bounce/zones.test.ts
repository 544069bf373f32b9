import { readBounce } from '../../../src/parsers/bounce/bounce.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const zones = (text: string) => rowsOf(openPaste(text)).map(({ zone, known }) => `${zone}${known ? '' : '?'}`);

/** A bounce as its source, the returned mail at its end. */
const RAW = `Received: from mail.contoso.com ([192.0.2.7]) by ex01.contoso.com
 with SMTP; Mon, 1 Jun 2026 09:00:00 +0900
From: MAILER-DAEMON@mail.contoso.com (Mail Delivery System)
To: taro@contoso.com
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status;
	boundary="A1.B2/mail.contoso.com"

This is a MIME-encapsulated message.

--A1.B2/mail.contoso.com
Content-Type: text/plain; charset=us-ascii

<hanako@fabrikam.com>: host mx.fabrikam.com[203.0.113.8] said: 550 5.7.1
    Unable to relay (in reply to RCPT TO command)

--A1.B2/mail.contoso.com
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoso.com
X-Postfix-Sender: rfc822; taro@contoso.com

Final-Recipient: rfc822; hanako@fabrikam.com
Action: failed
Status: 5.7.1
Remote-MTA: dns; mx.fabrikam.com
Diagnostic-Code: smtp; 550 5.7.1 Unable to relay

--A1.B2/mail.contoso.com
Content-Type: message/rfc822

Return-Path: <taro@contoso.com>
To: Everybody <all@fabrikam.com>
Subject: Report
Content-Type: multipart/mixed; boundary=inner1

--inner1
Content-Type: text/plain

jiro@fabrikam.com
Status: 5.1.1
Final-Recipient: rfc822; jiro@fabrikam.com
--inner1--

--A1.B2/mail.contoso.com--
`;

test('the source of a mail: headers, boundaries and the returned mail are known', () => {
  const rows = rowsOf(openPaste(RAW));
  expect(rows.filter(({ known }) => !known).map(({ lower }) => lower)).toEqual([
    'this is a mime-encapsulated message.',
    '<hanako@fabrikam.com>: host mx.fabrikam.com[203.0.113.8] said: 550 5.7.1',
    'unable to relay (in reply to rcpt to command)',
    'reporting-mta: dns; mail.contoso.com',
    'x-postfix-sender: rfc822; taro@contoso.com',
    'final-recipient: rfc822; hanako@fabrikam.com',
    'action: failed',
    'status: 5.7.1',
    'remote-mta: dns; mx.fabrikam.com',
    'diagnostic-code: smtp; 550 5.7.1 unable to relay',
  ]);
});

test('nothing in the returned mail is a fact of the failure', () => {
  expect(readBounce(openPaste(RAW)).clues).toEqual([
    {
      kind: 'bounce',
      at: { text: 'Final-Recipient: rfc822; hanako@fabrikam.com', line: 23 },
      recipient: 'hanako@fabrikam.com',
      sender: 'taro@contoso.com',
      senderDomain: 'contoso.com',
      status: '5.7.1',
      action: 'failed',
      generatedBy: 'mail.contoso.com',
      remoteHost: 'mx.fabrikam.com',
      remoteIp: '203.0.113.8',
    },
  ]);
});

test('every line of the source is understood, also when it was quoted', () => {
  for (const text of [RAW, RAW.replace(/^/gm, '> ')]) {
    const read = new Set(readBounce(openPaste(text)).understood);
    const lines = openPaste(text).lines.filter(({ text: line, number }) => line.trim() !== '' && !read.has(number));
    expect(lines.map(({ text: line }) => line)).toEqual([]);
  }
});

test('headers of the original, then a question', () => {
  const text = `Remote Server returned '550 5.7.1 Unable to relay'

Original message headers:

Received: from ex02.contoso.com (192.0.2.7)
 by ex01.contoso.com
From: taro@contoso.com

Does anybody know why?`;
  expect(zones(text)).toEqual(['text?', 'original', 'original', 'original', 'original', 'text?']);
});

test('a copy of the original goes on to the end, or to a delivery status', () => {
  const text = `<hanako@fabrikam.com>:\nno such user\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <taro@contoso.com>\nTo: all@fabrikam.com\n\nHello\n\nReporting-MTA: dns; mail.contoso.com`;
  expect(zones(text)).toEqual(['text?', 'text?', 'original', 'original', 'original', 'original?', 'text?']);
});

test('the addressee of the original is the recipient only if nothing else names one', () => {
  const copy = '--- Below this line is a copy of the message.\n\nTo: hanako@fabrikam.com\n';
  const lead = 'Hi. This is the qmail-send program at mail.contoso.com.\n';
  const recipients = (text: string) => readBounce(openPaste(text)).clues.flatMap((clue) => (clue.kind === 'bounce' ? [clue.recipient] : []));
  expect(recipients(`${lead}\n${copy}`)).toEqual(['hanako@fabrikam.com']);
  expect(recipients(`${lead}\n<jiro@fabrikam.com>:\nno such user\n\n${copy}`)).toEqual(['jiro@fabrikam.com']);
});
