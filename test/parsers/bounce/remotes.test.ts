import { remotesOf, wordingsIn } from '../../../src/parsers/bounce/remotes.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const remotes = (text: string) => {
  const paste = openPaste(text);
  return rowsOf(paste).flatMap((row) => remotesOf(row, wordingsIn(paste)));
};
const [host, ip] = ['mx.fabrikam.com', '203.0.113.8'];
const both = { remoteHost: host, remoteIp: ip, last: false };
const name = { remoteHost: host, last: false };
const address = { remoteIp: ip, last: false };

test.each([
  ['Exchange Online, the layout with details', `Remote server: ${host}`, name],
  ['Exchange Online, in Japanese', `受信サーバー: ${host} (${ip})`, both],
  ['Exchange Online, whoever refused', `${host} rejected your message to the following email addresses:`, name],
  ['Exchange Online, what it said', `${host} gave this error:`, name],
  ['Exchange, a line of its own', host, name],
  ['Exchange, an expired message', `Server at ${host} (${ip}) returned '450 4.4.316 Connection refused'`, { ...both, last: true }],
  ['Exchange, a record', `[LastAttemptedServerName=${host}]`, { ...name, last: true }],
  ['Exchange 2007', `${host} #<${host} #5.7.1 smtp;530 5.7.1 Client was not authenticated>`, name],
  ['Postfix', `host ${host}[${ip}] said: 550 no`, both],
  ['Exim', `host ${host} [${ip}]`, both],
  ['Exim, another', `Remote host: ${host} (${ip})`, both],
  ['sendmail', `... while talking to ${host}.:`, name],
  ['qmail', `Giving up on ${ip}.`, address],
  ['qmail, the recipient', `${ip} does not like recipient.`, address],
  ['qmail, the connection', `Connected to ${ip} but connection died.`, address],
  ['Gmail, no answer', `[${host} ${ip}: socket error]`, both],
  ['Gmail, an answer', `the recipient domain fabrikam.com by ${host}. [${ip}].`, both],
])('%s', (_, text, expected) => {
  expect(remotes(text)).toContainEqual(expected);
});

test.each([
  ['the sending server at the end of its tries', "Server at ex01.contoso.com returned '550 5.4.316 Message expired'"],
  ['a name that is blacked out', 'Remote server: ******'],
  ['a sentence', 'The message could not be delivered.'],
])('%s is no remote server', (_, text) => {
  expect(remotes(text)).toEqual([]);
});

test('a wording is looked for only where its hint is', () => {
  expect(wordingsIn(openPaste('nothing of the kind'))).toEqual([]);
  expect(wordingsIn(openPaste(`Giving up on ${ip}.`))).toHaveLength(1);
});
