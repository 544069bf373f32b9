import { tlsVersionOf } from '../../../src/parsers/tls/tls-version.js';

test.each([
  ['TLSv1.3', 'TLS 1.3'],
  ['TLSv1', 'TLS 1.0'],
  ['TLS1.2', 'TLS 1.2'],
  ['SP_PROT_TLS1_2_SERVER', 'TLS 1.2'],
  ['SP_PROT_TLS1_0_CLIENT', 'TLS 1.0'],
  ['SSLv3', 'SSL 3.0'],
  ['(NONE)', undefined],
  [undefined, undefined],
])('%s', (printed, wanted) => {
  expect(tlsVersionOf(printed)).toBe(wanted);
});
