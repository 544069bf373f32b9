import { openPaste } from '../../../src/parsers/text/paste.js';
import { readStsPolicy } from '../../../src/parsers/tls/sts-policy.js';

const read = (text: string) => readStsPolicy(openPaste(text)).clues;

const POLICY = 'version: STSv1\nmode: enforce\nmx: mail.contoso.com\nmx: *.mail.protection.contoso.com\nmax_age: 604800\n';

test('a policy file', () => {
  expect(readStsPolicy(openPaste(`$ curl https://mta-sts.contoso.com/.well-known/mta-sts.txt\n${POLICY}`))).toEqual({
    clues: [
      {
        kind: 'policy',
        mode: 'enforce',
        mx: ['mail.contoso.com', '*.mail.protection.contoso.com'],
        maxAge: 604_800,
        at: { text: POLICY.trimEnd(), line: 2 },
      },
    ],
    understood: [2, 3, 4, 5, 6],
  });
});

const SAME = { mode: 'enforce', mx: ['mail.contoso.com', '*.mail.protection.contoso.com'], maxAge: 604_800 };
test.each([
  ['in one line', POLICY.replaceAll('\n', ' ')],
  ['CRLF', POLICY.replaceAll('\n', '\r\n')],
  ['quoted', POLICY.replace(/^/gm, '> ')],
  ['escaped inside JSON', `{"policy_text":"${POLICY.replaceAll('\n', '\\r\\n')}"}`],
  [
    'strings of a report',
    `"policy-string":[${POLICY.trimEnd()
      .split('\n')
      .map((line) => JSON.stringify(line))}]`,
  ],
  ['without its version', POLICY.slice(15)],
  [
    'in another order',
    POLICY.trimEnd()
      .split('\n')
      .reverse()
      .join('\n')
      .replace(/mx: \*.*\nmx: .*\n/, 'mx: mail.contoso.com\nmx: *.mail.protection.contoso.com\n'),
  ],
])('a policy %s', (_, text) => expect(read(text)).toMatchObject([SAME]));

test('two policies', () =>
  expect(read(`old:\n${POLICY}new:\n${POLICY.replace('enforce', 'testing')}`).map((clue) => Object(clue).mode)).toEqual(['enforce', 'testing']));

test('a policy with a fault is still one, placeholders are no hosts', () =>
  expect(read('version: STSv1\nmode: Enforced\nmx: <mx>\nmx: xxxx\nmax_age: one week')).toMatchObject([
    { mode: 'enforced', mx: [], maxAge: undefined },
  ]));

test.each([
  ['version: 3\nmode: testing\nmx: mail.contoso.com'],
  ['mode: enforce\nmx: mail.contoso.com'],
  ['Cache-Control: max-age=600\nmode: none'],
  ['max_age: 600\nmode: cors'],
  ['The policy has a version, a mode and max_age: see RFC 8461'],
  ['_mta-sts.contoso.com. IN TXT "v=STSv1; id=20261101"'],
])('no policy %#', (text) => expect(read(text)).toEqual([]));
