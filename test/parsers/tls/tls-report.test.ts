import { looseJson } from '../../../src/parsers/text/loose-json.js';
import { openPaste } from '../../../src/parsers/text/paste.js';
import { readTlsReport } from '../../../src/parsers/tls/tls-report.js';
import { cost } from '../../cost.js';

const read = (text: string) => readTlsReport(openPaste(text)).clues;

const REPORT = {
  'organization-name': 'Fabrikam Inc.',
  'date-range': { 'start-datetime': '2026-11-21T00:00:00Z', 'end-datetime': '2026-11-21T23:59:59Z' },
  'contact-info': 'tls-reports@fabrikam.com',
  'report-id': '2026-11-21T00:00:00Z_contoso.com',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': ['version: STSv1', 'mode: testing', 'mx: mail.contoso.com', 'max_age: 86400'],
        'policy-domain': 'contoso.com',
        'mx-host': ['mail.contoso.com'],
      },
      summary: { 'total-successful-session-count': 5, 'total-failure-session-count': 3 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'sending-mta-ip': '198.51.100.7',
          'receiving-mx-hostname': 'mail.contoso.com',
          'receiving-ip': '203.0.113.5',
          'failed-session-count': 2,
        },
        {
          'result-type': 'validation-failure',
          'sending-mta-ip': '198.51.100.8',
          'receiving-mx-hostname': 'mail.contoso.com',
          'failed-session-count': 1,
          'failure-reason-code': 'X509_V_ERR_HOSTNAME_MISMATCH',
        },
      ],
    },
    {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.com' },
      summary: { 'total-successful-session-count': 12, 'total-failure-session-count': 0 },
    },
  ],
};
const FIRST = {
  organisation: 'Fabrikam Inc.',
  policyType: 'sts',
  domain: 'contoso.com',
  mode: 'testing',
  resultType: 'certificate-expired',
  remoteHost: 'mail.contoso.com',
  remoteIp: '203.0.113.5',
  senderIp: '198.51.100.7',
  sessions: 2,
};
const SECOND = {
  resultType: 'validation-failure',
  senderIp: '198.51.100.8',
  sessions: 1,
  reason: 'X509_V_ERR_HOSTNAME_MISMATCH',
  domain: 'contoso.com',
};
const THIRD = { organisation: 'Fabrikam Inc.', policyType: 'no-policy-found', domain: 'example.com', sessions: 0 };

test('a report', () => {
  const text = JSON.stringify(REPORT, undefined, 2);
  const { clues, understood } = readTlsReport(openPaste(text));
  expect(clues).toMatchObject([FIRST, SECOND, THIRD]);
  expect(clues[0]).toMatchObject({ kind: 'report', reason: undefined, at: { text: '"result-type": "certificate-expired",', line: 30 } });
  expect(clues[2]).toMatchObject({ at: { text: '"policy-type": "no-policy-found",' } });
  expect(understood).toHaveLength(text.split('\n').length);
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
};
test.each([
  ['in one line', JSON.stringify(REPORT)],
  ['keys in another order', JSON.stringify(sorted(REPORT), undefined, 4)],
  ['quoted in a mail', `Hi,\nplease look at this {see below}:\n${JSON.stringify(REPORT, undefined, 1).replace(/^/gm, '> ')}\nThanks`],
  ['as a string of JSON', `{"body":${JSON.stringify(JSON.stringify(REPORT))}}`],
  ['as Python prints it', JSON.stringify(REPORT).replaceAll('"', "'")],
  ['with smart quotes', JSON.stringify(REPORT, undefined, 2).replaceAll('"', '\u201D')],
])('a report %s', (_, text) => expect(read(text)).toMatchObject([FIRST, SECOND, THIRD]));

test('failures of a report in one line stay apart', () => {
  const quotes = read(JSON.stringify(REPORT)).map(({ at }) => at.text);
  expect(new Set(quotes).size).toBe(3);
  expect(quotes[0]).toMatch(/^\{"result-type":"certificate-expired"/);
});

test.each([
  ['version: STSv1\r\nmode: enforce\r\n'],
  [['version: STSv1\r\nmode: enforce\r\nmx: *.contoso.com\r\n']],
  ['version: STSv1\nmode: enforce\n'],
])('policy-string as one text %#', (printed) =>
  expect(
    read(JSON.stringify({ policies: [{ policy: { 'policy-string': printed, 'policy-type': 'sts', 'policy-domain': 'contoso.com' } }] })),
  ).toMatchObject([{ policyType: 'sts', mode: 'enforce', domain: 'contoso.com', sessions: undefined }]),
);

test('cut at the end, inside a value', () => {
  const text = JSON.stringify(REPORT, undefined, 2);
  expect(read(text.slice(0, text.indexOf('198.51.100.8') + 5))).toMatchObject([
    FIRST,
    { resultType: 'validation-failure', senderIp: undefined, sessions: undefined, domain: 'contoso.com' },
  ]);
});

test('cut at the beginning', () => {
  const text = JSON.stringify(REPORT, undefined, 2);
  expect(read(text.slice(text.indexOf('"sending-mta-ip"')))).toMatchObject([
    { resultType: 'validation-failure', senderIp: '198.51.100.8' },
    { policyType: 'no-policy-found', domain: 'example.com' },
  ]);
  const only = text.slice(text.indexOf('"result-type"'), text.indexOf('}', text.indexOf('"result-type"')));
  expect(read(only)).toMatchObject([{ resultType: 'certificate-expired', remoteHost: 'mail.contoso.com' }]);
});

test('a failure without its details', () =>
  expect(read('{"policy":{"policy-type":"tlsa","policy-domain":"contoso.com"},"summary":{"total-failure-session-count":4}}')).toMatchObject([
    { policyType: 'tlsa', domain: 'contoso.com', sessions: 4 },
  ]));

test('placeholders are no values', () =>
  expect(read(JSON.stringify(REPORT).replaceAll('203.0.113.5', 'x.x.x.x').replaceAll('mail.contoso.com', '<mx>'))).toMatchObject([
    { resultType: 'certificate-expired', remoteHost: undefined, remoteIp: undefined },
    {},
    {},
  ]));

test.each([
  ['{"name":"exchange-tls","policies":["a"],"version":"1.0"}'],
  ['{"policy-type":"iam","arn":"x"}'],
  ['The result-type of a policy-type is listed under failure-details in RFC 8460.'],
  ['{ "result-type": { "failure-details": 1 } }'],
  [''],
])('no report %#', (text) => expect(read(text)).toEqual([]));

test('text full of braces takes no long time', async () => {
  const text = `${'{'.repeat(100_000)}${'{"policy-type":"sts","policies":'.repeat(4000)}`;
  expect(await cost(1_500, () => read(text))).toBeLessThan(1_500);
});

test('JSON as people paste it', () => {
  expect(looseJson('{"a":"x\\ny",b', 0)).toMatchObject({ to: 12 });
  expect(looseJson("['a', {'b': 1.5},, true]", 0)).toMatchObject({
    type: 'list',
    items: [{ text: 'a' }, { type: 'object' }, { text: 'true' }],
  });
  expect(looseJson('"open', 0)).toBeUndefined();
  expect(looseJson('12', 0)).toBeUndefined();
});
