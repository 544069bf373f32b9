import { shellLines } from '../../../src/parsers/shell/lines.js';
import { headingsIn } from '../../../src/parsers/shell/servers.js';
import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const headings = (text: string) => headingsIn(shellLines(openPaste(text))).map(({ server, cmdlet }) => [server, cmdlet]);
const servers = (text: string) => readShellOutput(openPaste(text)).clues.map((clue) => ('server' in clue ? clue.server : undefined));

const CERTIFICATE = 'Subject       : CN=mail.contoso.com\nIssuer        : CN=Fabrikam CA 2\nHasPrivateKey : True';

describe('what a typed command names', () => {
  test.each([
    ['[PS] C:\\>Get-ExchangeCertificate -Server EX02 | fl', 'EX02', 'Get-ExchangeCertificate'],
    ['[PS] C:\\>Get-ExchangeCertificate -Server:"ex02.contoso.com"', 'ex02.contoso.com', 'Get-ExchangeCertificate'],
    ['[PS] C:\\Windows\\system32>Get-ReceiveConnector "EX02\\Default Frontend EX02" | fl', 'EX02', 'Get-ReceiveConnector'],
    ["PS C:\\> Get-ReceiveConnector -Identity 'EX02\\Relay'", 'EX02', 'Get-ReceiveConnector'],
    ['Get-ExchangeCertificate EX02\\5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A', 'EX02', 'Get-ExchangeCertificate'],
    ['C:\\Windows\\system32\\Get-Queue MBX-07\\50: f1', 'MBX-07', 'Get-Queue'],
    ['[ex02.contoso.com]: PS>Get-ExchangeCertificate', 'ex02.contoso.com', 'Get-ExchangeCertificate'],
    ['[ex02.contoso.com]: PS C:\\Users\\admin\\Documents> Get-ExchangeCertificate', 'ex02.contoso.com', 'Get-ExchangeCertificate'],
    ['PS C:\\> Invoke-Command -ComputerName EX02 { Get-ChildItem Cert:\\LocalMachine\\My }', 'EX02', 'Get-ChildItem'],
    ['[PS] C:\\>Get-ReceiveConnector | Get-ADPermission', undefined, 'Get-ADPermission'],
    ['[PS] C:\\>Get-ExchangeCertificate -Server $s', undefined, 'Get-ExchangeCertificate'],
    ['[PS] C:\\>Get-ExchangeCertificate -Server <server>', undefined, 'Get-ExchangeCertificate'],
    ['PS C:\\> Test-NetConnection -ComputerName mail.contoso.com -Port 25', undefined, 'Test-NetConnection'],
    ['[PS] C:\\>Get-ExchangeCertificate -Server EX01; Get-ExchangeCertificate -Server EX02', undefined, 'Get-ExchangeCertificate'],
  ])('%s', (text, server, cmdlet) => expect(headings(text)).toEqual([[server, cmdlet]]));

  test('a command as long as a window is wide, and the first property below it', () => {
    const command = 'Get-InboundConnector | fl Name,CloudServicesMailEnabled,TlsSenderCertificateName';
    const { clues } = readShellOutput(openPaste(`${command}\nName                     : From contoso\nCloudServicesMailEnabled : False`));
    expect([command.length, clues]).toEqual([80, [expect.objectContaining({ identity: 'From contoso' })]]);
  });

  test('no server is called Frontend', () =>
    expect(servers('Get-ReceiveConnector | fl\nName : Default Frontend\nAuthMechanism : Tls')).toEqual([undefined]));

  test('a command that goes on in the next lines', () =>
    expect(headings('[PS] C:\\>Get-ExchangeCertificate |\n>> Format-List Subject,\n>> Issuer\n\nSubject : CN=a')).toEqual([
      [undefined, 'Get-ExchangeCertificate'],
    ]));
});

describe('whose an object is', () => {
  test('two commands of one transcript', () =>
    expect(
      servers(
        `[PS] C:\\>Get-ExchangeCertificate -Server EX01 | fl\n\n${CERTIFICATE}\n\n[PS] C:\\>Get-ExchangeCertificate -Server EX02 | fl\n\n${CERTIFICATE}\n\n\n[PS] C:\\>Get-ExchangeCertificate | fl\n\n${CERTIFICATE}`,
      ),
    ).toEqual(['EX01', 'EX02', undefined]));

  test('names of servers as headings', () => {
    expect(servers(`EX01\n\n${CERTIFICATE}\n\nEX02:\n${CERTIFICATE}\n\n== ex03.contoso.com ==\n\n${CERTIFICATE}`)).toEqual([
      'EX01',
      'EX02',
      'ex03.contoso.com',
    ]);
    expect(servers(`Output\n\n${CERTIFICATE}`)).toEqual([undefined]);
    expect(servers(`EX01\nThe certificate:\n\n${CERTIFICATE}`)).toEqual([undefined]);
  });

  test('the identity of a certificate says more than the session', () => {
    expect(servers(`[ex01.contoso.com]: PS>Get-ExchangeCertificate -Server EX02\n\nPSComputerName : ex01.contoso.com\n${CERTIFICATE}`)).toEqual([
      'EX02',
    ]);
    expect(servers(`PSComputerName : ex01.contoso.com\n${CERTIFICATE}`)).toEqual(['ex01.contoso.com']);
    expect(
      servers(`PSComputerName : ex01.contoso.com\nIdentity : EX02.contoso.com\\5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A\n${CERTIFICATE}`),
    ).toEqual(['EX02.contoso.com']);
  });

  test('a send connector belongs to no server', () =>
    expect(servers('[ex01.contoso.com]: PS>Get-SendConnector | fl\n\nIdentity : To Fabrikam\nAddressSpaces : {SMTP:*;1}')).toEqual([undefined]));
});

test.each([
  'VERBOSE: Connected to EX01.contoso.com.',
  '詳細: EX01.contoso.com に接続しました。',
  'AUSFÜHRLICH: Verbindung mit EX01.contoso.com hergestellt.',
])('commands without a server run where the shell says that it is: %s', (greeting) => {
  const text = `${greeting}\n[PS] C:\\>Get-ExchangeCertificate | fl\n\n${CERTIFICATE}\n\n[PS] C:\\>Get-ExchangeCertificate -Server EX02 | fl\n\n${CERTIFICATE}`;
  expect(servers(text)).toEqual(['EX01.contoso.com', 'EX02']);
});

test('another program may connect wherever it likes', () =>
  expect(servers(`INFO: Connected to mail.fabrikam.com.\n[PS] C:\\>Get-ExchangeCertificate | fl\n\n${CERTIFICATE}`)).toEqual([undefined]));
