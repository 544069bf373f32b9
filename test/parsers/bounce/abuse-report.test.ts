import { judge } from '../../../src/engine/judge.js';
import { readPaste } from '../../../src/parsers/index.js';
import { rules } from '../../../src/rules/index.js';

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

test('an abuse report names the recipients that it is about, and is no fault', () => {
  const evidence = readPaste(REPORT);
  expect(evidence.clues.map((clue) => clue.kind === 'bounce' && [clue.recipient, clue.sender, clue.senderDomain, clue.action, clue.status])).toEqual([
    ['user1@fabrikam.com', 'news@contoso.com', 'contoso.com', 'feedback', undefined],
    ['user2@fabrikam.com', 'news@contoso.com', 'contoso.com', 'feedback', undefined],
    [undefined, 'news@contoso.com', 'contoso.com', 'feedback', undefined],
  ]);
  expect(judge(evidence, rules).findings).toEqual([]);
});

test('the recipient of a junk mail report stands in a header of the mail', () => {
  const [clue] = readPaste('X-HmXmrOriginalRecipient: user1@contoso.com\nSubject: Offer\n').clues;
  expect(clue).toMatchObject({ kind: 'bounce', recipient: 'user1@contoso.com', action: 'feedback' });
});
