import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text)).clues;
const unread = (text: string) => {
  const paste = openPaste(text);
  const { understood } = readShellOutput(paste);
  return paste.lines.filter((line) => line.text.trim() !== '' && !understood.includes(line.number)).map((line) => line.text);
};
const [ONE, TWO] = ['5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A', '0123456789ABCDEF0123456789ABCDEF01234567'];

test('cells that the window cut are no values', () => {
  const table = `Identity                   Bindings                Enabled
--------                   --------                -------
EX01\\Default Frontend ...  {[::]:25, 0.0.0.0:25}   True
EX01\\Client Frontend E…    {[::]:587, 0.0.0.0:587} True`;
  expect(read(table)).toMatchObject([
    { kind: 'connector', direction: 'receive', identity: undefined },
    { kind: 'connector', identity: undefined },
  ]);
  expect(unread(table)).toEqual([]);
});

test('numbers stand at the right', () =>
  expect(
    read(`Name    Port TlsAuthLevel     RequireTLS AddressSpaces
----    ---- ------------     ---------- -------------
Partner   25 DomainValidation True       {SMTP:fabrikam.com;1}
Relay   2525                  False      {SMTP:*;1}`),
  ).toMatchObject([
    {
      identity: 'Partner',
      properties: new Map(
        Object.entries({ name: 'Partner', port: '25', tlsauthlevel: 'DomainValidation', requiretls: 'True', addressspaces: '{SMTP:fabrikam.com;1}' }),
      ),
    },
    {
      identity: 'Relay',
      properties: new Map(Object.entries({ name: 'Relay', port: '2525', tlsauthlevel: '', requiretls: 'False', addressspaces: '{SMTP:*;1}' })),
    },
  ]));

test.each([
  ['tabs', `Thumbprint\tServices\tSubject\n----------\t--------\t-------\n${ONE}\tIP.WS..\tCN=mail.contoso.com, O=Contoso\n${TWO}\t....S..\tCN=EX01`],
  [
    'blanks folded by a chat',
    `Thumbprint Services Subject\n---------- -------- -------\n${ONE} IP.WS.. CN=mail.contoso.com,O=Contoso\n${TWO} ....S.. CN=EX01`,
  ],
  [
    'Markdown',
    `| Thumbprint | Services | Subject |\n|---|:---:|---|\n| ${ONE} | IP.WS.. | CN=mail.contoso.com, O=Contoso |\n| \`${TWO}\` | ....S.. | CN=EX01 |`,
  ],
  ['CSV', `"Thumbprint","Services","Subject"\n"${ONE}","IMAP, POP, IIS, SMTP","CN=mail.contoso.com, O=Contoso"\n"${TWO}","SMTP","CN=EX01"`],
  [
    'CSV with its type',
    `#TYPE Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate\n"Thumbprint","Services","Subject"\n"${ONE}","IMAP, POP, IIS, SMTP","CN=mail.contoso.com, O=Contoso"\n"${TWO}","SMTP","CN=EX01"`,
  ],
])('%s', (_name, text) => {
  expect(read(text)).toMatchObject([
    { kind: 'certificate', thumbprint: ONE, services: ['IMAP', 'POP', 'IIS', 'SMTP'] },
    { kind: 'certificate', thumbprint: TWO, services: ['SMTP'], subject: 'CN=EX01' },
  ]);
});

test('quotes inside a cell of CSV, and the name of a type', () =>
  expect(
    read(`"Identity","AuthMechanism","Bindings","Fqdn"\n"EX01\\The ""new"" relay","Tls","Microsoft.Exchange.Data.MultiValuedProperty\`1[x]",`),
  ).toMatchObject([
    {
      kind: 'connector',
      identity: 'EX01\\The "new" relay',
      server: 'EX01',
      properties: new Map(Object.entries({ identity: 'EX01\\The "new" relay', authmechanism: 'Tls', bindings: '...', fqdn: '' })),
    },
  ]));

