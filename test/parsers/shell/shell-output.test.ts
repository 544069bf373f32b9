import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text)).clues;
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const unread = (text: string) => {
  const paste = openPaste(text);
  const { understood } = readShellOutput(paste);
  return paste.lines.filter((line) => line.text.trim() !== '' && !understood.includes(line.number)).map((line) => line.text);
};

const ISSUER = 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US';
const SUBJECT = 'CN=mail.contoso.com, OU=Messaging, O=Contoso, C=NO';
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

const RECEIVE = `[PS] C:\\>Get-ReceiveConnector "HYB01\\Default Frontend HYB01" | Format-List

RunspaceId           : 3b2d7c7e-0a55-4a1b-9a70-0d9f7b6b2c11
AuthMechanism        : Tls, Integrated, BasicAuth
Banner               :
Bindings             : {[::]:25, 0.0.0.0:25}
Fqdn                 : HYB01.contoso.com
Enabled              : True
PermissionGroups     : AnonymousUsers, ExchangeServers
RemoteIPRanges       : {::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}
RequireTLS           : False
Server               : HYB01
TransportRole        : FrontendTransport
TlsCertificateName   : <I>${ISSUER}<S>${SUBJECT}
Identity             : HYB01\\Default Frontend HYB01`;

describe('connectors', () => {
  test('a receive connector', () => {
    const clue = only(RECEIVE);
    expect(clue).toMatchObject({
      kind: 'connector',
      direction: 'receive',
      identity: 'HYB01\\Default Frontend HYB01',
      server: 'HYB01',
      tlsCertificateName: { issuer: ISSUER, subject: SUBJECT, domain: 'mail.contoso.com' },
      at: { line: 14 },
    });
    const properties = clue?.kind === 'connector' ? clue.properties : new Map();
    expect(properties.get('banner')).toBe('');
    expect(properties.get('bindings')).toBe('{[::]:25, 0.0.0.0:25}');
    expect(properties.size).toBe(13);
    expect(unread(RECEIVE)).toEqual([]);
  });

  test.each([
    ['quoted', RECEIVE.replace(/^/gm, '> ')],
    ['doubled line breaks', RECEIVE.slice(RECEIVE.indexOf('Runspace')).replace(/\n/g, '\n\n')],
    [
      'wrapped to the value column',
      RECEIVE.replace('OU=Messaging', '\n                       OU=Messaging').replace('0.0.0.0-255', '\n                       0.0.0.0-255'),
    ],
    ['wrapped without indentation', RECEIVE.replace('<S>CN', '\n<S>CN').replace('0.0.0.0-255', '\n0.0.0.0-255')],
    ['one blank', RECEIVE.replace(/ {2,}:/g, ' :')],
    ['no blank', RECEIVE.replace(/ {1,}:/g, ':')],
    ['time stamps', RECEIVE.replace(/^(?=.)/gm, '2026-11-20 09:00:00 ')],
  ])('%s', (_name, text) =>
    expect(only(text)).toMatchObject({
      direction: 'receive',
      identity: 'HYB01\\Default Frontend HYB01',
      tlsCertificateName: { issuer: ISSUER, subject: SUBJECT },
    }),
  );

  test('sign-in without TLS is quoted', () => {
    const clue = only('Identity : EX01\\Default Frontend EX01\nAuthMechanism : Integrated, BasicAuth, BasicAuthRequireTLS\nTlsCertificateName :');
    expect(clue).toMatchObject({ server: 'EX01', at: { text: 'AuthMechanism : Integrated, BasicAuth, BasicAuthRequireTLS', line: 2 } });
    expect(clue).toMatchObject({ tlsCertificateName: undefined });
  });

  test('several connectors, parted by blank lines or by a property that comes again', () => {
    const one = 'Identity         : EX01\\Relay\nAuthMechanism    : Tls\nRemoteIPRanges   : {192.0.2.10}';
    const two = 'Identity         : EX01\\Default Frontend EX01\nAuthMechanism    : Tls\nRemoteIPRanges   : {0.0.0.0-255.255.255.255}';
    for (const text of [`${one}\n\n${two}`, `${one}\n${two}`, `\n\n${one}\n\n\n${two}\n`])
      expect(read(text)).toMatchObject([{ identity: 'EX01\\Relay' }, { identity: 'EX01\\Default Frontend EX01' }]);
  });

  test.each([
    [
      'send',
      'AddressSpaces : {SMTP:*;1}\nSmartHosts : {contoso-com.mail.protection.outlook.com}\nRequireTLS : True\nTlsAuthLevel : DomainValidation\nTlsDomain : mail.protection.outlook.com\nIdentity : Outbound to Office 365\nSourceTransportServers : {EX01}',
      'Outbound to Office 365',
    ],
    [
      'inbound',
      'SenderDomains : {smtp:*;1}\nRequireTls : True\nRestrictDomainsToCertificate : True\nTlsSenderCertificateName : mail.contoso.com\nName : From on-premises',
      'From on-premises',
    ],
    [
      'outbound',
      'RecipientDomains : {fabrikam.com}\nSmartHosts : {mx.fabrikam.com}\nUseMXRecord : False\nTlsSettings : EncryptionOnly\nTlsDomain :\nIdentity : To Fabrikam',
      'To Fabrikam',
    ],
    ['outbound', 'Name : To Contoso\nSmartHosts : {hybrid.contoso.com}\nTlsSettings : DomainValidation\nTlsDomain : mail.contoso.com', 'To Contoso'],
    ['unknown', 'Identity : Something\nTlsCertificateName : <I>CN=A<S>CN=b.contoso.com', 'Something'],
  ])('%s', (direction, text, identity) => expect(only(text)).toMatchObject({ kind: 'connector', direction, identity }));

  test('a table', () => {
    const table = `[PS] C:\\>Get-ReceiveConnector

Identity                     Bindings                   Enabled
--------                     --------                   -------
EX01\\Default EX01            {0.0.0.0:2525, [::]:2525}  True
EX01\\Default Frontend EX01   {[::]:25, 0.0.0.0:25}      True

[PS] C:\\>`;
    expect(read(table)).toMatchObject([
      { kind: 'connector', direction: 'receive', identity: 'EX01\\Default EX01', server: 'EX01' },
      {
        kind: 'connector',
        identity: 'EX01\\Default Frontend EX01',
        properties: new Map([
          ['identity', 'EX01\\Default Frontend EX01'],
          ['bindings', '{[::]:25, 0.0.0.0:25}'],
          ['enabled', 'True'],
        ]),
      },
    ]);
    expect(unread(table)).toEqual([]);
  });

  test('placeholders are no names', () =>
    expect(only('Identity : <Server>\\Default Frontend <Server>\nAuthMechanism : Tls')).toMatchObject({ identity: undefined, server: undefined }));

  test('other objects are no connectors', () => {
    expect(
      read(
        'TlsCertificateName : <I>CN=A<S>CN=b.contoso.com\nReceivingTransportServers : {HYB01}\nSendingTransportServers : {HYB01}\nSmartHosts : {}',
      ),
    ).toMatchObject([{ kind: 'setting', of: 'hybrid-configuration' }]);
    expect(read('Identity : EX01\\15\nDeliveryType : SmartHostConnectorDelivery\nStatus : Retry\nMessageCount : 2\nLastError : 451 4.4.0 x')).toEqual(
      [],
    );
  });
});

