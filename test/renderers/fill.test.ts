import fc from 'fast-check';
import { FACT_KINDS, type FactKind } from '../../src/model/facts.js';
import { fillCommand, fillProse, plain, quote, visible } from '../../src/renderers/fill.js';
import { bold, code, ems, or, say } from '../../src/rules/define.js';
import { readCommand } from './powershell.js';

const KINDS = [...new Set<FactKind>(Object.values(FACT_KINDS))];
const THUMBPRINT = '3F9C07A1D25E8B64190ACD7723E5F0B84416D9EE';

describe('quote', () => {
  test.each<[FactKind, string, string]>([
    ['text', "CN=R3, O=Let's Encrypt, C=US", "'CN=R3, O=Let''s Encrypt, C=US'"],
    ['text', '$(calc) `n "x" ; | { }', '\'$(calc) `n "x" ; | { }\''],
    ['text', 'a\u2018b\u2019c\u201Ad\u201Be', "'a\u2018\u2018b\u2019\u2019c\u201A\u201Ad\u201B\u201Be'"],
    ['text', '株式会社コントソ', "'株式会社コントソ'"],
    ['identity', "HYB01\\Bob's connector", "'HYB01\\Bob''s connector'"],
    ['identity', 'HYB01\\既定のフロントエンド HYB01', "'HYB01\\既定のフロントエンド HYB01'"],
    ['host', 'mail.contoso.com', "'mail.contoso.com'"],
    ['host', '2001:db8::25', "'2001:db8::25'"],
    ['host', 'HYB_01', "'HYB_01'"],
    ['thumbprint', THUMBPRINT, `'${THUMBPRINT}'`],
    ['mailbox', 'ana@contoso.com', "'ana@contoso.com'"],
    ['number', '25', "'25'"],
    ['code', '5.7.3', "'5.7.3'"],
  ])('%s %s', (kind, value, literal) => {
    expect(quote(value, kind)).toBe(literal);
  });

  test.each<[FactKind, string, string]>([
    ['text', 'nothing', ''],
    ['text', 'a line break', 'a\nb'],
    ['text', 'an escape', 'a\u001B[2Jb'],
    ['text', 'a tab, which completes', 'a\tb'],
    ['text', 'a NUL', 'a\0b'],
    ['text', 'a bidirectional override', 'a\u202Eb'],
    ['text', 'a zero-width blank', 'a\u200Bb'],
    ['text', 'a line separator', 'a\u2028b'],
    ['text', 'a lone surrogate', 'a\uD800b'],
    ['text', 'private use', 'a\uE000b'],
    ['text', 'no character', 'a\uFFFFb'],
    ['text', 'a full-width apostrophe', 'a\uFF07b'],
    ['text', 'a prime', 'a\u2032b'],
    ['text', 'a letter apostrophe', 'a\u02BCb'],
    ['text', 'too long', 'a'.repeat(257)],
    ['identity', 'a star', 'HYB01\\*'],
    ['identity', 'a question mark', 'HYB0?\\Default'],
    ['identity', 'a class', 'HYB0[1-9]'],
    ['host', 'a blank', 'HYB01 HYB02'],
    ['host', 'an apostrophe', "HYB01'"],
    ['host', 'a subexpression', '$(calc)'],
    ['host', 'a leading dash', '-Server'],
    ['thumbprint', 'a mark in front', `\u200E${THUMBPRINT}`],
    ['thumbprint', '39 digits', THUMBPRINT.slice(1)],
    ['mailbox', 'two', 'ana@contoso.com,bob@contoso.com'],
    ['number', 'a sign', '-25'],
    ['code', 'words', '5.7.3 STARTTLS'],
  ])('%s: %s is refused', (kind, _what, value) => {
    expect(quote(value, kind)).toBeUndefined();
  });

  test('what is quoted reads back as one literal that says the value', () => {
    const odd = fc.constantFrom(
      "'",
      '\u2018',
      '\u2019',
      '\u201A',
      '\u201B',
      '"',
      '\u201C',
      '\u201D',
      '`',
      '$',
      '(',
      ')',
      ';',
      '|',
      '{',
      '}',
      '\n',
      '\u202E',
      ' ',
      'a',
      '株',
    );
    const hostile = fc.oneof(fc.string({ unit: odd, maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(hostile, fc.constantFrom(...KINDS), (value, kind) => {
        const literal = quote(value, kind);
        if (literal !== undefined)
          expect(readCommand(`Get-X ${literal} | Set-Y`)).toEqual({ literals: [value], outside: 'Get-X  | Set-Y', closed: true });
      }),
      { numRuns: 3000 },
    );
  });

  test('the reader finds what a careless quoting leaves open', () => {
    expect(readCommand("Get-X 'a\u2019'; calc").closed).toBe(false);
    expect(readCommand("Get-X 'a'; calc 'b'")).toMatchObject({ literals: ['a', 'b'], outside: 'Get-X ; calc ' });
  });
});

describe('fillCommand', () => {
  const template = ems`Get-ReceiveConnector ${'connector'} | Where-Object Fqdn -eq ${or('fqdn', '$env:COMPUTERNAME')}`;

  test('facts become literals, a missing one its stand-in', () => {
    expect(fillCommand(template, { connector: "EX1\\Bob's" })).toEqual({
      text: "Get-ReceiveConnector 'EX1\\Bob''s' | Where-Object Fqdn -eq $env:COMPUTERNAME",
    });
    expect(fillCommand(template, { connector: 'EX1\\a$&b', fqdn: 'mail.contoso.com' })).toEqual({
      text: "Get-ReceiveConnector 'EX1\\a$&b' | Where-Object Fqdn -eq 'mail.contoso.com'",
    });
  });

  test('one value that cannot be quoted refuses the whole command, also where a stand-in exists', () => {
    expect(fillCommand(template, { connector: 'EX1\\*' })).toEqual({ refused: 'connector', why: 'unsafe' });
    expect(fillCommand(template, { connector: 'EX1\\a', fqdn: 'a b' })).toEqual({ refused: 'fqdn', why: 'unsafe' });
    expect(fillCommand(template, {})).toEqual({ refused: 'connector', why: 'missing' });
  });
});

describe('fillProse', () => {
  test('keeps foreign words apart, and marks ours', () => {
    expect(fillProse(say`On ${'server'}: ${bold('held')}, type ${code('N')}.`, { server: '*HYB01*' })).toEqual([
      { text: 'On ' },
      { text: '*HYB01*', foreign: true },
      { text: ': ' },
      { text: 'held', style: 'bold' },
      { text: ', type ' },
      { text: 'N', style: 'code' },
      { text: '.' },
    ]);
  });

  test('a Japanese stand-in has no blanks around it, a fact has', () => {
    const template = say`次の証明書が ${or('server', 'このサーバー')} にありません。`;
    expect(plain(fillProse(template, {}))).toBe('次の証明書がこのサーバーにありません。');
    expect(plain(fillProse(template, { server: 'HYB01' }))).toBe('次の証明書が HYB01 にありません。');
    expect(plain(fillProse(say`${or('server', 'the server')} and ${or('connector', 'EHLO')} を`, {}))).toBe('the server and EHLO を');
  });

  test('an endless value is cut between words, and no character is torn', () => {
    expect(plain(fillProse(say`${'value'}`, { value: `${'word '.repeat(38)}${'x'.repeat(100_000)}` }))).toBe(`${'word '.repeat(38).trim()} …`);
    const emoji = plain(fillProse(say`${'value'}`, { value: '\u{1F600}'.repeat(5000) }));
    expect([...emoji].length).toBe(202);
    expect(emoji).not.toMatch(/\p{Cs}/u);
  });

  test('invisible and control characters become one blank', () => {
    expect(visible('a\u202E\u200B\u001B[1mb\r\nc\u2028')).toBe('a [1mb c');
  });
});
