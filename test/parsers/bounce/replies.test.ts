import { readBounce } from '../../../src/parsers/bounce/bounce.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const own = (text: string) => readBounce(openPaste(text)).clues.filter((clue) => clue.kind === 'reply');
const qmail = (words: string) => `Hi. This is the qmail-send program at mail.contoso.com.\n\n<hanako@fabrikam.com>:\n${words}`;
const sendmail = (words: string) => `   ----- Transcript of session follows -----\n${words}`;
const postfix = (words: string) =>
  `This is the mail system at host mail.contoso.com.\n\n<hanako@fabrikam.com>: host\n    mx.fabrikam.com[203.0.113.8] ${words}`;
const report = (...fields: string[]) => ['Final-Recipient: rfc822; hanako@fabrikam.com', 'Action: failed', ...fields].join('\n');

test.each([
  [
    qmail("Sorry, I couldn't find any host named fabrikam.com. (#5.1.2)"),
    undefined,
    '5.1.2',
    "Sorry, I couldn't find any host named fabrikam.com. (#5.1.2)",
  ],
  [sendmail('550 sorry, no mailbox here by that name (#5.1.1 - chkusr)'), 550, '5.1.1', 'sorry, no mailbox here by that name (#5.1.1 - chkusr)'],
  [sendmail('<<< 551 not our customer'), 551, undefined, 'not our customer'],
  [sendmail('421 fabrikam.com (smtp)... Deferred: gone'), 421, undefined, 'fabrikam.com (smtp)... Deferred: gone'],
  [
    postfix('said: 550\n    <hanako@fabrikam.com>: no such person (in reply to RCPT TO command)'),
    550,
    undefined,
    '<hanako@fabrikam.com>: no such person (in reply to RCPT TO command)',
  ],
  [
    'A message that you sent could not be delivered to one or more of its recipients:\n\nhost: mx.fabrikam.com\n5.2.2 <hanako@fabrikam.com>... no room',
    undefined,
    '5.2.2',
    '<hanako@fabrikam.com>... no room',
  ],
  [
    'hanako@fabrikam.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.2.1 <hanako@fabrikam.com>... no such person',
    550,
    '5.2.1',
    '<hanako@fabrikam.com>... no such person',
  ],
  [report('Status: 4.2.2 (Over quota)'), undefined, '4.2.2', '(Over quota)'],
  [report('Status: 5.5.0', 'Diagnostic-Code: smtp; 551 not our\n customer'), 551, '5.5.0', 'not our customer'],
  [report('Diagnostic-Code: smtp; 5.3.0 - sorry, not here', 'Status: 5.0.0'), undefined, '5.3.0', 'sorry, not here'],
])('%s', (text, code, status, words) => {
  expect(own(text)).toMatchObject([{ code, status, text: words, depth: 0, innermost: true, wrappers: [] }]);
});

test.each([
  ['a code that stands in a reply as well', report('Status: 5.7.1', 'Diagnostic-Code: smtp; 550 5.7.1 Unable to relay')],
  ['the general code', report('Status: 5.0.0')],
  ['good news', report('Status: 2.0.0')],
  ['a reply whose code was wrapped', postfix('said: 550\n    5.7.1 Unable to relay (in reply to RCPT TO command)')],
  ['more lines of a reply', sendmail('550-5.7.1 Unable to relay for this client\n550 or ask somebody')],
  ['numbers', qmail('This was tried 450 times in 5.1.1 ways.')],
])('left to smtp-reply, or to nobody: %s', (_, text) => {
  expect(own(text)).toEqual([]);
  expect(() => readSmtpReply(openPaste(text))).not.toThrow();
});