describe('certificates', () => {
  const LIST = `AccessRules        : {System.Security.AccessControl.CryptoKeyAccessRule}
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}
HasPrivateKey      : True
IsSelfSigned       : False
Issuer             : ${ISSUER}
NotAfter           : 04/02/2026 01:59:59
NotBefore          : 04/02/2025 01:59:59
PublicKeySize      : 2048
RootCAType         : ThirdParty
SerialNumber       : 0A1B2C3D4E5F
Services           : IMAP, IIS, SMTP
Status             : DateInvalid
Subject            : ${SUBJECT}
Thumbprint         : ${THUMBPRINT}`;

  test('a list', () => {
    expect(only(LIST)).toEqual({
      kind: 'certificate',
      origin: 'store',
      server: undefined,
      issuer: ISSUER,
      subject: SUBJECT,
      thumbprint: THUMBPRINT,
      services: ['IMAP', 'IIS', 'SMTP'],
      status: 'DateInvalid',
      hasPrivateKey: true,
      selfSigned: false,
      notAfter: '04/02/2026 01:59:59',
      notBefore: '04/02/2025 01:59:59',
      domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
      serialNumber: '0A1B2C3D4E5F',
      rootType: 'ThirdParty',
      keySize: 2048,
      signature: undefined,
      usages: undefined,
      at: { text: 'Status             : DateInvalid', line: 12 },
    });
    expect(unread(LIST)).toEqual([]);
  });

  test.each([
    ['{SMTP, IIS}', ['SMTP', 'IIS']],
    ['....S..', ['SMTP']],
    ['IP.WS..', ['IMAP', 'POP', 'IIS', 'SMTP']],
    ['None', []],
    ['', []],
    ['SMTP', ['SMTP']],
  ])('services %s', (printed, services) =>
    expect(only(`Thumbprint : ${THUMBPRINT}\nServices : ${printed}\nSubject : ${SUBJECT}`)).toMatchObject({ services }),
  );

  test('what the output did not hold is missing', () => {
    const clue = only(`Subject       : ${SUBJECT}\nIssuer        : ${ISSUER}\nNotAfter      : 2027/04/02 1:59:59`);
    expect(clue).toMatchObject({ issuer: ISSUER, services: undefined, hasPrivateKey: undefined, thumbprint: undefined, status: undefined });
  });

  test('an invisible mark in front of a thumbprint is dropped, a redacted thumbprint is none', () => {
    expect(only(`Thumbprint : \u200E${THUMBPRINT}\nSubject : ${SUBJECT}`)).toMatchObject({ thumbprint: THUMBPRINT });
    expect(only(`Thumbprint : xxxxxxxxxxxxxxxxxxxx\nSubject : ${SUBJECT}`)).toMatchObject({ thumbprint: undefined, subject: SUBJECT });
  });

  test('a table', () => {
    const table = `Thumbprint                                Services   Subject
----------                                --------   -------
${THUMBPRINT}  ...WS..    CN=mail.contoso.com, OU=Messaging, O=Con...
0${THUMBPRINT.slice(1)}  .......    CN=HYB01`;
    expect(read(table)).toMatchObject([
      { kind: 'certificate', thumbprint: THUMBPRINT, services: ['IIS', 'SMTP'], subject: undefined },
      { thumbprint: `0${THUMBPRINT.slice(1)}`, services: [], subject: 'CN=HYB01' },
    ]);
    expect(unread(table)).toEqual([]);
  });

  test('a mail header is no certificate', () => {
    expect(read('Subject: CN=mail.contoso.com expires\nStatus: RO\nDate: Mon, 2 Nov 2026 09:00:00 +0000')).toEqual([]);
    expect(read('Services : 3\nfoo')).toEqual([]);
  });
});

