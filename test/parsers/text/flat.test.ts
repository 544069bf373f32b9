import { flatten } from '../../../src/parsers/text/flat.js';
import { mended } from '../../../src/parsers/text/mended.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const flat = (text: string) => flatten(openPaste(text));

test('wrapped, quoted and doubled lines become one line', () => {
  expect(flat('  > The mail\n>   did not\n\n > > come.\n').text).toBe('The mail did not come. ');
  expect(flat('証明\n書が Exchange\nに').text).toBe('証明書が Exchange に');
  expect(flat('a > b\n<I>\n').text).toBe('a > b <I> ');
});

test('lower case keeps places', () => {
  const { text, lower } = flat('ABC İÄ Zz');
  expect(lower).toBe('abc İÄ zz');
  expect(lower).toHaveLength(text.length);
});

test('a stretch comes back in the spelling of the paste', () => {
  const one = flat('x Default\u00A0\n > Frontend \u201CEX\u200B01\u201D y');
  const from = one.text.indexOf('Default');
  expect(one.raw(from, one.text.indexOf(' y'))).toBe('Default Frontend \u201CEX01\u201D');
  expect(one.startsLine(one.text.indexOf('Frontend'))).toBe(true);
  expect(one.startsLine(one.text.indexOf('Default'))).toBe(false);
  expect(one.afterGap(one.text.indexOf('Frontend'))).toBe(false);
  expect(flat('a\n\nb').afterGap(2)).toBe(true);
});

test('a word that was made whole has no break', () => {
  const one = flatten(mended(openPaste('> Default Fro\n> ntend EX01')));
  expect(one.raw(0, one.text.length)).toBe('Default Frontend EX01');
});

test('it is made once for each paste', () => {
  const paste = openPaste('a b');
  expect(flatten(paste)).toBe(flatten(paste));
});
