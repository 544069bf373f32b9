import fc from 'fast-check';
import { isHostName, readTarget } from '../../src/probes/target.js';

test.each([
  ['mail.contoso.com', { kind: 'name', name: 'mail.contoso.com' }],
  ['  Mail.Contoso.COM ', { kind: 'name', name: 'mail.contoso.com' }],
  ['contoso.com.', { kind: 'name', name: 'contoso.com' }],
  ['mail.contoso.com:587', { kind: 'name', name: 'mail.contoso.com', port: 587 }],
  ['mail.contoso.com.:465', { kind: 'name', name: 'mail.contoso.com', port: 465 }],
  ['203.0.113.10', { kind: 'address', name: '203.0.113.10' }],
  ['203.0.113.10:25', { kind: 'address', name: '203.0.113.10', port: 25 }],
  ['[2001:db8::1]:25', { kind: 'address', name: '2001:db8::1', port: 25 }],
  ['[2001:db8::1]', { kind: 'address', name: '2001:db8::1' }],
  ['2001:db8::1', { kind: 'address', name: '2001:db8::1' }],
  ['2001:DB8:0:0::1', { kind: 'address', name: '2001:db8::1' }],
  ['::1', { kind: 'address', name: '::1' }],
  // Eight groups: the last is no port.
  ['2001:db8:1:2:3:4:5:25', { kind: 'address', name: '2001:db8:1:2:3:4:5:25' }],
  ['user@contoso.com', { kind: 'name', name: 'contoso.com' }],
  ["o'hara+news@contoso.com", { kind: 'name', name: 'contoso.com' }],
  ['bücher.example', { kind: 'name', name: 'xn--bcher-kva.example' }],
  ['xn--bcher-kva.example', { kind: 'name', name: 'xn--bcher-kva.example' }],
  ['mail。contoso。com', { kind: 'name', name: 'mail.contoso.com' }],
  ['ｍａｉｌ．contoso.com', { kind: 'name', name: 'mail.contoso.com' }],
  ['例え.テスト', { kind: 'name', name: 'xn--r8jz45g.xn--zckzah' }],
  ['3com.com', { kind: 'name', name: '3com.com' }],
  ['1.2.3.4.example', { kind: 'name', name: '1.2.3.4.example' }],
])('%j is read', (text, target) => {
  expect(readTarget(text)).toEqual(target);
});

