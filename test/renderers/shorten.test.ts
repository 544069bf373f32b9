import fc from 'fast-check';
import { shorten, shortQuotes } from '../../src/renderers/shorten.js';
import { columns, wrap } from '../../src/renderers/width.js';
import { cost } from '../cost.js';

const NAMES = '<I>CN=Contoso Issuing CA 3, O=Contoso Trust, C=US<S>CN=mail.contoso.com, O=Contoso, C=US';

describe('shorten', () => {
  test('leaves short words alone', () => {
    expect(shorten('451 5.7.3 STARTTLS is required to send mail')).toBe('451 5.7.3 STARTTLS is required to send mail');
  });

  test('issuer and subject keep their first part', () => {
    expect(shorten(`the domain name ${NAMES} in the personal store`)).toBe('the domain name <I>CN=Contoso Issuing CA 3, …<S>CN=mail.contoso.com, …');
  });

  test('a comma inside quotes belongs to the name', () => {
    expect(shorten('<I>CN="Contoso, Inc.", C=US<S>CN=mail.contoso.com')).toBe('<I>CN="Contoso, Inc.", …<S>CN=mail.contoso.com');
  });

  test('words in front of the names go first, the names stay', () => {
    const text = shorten(`${'many words in front '.repeat(10)}${NAMES}`, 90);
    expect(text).toBe('… in front many words in front <I>CN=Contoso Issuing CA 3, …<S>CN=mail.contoso.com, …');
    expect(columns(text)).toBeLessThanOrEqual(90);
  });

  test('other text is cut between words', () => {
    expect(shorten('550 5.7.1 the quick brown fox', 20)).toBe('550 5.7.1 the …');
    expect(shorten('受信コネクタが見つかりません', 11)).toBe('受信コネ …');
  });

  test('what is shortened is short, whole, made of the text, and stays the same', () => {
    const word = fc.constantFrom(
      'CN=mail.contoso.com,',
      '<I>CN=a,',
      'O=b<S>CN=c,',
      '451',
      '5.7.3',
      '受信コネクタ',
      '\u{1F600}',
      '…',
      'x'.repeat(60),
      'in',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 40, max: 150 }), (words, limit) => {
        const text = words.join(' ');
        const short = shorten(text, limit);
        expect(columns(short)).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Cs}/u);
        expect(shorten(short, limit)).toBe(short);
        for (const part of short.split('…')) expect(text).toContain(part.replace(/, $/, '').trim());
      }),
    );
  });
});

describe('shortQuotes', () => {
  const at = (...texts: string[]) => texts.map((text, i) => ({ text, line: i + 1 }));

  test('at most two, none twice, none inside another, with their lines', () => {
    const quotes = at('451 5.7.3 STARTTLS is required', '451 5.7.3 STARTTLS is required', '5.7.3 STARTTLS', '\u200B ', 'event 12014', 'a third one');
    expect(shortQuotes(quotes)).toEqual([
      { text: '451 5.7.3 STARTTLS is required', line: 1 },
      { text: 'event 12014', line: 5 },
    ]);
  });

  test('three lines in all', () => {
    const long = (name: string) => `${name} ${'word '.repeat(80)}`;
    const texts = shortQuotes(at(long('a'), long('b'))).map(({ text }) => text);
    expect(texts.map((text) => Math.ceil(columns(text) / 90))).toEqual([2, 1]);
    expect(texts.map((text) => text.slice(0, 6))).toEqual(['a word', 'b word']);
  });

  test('drawing what was drawn changes nothing', () => {
    const once = shortQuotes(at(`${'x y '.repeat(100)}`, `the name ${NAMES} in the store`));
    expect(shortQuotes(once)).toEqual(once);
  });

  test('100 KB cost no time', async () => {
    const long = at('<I>a,'.repeat(20_000), ' '.repeat(100_000), 'a'.repeat(100_000));
    expect(shortQuotes(long)).toHaveLength(2);
    expect(await cost(500, () => shortQuotes(long))).toBeLessThan(500);
  });
});

describe('wrap', () => {
  test('breaks at blanks, keeps long words, indents', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('a-very-long-word b', 6, '  ')).toEqual(['  a-very-long-word', '  b']);
  });

  test('full-width characters count two, and no line begins with 。 or ends with 「', () => {
    expect(wrap('受信コネクタです。', 16)).toEqual(['受信コネクタで', 'す。']);
    expect(wrap('これは「名前」です', 8)).toEqual(['これは', '「名前」', 'です']);
    expect(wrap('名前は<サーバー>', 15)).toEqual(['名前は<サー', 'バー>']);
  });

  test('no text is lost, and lines fit where they can', () => {
    const part = fc.constantFrom('受信', 'コネクタ', '。', '、', '「', '」', 'STARTTLS', ' ', 'on', '…');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const lines = wrap(text, 24);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、。」]/);
      }),
    );
  });
});