describe('errors', () => {
  const TAGGED = [
    'Remove-ExchangeCertificate : A special Rpc error occurs on server HYB01: These certificates are tagged with following Send',
    'Connectors : Outbound to Office 365. Removing and replacing certificates from Send Connector would break the mail flow. If',
    'you still want to proceed then replace or remove these certificates from Send Connector and then try this command.',
    'At line:1 char:1',
    `+ Remove-ExchangeCertificate ${THUMBPRINT}`,
    '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '    + CategoryInfo          : InvalidArgument: (:) [Remove-ExchangeCertificate], InvalidOperationException',
    '    + FullyQualifiedErrorId : [Server=HYB01,RequestId=0c0ffee0-0000-4000-8000-000000000001,TimeStamp=11/20/2026 9:15:00 A',
    '   M] [FailureCategory=Cmdlet-InvalidOperationException] 1A2B3C4D,Microsoft.Exchange.Management.SystemConfigurationTask',
    '  s.RemoveExchangeCertificate',
  ].join('\n');

  test.each([
    ['as the console prints it', TAGGED],
    ['in the log of a script', TAGGED.replace(/^/gm, 'Error: ')],
    ['quoted', TAGGED.replace(/^/gm, '> ')],
    ['with time stamps and levels', TAGGED.replace(/^/gm, '2026-11-20 09:15:00.123 +00:00 [EROR] Script error: ')],
    ['in one line', TAGGED.split('\n').slice(0, 3).join(' ')],
    ['after the command', `[PS] C:\\>Remove-ExchangeCertificate ${THUMBPRINT}\n${TAGGED}`],
    ['without the name of the cmdlet', TAGGED.replace('Remove-ExchangeCertificate : ', '').split('\n').slice(0, 3).join('\n')],
  ])('a certificate that a send connector names, %s', (_name, text) => {
    const clue = only(text);
    expect(clue).toMatchObject({ kind: 'error', cmdlet: 'Remove-ExchangeCertificate', server: 'HYB01', connector: 'Outbound to Office 365' });
    expect(clue?.kind === 'error' && clue.text).toMatch(
      /^A special Rpc error occurs on server HYB01: These certificates are tagged with following Send Connectors : Outbound/,
    );
    expect(clue?.at.text).toContain('tagged with following');
    expect(unread(text)).toEqual([]);
  });

  test('the thumbprint of the command', () => expect(only(TAGGED)).toMatchObject({ thumbprint: THUMBPRINT }));

  test('a Japanese console', () => {
    const text = [
      'Enable-ExchangeCertificate : サーバー EX01 で特別な RPC エラーが発生しました: 証明書が見つかりません。',
      '発生場所 行:1 文字:1',
      `+ Enable-ExchangeCertificate -Thumbprint ${THUMBPRINT} -Services SMTP`,
      '    + CategoryInfo          : InvalidArgument: (:) [Enable-ExchangeCertificate]、InvalidOperationException',
      '    + FullyQualifiedErrorId : [Server=EX01,RequestId=0c0ffee0-0000-4000-8000-000000000001] 1A2B3C4D',
    ].join('\n');
    expect(only(text)).toMatchObject({
      cmdlet: 'Enable-ExchangeCertificate',
      server: 'EX01',
      thumbprint: THUMBPRINT,
      text: 'サーバー EX01 で特別な RPC エラーが発生しました: 証明書が見つかりません。',
    });
  });

  test('a message without its cmdlet is known by the category below', () => {
    const text = `[PS] C:\\>Enable-ExchangeCertificate -Thumbprint ${THUMBPRINT}\nThe certificate with thumbprint ${THUMBPRINT} was\nfound but is not valid for use with Exchange Server (reason: PrivateKeyMissing).\n    + CategoryInfo          : NotSpecified: (:) [Enable-ExchangeCertificate], InvalidOperationException`;
    expect(only(text)).toMatchObject({ cmdlet: 'Enable-ExchangeCertificate', at: { line: 2 } });
  });

  test('a script that lost the reason', () => {
    const text = `[EROR] Script error: C:\\acme\\Import.ps1 : Error in Enable-ExchangeCertificate\n[EROR] Script error: At line:1 char:1\n[EROR] Script error: + .'./Import.ps1' '${THUMBPRINT}' 'IIS,SMTP'\n[EROR] Script error:     + FullyQualifiedErrorId : Microsoft.PowerShell.Commands.WriteErrorException,Import.ps1`;
    expect(only(text)).toMatchObject({ cmdlet: 'Enable-ExchangeCertificate', thumbprint: THUMBPRINT });
  });

  test('another cmdlet of Exchange', () => {
    const text =
      "Set-ReceiveConnector : The operation couldn't be performed because object 'EX01\\Relay' couldn't be found.\nAt line:1 char:1\n+ Set-ReceiveConnector 'EX01\\Relay'\n    + CategoryInfo          : NotSpecified: (:) [Set-ReceiveConnector], ManagementObjectNotFoundException";
    expect(only(text)).toMatchObject({ cmdlet: 'Set-ReceiveConnector', connector: undefined });
  });

  test('a placeholder is no connector', () =>
    expect(only(TAGGED.replace('Outbound to Office 365', '<name>'))).toMatchObject({ connector: undefined }));

  test.each([
    'Get-Process : Cannot find a process with the name "x".\nAt line:1 char:1\n    + CategoryInfo          : ObjectNotFound: (x:String) [Get-Process], ProcessCommandException',
    'Run Remove-ExchangeCertificate only when no connector names the certificate.',
    'SSL Certificate add failed, Error: 87',
    'Error: unable to get local issuer certificate',
    '[PS] C:\\>Enable-ExchangeCertificate -Thumbprint x -Services SMTP\n[PS] C:\\>Get-Queue',
    'ok',
    '',
  ])('no error: %s', (text) => expect(read(text)).toEqual([]));
});

test('a healthy listing gives clues and no error', () => expect(read(RECEIVE).map(({ kind }) => kind)).toEqual(['connector']));

test('what openssl prints is no certificate of a store', () => {
  const text = [
    'Certificate:',
    '    Data:',
    '        Issuer: C = JP, O = Contoso, CN = Contoso Issuing CA 3',
    '        Validity',
    '            Not Before: Nov 10 00:00:00 2026 GMT',
    '        Subject: C = JP, O = Contoso, CN = mail.contoso.com',
    '        Subject Public Key Info:',
  ].join('\n');
  expect(read(text)).toEqual([]);
});
