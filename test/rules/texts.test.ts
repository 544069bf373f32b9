import { changesIn, columns, englishIn, unguarded } from './texts.js';

test('reading commands change nothing', () => {
  expect(changesIn("$all = Get-ExchangeCertificate -Server 'EX1' | Sort-Object NotBefore | Select-Object -Last 1")).toEqual([]);
  expect(changesIn("$s = (New-Object Net.Sockets.TcpClient 'localhost', 25).GetStream()")).toEqual([]);
  expect(changesIn("Get-SendConnector 'Intra-Organization SMTP Send Connector'")).toEqual([]);
  expect(changesIn("Get-ReceiveConnector | Set-ReceiveConnector -AuthMechanism Tls; New-Item 'x'; Restart-Service y")).toEqual([
    'Set-ReceiveConnector',
    'New-Item',
    'Restart-Service',
  ]);
});

test('a change outside a block must not take a parameter from a variable', () => {
  expect(unguarded('Set-ReceiveConnector $rc -TlsCertificateName $name')).toHaveLength(1);
  expect(unguarded('if ($name) {\n  Set-ReceiveConnector $rc -TlsCertificateName $name\n}')).toEqual([]);
  expect(unguarded('if ($a) {\n  $b = 1\n}\nSet-ReceiveConnector $rc -Fqdn $name')).toHaveLength(1);
  expect(unguarded("Set-ReceiveConnector 'a{' -TlsCertificateName $null -Server $env:COMPUTERNAME")).toEqual([]);
  expect(unguarded('Get-ExchangeCertificate -Server $server')).toEqual([]);
});

test('English in a Japanese text is found, names and quotations are not', () => {
  expect(englishIn('コネクタが the certificate を使う')).toBe('the');
  expect(englishIn('「This is a quotation」と表示されます。Exchange Online と Hybrid Configuration Wizard')).toBeUndefined();
});

test('full-width characters take two columns', () => {
  expect(columns('証明書 A')).toBe(8);
});
