import { isPlaceholder } from '../../../src/parsers/text/placeholder.js';
import { MASK, maskSecrets } from '../../../src/parsers/text/secrets.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('the mask is a placeholder, so it never enters a command', () => {
  expect(isPlaceholder(MASK)).toBe(true);
  expect(isPlaceholder(`CN=${MASK}`)).toBe(true);
});

test.each([
  ['password=Sommer!2026;', 'Sommer!2026', `password=${MASK};`],
  ['Password: "two words"', 'two words', `Password: ${MASK}`],
  ['pwd:hunter2', 'hunter2', `pwd:${MASK}`],
  ['DB_PASSWORD=a$b!c', 'a$b!c', `DB_PASSWORD=${MASK}`],
  ['パスワード:ひみつ123', 'ひみつ123', `パスワード:${MASK}`],
  ['パスワードは「Aa1!」です', 'Aa1!', `パスワードは${MASK}です`],
  ["Connect-ExchangeOnline -Password 'p w'", 'p w', `Connect-ExchangeOnline -Password ${MASK}`],
  ["ConvertTo-SecureString 'Xy-9' -AsPlainText -Force", 'Xy-9', `ConvertTo-SecureString ${MASK} -AsPlainText -Force`],
  ['ConvertTo-SecureString -String "Xy-9" -AsPlainText', 'Xy-9', `ConvertTo-SecureString -String ${MASK} -AsPlainText`],
  ['ConvertTo-SecureString -AsPlainText -Force Xy-9', 'Xy-9', `ConvertTo-SecureString -AsPlainText -Force ${MASK}`],
  ['Server=db1;User Id=app;Password=s3cr3t;Encrypt=True', 's3cr3t', `Server=db1;User Id=app;Password=${MASK};Encrypt=True`],
  ['AccountName=a;AccountKey=Zm9vYmFyYmF6cXV4Cg==;', 'Zm9vYmFyYmF6cXV4Cg==', `AccountName=a;AccountKey=${MASK};`],
  ['client_secret: abc~DEF.123', 'abc~DEF.123', `client_secret: ${MASK}`],
  ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz', `Authorization: Basic ${MASK}`],
  ['curl -H "Authorization: Bearer abc.def.ghi"', 'abc.def.ghi', `curl -H "Authorization: Bearer ${MASK}"`],
  ['sent Bearer 0123456789abcdefghij', '0123456789abcdefghij', `sent Bearer ${MASK}`],
  [`SLACK_BOT=${'xoxb'}-1234567890-abcdefghij`, '1234567890-abcdefghij', `SLACK_BOT=${MASK}`],
  [`key ${'AKIA'}ABCDEFGHIJKLMNOP used`, 'ABCDEFGHIJKLMNOP', `key ${MASK} used`],
  [`aws_secret_access_key = ${'abcd/EFGH+1234567890'}`, 'EFGH', `aws_secret_access_key = ${MASK}`],
  ['https://hooks.slack.com/services/T000/B000/abcDEF', 'T000', `https://hooks.slack.com/${MASK}`],
  ['smtp://relay:geheim@mail.contoso.com:587', 'geheim', `smtp://relay:${MASK}@mail.contoso.com:587`],
  ['curl -u admin:geheim https://ex01', 'geheim', `curl -u admin:${MASK} https://ex01`],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl.', 'c2lnbmF0dXJl', `token eyJ${MASK}`],
])('%s', (text, secret, expected) => {
  expect(maskSecrets(text)).toEqual({ text: expected, masked: 1 });
  expect(maskSecrets(text).text).not.toContain(secret);
});

