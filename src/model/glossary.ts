import { ALERT_ALIASES, ALERTS } from './glossary-alerts.js';
import { CERTIFICATES } from './glossary-certificates.js';
import { ERRORS } from './glossary-errors.js';
import { EVENTS } from './glossary-events.js';
import { SETTINGS } from './glossary-settings.js';
import { ERROR_STATES, NUMBERS, WINDOWS_NAMES } from './glossary-windows.js';
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

const ENTRIES: Readonly<Record<string, Row>> = { ...SETTINGS, ...CERTIFICATES, ...WORDS, ...EVENTS, ...ERRORS, ...ERROR_STATES, ...ALERTS };

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
  'client authentication': 'EnhancedKeyUsageList',
  クライアント認証: 'EnhancedKeyUsageList',
  フィンガープリント: 'Thumbprint',
  tlscertname: 'TlsCertificateName',
  tlscertificate: 'TlsCertificateName',
  acceptcloudservicesmail: 'TlsDomainCapabilities',
  acceptoorgprotocol: 'TlsDomainCapabilities',
  certificatevalidation: 'TlsAuthLevel',
  domainvalidation: 'TlsAuthLevel',
  encryptiononly: 'TlsAuthLevel',
  anonymoususers: 'PermissionGroups',
  exchangeservers: 'PermissionGroups',
  basicauthrequiretls: 'AuthMechanism',
  externalauthoritative: 'AuthMechanism',
  anonymoustls: 'X-ANONYMOUSTLS',
  smtpclientauthenticationdisabled: 'SMTP AUTH',
  smtpクライアント認証: 'SMTP AUTH',
  'hybrid wizard': 'Hybrid Configuration Wizard',
  edgesync: 'Edge subscription',
  dsn: 'NDR',
  不達: 'NDR',
  xproxyfrom: 'XPROXY',
  xproxyto: 'XPROXY',
  inboundコネクタ: 'Inbound connector',
  outboundコネクタ: 'Outbound connector',
  tlssettings: 'TlsAuthLevel',
  tlssenddomainsecurelist: 'Domain Security',
  tlsreceivedomainsecurelist: 'Domain Security',
  xmsexchangeorganizationauthas: 'AuthAs',
  isselfsigned: 'Self-signed certificate',
  'smtp dane': 'DANE',
  // Result types of a TLS-RPT report (RFC 8460).
  'starttls-not-supported': 'STARTTLS',
  'certificate-host-mismatch': 'SubjectMismatch',
  'certificate-not-trusted': 'UntrustedRoot',
  'dane-required': 'DANE',
  'tlsa-invalid': 'TLSA',
  'dnssec-invalid': 'DNSSEC',
  'sts-policy-fetch-error': 'MTA-STS',
  'sts-policy-invalid': 'MTA-STS',
  'sts-webpki-invalid': 'MTA-STS',
  秘密鍵: 'Private key',
  秘密キー: 'Private key',
  hasprivatekey: 'Private key',
  中間証明書: 'Intermediate certificate',
  'certificate chain': 'Intermediate certificate',
  証明書チェーン: 'Intermediate certificate',
  自己署名証明書: 'Self-signed certificate',
  'self signed': 'Self-signed certificate',
  'subject alternative name': 'SAN',
  certificatedomains: 'SAN',
  サブジェクトの別名: 'SAN',
  暗号スイート: 'Cipher suite',
  'tls 1.1': 'TLS 1.0',
  systemdefaulttlsversions: 'SchUseStrongCrypto',
  バックプレッシャー: 'Back pressure',
  'insufficient system resources': 'Back pressure',
  'open relay': 'Relay',
  'unable to relay': 'Relay',
  中継: 'Relay',
  リレー: 'Relay',
  greylist: 'Greylisting',
  グレーリスト: 'Greylisting',
  グレーリスティング: 'Greylisting',
  restrictdomainstoipaddresses: 'RestrictDomainsToCertificate',
  domainsecureenabled: 'Domain Security',
  'poison message': 'Poison message queue',
  'poison queue': 'Poison message queue',
  有害メッセージキュー: 'Poison message queue',
  到達不能キュー: 'Unreachable queue',
  シャドウ冗長: 'Shadow redundancy',
  'oauth certificate': 'Auth certificate',
};

/** A word as it is compared: any case, with or without hyphens and blanks, without the prefix of an error of Windows. */
const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/^(?:sec|cert|crypt|trust)_[ei]_(?!not_found)/, '')
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

/** How many letters have to be put in, taken out, replaced or swapped with the next one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = Number(a[i - 1] !== b[j - 1]);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + other, swapped);
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

/** All words that are explained. */
export const GLOSSARY_TERMS: readonly string[] = Object.keys(ENTRIES);
