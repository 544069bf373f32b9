import * as fc from 'fast-check';
import { FORMS } from '../../../src/parsers/forms.js';
import { Triples } from '../../../src/parsers/text/triples.js';

test('a word that is in the text is never denied', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, text, text, (before, word, after) => {
      expect(new Triples(before + word + after).mayHold(word)).toBe(true);
    }),
  );
});

test('most words that are not in the text are', () => {
  const triples = new Triples('delivery to the following recipient failed permanently: hanako@fabrikam.com, 550 5.1.1 user unknown');
  const words = Object.values(FORMS).flat();
  expect(words.filter((word) => triples.mayHold(word)).length).toBeLessThan(words.length / 10);
});

test('a word of two letters or less may be anywhere', () => {
  expect(new Triples('').mayHold('ab')).toBe(true);
  expect(new Triples('').mayHold('abc')).toBe(false);
});
