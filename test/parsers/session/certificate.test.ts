import { exchangeName } from '../../../src/parsers/session/certificate.js';

test.each([
  ['C = JP, ST = Tokyo, O = "Contoso, Ltd.", CN = mail.contoso.com', 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Tokyo, C=JP'],
  ['/C=JP/ST=Tokyo/O=Contoso, Ltd./CN=mail.contoso.com', 'CN=mail.contoso.com, O="Contoso, Ltd.", S=Tokyo, C=JP'],
  ['/C=JP/O=A/B/CN=mail.contoso.com/emailAddress=it@contoso.com', 'E=it@contoso.com, CN=mail.contoso.com, O=A/B, C=JP'],
  ['C=JP; O=Contoso; CN=mail.contoso.com', 'CN=mail.contoso.com, O=Contoso, C=JP'],
  ['CN=mail.contoso.com,O=Contoso\\, Ltd.,C=JP', 'CN=mail.contoso.com, O="Contoso, Ltd.", C=JP'],
  ['DC = com, DC = contoso, CN = Contoso CA', 'CN=Contoso CA, DC=contoso, DC=com'],
  ['C = JP, O = \\E6\\9D\\B1\\E4\\BA\\AC, CN = a.contoso.com', 'CN=a.contoso.com, O=東京, C=JP'],
  ['/C=JP/O=\\xE6\\x9D\\xB1/CN=a.contoso.com', 'CN=a.contoso.com, O=東, C=JP'],
  ['C=JP, O="Contoso \\"West\\"", CN=a.contoso.com', 'CN=a.contoso.com, O="Contoso ""West""", C=JP'],
  [
    'C = JP, businessCategory = Private Organization, 2.5.4.97 = X1, CN = a.contoso.com',
    'CN=a.contoso.com, OID.2.5.4.97=X1, OID.2.5.4.15=Private Organization, C=JP',
  ],
])('%s', (printed, wanted) => {
  expect(exchangeName(printed)).toBe(wanted);
});

test.each(['', 'mail.contoso.com', 'CN = xxxx', '/'])('no name: %s', (printed) => {
  expect(exchangeName(printed)).toBeUndefined();
});