const long = (count: number) => 'a'.repeat(count);
test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  [long(321), 'too-long'],
  [`${long(64)}.com`, 'too-long'],
  [`${`${long(60)}.`.repeat(5)}com`, 'too-long'],
  ['https://mail.contoso.com/owa', 'url'],
  ['smtp://mail.contoso.com', 'url'],
  ['//mail.contoso.com', 'url'],
  ['contoso.com/owa', 'url'],
  ['10.0.0.0/8', 'url'],
  ['\\\\server\\share', 'url'],
  ['127.1', 'odd-address'],
  ['127.0.1', 'odd-address'],
  ['2130706433', 'odd-address'],
  ['017700000001', 'odd-address'],
  ['0177.0.0.1', 'odd-address'],
  ['010.0.0.1', 'odd-address'],
  ['203.0.113.010', 'odd-address'],
  ['127.0.0.1.', 'odd-address'],
  ['0x7f.1', 'odd-address'],
  ['0x7f000001', 'odd-address'],
  ['0X7F.0.0.1', 'odd-address'],
  ['contoso.0x1', 'odd-address'],
  ['256.256.256.256', 'odd-address'],
  ['1.2.3.4.5', 'odd-address'],
  ['contoso.com.25', 'odd-address'],
  ['0', 'odd-address'],
  ['１２７.0.0.1', 'odd-address'],
  ['１２７．０．０．１', 'odd-address'],
  ['127。0。0。1', 'odd-address'],
  ['①②⑦.0.0.1', 'odd-address'],
  ['fe80::1%eth0', 'odd-address'],
  ['[fe80::1%25eth0]:25', 'odd-address'],
  ['::ffff:127.0.0.1', 'odd-address'],
  ['[::127.0.0.1]', 'odd-address'],
  ['[127.0.0.1]', 'odd-address'],
  ['[contoso.com]', 'odd-address'],
  ['2001:db8::1::2', 'odd-address'],
  ['mail.contoso.com:25:25', 'odd-address'],
  ['[2001:db8::1]25', 'not-a-host'],
  ['[2001:db8::1', 'not-a-host'],
  ['[[::1]]', 'not-a-host'],
  ['user@203.0.113.10', 'odd-address'],
  ['localhost％2econtoso.com', 'not-a-host'],
  ['contoso.com?.example.com', 'not-a-host'],
  ['contoso.com#.example.com', 'not-a-host'],
  ['user@[127.0.0.1]', 'not-a-host'],
  ['a@b@contoso.com', 'not-a-host'],
  ['user:pass@contoso.com', 'not-a-host'],
  ['user@contoso.com:25', 'not-a-host'],
  ['@contoso.com', 'not-a-host'],
  ['user@', 'not-a-host'],
  ['user%x@contoso.com', 'not-a-host'],
  ['%6c%6fcalhost', 'not-a-host'],
  ['mail%2econtoso.com', 'not-a-host'],
  ['contoso..com', 'not-a-host'],
  ['.contoso.com', 'not-a-host'],
  ['contoso.com..', 'not-a-host'],
  ['.', 'not-a-host'],
  ['-a.contoso.com', 'not-a-host'],
  ['a-.contoso.com', 'not-a-host'],
  ['a_b.contoso.com', 'not-a-host'],
  ['*.contoso.com', 'not-a-host'],
  ['con\u00adtoso.com', 'not-a-host'],
  ['contoso\u200b.com', 'not-a-host'],
  ['\u202econtoso.com', 'not-a-host'],
  ['contoso.com\u0000.evil.example', 'not-a-host'],
  ['mail contoso.com', 'not-a-host'],
  ['contoso.com\r\nRCPT TO:<a>', 'port'],
  ['contoso.com\r\nQUIT', 'not-a-host'],
  ['contoso.com;id', 'not-a-host'],
  ['$(id).contoso.com', 'not-a-host'],
  ['<contoso.com>', 'not-a-host'],
  ['localhost', 'single-label'],
  ['localhost.', 'single-label'],
  ['exch01', 'single-label'],
  ['exch01:25', 'single-label'],
  ['mail.contoso.com:80', 'port'],
  ['mail.contoso.com:0', 'port'],
  ['mail.contoso.com:025', 'port'],
  ['mail.contoso.com:', 'port'],
  ['mail.contoso.com:+25', 'port'],
  ['mail.contoso.com:２５', 'port'],
  ['mail.contoso.com:65561', 'port'],
  ['[2001:db8::1]:22', 'port'],
  ['[2001:db8::1]:', 'port'],
])('%j is refused: %s', (text, refused) => {
  expect(readTarget(text)).toEqual({ refused });
});

test.each([
  ['localhost.localdomain:2525', { kind: 'name', name: 'localhost.localdomain', port: 2525 }],
  ['127.0.0.1:65535', { kind: 'address', name: '127.0.0.1', port: 65_535 }],
  ['127.0.0.1:65536', { refused: 'port' }],
  ['127.0.0.1:0', { refused: 'port' }],
])('in the terminal any port goes: %s', (text, target) => {
  expect(readTarget(text, { ports: 'any' })).toEqual(target);
});

test('punycode that means nothing is refused or stays as it is, by the version of Node', () => {
  expect([{ refused: 'not-a-host' }, { kind: 'name', name: 'xn--a.com' }]).toContainEqual(readTarget('xn--a.com'));
});

test('whatever is typed, a name that comes out is a plain host name and reads as itself', () => {
  const piece = fc.constantFrom(
    'a',
    'contoso',
    '.',
    '。',
    ':',
    '@',
    '[',
    ']',
    '%',
    '0x',
    '127',
    '25',
    '１',
    'ü',
    '-',
    '_',
    '/',
    ' ',
    '\u200d',
    '::',
    'xn--',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      ),
      (text) => {
        const target = readTarget(text, { ports: 'any' });
        if ('refused' in target) return;
        if (target.kind === 'name') expect(isHostName(target.name)).toBe(true);
        expect(readTarget(target.name, { ports: 'any' })).toEqual({ kind: target.kind, name: target.name });
      },
    ),
    { numRuns: 3000 },
  );
});
