import { openPaste } from '../../src/parsers/paste.js';
import { readQueueError } from '../../src/parsers/queue-error.js';
import { readSmtpReply } from '../../src/parsers/smtp-reply.js';

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

test('every line of a queue is understood', () => {
  expect(readQueueError(openPaste(QUEUE))).toEqual({ clues: [], understood: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] });
});

test('the reply comes with endpoint and connector', () => {
  expect(readSmtpReply(openPaste(QUEUE)).clues).toMatchObject([
    { status: '4.4.0', depth: 0, connector: '6a2b0f4e-1c1f-4f27-9a3e-0d7c3b1f2e10' },
    {
      status: '5.7.3',
      depth: 1,
      endpoint: '198.51.100.9',
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
  expect(readQueueError(openPaste(text)).understood).toHaveLength(12);
});

test('a healthy table gives no error', () => {
  const text =
    '[PS] C:\\>Get-Queue\n\nIdentity          DeliveryType Status MessageCount Velocity NextHopDomain\n--------          ------------ ------ ------------ -------- -------------\nHYB01\\3           SmtpDelivery Ready  450          0        mailbox delivery\n\nok';
  expect(readQueueError(openPaste(text))).toEqual({ clues: [], understood: [3, 4, 5] });
  expect(readSmtpReply(openPaste(text)).clues).toEqual([]);
});

test('other objects are not queues', () => {
  expect(readQueueError(openPaste('Identity : HYB01\\Default Frontend HYB01\nFqdn : hyb01.contoso.com')).understood).toEqual([]);
});
