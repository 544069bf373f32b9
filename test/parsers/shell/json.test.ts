import { type JsonNode, jsonNodes } from '../../../src/parsers/shell/json.js';
import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';
import { cost } from '../../cost.js';

/** The nodes as plain values. */
const plain = (node: JsonNode): unknown =>
  node.kind === 'text'
    ? node.value
    : node.kind === 'list'
      ? node.items.map(plain)
      : Object.fromEntries([...node.members].map(([name, member]) => [name, plain(member.node)]));
const nodes = (text: string) => jsonNodes(text).map(plain);
const read = (text: string) => readShellOutput(openPaste(text)).clues;
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};

describe('text to nodes', () => {
  test.each([
    ['{"A": "x", "Bc": [1, true, null], "D": {"E": "y"}}', [{ a: 'x', bc: ['1', 'True', ''], d: { e: 'y' } }]],
    ['[{"Name":"x"},{"Name":"y"}]', [[{ name: 'x' }, { name: 'y' }]]],
    ['{"Name": "EX01\\\\Default \\u003cI\\u003e \\"a\\" \\/"}', [{ name: 'EX01\\Default <I> "a" /' }]],
    // What a program that undid the escapes has left.
    ['{"Name":"O="Fabrikam, Inc.", C=US","Next":"EX01\\new"}', [{ name: 'O="Fabrikam, Inc.", C=US', next: 'EX01\\new' }]],
    ['{"Name":"C:\\Logs\\","Next":"b"}', [{ name: 'C:\\Logs\\', next: 'b' }]],
    [
      '{"LastError":"[{LED=450 "451 5.7.3 STARTTLS";{IP=192.0.2.1}]","Next":1}',
      [{ lasterror: '[{LED=450 "451 5.7.3 STARTTLS";{IP=192.0.2.1}]', next: '1' }],
    ],
    ['{"LastError":\n[{LRT=1};\n{LED=2}]\n,"Next":1}', [{ lasterror: '[{LRT=1}; {LED=2}]', next: '1' }]],
    // Wrapped by a window.
    ['{"Name":"mail.contoso\n.com","Words":"two\nwords or more"}', [{ name: 'mail.contoso.com', words: 'two words or more' }]],
    // The beginning or the end is missing.
    ['"Name": "x",\n"Port": 25\n},\n{\n"Name": "y"\n}', [{ name: 'x', port: '25' }, { name: 'y' }]],
    ['[{"Name":"x"},{"Name":"y","Thumbprint":"5E1D', [[{ name: 'x' }, { name: 'y' }]]],
    ['{"Name":"x"}\nand then\n{"Name":"y"}\ntoo', [{ name: 'x' }, { name: 'y' }]],
    ['{"Empty": {}, "None": [], "Next": 1}', [{ empty: {}, none: [], next: '1' }]],
    ['no JSON here: {x}', []],
  ])('%s', (text, expected) => expect(nodes(text)).toEqual(expected));

  test.each([
    ['{"A":'.repeat(20_000)],
    ['"A":"'.repeat(20_000)],
    [`{"A":"${'"}'.repeat(50_000)}`],
    [`{"A":${'['.repeat(50_000)}`],
    [`{"A":"${'x" '.repeat(40_000)}`],
  ])('hostile texts end soon', async (text) => {
    expect(await cost(1_500, () => jsonNodes(text))).toBeLessThan(1_500);
  });
});

