import {
  commonName,
  decodeEntities,
  domainOf,
  endOfName,
  hostName,
  joinName,
  readCertificateName,
  splitName,
} from '../../../src/parsers/certificate/name.js';

const ISSUER = 'CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US';
const SUBJECT = 'CN=mail.contoso.com, OU=IT, S=Oslo, C=NO';

test.each([
  [`<I>${ISSUER}<S>${SUBJECT}`],
  [`<i>${ISSUER}<s>${SUBJECT}`],
  [`\\<I>${ISSUER}\\<S>${SUBJECT}`],
  [`\uFF1CI\uFF1E${ISSUER}\uFF1CS\uFF1E${SUBJECT}`],
  [`&lt;I&gt;${ISSUER.replaceAll('"', '&quot;')}&lt;S&gt;${SUBJECT}`],
  [`  <I>${ISSUER}<S>${SUBJECT}  `],
])('%s', (text) => expect(readCertificateName(text)).toEqual({ issuer: ISSUER, subject: SUBJECT, domain: 'mail.contoso.com' }));

test('S= is the state, never the mark', () =>
  expect(readCertificateName('<I>CN=CA, S=Hessen, C=DE<S>CN=a.contoso.com, S=Bayern')).toMatchObject({
    issuer: 'CN=CA, S=Hessen, C=DE',
    subject: 'CN=a.contoso.com, S=Bayern',
  }));

test('an honest apostrophe and other scripts stay as they are', () => {
  expect(readCertificateName("<I>CN=R3, O=Let's Encrypt, C=US<S>CN=mail.contoso.com, O=コントソ株式会社")).toEqual({
    issuer: "CN=R3, O=Let's Encrypt, C=US",
    subject: 'CN=mail.contoso.com, O=コントソ株式会社',
    domain: 'mail.contoso.com',
  });
});

test.each([
  [
    '<I>CN=Certificate Name, OU=<CertificateIssuer>, C=US<S>CN=mail.contoso.com',
    { issuer: undefined, subject: 'CN=mail.contoso.com', domain: 'mail.contoso.com' },
  ],
  ['<I>CN=Fabrikam CA, C=US<S>CN=<your name>', { issuer: 'CN=Fabrikam CA, C=US', subject: undefined, domain: undefined }],
  ['<I>issuer<S>subject', { issuer: undefined, subject: undefined, domain: undefined }],
  ['<I>CN=xxxx<S>****', { issuer: undefined, subject: undefined, domain: undefined }],
  ['<I>CN=Fabrikam CA, C=US', { issuer: undefined, subject: undefined, domain: undefined }],
  ['<I>CN=CA, C=US<S>CN=*.contoso.com, C=NO', { issuer: 'CN=CA, C=US', subject: 'CN=*.contoso.com, C=NO', domain: undefined }],
  ['<I>CN=CA, C=US<S>CN=Contoso Mail Relay', { issuer: 'CN=CA, C=US', subject: 'CN=Contoso Mail Relay', domain: undefined }],
])('%s', (text, name) => expect(readCertificateName(text)).toEqual(name));

test.each([
  ['<I>CN=CA, O=“Contoso, Ltd.”<S>CN=mail.contoso.com, O=„Contoso, Ltd.“', 'CN=CA, O="Contoso, Ltd."', 'CN=mail.contoso.com, O="Contoso, Ltd."'],
  ['<I>ＣＮ＝ＣＡ，Ｃ＝ＪＰ<S>ＣＮ＝ｍａｉｌ．ｃｏｎｔｏｓｏ．ｃｏｍ', 'CN=CA,C=JP', 'CN=mail.contoso.com'],
  ['<I>CN=CA<S>CN=mail．contoso．com, O=コントソ（ＪＰ）', 'CN=CA', 'CN=mail.contoso.com, O=コントソ（ＪＰ）'],
  ['<I>CN=“CA” of Contoso<S>CN=mail.contoso.com', 'CN=“CA” of Contoso', 'CN=mail.contoso.com'],
  ['<I>CN=[issuer]<S>CN=mail.contoso.com, O=[organization], C=JP', undefined, undefined],
])('%s, as no certificate is spelled', (text, issuer, subject) => expect(readCertificateName(text)).toMatchObject({ issuer, subject }));

