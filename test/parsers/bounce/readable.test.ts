import { Readable } from '../../../src/parsers/bounce/readable.js';
import { wordingsIn } from '../../../src/parsers/bounce/remotes.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => {
  const paste = openPaste(text);
  return new Readable(rowsOf(paste), wordingsIn(paste));
};
const mentions = (text: string) => [...read(text).mentions.values()].map(({ address, remoteHost, remoteIp }) => ({ address, remoteHost, remoteIp }));

test('what follows a recipient is about it, up to the next one', () => {
  const text = `The mail system

<hanako@fabrikam.com>: host mx1.fabrikam.com[203.0.113.8] said: 550 5.1.1 unknown

<jiro@fabrikam.com>: host mx2.fabrikam.com[203.0.113.9] said: 450 4.2.2 full`;
  expect(mentions(text)).toEqual([
    { address: 'hanako@fabrikam.com', remoteHost: 'mx1.fabrikam.com', remoteIp: '203.0.113.8' },
    { address: 'jiro@fabrikam.com', remoteHost: 'mx2.fabrikam.com', remoteIp: '203.0.113.9' },
  ]);
  expect([...read(text).mentions.values()].map(({ words }) => [words.includes('unknown'), words.includes('full')])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('where several recipients stand together, a server may be about any of them', () => {
  expect(mentions('hanako@fabrikam.com\njiro@fabrikam.com\nmx.fabrikam.com')).toEqual([
    { address: 'hanako@fabrikam.com' },
    { address: 'jiro@fabrikam.com' },
  ]);
});

test('the spelling of an address does not make another', () => {
  expect(mentions('Hanako@fabrikam.com\n\nhanako@FABRIKAM.com')).toEqual([{ address: 'Hanako@fabrikam.com' }]);
});

test('the last server that was tried says more than the first', () => {
  const text = `hanako@fabrikam.com
mx1.fabrikam.com
Server at mx2.fabrikam.com (203.0.113.9) returned '450 4.4.316 Connection refused'`;
  expect(mentions(text)).toEqual([{ address: 'hanako@fabrikam.com', remoteHost: 'mx2.fabrikam.com', remoteIp: '203.0.113.9' }]);
});

test('the server that wrote the bounce is not the other side', () => {
  const { generatedBy, mentions: all } = read('Generating server: ex01.contoso.com\n\nhanako@fabrikam.com\nex01.contoso.com');
  expect([generatedBy, all.get('hanako@fabrikam.com')?.remoteHost]).toEqual(['ex01.contoso.com', undefined]);
});

test.each([
  ['Postfix', 'This is the mail system at host mail.contoso.com.'],
  ['qmail', 'Hi. This is the qmail-send program at mail.contoso.com.'],
  ['Exchange 2003', '<mail.contoso.com #5.1.1>'],
])('%s introduces itself', (_, text) => {
  expect(read(text).generatedBy).toBe('mail.contoso.com');
});

test('a bounce goes to the sender, and is sent on with the name of the mail system above', () => {
  expect(read('From: MAILER-DAEMON@mail.contoso.com\nTo: taro@contoso.com\n\nhanako@fabrikam.com').sender).toBe('taro@contoso.com');
  expect(read('Hello\nFrom: Postmaster <postmaster@contoso.com>\nTo: taro@contoso.com\n').sender).toBe('taro@contoso.com');
});

test('recipients of the original, and those that only a reply names, are kept apart', () => {
  const {
    addressee,
    spoken,
    mentions: all,
  } = read('550 5.1.1 <hanako@fabrikam.com>: no such user\n\nOriginal message headers:\nTo: Jiro <jiro@fabrikam.com>\nFrom: taro@contoso.com');
  expect([addressee?.address, [...spoken.keys()], all.size]).toEqual(['jiro@fabrikam.com', ['hanako@fabrikam.com'], 0]);
});
