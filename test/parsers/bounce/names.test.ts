import { behindColon, domainOf, placeOf } from '../../../src/parsers/bounce/names.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

test.each([
  ['mx.fabrikam.com (203.0.113.8)', { remoteHost: 'mx.fabrikam.com', remoteIp: '203.0.113.8' }],
  ['mx.fabrikam.com[203.0.113.8]:25', { remoteHost: 'mx.fabrikam.com', remoteIp: '203.0.113.8' }],
  ['[203.0.113.8] mx.fabrikam.com.', { remoteHost: 'mx.fabrikam.com', remoteIp: '203.0.113.8' }],
  ['mx.fabrikam.com (2001:db8::8)', { remoteHost: 'mx.fabrikam.com', remoteIp: '2001:db8::8' }],
  ['mx1.fabrikam.com mx2.fabrikam.com', { remoteHost: 'mx1.fabrikam.com' }],
  ['203.0.113.8', { remoteIp: '203.0.113.8' }],
  ['EX01', {}],
  ['********* (x.x.x.x)', {}],
  ['', {}],
])('%s', (text, expected) => {
  expect(placeOf(text)).toEqual(expected);
});

test('the domain of an address stands behind its last at sign', () => {
  expect(['taro@contoso.com', undefined].map(domainOf)).toEqual(['contoso.com', undefined]);
});

test.each([
  ['Remote server: mx.fabrikam.com', 'mx.fabrikam.com', 14],
  ['> Remote server:mx.fabrikam.com', 'mx.fabrikam.com', 16],
  ['**Remote server:** mx.fabrikam.com', 'mx.fabrikam.com', 19],
  ['Remote server:**blacked**', '**blacked**', 14],
  ['Remote server:', '', 14],
])('behind the colon of %s', (text, value, start) => {
  const [row] = rowsOf(openPaste(text));
  expect(row && behindColon(row, row.lower.indexOf(':'))).toEqual({ value, start });
  expect(text.slice(start).trimStart().startsWith(value)).toBe(true);
});
