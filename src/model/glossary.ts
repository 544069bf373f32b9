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
  ハイブリッド構成ウィザード: 'Hybrid Configuration Wizard',
  hcw: 'Hybrid Configuration Wizard',
  'スマート ホスト': 'Smart host',
  スマートホスト: 'Smart host',
  smarthost: 'Smart host',
  smarthosts: 'Smart host',
  内部トランスポート証明書: 'Internal transport certificate',
  'エッジ サブスクリプション': 'Edge subscription',
  エッジサブスクリプション: 'Edge subscription',
  certificateexpired: 'CertExpired',
  wrongprincipal: 'SubjectMismatch',
  配信不能レポート: 'NDR',
  bounce: 'NDR',
  helo: 'EHLO',
  lasterror: 'LED',
};

/** Error numbers of Windows (winerror.h) for what Exchange prints as a word. */
const NUMBERS: Readonly<Record<string, string>> = {
  '0x80090308': 'InvalidToken',
  '0x8009030d': 'UnknownCredentials',
  '0x8009030e': 'NoCredentials',
  '0x80090322': 'SubjectMismatch',
  '0x80090325': 'UntrustedRoot',
  '0x80090327': 'CertUnknown',
  '0x80090328': 'CertExpired',
  '0x80090331': 'AlgorithmMismatch',
  '0x80092013': 'RevocationCheckFailure',
  '0x800b0101': 'CertExpired',
  '0x800b0109': 'UntrustedRoot',
  '0x800b010f': 'SubjectMismatch',
};

const OTHER_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({ ...ALIASES, ...NUMBERS }));

/** The entry of a word, in any case of letters. */
export function glossaryOf(word: string): Entry | undefined {
  const lower = (OTHER_NAMES.get(word.toLowerCase()) ?? word).toLowerCase();
  const found = Object.entries(ENTRIES).find(([term]) => term.toLowerCase() === lower);
  if (!found) return undefined;
  const [term, [en, ja, ...rules]] = found;
  return { term, en, ja, rules };
}

/** All words that are explained. */
export const GLOSSARY_TERMS: readonly string[] = Object.keys(ENTRIES);
