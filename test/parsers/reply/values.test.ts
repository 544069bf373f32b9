import type { ReplyClue } from '../../../src/model/evidence.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { hostOf } from '../../../src/parsers/reply/values.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string): ReplyClue[] => readSmtpReply(openPaste(text)).clues.filter((clue): clue is ReplyClue => clue.kind === 'reply');
const whom = (text: string) => read(text).map(({ endpoint, remoteHost, remoteIp }) => [endpoint, remoteHost, remoteIp]);
const NOBODY = [undefined, undefined, undefined];

describe('a host', () => {
  test.each([
    ['mail.contoso.com', 'mail.contoso.com'],
    ['mail.contoso.com.', 'mail.contoso.com'],
    ['[192.0.2.10]:25', '192.0.2.10'],
    ['[mail.contoso.com]', 'mail.contoso.com'],
    ['EX01', 'EX01'],
    ['25.113.0.203.contoso.com', '25.113.0.203.contoso.com'],
    ['2001:db8::1:25', '2001:db8::1'],
  ])('%s', (value, host) => expect(hostOf(value)).toBe(host));
  test.each([
    '[server]',
    '(server)',
    '[IP]',
    '[IP]:25',
    'IP-ADDRESS',
    'IP-ADDRESS:25',
    'endpoint',
    '[REDACT',
    '203.0.11',
    '203.0',
    '203.0.113.',
    '203.0.ll3.25',
    '203.0.113.2S',
    '203.0.113.l0',
    '203.0.113.325',
  ])('not %s', (value) => expect(hostOf(value)).toBeUndefined());
});

const ENDPOINT = '451 4.4.0 Primary target IP address responded with: "421 4.2.1 Unable to connect." The last endpoint attempted was ';
describe('the last endpoint', () => {
  test.each(['203.0.11', '203.0.113.2', 'mail.cont', '203.0.', '[IP]:25', 'IP-ADDRESS:25', '203.0.ll3.25:25'])(
    'is not %s at the end of a paste',
    (cut) => expect(whom(ENDPOINT + cut)).toEqual([NOBODY, NOBODY]),
  );
  test.each([':25', ':25"', '.', "'", '\n', ' and so on', '\n\nThank you'])('is whole in front of %j', (behind) =>
    expect(whom(`${ENDPOINT}203.0.113.25${behind}`)[1]).toEqual(['203.0.113.25', undefined, '203.0.113.25']),
  );
  test.each(['203.0.\n113.25:25', '203.0.1\n> 13.25:25"', '203.0.113.2\n      5:25'])('goes on behind a break: %j', (wrapped) =>
    expect(whom(ENDPOINT + wrapped)[0]).toEqual(['203.0.113.25', undefined, '203.0.113.25']),
  );
  test.each(["\\'", '\\"', '`', '**', ')', '。', '</td>'])('ends in front of %s', (escaped) =>
    expect(whom(`${ENDPOINT}203.0.113.25:25${escaped} | Retry |`)[0]?.[0]).toBe('203.0.113.25'),
  );
  test('in Japanese, wrapped inside a word', () =>
    expect(
      whom(
        '451 4.4.0 プライマリの対象 IP アドレスが "451 5.7.3 STARTTLS が必要です。" と応答しました。最後のエンドポイ\nントの試行は 203.0.113.25:25 です。',
      )[0],
    ).toEqual(['203.0.113.25', undefined, '203.0.113.25']));
});

const LED = '450 4.7.320 Certificate validation failed [Message=SubjectMismatch]';
describe('a record', () => {
  test('its values go on behind a break', () =>
    expect(whom(`${LED} [LastAttemptedServerName=mail.fabri\n       kam.com] [LastAttemptedIP=198.51.100.2\n       0:25]`)[0]).toEqual([
      'mail.fabrikam.com',
      'mail.fabrikam.com',
      '198.51.100.20',
    ]));
  test.each([
    `${LED} [LastAttemptedServerName=mail.fabri`,
    `${LED} [LastAttemptedServerName=mail.fabri kam.com]`,
    `${LED} [LastAttemptedIP=198.51.100.2`,
    `[{LED=${LED}};{MSG=SubjectMismatch};{FQDN=[REDACT`,
    `[{LED=${LED}};{MSG=SubjectMismatch};{FQDN=mail.fabri`,
  ])('a cut value is none: %s', (text) => expect(whom(text)[0]).toEqual(NOBODY));
});
