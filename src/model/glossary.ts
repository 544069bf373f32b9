import { ALERT_ALIASES, ALERTS } from './glossary-alerts.js';
import { ERRORS } from './glossary-errors.js';
import { SETTINGS } from './glossary-settings.js';
import { EVENTS, WORDS } from './glossary-words.js';
import type { PerLocale } from './rule.js';

/** A word of Exchange, SMTP or TLS that people ask for, with the rules that have to do with it. */
export interface Entry extends PerLocale<string> {
  readonly term: string;
  /** Rule ids, the most frequent cause first. */
  readonly rules: readonly string[];
}

/** What it is in both languages, and the ids of its rules. */
export type Row = readonly [en: string, ja: string, ...rules: readonly string[]];

const ENTRIES: Readonly<Record<string, Row>> = { ...SETTINGS, ...WORDS, ...EVENTS, ...ERRORS, ...ALERTS };

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
  smarthosts: 'Smart host',
  内部トランスポート証明書: 'Internal transport certificate',
  'エッジ サブスクリプション': 'Edge subscription',
  配信不能レポート: 'NDR',
  bounce: 'NDR',
  helo: 'EHLO',
  lasterror: 'LED',
  eku: 'EnhancedKeyUsageList',
  clientauth: 'EnhancedKeyUsageList',
};

/** Names that Windows has for what Exchange prints as another word, without their prefix (`CERT_E_EXPIRED`). */
const WINDOWS_NAMES: Readonly<Record<string, string>> = {
  expired: 'CertExpired',
  certificateexpired: 'CertExpired',
  revoked: 'CertRevoked',
  wrongprincipal: 'SubjectMismatch',
  cnnomatch: 'SubjectMismatch',
  untrustedca: 'UntrustedRoot',
  chaining: 'UntrustedRoot',
  revocationfailure: 'RevocationCheckFailure',
  revocationoffline: 'RevocationCheckFailure',
  norevocationcheck: 'RevocationCheckFailure',
};

/** Error numbers of Windows (winerror.h). */
const NUMBERS: Readonly<Record<string, string>> = {
  '0x80090302': 'UnsupportedFunction',
  '0x80090303': 'TargetUnknown',
  '0x80090308': 'InvalidToken',
  '0x8009030c': 'LogonDenied',
  '0x8009030d': 'UnknownCredentials',
  '0x8009030e': 'NoCredentials',
  '0x80090322': 'SubjectMismatch',
  '0x80090324': 'TimeSkew',
  '0x80090325': 'UntrustedRoot',
  '0x80090326': 'IllegalMessage',
  '0x80090327': 'CertUnknown',
  '0x80090328': 'CertExpired',
  '0x80090331': 'AlgorithmMismatch',
  '0x80092010': 'CertRevoked',
  '0x80092012': 'RevocationCheckFailure',
  '0x80092013': 'RevocationCheckFailure',
  '0x800b0101': 'CertExpired',
  '0x800b0109': 'UntrustedRoot',
  '0x800b010a': 'UntrustedRoot',
  '0x800b010c': 'CertRevoked',
  '0x800b010e': 'RevocationCheckFailure',
  '0x800b010f': 'SubjectMismatch',
};

/** A word as it is compared: any case, with or without hyphens and blanks, without the prefix of an error of Windows. */
const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^(?:sec|cert|crypt|trust)_e_/, '')
    .replaceAll(/[\s_-]/g, '');

const NAMES: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries({ ...ALERT_ALIASES, ...ALIASES, ...WINDOWS_NAMES, ...NUMBERS }),
    ...Object.keys(ENTRIES).map((term) => [term, term] as const),
  ].map(([name, term]) => [plain(name), term]),
);

/** The entry of a word, however it is written. */
export function glossaryOf(word: string): Entry | undefined {
  const term = NAMES.get(plain(word));
  const row = term === undefined ? undefined : ENTRIES[term];
  if (term === undefined || !row) return undefined;
  const [en, ja, ...rules] = row;
  return { term, en, ja, rules };
}

/** Shorter words are like too many others, and another number is another thing. */
const [SHORTEST, LETTERS] = [6, /^[a-z]+$/] as const;
/** The entry of the word that one is most likely mistyped for: off by one letter, a long word by two. */
export function nearestEntry(word: string): Entry | undefined {
  const given = plain(word);
  if (given.length < SHORTEST || !LETTERS.test(given)) return undefined;
  const most = given.length < 10 ? 1 : 2;
  const [near] = [...NAMES.keys()]
    .filter((name) => LETTERS.test(name) && Math.abs(name.length - given.length) <= most)
    .map((name) => ({ name, steps: distance(given, name) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps);
  return near && glossaryOf(near.name);
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + Number(letter !== other)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** All words that are explained. */
export const GLOSSARY_TERMS: readonly string[] = Object.keys(ENTRIES);
