import { readMessageTrace } from '../../../src/parsers/log/message-trace.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const LIST = `Received         : 11/20/2026 8:11:02 AM
SenderAddress    : taro@contoso.com
RecipientAddress : hanako@fabrikam.com
Status           : Pending
MessageTraceId   : 5c1c6a0c-0000-0000-0000-000000000000

Date             : 11/20/2026 8:12:02 AM
Event            : Defer
MessageTraceId   : 5c1c6a0c-0000-0000-0000-000000000000
Detail           : Reason: [{LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is
                   required to send mail] [LastAttemptedServerName=mail.fabrikam.com]};{MSG=};{FQDN=mail.fabrikam.com};{IP=192.0.2.9}]`;

test('every property is understood', () => {
  expect(readMessageTrace(openPaste(LIST)).understood).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 11]);
});

test('the reply knows both ends and the host', () => {
  expect(readSmtpReply(openPaste(LIST)).clues.at(-1)).toMatchObject({
    status: '5.7.3',
    wrappers: ['4.4.317'],
    sender: 'taro@contoso.com',
    recipient: 'hanako@fabrikam.com',
    remoteHost: 'mail.fabrikam.com',
    remoteIp: '192.0.2.9',
  });
});

test.each(['2026/11/20 17:11:02 受信', '11/20/2026 8:11 Defer  Reason: …', '2026/11/20 8:11:02 延期 '])(
  'an event of the admin center: %s',
  (line) => {
    expect(readMessageTrace(openPaste(line)).understood).toEqual([1]);
  },
);

test('other objects are none of it', () => {
  expect(readMessageTrace(openPaste('Status : Valid\nSubject : CN=mail.contoso.com')).understood).toEqual([]);
});
