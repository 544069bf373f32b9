import { dateOf, inWords, listOf, thumbprintOf, truthOf, wholeValue } from '../../../src/parsers/shell/values.js';

test.each([
  ['{a.contoso.com, b.contoso.com}', ['a.contoso.com', 'b.contoso.com']],
  ['{a.contoso.com, b.contoso.com, c.cont...}', ['a.contoso.com', 'b.contoso.com']],
  ['{a.contoso.com, b.contoso.com…}', ['a.contoso.com']],
  ['{a.contoso.com, b.cont...', ['a.contoso.com']],
  ['{a.contoso.com, b.contoso.com, ...}', ['a.contoso.com', 'b.contoso.com']],
  ['{xxx, b.contoso.com}', ['b.contoso.com']],
  ['{}', []],
  ['a.contoso.com', ['a.contoso.com']],
  [undefined, undefined],
])('list %s', (value, expected) => expect(listOf(value)).toEqual(expected));

test.each([
  ['EX01\\Default Frontend EX01', 'EX01\\Default Frontend EX01'],
  ['EX01\\Default Fron...', undefined],
  ['EX01\\Default Fron…', undefined],
  ['', undefined],
])('whole value %s', (value, expected) => expect(wholeValue(value)).toBe(expected));

test.each([
  ['/Date(1795132800000)/', '2026-11-20T00:00:00Z'],
  ['\\/Date(1795132800000+0900)\\/', '2026-11-20T00:00:00Z'],
  ['2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'],
  ['20.11.2026 12:00:00', '20.11.2026 12:00:00'],
  ['11/20/20...', undefined],
])('date %s', (value, expected) => expect(dateOf(value)).toBe(expected));

test.each([
  ['authmechanism', '7', 'Tls, Integrated, BasicAuth'],
  ['authmechanism', '0', 'None'],
  ['services', '24', 'IIS, SMTP'],
  ['status', '3', 'DateInvalid'],
  ['rootcatype', '1', 'ThirdParty'],
  ['tlsauthlevel', '4', 'DomainValidation'],
  ['transportrole', '16384', 'FrontendTransport'],
  ['status', '99', '99'],
  ['authmechanism', '4096', '4096'],
  ['services', 'SMTP', 'SMTP'],
  ['port', '25', '25'],
])('%s %s', (name, value, expected) => expect(inWords(name, value)).toBe(expected));

test('truth and thumbprints', () => {
  expect([truthOf('True'), truthOf('false'), truthOf('はい'), truthOf(undefined)]).toEqual([true, false, undefined, undefined]);
  const thumbprint = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';
  expect([thumbprintOf(`\u200E${thumbprint}`), thumbprintOf(thumbprint.slice(1)), thumbprintOf('5E1D0A9B...')]).toEqual([
    thumbprint,
    undefined,
    undefined,
  ]);
});
