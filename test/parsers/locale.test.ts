import { guessLocale } from '../../src/parsers/locale.js';

describe('guessLocale', () => {
  test.each(['メール', 'ひらがな', '証明書', '。', 'ｶﾅ', '全角'])('%s is Japanese', (text) => expect(guessLocale(text)).toBe('ja'));
  test.each(['', 'mail', 'größer', 'почта', '메일', '“ ” – …', '\u3000'])('%j is not', (text) => expect(guessLocale(text)).toBe('en'));
});
