import { fieldsOf } from '../../../src/parsers/bounce/fields.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const reports = (text: string) => fieldsOf(rowsOf(openPaste(text))).reports;

const TWO = `Reporting-MTA: dns; mail.contoso.com
X-Postfix-Sender: rfc822; taro@contoso.com

Original-Recipient: rfc822;sales@fabrikam.com
Final-Recipient: RFC822; hanako@fabrikam.com
Action: failed
Status: 5.1.1 (no such user)
Remote-MTA: dns; mx.fabrikam.com (203.0.113.8)
Diagnostic-Code: smtp; 550 5.1.1
    User unknown

Original-Recipient: rfc822;jiro@fabrikam.com
Final-Recipient: rfc822; <jiro@fabrikam.com>
Action: Delayed
Status: 4.4.1
Remote-MTA: 203.0.113.9
`;
const EXPECTED = [
  {
    final: 'hanako@fabrikam.com',
    original: 'sales@fabrikam.com',
    action: 'failed',
    status: '5.1.1',
    generatedBy: 'mail.contoso.com',
    sender: 'taro@contoso.com',
    remoteHost: 'mx.fabrikam.com',
    remoteIp: '203.0.113.8',
  },
  { final: 'jiro@fabrikam.com', action: 'delayed', status: '4.4.1', generatedBy: 'mail.contoso.com', remoteIp: '203.0.113.9' },
];

test.each([
  ['as written', TWO],
  ['quoted', TWO.replace(/^/gm, '> ')],
  ['without empty lines', TWO.replaceAll('\n\n', '\n')],
  ['with an empty line behind each', TWO.replace(/\n(?! )/g, '\n\n')],
])('several recipients, %s', (_, text) => {
  expect(reports(text)).toMatchObject(EXPECTED);
  expect(reports(text)).toHaveLength(2);
});

test('the recipient may stand last (Exim, MessageLabs)', () => {
  const text = ['hanako', 'jiro'].map((name) => `Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822;${name}@fabrikam.com\n`).join('\n');
  expect(reports(text)).toMatchObject([
    { final: 'hanako@fabrikam.com', status: '5.1.1' },
    { final: 'jiro@fabrikam.com', status: '5.1.1' },
  ]);
});

test('an address beyond ASCII, and one that is broken', () => {
  expect(reports('Final-Recipient: utf-8; 花子@例え.jp\nAction: failed')).toMatchObject([{ final: '花子@例え.jp' }]);
  expect(reports('Final-Recipient: rfc822; @mx.fabrikam.com\nX-Actual-Recipient: rfc822; hanako@fabrikam.com')).toMatchObject([
    { final: undefined, original: 'hanako@fabrikam.com' },
  ]);
});

test('a status of another kind is none', () => {
  expect(reports('Status : Retry')).toEqual([]);
});
