import { isPlaceholder, realValue } from '../../src/parsers/placeholder.js';

test.each(['<endpoint>', '<HybridServerName>.contoso.com', 'xxx', 'x.x.x.x', '10.**.**.1', '[masked]', '[redacted]', 'SERVERNAME', 'ServerName.contoso.com', '%1', '{0}', '$env:COMPUTERNAME', 'CN=Cont…', 'abc...', 'your-server', 'yourdomain.com', 'my-domain.com', 'mydomain', 'N/A', '●●●', ''])(
  'stands for a value: %s',
  (value) => expect(isPlaceholder(value)).toBe(true),
);
test.each(['EX01.contoso.com', 'Default Frontend EX01', 'Relay - My relay', 'webmail.mydomain.com', 'SERVER', "CN=R3, O=Let's Encrypt, C=US", '受信コネクタ', '*.contoso.com', '0.0.0.0-255.255.255.255'])('is a value: %s', (value) =>
  expect(realValue(` ${value} `)).toBe(value),
);
