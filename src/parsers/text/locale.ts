import type { Locale } from '../../model/rule.js';

// Kana, kanji, and the marks and full-width letters that come with a Japanese keyboard.
const JAPANESE = /[\u3001-\u30FF\u3400-\u9FFF\uFF01-\uFF9F]/;
const KANA = /[\u3041-\u3096\u30A1-\u30FA\uFF66-\uFF9D]/;
// Characters of Chinese mail errors that Japanese does not write. Only text without kana is looked at.
const CHINESE = /[们你您沒证憑邮错误发發连为它请务这]/;

/** The language to answer in, unless the person chose one. */
export const guessLocale = (text: string): Locale => (JAPANESE.test(text) && (KANA.test(text) || !CHINESE.test(text)) ? 'ja' : 'en');
