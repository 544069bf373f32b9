import { readPaste } from '../../../src/parsers/index.js';
import { MASK } from '../../../src/parsers/text/secrets.js';
import { unescaped } from '../../../src/parsers/text/unescaped.js';

describe('JSON', () => {
  test.each([
    [
      'a message of several lines',
      '{"level":"error","message":"Event ID: 12014\\nSource: A\\r\\n\\tx","n":1}',
      '{"level":"error","message":\nEvent ID: 12014\nSource: A\n x\n,"n":1}',
    ],
    ['quotes', '"a \\"451 5.7.3 b\\" c"', '"a "451 5.7.3 b" c"'],
    ['marks and names', '"\\u003cI\\u003eCN=A\\u003cS\\u003eCN=B"', '"<I>CN=A<S>CN=B"'],
    ['Japanese', '"\\u30a4\\u30d9\\u30f3\\u30c8\\u0020ID\\nA"', '"イベント ID\nA"'.replaceAll('"', '\n')],
    ['no quotes around it', 'Log Name: Application\\nSource: A\\nEvent ID: 12014', '\nLog Name: Application\nSource: A\nEvent ID: 12014\n'],
  ])('%s', (_, given, plain) => expect(unescaped(given)).toBe(plain));

  test.each([
    ['a path', 'C:\\Program Files\\Microsoft\\notes "a\\"'],
    ['a name that looks like an escape', 'Identity : EX01\\new relay\nIdentity : EX01\\relay\nIdentity : EX01\\from branch'],
    ['a share', '\\\\EX01\\c$\\temp'],
    ['bytes of Python', "reply: b'250-mail.contoso.com Hello\\r\\n'"],
    ['a line break at the end alone', 'reply: 250 ok\\r\\n'],
  ])('not: %s', (_, given) => expect(unescaped(given)).toBe(given));

  test('a backslash in a value stays as whoever reads the JSON expects it', () => {
    expect(unescaped('{"Identity":"EX01\\\\new relay","Issuer":"O=\\"A, B\\""}')).toBe('{"Identity":"EX01\\\\new relay","Issuer":"O="A, B""}');
    const [clue] = readPaste(
      '{"Identity":"EX01\\\\new relay","AuthMechanism":"Tls","TlsCertificateName":"\\u003cI\\u003eCN=A\\u003cS\\u003eCN=B"}',
    ).clues;
    expect(clue).toMatchObject({ kind: 'connector', identity: 'EX01\\new relay', tlsCertificateName: { issuer: 'CN=A', subject: 'CN=B' } });
  });
  test('once', () => expect(unescaped('"a\\n\\\\nb \\"c\\" \\\\u003c"')).toBe('\na\n\\nb "c" \\u003c\n'));
  test('a secret that an escape hid is masked', () => {
    const evidence = readPaste('{"body":"{\\"password\\":\\"Sommer2026\\"}"}');
    expect(JSON.stringify(evidence)).not.toContain('Sommer2026');
    expect(evidence.unread[0]?.text).toContain(MASK);
  });
});

describe('quoted-printable', () => {
  const soft = `${'a'.repeat(70)} =\n`;
  test.each([
    ['a name', 'Subject =3D CN=3Dmail.contoso.com', 'Subject = CN=mail.contoso.com'],
    ['a soft break', `x =3D 1 ma=\nil`, 'x = 1 mail'],
    ['lines of the usual width', `${soft}${soft}end`, `${'a'.repeat(70)} ${'a'.repeat(70)} end`],
    ['Japanese', 'a =3D b\n=E8=A8=BC=E6=98=8E=E6=9B=B8=20', 'a = b\n証明書 '],
  ])('%s', (_, given, plain) => expect(unescaped(given)).toBe(plain));
  test.each([
    ['a name with hex in it', 'CN=CAFE.contoso.com, O=AB'],
    ['base64', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(63)}=\n-----END CERTIFICATE-----`],
    ['a bare sign on the line', 'x=3D1\nCN=AB, DC=contoso'],
  ])('not: %s', (_, given) => expect(unescaped(given).split('\n').at(-1)).toBe(given.split('\n').at(-1)));
});

describe('the source of a web page', () => {
  test.each([
    ['breaks', 'a<br>\nb<BR />c', 'a\nb\nc'],
    ['paragraphs', '<p>a &quot;b&quot;</p><p>c&nbsp;d</p>', 'a "b"\nc d\n'],
    [
      'rows',
      '<table><tr><td>Source:</td><td>A</td></tr><tr><td>x</td> <td class="n">y</td></tr><tr><td>z</td><td></td></tr></table>',
      'Source: A\nx | y\nz\n\n',
    ],
    ['marks of a certificate', '&lt;I&gt;CN=A&lt;S&gt;CN=B<br>', '<I>CN=A<S>CN=B\n'],
    ['italics and marks', '<i>a</i> <I>CN=A<S>CN=B<br>', 'a <I>CN=A<S>CN=B\n'],
    ['addresses and placeholders', '<server> <a@contoso.com><br>', '<server> <a@contoso.com>\n'],
    ['an event that was escaped', '&lt;Event xmlns="a"&gt;&lt;Data&gt;&amp;lt;I&amp;gt;CN=A', '<Event xmlns="a"><Data>&lt;I&gt;CN=A'],
  ])('%s', (_, given, plain) => expect(unescaped(given)).toBe(plain));
  test.each([
    ['an event in XML', '<Event><System><Computer>EX01</Computer></System><Data>&lt;I&gt;CN=A&amp;B</Data></Event>'],
    ['a name in Slack', '<I>CN=A<S>CN=B <mailto:a@contoso.com>'],
    ['an ampersand alone', 'https://contoso.com/?a=1&amp;b=2 Relay R&amp;D'],
  ])('not: %s', (_, given) => expect(unescaped(given)).toBe(given));
});

describe('what a message looks like where it is stored', () => {
  test.each([
    ['quotes and marks', '&gt; responded with &quot;421&quot; &#39;x&#39; &lt;I&gt;CN=R&amp;D', '> responded with "421" \'x\' <I>CN=R&D'],
    [
      'links of Slack',
      'Computer: <http://EX01.contoso.com|EX01.contoso.com> <mailto:a@contoso.com|a@contoso.com>',
      'Computer: EX01.contoso.com a@contoso.com',
    ],
    ['a link inside a name', '&lt;S&gt;CN=<https://mail.contoso.com|mail.contoso.com>, C=JP', '<S>CN=mail.contoso.com, C=JP'],
  ])('%s', (_, given, plain) => expect(unescaped(given)).toBe(plain));
  test.each([
    ['an address behind an address', 'a@contoso.com<mailto:a@contoso.com> | x'],
    ['a placeholder', '<http-server|proxy>'],
  ])('not: %s', (_, given) => expect(unescaped(given)).toBe(given));
});
