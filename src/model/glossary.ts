import { SETTINGS } from './glossary-settings.js';
import { WORDS } from './glossary-words.js';
import type { PerLocale } from './rule.js';

/** A word of Exchange, SMTP or TLS that people ask for, with the rules that have to do with it. */
export interface Entry extends PerLocale<string> {
  readonly term: string;
  /** Rule ids, the most frequent cause first. */
  readonly rules: readonly string[];
}

/** What it is in both languages, and the ids of its rules. */
export type Row = readonly [en: string, ja: string, ...rules: readonly string[]];

const ENTRIES: Readonly<Record<string, Row>> = { ...SETTINGS, ...WORDS };

/** Other names that people use. */
const ALIASES: Readonly<Record<string, string>> = {
  拇印: 'Thumbprint',
  受信コネクタ: 'Receive connector',
  受信コネクター: 'Receive connector',
  送信コネクタ: 'Send connector',
  送信コネクター: 'Send connector',
  ハイブリッド構成: 'HybridConfiguration',
  配信不能レポート: 'NDR',
  bounce: 'NDR',
  helo: 'EHLO',
  lasterror: 'LED',
};

/** The entry of a word, in any case of letters. */
export function glossaryOf(word: string): Entry | undefined {
  const lower = (Object.hasOwn(ALIASES, word.toLowerCase()) ? (ALIASES[word.toLowerCase()] ?? word) : word).toLowerCase();
  const found = Object.entries(ENTRIES).find(([term]) => term.toLowerCase() === lower);
  if (!found) return undefined;
  const [term, [en, ja, ...rules]] = found;
  return { term, en, ja, rules };
}

/** All words that are explained. */
export const GLOSSARY_TERMS: readonly string[] = Object.keys(ENTRIES);
