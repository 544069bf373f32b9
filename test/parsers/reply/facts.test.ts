import type { ReplyClue } from '../../../src/model/evidence.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string): ReplyClue[] => readSmtpReply(openPaste(text)).clues.filter((clue): clue is ReplyClue => clue.kind === 'reply');
const last = (text: string): ReplyClue | undefined => read(text).at(-1);

const TRACE = '450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]';

describe('the other side', () => {
  test.each([
    ['LastAttempted…', `${TRACE} [LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=192.0.2.1:25]`, 'mail.contoso.com', '192.0.2.1'],
    [
      'a bracket lost',
      `${TRACE} [LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=192.0.2.1:25 [AM1.prod.protection.outlook.com]`,
      'mail.contoso.com',
      '192.0.2.1',
    ],
    ['{FQDN=};{IP=}', `[{LED=${TRACE}};{MSG=};{FQDN=mail.contoso.com};{IP=192.0.2.1}]`, 'mail.contoso.com', '192.0.2.1'],
    ['reordered', `[{IP=192.0.2.1};{FQDN=mail.contoso.com};{LED=${TRACE}}]`, 'mail.contoso.com', '192.0.2.1'],
    [
      'the proxy target',
      `Reason: [{LED=${TRACE}};{MSG=}]. OutboundProxyTargetIP: 192.0.2.1. OutboundProxyTargetHostName: mail.contoso.com`,
      'mail.contoso.com',
      '192.0.2.1',
    ],
    ['written by hand', `{LED=${TRACE}};{Last attempted server name=Mail.contoso.com}`, 'Mail.contoso.com', undefined],
    ['angle brackets', '<led-451 5.7.3 STARTTLS is required to send mail>; <FQDN-mail.contoso.com>; <IP=192.0.2.1>', 'mail.contoso.com', '192.0.2.1'],
    [
      'the last endpoint',
      '451 4.4.0 Primary target IP address responded with "421 4.4.1 Connection timed out." The last endpoint attempted was 192.0.2.1:25',
      undefined,
      '192.0.2.1',
    ],
    [
      'Server at',
      "Remote Server at mail.contoso.com (192.0.2.1) returned '421 4.4.2 Connection dropped due to SocketError'",
      'mail.contoso.com',
      '192.0.2.1',
    ],
    [
      'Postfix',
      'to=<a@contoso.com>, relay=mx.contoso.com[192.0.2.1]:25, status=bounced (host mx.contoso.com[192.0.2.1] said: 530 5.7.0 Must issue a STARTTLS command first)',
      'mx.contoso.com',
      '192.0.2.1',
    ],
  ])('%s', (_, text, remoteHost, remoteIp) => {
    const clue = last(text);
    expect(clue).toMatchObject({ innermost: true, remoteHost, remoteIp });
  });

  test('the front end answered with the wrapper, the host behind it with the reply inside', () => {
    const text =
      '[{LED=450 4.4.101 Proxy session setup failed on Frontend with \'451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." The last endpoint attempted was 192.0.2.9:25\'};{FQDN=FE01.contoso.com};{IP=198.51.100.4}]';
    expect(read(text).map(({ depth, remoteHost, remoteIp }) => [depth, remoteHost, remoteIp])).toEqual([
      [0, 'FE01.contoso.com', '198.51.100.4'],
      [1, undefined, '192.0.2.9'],
      [2, undefined, '192.0.2.9'],
    ]);
  });

  test.each([
    ['empty', `${TRACE} [LastAttemptedServerName=] [LastAttemptedIP=]`],
    ['masked', `[{LED=${TRACE}};{FQDN=*-mail.contoso.com};{IP=x.x.x.x}]`],
    ['who spoke', `${TRACE} [AB1PR01CA0029.eurprd01.prod.outlook.com]`],
    ["Microsoft's front end", `Server at AM6PR01.eurprd01.prod.outlook.com (198.51.100.4) returned '${TRACE}'`],
  ])('no value: %s', (_, text) => {
    expect(last(text)).toMatchObject({ remoteHost: undefined, remoteIp: undefined, server: undefined });
  });
});

