import type { PerLocale } from './rule.js';

/** A word of Exchange, SMTP or TLS that people ask for, with the rules that have to do with it. */
export interface Entry extends PerLocale<string> {
  readonly term: string;
  /** Rule ids, the most frequent cause first. */
  readonly rules: readonly string[];
}

const entry = (term: string, en: string, ja: string, ...rules: readonly string[]): Entry => ({ term, en, ja, rules });

const ENTRIES: readonly Entry[] = [
  entry(
    'TlsCertificateName',
    'Property of a receive or send connector: issuer and subject (<I>…<S>…) of the certificate that it presents. Exchange compares them as text.',
    '受信コネクタと送信コネクタのプロパティです。コネクタが提示する証明書を、発行者とサブジェクト (<I>…<S>…) で指定します。文字列として比較されます。',
    'receive-connector-pins-missing-certificate',
    'send-connector-pins-missing-certificate',
    'hybrid-objects-name-different-certificates',
  ),
];

/** The entry of a word, in any case of letters. */
export const glossaryOf = (word: string): Entry | undefined => ENTRIES.find(({ term }) => term.toLowerCase() === word.toLowerCase());
