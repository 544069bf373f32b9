import { readTlsRegistry } from '../../../src/parsers/shell/tls-registry.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) =>
  readTlsRegistry(openPaste(text)).clues.map((clue) => (clue.kind === 'setting' ? [clue.identity, Object.fromEntries(clue.properties)] : []));
const ROOT = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';

test('a list of Get-ItemProperty, its key broken by the console', () => {
  const text = `PSPath            : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityPro
                    viders\\SCHANNEL\\Protocols\\TLS 1.2\\Client
Enabled           : 0
DisabledByDefault : 1

Enabled           : 1
DisabledByDefault : 0
PSPath            : Microsoft.PowerShell.Core\\Registry::${ROOT}\\TLS 1.2\\Server
PSChildName       : Server`;
  expect(read(text)).toEqual([
    ['TLS 1.2 Client', { enabled: '0', disabledbydefault: '1' }],
    ['TLS 1.2 Server', { enabled: '1', disabledbydefault: '0' }],
  ]);
});

test('reg query, and a file of regedit', () => {
  const text = `${ROOT}\\TLS 1.2\\Client
    DisabledByDefault    REG_DWORD    0x0
    Enabled    REG_DWORD    0xffffffff
[${ROOT}\\TLS 1.3\\Server]
"DisabledByDefault"=dword:00000001
"Enabled"=dword:00000000`;
  expect(read(text)).toEqual([
    ['TLS 1.2 Client', { disabledbydefault: '0', enabled: '1' }],
    ['TLS 1.3 Server', { disabledbydefault: '1', enabled: '0' }],
  ]);
});

test('the table of HealthChecker, a key in each row', () => {
  const text = `	TLS 1.2: Half Disabled

        RegistryKey       Location                                                                                          Value
        -----------       --------                                                                                          -----
        Enabled           SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server     1
        DisabledByDefault SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server     1
        SystemDefaultTlsVersions SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319             NULL
        SchUseStrongCrypto       SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319     1`;
  expect(read(text)).toEqual([
    ['TLS 1.2 Server', { enabled: '1', disabledbydefault: '1' }],
    ['.NET 4 64', { systemdefaulttlsversions: '' }],
    ['.NET 4 32', { schusestrongcrypto: '1' }],
  ]);
});

test('an empty value of a list', () => {
  const text = `PSPath                   : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
SystemDefaultTlsVersions :
SchUseStrongCrypto       : 1`;
  expect(read(text)).toEqual([['.NET 4 64', { systemdefaulttlsversions: '', schusestrongcrypto: '1' }]]);
});

test('a value without its key is none', () => expect(read('Enabled : 0\nDisabledByDefault : 1')).toEqual([]));