describe('the side that was refused', () => {
  test.each([
    [
      '550 5.1.0 198.51.100.7 is not allowed to send from <contoso.com> per its SPF record',
      { senderIp: '198.51.100.7', senderDomain: 'contoso.com' },
    ],
    ['550 5.7.1 domain [contoso.com] mismatches client ip 198.51.100.7.', { senderIp: '198.51.100.7', senderDomain: 'contoso.com' }],
    ['550 5.7.509 Access denied, sending domain [CONTOSO.COM] does not pass DMARC verification', { senderDomain: 'CONTOSO.COM' }],
    [
      '550 5.7.1 SPF: domain of taro@contoso.com does not designate 198.51.100.7 as permitted sender',
      { senderIp: '198.51.100.7', senderDomain: 'contoso.com' },
    ],
    ['554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.example.org', { senderIp: '198.51.100.7' }],
    ['550 5.7.606 Access denied, banned sending IP [198.51.100.7]', { senderIp: '198.51.100.7' }],
    ['550 5.7.0 Connection refused - 198.51.100.7 Senderscore too low', { senderIp: '198.51.100.7' }],
    ['450 4.7.25 Client host rejected: cannot find your hostname, [198.51.100.7]', { senderIp: '198.51.100.7' }],
    ['550-5.7.25 [198.51.100.7] The IP address sending this message does not have a PTR record', { senderIp: '198.51.100.7' }],
    ['550 5.7.508 Access denied, [2001:db8::7] has exceeded permitted limits', { senderIp: '2001:db8::7' }],
    ['550 5.7.25 the sending IPv6 address [2001:db8::25] must have a reverse DNS record', { senderIp: '2001:db8::25' }],
    ['451 4.7.26 Access denied, a message sent over IPv6 [2001:db8::7] must pass', { senderIp: '2001:db8::7' }],
    ['550 5.7.25 the sending IPv6 address [2001:db8::25] must have a reverse DNS record', { senderIp: '2001:db8::25' }],
    ['550-5.7.26 fails to pass SPF checks with the ip:\n550-5.7.26 [198.51.100.7]. To best', { senderIp: '198.51.100.7' }],
    ['421 4.7.0 [TSS04] Messages from 198.51.100.7 temporarily deferred', { senderIp: '198.51.100.7' }],
    ['550 5.7.1 Unfortunately, messages from [198.51.100.7] were not sent', { senderIp: '198.51.100.7' }],
    ['550 5.7.26 DKIM = did not pass SPF [contoso.com] with ip: [198.51.100.7]', { senderIp: '198.51.100.7', senderDomain: 'contoso.com' }],
    ['550 5.7.26 Unauthenticated email from contoso.com is not accepted', { senderDomain: 'contoso.com' }],
    ['550 5.4.1 [hanako@fabrikam.com]: Recipient address rejected: Access denied', { recipient: 'hanako@fabrikam.com' }],
    [
      'NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 554 5.7.1 Relay access denied; from=<taro@contoso.com> to=<hanako@fabrikam.com>',
      { senderIp: '198.51.100.7', sender: 'taro@contoso.com', recipient: 'hanako@fabrikam.com' },
    ],
    ['550 5.1.8 <taro@contoso.com>: Sender address rejected: Domain not found', { sender: 'taro@contoso.com', recipient: undefined }],
    ['550 5.7.1 <hanako@fabrikam.com>: Relay access denied', { sender: undefined, recipient: 'hanako@fabrikam.com' }],
    ["SMTPRecipientsRefused: {'hanako@fabrikam.com': (550, b'5.7.1 Unable to relay')}", { recipient: 'hanako@fabrikam.com' }],
    [
      'SenderAddress    : taro@contoso.com\nRecipientAddress : hanako@fabrikam.com\nDetail           : 550 5.7.1 Unable to relay',
      { sender: 'taro@contoso.com', recipient: 'hanako@fabrikam.com' },
    ],
  ])('%s', (text, facts) => {
    expect(last(text)).toMatchObject(facts);
  });

  test.each(['554 5.7.1 Client host [x.x.x.x] blocked', '550 5.1.0 **** is not allowed to send from <domain>'])('no value: %s', (text) => {
    expect(last(text)).toMatchObject({ senderIp: undefined, senderDomain: undefined });
  });
});

describe('the own server', () => {
  const bounce = (server: string) => `Generating server: ${server}\n\nhanako@fabrikam.com\nRemote Server returned '550 5.7.1 Unable to relay'`;
  test('wrote the bounce', () => expect(last(bounce('EX01.contoso.com'))?.server).toBe('EX01.contoso.com'));
  test.each(['AB1PR01MB0029.eurprd01.prod.outlook.com', 'AM1EUR01FT001.mail.protection.outlook.com', '****', '<server>'])('is not %s', (server) =>
    expect(last(bounce(server))?.server).toBeUndefined(),
  );
});