test('text without marks is no such name', () => {
  expect(readCertificateName('mail.contoso.com')).toBeUndefined();
  expect(readCertificateName('CN=mail.contoso.com, OU=IT')).toBeUndefined();
  expect(readCertificateName('CN=CA, C=USCN=mail.contoso.com, C=NO')).toEqual({
    issuer: 'CN=CA, C=US',
    subject: 'CN=mail.contoso.com, C=NO',
    domain: 'mail.contoso.com',
  });
});

test('parts of a name', () => {
  expect(splitName('CN="Contoso, Ltd", O=a, b, OID.2.5.4.97=X')).toEqual([
    { key: 'CN', value: 'Contoso, Ltd' },
    { key: 'O', value: 'a, b' },
    { key: 'OID.2.5.4.97', value: 'X' },
  ]);
  expect(commonName('O=Contoso, CN = mail.contoso.com')).toBe('mail.contoso.com');
  expect(commonName('O=Contoso')).toBeUndefined();
  expect(domainOf('CN="mail.contoso.com", C=NO')).toBe('mail.contoso.com');
});

test.each([
  ['ex01.contoso.com.', 'ex01.contoso.com'],
  ['EX_01', 'EX_01'],
  ['例え.jp', '例え.jp'],
  ['ＥＸ０１', 'EX01'],
  ['ex01．contoso．com。', 'ex01.contoso.com'],
  ['*.contoso.com', undefined],
  ['<Server>.contoso.com', undefined],
  ['ex01 contoso', undefined],
  ['', undefined],
  ['-x', undefined],
])('host name %s', (value, host) => expect(hostName(value)).toBe(host));

test('the end of a name inside a sentence', () => {
  expect(endOfName('CN=mail.contoso.com, C=NO im Speicher')).toBe('CN=mail.contoso.com, C=NO'.length);
  expect(endOfName('CN=mail.contoso.com dans le magasin')).toBe('CN=mail.contoso.com'.length);
  expect(endOfName('CN=mail.contoso.com, O=Contoso im Speicher')).toBeUndefined();
  const subject = 'CN=mail.contoso.com, O="Contoso, Ltd.", C=NO';
  expect(endOfName(`${subject} dans le magasin, avec le nom <I>CN=CA, C=US<S>${subject}.`)).toBe(subject.length);
});

test('entities are undone once', () => expect(decodeEntities('a &amp;lt; &lt;I&gt; &#39;x&apos; &foo;')).toBe("a &lt; <I> 'x' &foo;"));

test.each([
  ['CN=mail.contoso.com; OU=IT; ST=Oslo; C=NO', 'CN=mail.contoso.com, OU=IT, S=Oslo, C=NO'],
  ['emailAddress=ca@contoso.com; commonName=Contoso CA', 'E=ca@contoso.com, CN=Contoso CA'],
  ['CN=a.contoso.com; O=Fabrikam, Inc.; C=US', 'CN=a.contoso.com, O="Fabrikam, Inc.", C=US'],
  ['CN=a.contoso.com; O=The "Mail" Company', 'CN=a.contoso.com, O="The ""Mail"" Company"'],
  ['CN=a.contoso.com; jurisdictionC=NO; 2.5.4.97=NTRNO-1', 'CN=a.contoso.com, OID.1.3.6.1.4.1.311.60.2.1.3=NO, OID.2.5.4.97=NTRNO-1'],
  ['CN=Contoso CA; DC=contoso; DC=com', 'CN=Contoso CA, DC=contoso, DC=com'],
  ['CN=<server>; O=Contoso', undefined],
  ['CN=xxxx; O=Contoso', undefined],
])("the parts %s in Exchange's spelling", (parts, name) => {
  const split = parts.split('; ').map((part) => ({ key: part.slice(0, part.indexOf('=')), value: part.slice(part.indexOf('=') + 1) }));
  expect(joinName(split)).toBe(name);
});

test('no parts are no name', () => expect(joinName([])).toBeUndefined());