test('the command tells what a table without telling columns holds', () => {
  const table = `[PS] C:\\>Get-SendConnector | ft Identity,Enabled

Identity                Enabled
--------                -------
Outbound to Office 365  True`;
  expect(read(table)).toMatchObject([{ kind: 'connector', direction: 'send', identity: 'Outbound to Office 365' }]);
  expect(read(table.slice(table.indexOf('Identity ')))).toEqual([]);
});

test('a row whose columns cannot be told is left out', () =>
  expect(read('Identity Bindings Enabled\n-------- -------- -------\nEX01\\Default Frontend EX01 {0.0.0.0:25} True')).toEqual([]));

test.each(['---- ----\nx y', 'Name\n----\nx', '| a | b |\n|---|---|\n| 1 | 2 |', '"a","b"\n"1","2"', 'Thumbprint Services\n-----------------'])(
  'nothing to read: %s',
  (text) => expect(read(text)).toEqual([]),
);

describe('Format-Table -Wrap', () => {
  const [ISSUER, SUBJECT] = ['CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US', 'CN=mail.contoso.com, O=Contoso, C=JP'];

  test('a long name goes on in the rows below', () => {
    const table = `Identity                   TlsCertificateName
--------                   ------------------
EX01\\Default Frontend EX01 <I>CN=Fabrikam CA 2, O="Fabrikam,
                           Inc.", C=US<S>CN=mail.contoso.com,
                           O=Contoso, C=JP
EX01\\Client Frontend EX01`;
    expect(read(table)).toMatchObject([
      { identity: 'EX01\\Default Frontend EX01', tlsCertificateName: { issuer: ISSUER, subject: SUBJECT } },
      { identity: 'EX01\\Client Frontend EX01', tlsCertificateName: undefined },
    ]);
    expect(unread(table)).toEqual([]);
  });

  test('the first cell itself is broken', () => {
    const table = `Thumbprint           Services Issuer               Subject
----------           -------- ------               -------
5E1D0A9B77C34F2681D0 IIS,     CN=Fabrikam CA 2,    CN=mail.contoso.com,
E4A6B9C8F7123456789A SMTP     O="Fabrikam, Inc.",  O=Contoso, C=JP
                              C=US
0123456789ABCDEF0123 SMTP     CN=EX01              CN=EX01
456789ABCDEF01234567`;
    expect(read(table)).toMatchObject([
      { thumbprint: ONE, services: ['IIS', 'SMTP'], issuer: ISSUER, subject: SUBJECT },
      { thumbprint: TWO, services: ['SMTP'], issuer: 'CN=EX01', subject: 'CN=EX01' },
    ]);
    expect(unread(table)).toEqual([]);
  });
});

test('columns between tabs without dashes, as a spreadsheet copies them', () => {
  const table = `Thumbprint\tServices\tHasPrivateKey\tSubject\tIssuer\n${ONE}\tIIS, SMTP\tTrue\tCN=mail.contoso.com, O=Contoso\tCN=Fabrikam CA 2\n${TWO}\tSMTP\tTrue\tCN=EX01`;
  expect(read(table)).toMatchObject([
    { kind: 'certificate', thumbprint: ONE, hasPrivateKey: true, issuer: 'CN=Fabrikam CA 2' },
    { kind: 'certificate', thumbprint: TWO, subject: 'CN=EX01', issuer: undefined },
  ]);
  expect(unread(table)).toEqual([]);
  expect(read('Subject matters\tmore\nthan\tthis')).toEqual([]);
});

test('the type above a head of Export-Csv', () => {
  const table = `#TYPE Selected.Microsoft.Exchange.Data\n"Subject","Issuer","Thumbprint"\n"CN=EX01","CN=EX01","${ONE}"\n"CN=EX02","CN=EX02","${TWO}"`;
  expect(read(table)).toMatchObject([{ thumbprint: ONE }, { thumbprint: TWO }]);
  expect(unread(table)).toEqual([]);
});
