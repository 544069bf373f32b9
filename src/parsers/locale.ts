import type { Locale } from '../model/rule.js';

// Kana, kanji, and the marks and full-width letters that come with a Japanese keyboard.
const JAPANESE = /[\u3001-\u30FF\u3400-\u9FFF\uFF01-\uFF9F]/;

/** The language to answer in, unless the person chose one. */
export const guessLocale = (text: string): Locale => (JAPANESE.test(text) ? 'ja' : 'en');