describe('objects of ConvertTo-Json', () => {
  const CERTIFICATE = `{
    "CertificateDomains":  [
                               { "Address":  "mail.contoso.com", "Domain":  "contoso.com" },
                               { "Address":  "autodiscover.contoso.com" }
                           ],
    "HasPrivateKey":  true,
    "IsSelfSigned":  false,
    "Issuer":  "CN=Fabrikam CA 2, O=\\"Fabrikam, Inc.\\", C=US",
    "NotAfter":  "\\/Date(1795132800000)\\/",
    "NotBefore":  { "value":  "\\/Date(1763596800000)\\/", "DateTime":  "Thursday, November 20, 2025" },
    "PublicKeySize":  2048,
    "RootCAType":  1,
    "SerialNumber":  "0A1B2C3D",
    "Services":  24,
    "SignatureAlgorithm":  { "Value":  "1.2.840.113549.1.1.11", "FriendlyName":  "sha256RSA" },
    "Status":  3,
    "Subject":  "CN=mail.contoso.com, O=Contoso, C=JP",
    "Thumbprint":  "5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A",
    "Identity":  "EX01.contoso.com\\\\5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A"
}`;

  test.each([
    ['as the shell prints it', CERTIFICATE],
    ['in a code fence', `\`\`\`\n${CERTIFICATE}\n\`\`\`\nthanks`],
    ['in one line', CERTIFICATE.replace(/\n */g, '')],
    ['quoted', CERTIFICATE.replace(/^/gm, '> ')],
    ['in a list, with the command', `[PS] C:\\>Get-ExchangeCertificate | ConvertTo-Json\n[\n${CERTIFICATE}\n]`],
  ])('a certificate %s', (_name, text) =>
    expect(only(text)).toMatchObject({
      kind: 'certificate',
      origin: 'store',
      server: 'EX01.contoso.com',
      issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
      subject: 'CN=mail.contoso.com, O=Contoso, C=JP',
      thumbprint: '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A',
      services: ['IIS', 'SMTP'],
      status: 'DateInvalid',
      hasPrivateKey: true,
      selfSigned: false,
      notAfter: '2026-11-20T00:00:00Z',
      notBefore: '2025-11-20T00:00:00Z',
      domains: ['mail.contoso.com', 'autodiscover.contoso.com'],
      serialNumber: '0A1B2C3D',
      rootType: 'ThirdParty',
      keySize: 2048,
      signature: 'sha256RSA',
    }),
  );

  test('the quote is the line of the property, and all lines are understood', () => {
    const paste = openPaste(CERTIFICATE);
    const { clues, understood } = readShellOutput(paste);
    expect(clues[0]?.at).toEqual({ text: '"Status":  3', line: 16 });
    expect(paste.lines.filter(({ number }) => !understood.includes(number))).toEqual([]);
  });

  test('a receive connector with numbers and objects', () => {
    const clue = only(
      `{"AuthMechanism": 7, "PermissionGroups": 1, "TransportRole": 16384, "Enabled": true, "Fqdn": {"Domain": "mail.contoso.com"},
"Bindings": [{"Address": {"IPAddressToString": "0.0.0.0"}, "Port": 25}, {"Address": {"IPAddressToString": "::"}, "Port": 25}],
"RemoteIPRanges": [{"LowerBound": {"IPAddressToString": "192.0.2.1"}, "UpperBound": {"IPAddressToString": "192.0.2.9"}}],
"TlsCertificateName": {"CertificateSubject": "CN=mail.contoso.com", "CertificateIssuer": "CN=Fabrikam CA 2"},
"Server": {"Name": "EX01", "DistinguishedName": "CN=EX01"}, "Identity": {"Name": "Relay", "RawIdentity": "EX01\\\\Relay"}, "Banner": null}`,
    );
    expect(clue).toMatchObject({
      kind: 'connector',
      direction: 'receive',
      server: 'EX01',
      tlsCertificateName: { issuer: 'CN=Fabrikam CA 2', subject: 'CN=mail.contoso.com' },
    });
    const properties = clue?.kind === 'connector' ? clue.properties : new Map();
    expect(Object.fromEntries(properties)).toMatchObject({
      authmechanism: 'Tls, Integrated, BasicAuth',
      permissiongroups: 'AnonymousUsers',
      transportrole: 'FrontendTransport',
      enabled: 'True',
      fqdn: 'mail.contoso.com',
      bindings: '{0.0.0.0:25, [::]:25}',
      remoteipranges: '{192.0.2.1-192.0.2.9}',
      banner: '',
    });
  });

  test('names of types are no values', () => {
    const clue = only(
      '{"Identity":"EX01\\\\Relay","Bindings":"Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPBinding]","AuthMechanism":1}',
    );
    expect(clue).toMatchObject({
      direction: 'receive',
      properties: new Map([
        ['identity', 'EX01\\Relay'],
        ['authmechanism', 'Tls'],
      ]),
    });
  });

  test('a send connector that the paste breaks off in', () =>
    expect(
      only(
        '[{"Identity":"Outbound to Office 365","AddressSpaces":["smtp:*;1"],"RequireTLS":true,"TlsCertificateName":"<I>CN=Fabrikam CA 2<S>CN=mail.cont',
      ),
    ).toMatchObject({ direction: 'send', identity: 'Outbound to Office 365', server: undefined, tlsCertificateName: undefined }));
});