describe('sign-in to a mail server', () => {
  const login = [
    'EHLO client',
    '250-mail.contoso.com Hello',
    '250-AUTH LOGIN PLAIN XOAUTH2',
    '250 CHUNKING',
    'AUTH LOGIN',
    '334 VXNlcm5hbWU6',
    base64('printer@contoso.com'),
    '334 UGFzc3dvcmQ6',
    base64('geheim12'),
    '535 5.7.3 Authentication unsuccessful',
  ];

  const row = '2026-11-22T00:15:03.131Z,EX01\\Default Frontend EX01,08D479E14521204D,4,192.0.2.10:25,198.51.100.2:30648,';
  test.each([
    ['behind AUTH', `${row}>,250  EX01 SIZE 37748736\nPIPELINING DSN STARTTLS AUTH NTLM\n8BITMIME BINARYMIME CHUNKING XRDST,\n${row}<,QUIT,`],
    ['in front of AUTH', `${row}>,250  EX01 SIZE 37748736 STARTTLS\nAUTH NTLM 8BITMIME BINARYMIME\nCHUNKING XRDST,\n${row}<,QUIT,`],
    ['around AUTH', `${row}>,250  EX01 SIZE 37748736 STARTTLS\nAUTH NTLM\n8BITMIME BINARYMIME\nCHUNKING,\n${row}<,QUIT,`],
  ])('a list of a server, wrapped %s, is none', (_, log) => expect(maskSecrets(log)).toEqual({ text: log, masked: 0 }));

  test('AUTH LOGIN: both answers, and nothing else', () => {
    const { text, masked } = maskSecrets(login.join('\r\n'));
    expect(masked).toBe(2);
    expect(text.split('\r\n')).toEqual(login.with(6, MASK).with(8, MASK));
  });

  test.each([
    ['a debug log', (line: string) => `2026-11-20 09:00:00 CLIENT -> SERVER: ${line}`],
    ['swaks', (line: string) => ` -> ${line}`],
    ['a protocol log', (line: string) => `2026-11-20T09:00:00.000Z,EX01\\Client,08DD,5,192.0.2.1:587,192.0.2.9:5000,<,${line},`],
  ])('with what %s puts in front', (_name, wrap) => {
    const lines = [`AUTH PLAIN ${base64('\0printer\0geheim12')}`, '235 2.7.0 Authentication successful', 'MAIL FROM:<a@contoso.com>'].map(wrap);
    const { text, masked } = maskSecrets(lines.join('\n'));
    expect(masked).toBe(1);
    expect(text.split('\n').slice(1)).toEqual(lines.slice(1));
    expect(text).toContain(`AUTH PLAIN ${MASK}`);
  });

  test('AUTH XOAUTH2', () =>
    expect(maskSecrets(`AUTH XOAUTH2 ${base64('user=a\u0001auth=Bearer x\u0001\u0001')}`)).toEqual({ text: `AUTH XOAUTH2 ${MASK}`, masked: 1 }));
});

test('a private key keeps its lines', () => {
  const text = `before\n-----BEGIN ${'PRIVATE'} KEY-----\nMIIEvQ\nABCD==\n-----END PRIVATE KEY-----\nafter`;
  const { text: out, masked } = maskSecrets(text);
  expect(masked).toBe(1);
  expect(out).not.toContain('MIIEvQ');
  expect(out.split('\n')).toHaveLength(6);
  expect(out).toMatch(/after$/);
  expect(maskSecrets(text.slice(0, 60)).text).not.toContain('MIIEvQ');
});

describe('what a diagnosis needs stays', () => {
  test.each([
    'Thumbprint : 5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A',
    'TlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam, C=US<S>CN=mail.contoso.com, C=NO',
    'AuthMechanism : Tls, BasicAuth, BasicAuthRequireTLS, Integrated',
    '250-AUTH LOGIN PLAIN\n250-STARTTLS\n250 OK',
    '2026-11-20T09:00:00.000Z,EX01\\Default,08DD,4,192.0.2.1:25,192.0.2.9:5000,>,250  EX01 Hello SIZE AUTH NTLM LOGIN STARTTLS,',
    'Message-ID: <5b0c1f5e7a9d4e2f8c3b6a1d0e9f8c7b@contoso.com>',
    '451 4.4.0 Security status InvalidToken.',
    'PublicKeyToken=31bf3856ad364e35, Culture=neutral',
    '535 5.7.3 Authentication unsuccessful; Basic authentication is disabled',
    'Password expired yesterday. The password was changed.',
    'パスワードは変更済みです。',
    'http://192.0.2.1:25/ EX01:25 [2001:db8::25]:25 mail.contoso.com:587',
    'PasswordRequired : True',
    'Password: ********',
    'Server: ex01@contoso.com https://learn.microsoft.com/exchange?x=1',
  ])('%s', (text) => expect(maskSecrets(text)).toEqual({ text, masked: 0 }));
});
