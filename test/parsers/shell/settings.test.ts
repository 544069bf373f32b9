import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text)).clues;
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

test('the hybrid configuration', () => {
  const text = `[PS] C:\\>Get-HybridConfiguration

RunspaceId                : 3b2d7c7e-0a55-4a1b-9a70-0d9f7b6b2c11
ClientAccessServers       : {}
EdgeTransportServers      : {}
ReceivingTransportServers : {HYB01, HYB02}
SendingTransportServers   : {HYB01, HYB02}
OnPremisesSmartHost       : mail.contoso.com
Domains                   : {contoso.com}
Features                  : {FreeBusy, MoveMailbox, Mailtips, MessageTracking, OwaRedirection, OnlineArchive, SecureMail,
                            Photos}
ExternalIPAddresses       : {}
TlsCertificateName        : <I>CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US<S>CN=mail.contoso.com, O="Contoso, Ltd.",
                            L=Osaka, S=Osaka, C=JP
ServiceInstance           : 0
Name                      : Hybrid Configuration
Identity                  : Hybrid Configuration
Guid                      : 1f0c2f1e-4a55-4a1b-9a70-0d9f7b6b2c12`;
  expect(only(text)).toMatchObject({
    kind: 'setting',
    of: 'hybrid-configuration',
    identity: 'Hybrid Configuration',
    server: undefined,
    tlsCertificateName: {
      issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
      subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", L=Osaka, S=Osaka, C=JP',
      domain: 'mail.contoso.com',
    },
    at: { line: 13 },
  });
  const { understood } = readShellOutput(openPaste(text));
  expect(understood).toEqual(expect.arrayContaining([1, 11, 12, 13, 14, 18]));
});

describe('a transport service', () => {
  test.each([
    ['a list', `Name                                   : EX01\nInternalTransportCertificateThumbprint : ${THUMBPRINT}`],
    ['a table', `Name InternalTransportCertificateThumbprint\n---- --------------------------------------\nEX01 ${THUMBPRINT}`],
    ['JSON', `{\n    "Name":  "EX01",\n    "InternalTransportCertificateThumbprint":  "${THUMBPRINT}"\n}`],
  ])('%s', (_name, text) =>
    expect(only(text)).toMatchObject({ kind: 'setting', of: 'transport-service', identity: 'EX01', server: 'EX01', thumbprint: THUMBPRINT }),
  );

  test('a redacted thumbprint is none', () =>
    expect(only('Name : EX01\nInternalTransportCertificateThumbprint : ****************')).toMatchObject({ server: 'EX01', thumbprint: undefined }));

  test('without the thumbprint', () =>
    expect(only('Name : EX01\nReceiveProtocolLogPath : C:\\Logs\\SmtpReceive\nSendProtocolLogPath : C:\\Logs\\SmtpSend')).toMatchObject({
      of: 'transport-service',
      server: 'EX01',
    }));
});

test('servers in a table', () =>
  expect(
    read(`[PS] C:\\>Get-ExchangeServer | ft Name,Edition,AdminDisplayVersion,ServerRole

Name  Edition    AdminDisplayVersion            ServerRole
----  -------    -------------------            ----------
EX01  Enterprise Version 15.1 (Build 2507.6)    Mailbox
EDGE1 Standard   Version 15.2 (Build 1544.4)    Edge`),
  ).toMatchObject([
    { of: 'server', server: 'EX01', identity: 'EX01', at: { line: 5 } },
    {
      of: 'server',
      server: 'EDGE1',
      properties: new Map([
        ['name', 'EDGE1'],
        ['edition', 'Standard'],
        ['admindisplayversion', 'Version 15.2 (Build 1544.4)'],
        ['serverrole', 'Edge'],
      ]),
    },
  ]));

test('accepted domains', () => {
  const table = `Name                DomainName          DomainType            Default
----                ----------          ----------            -------
contoso.com         contoso.com         Authoritative         True
Fabrikam            fabrikam.com        InternalRelay         False`;
  expect(read(table)).toMatchObject([
    { of: 'accepted-domain', identity: 'contoso.com', server: undefined },
    { of: 'accepted-domain', identity: 'Fabrikam' },
  ]);
  expect(only('DomainName : contoso.com\nDomainType : Authoritative\nDefault : True')).toMatchObject({
    of: 'accepted-domain',
    identity: 'contoso.com',
  });
});

test('Test-SmtpConnectivity', () =>
  expect(
    only(`[PS] C:\\>Test-SmtpConnectivity EX01 | fl

Server           : EX01
ReceiveConnector : Default Frontend EX01
Binding          : 0.0.0.0:25
EndPoint         : 192.0.2.10:25
StatusCode       : UnableToConnect
Details          : No connection could be made because the target machine actively refused it`),
  ).toMatchObject({
    kind: 'setting',
    of: 'connectivity-test',
    identity: 'Default Frontend EX01',
    server: 'EX01',
    at: { text: 'StatusCode       : UnableToConnect', line: 7 },
  }));

test('what Validate-OutboundConnector prints is known by the command', () => {
  const text = `PS C:\\> Validate-OutboundConnector -Identity "To on-premises" -Recipients hana@contoso.com

TaskName         : Check connectivity to 'mail.contoso.com'
IsTaskSuccessful : False
Detail           : 450 4.4.316 Connection refused`;
  expect(only(text)).toMatchObject({ kind: 'setting', of: 'connector-validation', server: undefined });
});

test.each(['Edition : Standard\nColour : blue', 'Name : EX01\nStatus : Running', 'Binding : hard', ''])('no setting: %s', (text) =>
  expect(read(text)).toEqual([]),
);

test('what Start-EdgeSynchronization prints', () => {
  const text =
    'Result         : Incomplete\nType           : Configuration\nName           : EDGE01\nFailureDetails :\nStartUTC       : 1\nEndUTC         : 2';
  expect(only(text)).toMatchObject({ kind: 'setting', of: 'edge-sync', server: 'EDGE01' });
});
