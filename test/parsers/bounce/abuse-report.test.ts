import { judge } from '../../../src/engine/judge.js';
import { readPaste } from '../../../src/parsers/index.js';
import { rules } from '../../../src/rules/index.js';

const bounces = (text: string) => readPaste(text).clues.filter((clue) => clue.kind === 'bounce');

const REPORT = `From: <feedback@fabrikam.com>
Subject: Abuse report

This is an email abuse report for an email message received from 192.0.2.10.

Feedback-Type: abuse
User-Agent: Fabrikam-Feedback/1.0
Version: 0.1
Original-Mail-From: <news@contoso.com>
Original-Rcpt-To: user1@fabrikam.com
Original-Rcpt-To: user2@fabrikam.com
Original-Rcpt-To: xxxx@fabrikam.com
Reported-Domain: contoso.com
`;

/** A report that does not name whom it is about, and the mail that comes back with it. */
const returning = (...original: readonly string[]) =>
  [
    'From: <feedback@fabrikam.com>',
    'To: <abuse@contoso.com>',
    '',
    'Feedback-Type: abuse',
    'Source-IP: 192.0.2.10',
    'Original-Mail-From: <bounce-17@contoso.com>',
    '',
    'Original message headers:',
    ...original,
  ].join('\n');

test('an abuse report names the recipients that it is about, and is no fault', () => {
  const evidence = readPaste(REPORT);
  expect(evidence.clues.map((clue) => clue.kind === 'bounce' && [clue.recipient, clue.sender, clue.senderDomain, clue.action, clue.status])).toEqual([
    ['user1@fabrikam.com', 'news@contoso.com', 'contoso.com', 'feedback', undefined],
    ['user2@fabrikam.com', 'news@contoso.com', 'contoso.com', 'feedback', undefined],
    [undefined, 'news@contoso.com', 'contoso.com', 'feedback', undefined],
  ]);
  expect(evidence.unread).toEqual([]);
  expect(judge(evidence, rules).findings).toEqual([]);
});

test('the recipient of a junk mail report stands in a header of the mail', () => {
  const [clue] = bounces('X-HmXmrOriginalRecipient: user1@contoso.com\nSubject: Offer\n');
  expect(clue).toMatchObject({ kind: 'bounce', recipient: 'user1@contoso.com', action: 'feedback' });
});

test('without a field of its own it is whom the mail was for', () => {
  const text = returning('From: News <news@contoso.com>', 'To: Hanako <hanako@fabrikam.com>', 'Subject: Offer');
  expect(bounces(text)).toEqual([
    {
      kind: 'bounce',
      at: { text: 'To: Hanako <hanako@fabrikam.com>', line: 10 },
      recipient: 'hanako@fabrikam.com',
      sender: 'bounce-17@contoso.com',
      senderDomain: 'contoso.com',
      action: 'feedback',
    },
  ]);
  expect(readPaste(text).unread).toEqual([]);
});

test.each([
  ['a name that is the address', 'To: "hanako@fabrikam.com" <Hanako@fabrikam.com>', ['hanako@fabrikam.com']],
  ['two of which one complained', 'To: hanako@fabrikam.com, jiro@fabrikam.com', []],
  ['one, and one that is blacked out', 'To: hanako@fabrikam.com, xxxx@fabrikam.com', []],
  ['a list without names', 'To: undisclosed-recipients:;', []],
  ['nobody', 'Subject: Offer', []],
])('a mail for %s', (_, to, expected) => {
  expect(bounces(returning('From: news@contoso.com', to)).map(({ recipient }) => recipient)).toEqual(expected);
});

test('who sent the mail stands in its header too', () => {
  const text = 'To: abuse@contoso.com\n\nOriginal message headers:\nX-HmXmrOriginalRecipient: hanako@fabrikam.com\nFrom: News <news@contoso.com>\n';
  expect(bounces(text)).toMatchObject([{ recipient: 'hanako@fabrikam.com', sender: 'news@contoso.com', senderDomain: 'contoso.com' }]);
});

test('Apple Mail unsubscribes whoever it writes for', () => {
  const mail = (value: string) => `From: hanako@fabrikam.com\nTo: opt-out-17@contoso.com\nSubject: unsubscribe\nX-Apple-Unsubscribe: ${value}\n\nBye`;
  expect(bounces(mail('true'))).toMatchObject([{ recipient: 'hanako@fabrikam.com', action: 'feedback', sender: undefined }]);
  expect(bounces(mail('false'))).toEqual([]);
});
