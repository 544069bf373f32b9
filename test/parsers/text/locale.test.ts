import { guessLocale } from '../../../src/parsers/text/locale.js';

describe('guessLocale', () => {
  test.each(['メール', 'ひらがな', '証明書', '。', 'ｶﾅ', '全角'])('%s is Japanese', (text) => expect(guessLocale(text)).toBe('ja'));
  test.each(['', 'mail', 'größer', 'почта', '메일', '“ ” – …', '\u3000'])('%j is not', (text) => expect(guessLocale(text)).toBe('en'));
  test.each(['邮件无法送达。', '您的郵件無法傳遞', '证书错误'])('%s is Chinese, and English serves it better', (text) =>
    expect(guessLocale(text)).toBe('en'),
  );
  test('kana decide', () => expect(guessLocale('证书 エラー')).toBe('ja'));
});
