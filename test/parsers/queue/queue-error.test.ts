import { readQueueError } from '../../../src/parsers/queue/queue-error.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const QUEUE = `[PS] C:\\>Get-Queue HYB01\\7 | Format-List

Identity              : HYB01\\7
DeliveryType          : SmartHostConnectorDelivery
NextHopDomain         : contoso-com.mail.protection.outlook.com
NextHopConnector      : 6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10
Status                : Retry
MessageCount          : 12
LastError             : [{LRT=11/20/2026 8:11:02 AM};{LED=451 4.4.0 Primary target IP address responded
                        with: "451 5.7.3 STARTTLS is required to send mail." Attempted failover to
                        alternate host, but that did not succeed. The last endpoint attempted was
                        198.51.100.9:25};{FQDN=contoso-com.mail.protection.outlook.com};{IP=198.51.100.9}]
RetryCount            : 3
NextRetryTime         : 11/20/2026 8:21:02 AM
`;

test('a queue, and every line of it is understood', () => {
  expect(readQueueError(openPaste(QUEUE))).toEqual({
    clues: [
      {
        kind: 'queue',
        at: { text: 'Identity              : HYB01\\7', line: 3 },
        server: 'HYB01',
        identity: 'HYB01\\7',
        nextHopDomain: 'contoso-com.mail.protection.outlook.com',
        connector: '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10',
        deliveryType: 'SmartHostConnectorDelivery',
        status: 'Retry',
        messageCount: 12,
      },
    ],
    understood: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 1],
  });
});

const queues = (text: string) => readQueueError(openPaste(text)).clues;

test('the reply comes with endpoint and connector', () => {
  expect(readSmtpReply(openPaste(QUEUE)).clues).toMatchObject([
    { status: '4.4.0', depth: 0, connector: '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10' },
    {
      status: '5.7.3',
      depth: 1,
      endpoint: '198.51.100.9',
      server: 'HYB01',
      remoteDomain: 'contoso-com.mail.protection.outlook.com',
      remoteHost: 'contoso-com.mail.protection.outlook.com',
      remoteIp: '198.51.100.9',
      connector: '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10',
      text: 'STARTTLS is required to send mail.',
      at: { line: 10 },
    },
  ]);
});

test.each([
  ['a relay between servers has no send connector', 'SmartHostConnectorDelivery', 'SmtpRelayMailboxDeliveryGroup'],
  ['an empty GUID names nothing', '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10', '00000000-0000-0000-0000-000000000000'],
])('%s', (_, from, to) => {
  expect(readSmtpReply(openPaste(QUEUE.replace(from, to))).clues[1]).toMatchObject({ status: '5.7.3', connector: undefined });
});

test('doubled line breaks', () => {
  const text = QUEUE.replaceAll('\n', '\n\n');
  expect(readSmtpReply(openPaste(text)).clues[1]).toMatchObject({ status: '5.7.3', endpoint: '198.51.100.9' });
  expect(readQueueError(openPaste(text)).understood).toHaveLength(13);
  expect(queues(text)).toMatchObject([{ identity: 'HYB01\\7', messageCount: 12 }]);
});

test('a healthy table gives no error', () => {
  const text =
    '[PS] C:\\>Get-Queue\n\nIdentity          DeliveryType Status MessageCount Velocity NextHopDomain\n--------          ------------ ------ ------------ -------- -------------\nHYB01\\3           SmtpDelivery Ready  450          0        mailbox delivery\n\nok';
  expect(readQueueError(openPaste(text))).toMatchObject({
    clues: [
      { server: 'HYB01', identity: 'HYB01\\3', deliveryType: 'SmtpDelivery', status: 'Ready', messageCount: 450, nextHopDomain: 'mailbox delivery' },
    ],
    understood: [3, 4, 5, 1],
  });
  expect(readSmtpReply(openPaste(text)).clues).toEqual([]);
});

test('other objects are not queues', () => {
  expect(readQueueError(openPaste('Identity : HYB01\\Default Frontend HYB01\nFqdn : hyb01.contoso.com')).understood).toEqual([]);
});

test('several queues, each with its own server', () => {
  const text = `${QUEUE}\n${QUEUE.slice(QUEUE.indexOf('Identity'))
    .replaceAll('HYB01', 'HYB02')
    .replace('5.7.3', '5.7.0')
    .replace(/NextHopDomain.*/, 'NextHopDomain         : fabrikam.com')}`;
  expect(queues(text)).toMatchObject([{ identity: 'HYB01\\7' }, { identity: 'HYB02\\7', nextHopDomain: 'fabrikam.com' }]);
  expect(readSmtpReply(openPaste(text)).clues).toMatchObject([
    { server: 'HYB01' },
    { server: 'HYB01' },
    { server: 'HYB02', remoteDomain: 'fabrikam.com' },
    { server: 'HYB02', remoteDomain: 'fabrikam.com' },
  ]);
});

test('queues without a gap between them: nobody knows whose reply it is', () => {
  const one = (server: string, code = '4.4.1') =>
    `DeliveryType : DnsConnectorDelivery\nLastError : 421 ${code} Connection timed out\nIdentity : ${server}\\7\n`;
  expect(readSmtpReply(openPaste(one('HYB01') + one('HYB02', '4.4.2'))).clues).toMatchObject([{ server: 'HYB01' }, { server: undefined }]);
  expect(queues(one('HYB01') + one('HYB02'))).toMatchObject([{ server: 'HYB01' }, { server: 'HYB02' }]);
});

test('braces turned into angle brackets, a property misread, doubled lines', () => {
  const text = [
    'DeliveryType : DnsConnectorDelivery',
    'NextHopDomain : fabrikam.com',
    'TIsDomain :',
    'Status : Retry',
    'LastError : <LRI-11/20/2026>; <led-451 4.4.0 Primary target IP address responded with: "451 4.4.0 Security',
    'status InvalidToken." Attempted failover to alternate host>; <FQDN-mx.fabrikam.com>; <IP=192.0.2.9>',
    'QueueIdentity : EX01\\322',
    'Identity : EX01\\322',
  ].join('\n\n');
  expect(queues(text)).toMatchObject([{ server: 'EX01', identity: 'EX01\\322', nextHopDomain: 'fabrikam.com', status: 'Retry' }]);
  expect(readSmtpReply(openPaste(text)).clues[1]).toMatchObject({
    text: 'Security status InvalidToken.',
    server: 'EX01',
    remoteDomain: 'fabrikam.com',
    remoteHost: 'mx.fabrikam.com',
    remoteIp: '192.0.2.9',
  });
});

describe('tables', () => {
  const HEAD =
    'Identity          DeliveryType Status MessageCount Velocity NextHopDomain\n--------          ------------ ------ ------------ -------- -------------\n';
  test('cut columns are no values', () => {
    expect(queues(`${HEAD}HYB01\\7           SmartHost... Retry  12           0        contoso-com.mail.protec...`)).toMatchObject([
      { server: 'HYB01', identity: 'HYB01\\7', deliveryType: undefined, nextHopDomain: undefined, status: 'Retry', messageCount: 12 },
    ]);
  });
  test('blanks lost', () => {
    expect(queues(`${HEAD.replace(/ +/g, ' ')}HYB01\\Submission Undefined Ready 0 0 Submission`)).toMatchObject([
      { server: 'HYB01', identity: 'HYB01\\Submission', status: 'Ready', messageCount: 0 },
    ]);
  });
  test.each([
    ['Next Hop Domain\tDelivery Type\tStatus\tMessage Count\tLast Error', 'Retry'],
    ['次ホップ ドメイン\t配信の種類\t状態\tメッセージ数\t最新のエラー', '再試行'],
  ])('copied from the Queue Viewer: %s', (head, status) => {
    expect(queues(`${head}\nfabrikam.com\tDnsConnectorDelivery\t${status}\t4\t421 4.2.1 Unable to connect`)).toMatchObject([
      { nextHopDomain: 'fabrikam.com', deliveryType: 'DnsConnectorDelivery', status, messageCount: 4, server: undefined },
    ]);
  });
});

test('the command names the queue', () => {
  const text =
    '[PS] C:\\>Get-Queue EX01\\50 | fl NextHopDomain,Status,LastError\n\nNextHopDomain : <domain>\nStatus : Retry\nLastError : 421 4.4.1 Connection timed out';
  expect(queues(text)).toMatchObject([{ server: 'EX01', identity: 'EX01\\50', nextHopDomain: undefined, status: 'Retry' }]);
});

test('a message names its queue', () => {
  const text =
    'Identity    : EX01\\50\\123456789\nFromAddress : taro@contoso.com\nStatus      : Retry\nLastError   : 421 4.4.2 Connection dropped\nQueue       : EX01\\50';
  expect(queues(text)).toMatchObject([{ server: 'EX01', identity: 'EX01\\50', status: 'Retry' }]);
});

test.each(['<server>\\50', 'XXXX\\50', 'AB1PR01.eurprd01.prod.outlook.com\\50'])('%s names no server', (identity) => {
  expect(queues(`Identity : ${identity}\nDeliveryType : DnsConnectorDelivery`)).toMatchObject([{ server: undefined }]);
});

test.each([
  [
    'Japanese',
    '次ホップ ドメイン: fabrikam.com 配信の種類: DnsConnectorDelivery 状態: 再試行 メッセージ数: 12 最新のエラー: 451 4.4.0 Primary target IP address ' +
      'responded with: "451 5.7.3 STARTTLS is required to send mail." 最終再試行時刻: 2026/11/22 9:15:03',
    { nextHopDomain: 'fabrikam.com', deliveryType: 'DnsConnectorDelivery', status: '再試行', messageCount: 12 },
  ],
  [
    'English',
    'Identity: EX01\\15 DeliveryType: DnsConnectorDelivery NextHopDomain: fabrikam.com MessageCount: 3 LastError: 451 4.4.0 status: none Status: Retry',
    { identity: 'EX01\\15', server: 'EX01', deliveryType: 'DnsConnectorDelivery', nextHopDomain: 'fabrikam.com', messageCount: 3 },
  ],
])('a queue that has lost its line breaks, %s', (_, text, values) => {
  const [clue, ...others] = queues(text);
  expect(others).toEqual([]);
  expect(clue).toEqual({ kind: 'queue', at: { text, line: 1 }, ...values });
});
