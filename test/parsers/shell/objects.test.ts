import { shellLines } from '../../../src/parsers/shell/lines.js';
import { listObjects, propertyName } from '../../../src/parsers/shell/objects.js';
import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const objects = (text: string) => {
  const paste = openPaste(text);
  return listObjects(paste, shellLines(paste), new Set()).map(({ properties }) =>
    Object.fromEntries([...properties].map(([name, { value }]) => [name, value])),
  );
};
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';
const PIN = '<I>CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US<S>CN=mail.contoso.com, O="Contoso, Ltd.", ST=Osaka, C=JP';
const NAME = {
  issuer: 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US',
  subject: 'CN=mail.contoso.com, O="Contoso, Ltd.", ST=Osaka, C=JP',
  domain: 'mail.contoso.com',
};

test.each([
  ['padded', 'Name       : a b\nGuid       : 1', [{ name: 'a b', guid: '1' }]],
  ['not padded', 'Name: a b\nGuid: 1', [{ name: 'a b', guid: '1' }]],
  ['tabs', 'Name\t: a b\nGuid\t: 1', [{ name: 'a b', guid: '1' }]],
  ['a doubled colon', 'Status:      : Retry\nGuid        : 1', [{ status: 'Retry', guid: '1' }]],
  ['a name with brackets', 'PingReplyDetails (RTT) : 0 ms\nGuid : 1', [{ pingreplydetails: '0 ms', guid: '1' }]],
  ['sentences', 'Please note the following: it works\nhttps://contoso.com', []],
  ['times', '09:15:03 something', []],
])('%s', (_name, text, expected) => expect(objects(text)).toEqual(expected));

test.each([
  // Format-List breaks at blanks and indents to the column of values.
  [
    'at a blank',
    'Subject    : CN=mail.contoso.com, OU=Messaging,\n             O=Contoso, C=JP',
    'CN=mail.contoso.com, OU=Messaging, O=Contoso, C=JP',
  ],
  ['inside a list', 'Subject : {a.contoso.com, b.contoso.com,\n          c.contoso.com}', '{a.contoso.com, b.contoso.com, c.contoso.com}'],
  ['a word longer than the column', `Subject : ${THUMBPRINT.slice(0, 30)}\n          ${THUMBPRINT.slice(30)}`, THUMBPRINT],
  ['a short column', `Subject : ${THUMBPRINT.slice(0, 14)}\n          ${THUMBPRINT.slice(14, 28)}\n          ${THUMBPRINT.slice(28)}`, THUMBPRINT],
  ['a GUID', 'Subject : 137c0a63-cbc7-4261-\n          b49b-b4850e63593b', '137c0a63-cbc7-4261-b49b-b4850e63593b'],
  ['without indentation, a list is open', 'Subject : {a.contoso.com,\nb.contoso.com}', '{a.contoso.com, b.contoso.com}'],
  ['without indentation, a quote is open', 'Subject : CN=a, O="Fabrikam,\nInc.", C=US', 'CN=a, O="Fabrikam, Inc.", C=US'],
  ['behind an equals sign', 'Subject : CN=a, O=\nContoso', 'CN=a, O=Contoso'],
  ['the value begins in the next line', 'Subject              :\n                       CN=a', 'CN=a'],
])('wrapped %s', (_name, text, expected) => expect(objects(`${text}\nGuid : 1`)).toEqual([{ subject: expected, guid: '1' }]));

test('a window of 80 columns breaks inside words', () => {
  const first = 'Subject : CN=mail.contoso.com, OU=Messaging, O=Contoso, L=Osaka, S=Osaka, OU=Tel';
  expect(first).toHaveLength(80);
  expect(objects(`${first}\nephony, C=JP\nGuid : 1`)).toEqual([{ subject: `${first.slice(10)}ephony, C=JP`, guid: '1' }]);
});

test('doubled line breaks', () =>
  expect(objects('Name : a\n\nSubject : {x,\n\ny}\n\nGuid : 1\n\n\n\nName : b')).toEqual([
    { name: 'a', subject: '{x, y}', guid: '1' },
    { name: 'b' },
  ]));

test('a prompt ends an object', () => expect(objects('Name : {a,\n[PS] C:\\>Get-Queue\nGuid : 1')).toEqual([{ name: '{a,' }, { guid: '1' }]));

test.each([
  ['TIsDomain', 'tlsdomain'],
  ['TIsCertificateName', 'tlscertificatename'],
  ['ldentity', 'identity'],
  ['lssuer', 'issuer'],
  ['LastError', 'lasterror'],
])('a reader of pictures writes %s', (read, meant) => expect(propertyName(read)).toBe(meant));

describe('TlsCertificateName', () => {
  const list = (value: string) =>
    `Identity           : EX01\\Default Frontend EX01\nAuthMechanism      : Tls\nTlsCertificateName : ${value}\nEnabled            : True`;
  const nameOf = (text: string) => {
    const [clue] = readShellOutput(openPaste(text)).clues;
    return clue?.kind === 'connector' ? clue.tlsCertificateName : clue;
  };
  const indent = `\n${' '.repeat(21)}`;

  test.each([
    ['in one line', PIN],
    ['escaped for Markdown', PIN.replaceAll('<', '\\<')],
    ['escaped for XML', PIN.replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['in full width', PIN.replaceAll('<', '＜').replaceAll('>', '＞')],
    ['wrapped in front of the mark', PIN.replace('<S>', `${indent}<S>`)],
    ['wrapped behind a comma', PIN.replaceAll(', ', `,${indent}`)],
    ['wrapped without indentation', PIN.replace('<S>', '\n<S>').replace(', Ltd', ',\nLtd')],
    ['wrapped inside a quoted value', PIN.replace('"Fabrikam, ', `"Fabrikam,${indent}`)],
  ])('%s', (_name, value) => expect(nameOf(list(value))).toEqual(NAME));

  test('a part that is cut or blacked out is missing', () => {
    expect(nameOf(list('<I>CN=Fabrikam CA 2<S>CN=mail.cont...'))).toEqual({ issuer: 'CN=Fabrikam CA 2', subject: undefined, domain: undefined });
    expect(nameOf(list('<I>●●●●<S>CN=mail.contoso.com'))).toEqual({ issuer: undefined, subject: 'CN=mail.contoso.com', domain: 'mail.contoso.com' });
  });
});
