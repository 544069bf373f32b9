import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const [OLD, NEW] = ['5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A', '0123456789ABCDEF0123456789ABCDEF01234567'];
const NAME = '<I>CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US<S>CN=mail.contoso.com, O="Contoso, Ltd.", C=JP';

const server = (name: string) => ({
  server: name,
  version: 'Version 15.2 (Build 1544.4)',
  certificates: [
    {
      Subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", C=JP',
      Issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
      Thumbprint: OLD,
      SerialNumber: '0A1B2C3D',
      Services: 'IMAP, IIS, SMTP',
      Status: 'Valid',
      HasPrivateKey: true,
      IsSelfSigned: false,
      RootCAType: 'ThirdParty',
      PublicKeySize: '2048',
      NotBefore: '2026-01-01T00:00:00Z',
      NotAfter: '2027-01-01T00:00:00Z',
      CertificateDomains: ['mail.contoso.com'],
    },
  ],
  receiveConnectors: [
    {
      Identity: `${name}\\Default Frontend ${name}`,
      Server: name,
      Bindings: ['[::]:25', '0.0.0.0:25'],
      AuthMechanism: 'Tls',
      TlsCertificateName: NAME,
      TlsDomainCapabilities: [],
    },
  ],
  transportService: { Name: name, InternalTransportCertificateThumbprint: NEW },
  queues: [{ Identity: `${name}\\15`, DeliveryType: 'SmtpDeliveryToMailbox', Status: 'Retry', MessageCount: '3', LastError: '451 4.4.0 "x"' }],
  events: [{ ProviderName: 'MSExchangeTransport', Id: '12014', MachineName: `${name}.contoso.com`, Message: 'A certificate is missing.' }],
});
const DOCUMENT = {
  'exchange-tls': 1,
  servers: [server('EX01'), server('EX02')],
  sendConnectors: [
    {
      Identity: 'Outbound to Office 365',
      AddressSpaces: ['smtp:*;1'],
      SourceTransportServers: ['EX01', 'EX02'],
      Fqdn: null,
      TlsCertificateName: NAME,
    },
  ],
  hybridConfiguration: { ReceivingTransportServers: ['EX01'], SendingTransportServers: ['EX02'], TlsCertificateName: NAME },
  acceptedDomains: [
    { DomainName: 'contoso.com', DomainType: 'Authoritative', Default: true },
    { DomainName: 'fabrikam.com', DomainType: 'InternalRelay', Default: false },
  ],
};
/** As ConvertTo-Json of Windows PowerShell writes it. */
const powershell = (text: string) => text.replace(/[<>'&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
const compressed = powershell(JSON.stringify(DOCUMENT));
const indented = powershell(JSON.stringify(DOCUMENT, null, 4)).replace(/": /g, '":  ');

const told = (text: string) =>
  readShellOutput(openPaste(text)).clues.map((clue) => {
    const name = 'identity' in clue ? clue.identity : 'thumbprint' in clue ? clue.thumbprint : undefined;
    return [clue.kind === 'setting' ? clue.of : clue.kind, 'server' in clue ? clue.server : undefined, name];
  });
const ofServer = (name: string) => [
  ['server', name, name],
  ['certificate', name, OLD],
  ['connector', name, `${name}\\Default Frontend ${name}`],
  ['transport-service', name, name],
  ['queue', name, `${name}\\15`],
];
const ALL = [
  ...ofServer('EX01'),
  ...ofServer('EX02'),
  ['connector', undefined, 'Outbound to Office 365'],
  ['hybrid-configuration', undefined, undefined],
  ['accepted-domain', undefined, 'contoso.com'],
  ['accepted-domain', undefined, 'fabrikam.com'],
];

test.each([
  ['compressed', compressed],
  ['indented', indented],
  ['in a code fence', `\`\`\`\n${compressed}\n\`\`\``],
  ['behind a command', `[PS] C:\\>.\\collect.ps1\n${compressed}`],
  ['quoted', indented.replace(/^/gm, '> ')],
])('every object once, with the server that it stands under: %s', (_name, text) => expect(told(text)).toEqual(ALL));

test('names of certificates', () => {
  const names = readShellOutput(openPaste(compressed)).clues.flatMap((clue) =>
    'tlsCertificateName' in clue && clue.tlsCertificateName ? [clue.tlsCertificateName] : [],
  );
  const expected = {
    issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
    subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", C=JP',
    domain: 'mail.contoso.com',
  };
  expect(names).toEqual([expected, expected, expected, expected]);
});

test('all lines are understood, those of brackets too', () => {
  const paste = openPaste(indented);
  const { understood } = readShellOutput(paste);
  expect(paste.lines.filter(({ number }) => !understood.includes(number))).toEqual([]);
});

test('a document that a chat cut off keeps its whole objects', () => {
  expect(told(compressed.slice(0, compressed.indexOf('"EX02"') + 40))).toEqual(ofServer('EX01'));
  const middle = indented.slice(indented.indexOf('"receiveConnectors"'));
  expect(told(middle)).toEqual([...ofServer('EX01').slice(2), ...ALL.slice(5)]);
});

test('one server and one object where lists are expected', () => {
  const text = JSON.stringify({
    'exchange-tls': 1,
    servers: { ...server('EX01'), certificates: server('EX01').certificates[0] },
    acceptedDomains: DOCUMENT.acceptedDomains[0],
  });
  expect(told(text)).toEqual([...ofServer('EX01'), ['accepted-domain', undefined, 'contoso.com']]);
});

test('what is not ASCII comes as an escape, and what was not read is named at the end', () => {
  const named = { ...server('EX01'), receiveConnectors: [{ Identity: 'EX01\\既定のフロントエンド EX01', Server: 'EX01', TlsCertificateName: NAME }] };
  const { servers: _, ...rest } = DOCUMENT;
  const text = powershell(JSON.stringify({ ...rest, servers: [named], notRead: ['EX02 certificates'] })).replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  expect(text).toMatch(/^[ -~]+$/);
  expect(told(text)).toContainEqual(['connector', 'EX01', 'EX01\\既定のフロントエンド EX01']);
});

test('the brackets around a list of objects are no unread lines', () => {
  const paste = openPaste(`[PS] C:\\>Get-ExchangeCertificate | ConvertTo-Json\n${JSON.stringify(server('EX01').certificates, null, 4)}\n`);
  const { understood } = readShellOutput(paste);
  expect(paste.lines.filter(({ number, text }) => text !== '' && !understood.includes(number))).toEqual([]);
});
