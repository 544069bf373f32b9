import { readSesNotice } from '../../../src/parsers/bounce/ses-notice.js';
import { readPaste } from '../../../src/parsers/index.js';
import { openPaste } from '../../../src/parsers/text/paste.js';
import { cost } from '../../cost.js';

const read = (text: string) => readSesNotice(openPaste(text));
const bounces = (text: string) => read(text).clues.filter((clue) => clue.kind === 'bounce');

const mail = { timestamp: '2026-06-01T08:59:58.000Z', source: 'taro@contoso.com', destination: ['hanako@fabrikam.com', 'jiro@fabrikam.com'] };
const BOUNCE = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [
      {
        emailAddress: 'hanako@fabrikam.com',
        action: 'failed',
        status: '5.7.0',
        diagnosticCode: 'smtp; 530 5.7.0 Must issue a STARTTLS command first',
      },
      {
        emailAddress: 'Jiro <jiro@fabrikam.com>',
        action: 'failed',
        diagnosticCode: 'smtp; 550 5.1.1 {jiro}: "Recipient" address rejected, 198.51.100.7 is blocked',
      },
      { emailAddress: 'xxxx@fabrikam.com', status: '5.1.1' },
    ],
    remoteMtaIp: '203.0.113.8',
    reportingMTA: 'dsn; a8-70.smtp-out.amazonses.com',
  },
  mail,
};
const FAILED = {
  kind: 'bounce',
  sender: 'taro@contoso.com',
  senderDomain: 'contoso.com',
  action: 'failed',
  generatedBy: 'a8-70.smtp-out.amazonses.com',
  remoteIp: '203.0.113.8',
};
const envelope = { Type: 'Notification', MessageId: 'm-1', Message: JSON.stringify(BOUNCE), Timestamp: '2026-06-01T09:00:01.000Z' };
const sorted = { bounce: BOUNCE.bounce, mail, notificationType: 'Bounce' };

describe('a bounce', () => {
  test.each([
    ['on one line', JSON.stringify(BOUNCE)],
    ['printed with indents', JSON.stringify(BOUNCE, undefined, 2)],
    ['sorted by name', JSON.stringify(sorted, undefined, 4)],
    ['in the envelope of SNS', JSON.stringify(envelope, undefined, 2)],
    ['in the event of a function', `START\n${JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: envelope }] })}\nEND`],
    ['in the event of a bus, which has a source too', JSON.stringify({ source: 'aws.ses', detail: BOUNCE })],
    ['written out as UTF-16', JSON.stringify(BOUNCE).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')],
  ])('%s', (_, text) => {
    expect(bounces(text).map(({ at, ...clue }) => clue)).toEqual([
      { ...FAILED, recipient: 'hanako@fabrikam.com', status: '5.7.0' },
      { ...FAILED, status: '5.1.1', senderIp: '198.51.100.7' },
      { ...FAILED, status: '5.1.1' },
    ]);
  });
  test('each is quoted from its own braces', () => {
    expect(bounces(JSON.stringify(BOUNCE)).map(({ at }) => at.text.slice(0, 40))).toEqual([
      '{"emailAddress":"hanako@fabrikam.com","a',
      '{"emailAddress":"Jiro <jiro@fabrikam.com',
      '{"emailAddress":"xxxx@fabrikam.com","sta',
    ]);
  });
  test('cut in the middle: a recipient whose braces are open is none, nor is a value without its end', () => {
    const whole = JSON.stringify(BOUNCE);
    expect(bounces(whole.slice(0, whole.indexOf('"diagnosticCode"')))).toEqual([]);
    expect(bounces(whole.slice(0, whole.indexOf('amazonses')))[0]).toMatchObject({ recipient: 'hanako@fabrikam.com', generatedBy: undefined });
  });
  test('several notices that do not agree', () => {
    const other = { ...BOUNCE, mail: { source: 'news@contoso.com' } };
    expect(bounces(JSON.stringify([BOUNCE, other])).map(({ sender }) => sender)).toEqual(Array(6).fill(undefined));
  });
});

test('a complaint is no fault', () => {
  const notice = { notificationType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress: 'hanako@fabrikam.com' }] }, mail };
  expect(bounces(JSON.stringify(notice))).toEqual([
    {
      kind: 'bounce',
      at: { text: '{"emailAddress":"hanako@fabrikam.com"}', line: 1 },
      recipient: 'hanako@fabrikam.com',
      sender: 'taro@contoso.com',
      senderDomain: 'contoso.com',
      action: 'feedback',
    },
  ]);
});

test('a delivery has a status of its own', () => {
  const delivery = {
    recipients: ['hanako@fabrikam.com', 'jiro@fabrikam.com'],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'a8-70.smtp-out.amazonses.com',
  };
  const delivered = { sender: 'taro@contoso.com', status: '2.6.0', action: 'delivered', generatedBy: 'a8-70.smtp-out.amazonses.com' };
  const text = JSON.stringify({ notificationType: 'Delivery', mail, delivery });
  expect(bounces(text)).toMatchObject([
    { ...delivered, recipient: 'hanako@fabrikam.com', at: { text: 'hanako@fabrikam.com' } },
    { ...delivered, recipient: 'jiro@fabrikam.com', at: { text: 'jiro@fabrikam.com' } },
  ]);
  expect(bounces(text.slice(0, text.indexOf('"reportingMTA"')))).toEqual([]);
});

test('a delay', () => {
  const delayedRecipients = [{ emailAddress: 'hanako@fabrikam.com', status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable to connect' }];
  expect(bounces(JSON.stringify({ eventType: 'DeliveryDelay', mail, deliveryDelay: { delayedRecipients } }))).toMatchObject([
    { recipient: 'hanako@fabrikam.com', status: '4.4.1', action: 'delayed' },
  ]);
});

const COMPLAINT = '{"complaint":{"complainedRecipients":[{"emailAddress":"hanako@fab!\n rikam.com"}]},"mail":{"source":"taro@contoso.com"}}';

test('as SNS mails it: a long line that sendmail broke, and a footer', () => {
  const text = `From: Bounces <no-reply@sns.amazonaws.com>
To: admin@contoso.com
Subject: AWS Notification Message

${COMPLAINT}

--
If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
https://sns.us-east-1.amazonaws.com/unsubscribe.html?Endpoint=admin@contoso.com

Please do not reply directly to this email.`;
  const { clues, unread } = readPaste(text);
  expect(clues).toMatchObject([{ kind: 'bounce', recipient: 'hanako@fabrikam.com', sender: 'taro@contoso.com', action: 'feedback' }]);
  expect(unread).toEqual([]);
});

test.each([
  ['a list of settings', '{"Recipients":["hanako@fabrikam.com"]}'],
  ['braces', '{}{}{}'],
  ['another list of recipients', '{"FailedRecipients":[{"emailAddress":"hanako@fabrikam.com"}]}'],
])('%s is no notice', (_, text) => {
  expect(read(text)).toEqual({ clues: [], understood: [] });
});

test.each([
  '"recipients":["',
  '"emailAddress":"a@b.example"}',
  '"status":"',
  '{"bouncedRecipients":[{"emailAddress":"',
  '\\"',
  '"recipients":["a@b.example",',
])('%s again and again takes no time', async (part) => {
  const paste = openPaste(part.repeat(250_000 / part.length));
  expect(readSesNotice(paste).clues.length).toBeLessThanOrEqual(200);
  expect(await cost(1_000, () => readSesNotice(paste))).toBeLessThan(1_000);
});
