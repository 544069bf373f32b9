import type { Line } from '../text/paste.js';

/** What a line of a printed certificate tells. */
export type Field =
  | 'issuer'
  | 'subject'
  | 'serialNumber'
  | 'notBefore'
  | 'notAfter'
  | 'thumbprint'
  | 'signature'
  | 'keySize'
  | 'issuedTo'
  | 'issuedBy'
  | 'usages';

/**
 * The labels of openssl, certutil and the certificate window, in lower case. certutil and the window speak the
 * language of Windows; what no table knows is told by its shape where the order of the lines is fixed.
 */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  issuer: ['issuer', '発行者', 'aussteller', 'émetteur', 'emisor', 'emittente'],
  subject: ['subject', 'サブジェクト', '件名', 'antragsteller', 'objet', 'sujet', 'asunto', 'sujeto', 'soggetto'],
  serialNumber: ['serial number', 'serial', 'cert serial number', 'シリアル番号', '証明書シリアル番号', 'seriennummer', 'numéro de série'],
  notBefore: ['notbefore', 'not before', 'valid from', 'この日以降', '有効期間の開始', '有効期間の開始日', 'nicht vor', 'gültig ab', 'pas avant'],
  notAfter: [
    'notafter',
    'not after',
    'valid to',
    'この日以前',
    'この日まで',
    '有効期間の終了',
    '有効期間の終了日',
    'nicht nach',
    'gültig bis',
    'pas après',
  ],
  thumbprint: [
    'thumbprint',
    '拇印',
    'fingerabdruck',
    'empreinte numérique',
    'sha1 fingerprint',
    'sha-1 fingerprint',
    'cert hash(sha1)',
    '証明書ハッシュ(sha1)',
    'zertifikathash(sha1)',
    'cert',
  ],
  signature: ['signature algorithm', '署名アルゴリズム', 'signaturalgorithmus'],
  keySize: [
    'public-key',
    'rsa public-key',
    'public key',
    'public key length',
    '公開キー',
    '公開キーの長さ',
    '公開キー長',
    'öffentlicher schlüssel',
    'länge des öffentlichen schlüssels',
  ],
  issuedTo: ['issued to', '発行先', 'ausgestellt für', 'délivré à'],
  issuedBy: ['issued by', 'ausgestellt von', 'délivré par'],
  usages: ['x509v3 extended key usage', 'enhanced key usage', '拡張キー使用法', 'erweiterte schlüsselverwendung'],
};
const NAMES: readonly Field[] = [
  'issuer',
  'subject',
  'serialNumber',
  'notBefore',
  'notAfter',
  'thumbprint',
  'signature',
  'keySize',
  'issuedTo',
  'issuedBy',
  'usages',
];
const FIELDS = new Map(NAMES.flatMap((field) => LABELS[field].map((label): [string, Field] => [label, field])));

/** A label that is known, with what stands behind it in the same line. */
export interface Labelled {
  readonly field: Field;
  readonly label: string;
  readonly value: string;
  /** `subject=…` of openssl rather than `Subject: …`. */
  readonly assigned: boolean;
}

/** Quote marks of a mail or a chat, the edge of a table, and blanks. */
export const marginOf = (text: string): number => /^[> |]{0,60}/.exec(text)?.[0].length ?? 0;
/** Words without the edge of a table behind them. */
export const trimmed = (text: string): string => (text.trimEnd().endsWith('|') ? text.trimEnd().slice(0, -1) : text).trim();

/**
 * Label and value of a line. Format-List pads its names in front of the colon, which certificates as text do not: those
 * lines belong to the shell.
 */
export function labelled(line: Line): Labelled | undefined {
  const from = marginOf(line.text);
  const head = line.lower.slice(from, from + 60);
  const sign = head.search(/[:=]/);
  const label = head.slice(0, Math.max(sign, 0)).trimEnd();
  const field = FIELDS.get(label);
  if (field === undefined || (head.charAt(sign) === ':' && label.length < sign && label !== 'not after')) return undefined;
  return { field, label, value: trimmed(line.text.slice(from + sign + 1)), assigned: head.charAt(sign) === '=' };
}

/** The validity as the certificate window prints it, two dates in one line: `Valid from 2026/11/01 to 2027/11/01`. */
const SPAN_LABELS = ['valid from', '有効期間', 'gültig ab', 'valide du'];
export function validity(line: Line): readonly [notBefore: string, notAfter: string] | undefined {
  const from = marginOf(line.text);
  if (!SPAN_LABELS.some((label) => line.lower.startsWith(label, from))) return undefined;
  const [notBefore, notAfter] = line.text.slice(from, from + 120).match(/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g) ?? [];
  return notBefore !== undefined && notAfter !== undefined ? [notBefore, notAfter] : undefined;
}

const KEY_WORKS = [
  'encryption test passed',
  'signature test passed',
  '暗号化テストに合格',
  '署名テストに合格',
  'verschlüsselungstest wurde durchgeführt',
];
const NO_KEY = [
  'missing stored keyset',
  'cannot find the certificate and private key',
  '保存されたキーセットがありません',
  '秘密キーを見つけることができません',
  '秘密キーが見つかりません',
];
/** What certutil found when it tried the private key. */
export function keyTest(lower: string): boolean | undefined {
  if (KEY_WORKS.some((words) => lower.includes(words))) return true;
  return NO_KEY.some((words) => lower.includes(words)) ? false : undefined;
}

/** How a certificate is announced: as one of a store, as one of a verified chain, by another heading, or not at all. */
export type Kind = 'store' | 'chain' | 'headed' | 'bare';
const HEADINGS = new Set(['certificate:', 'x509 certificate:', 'x509-zertifikat:', 'x.509-zertifikat:', 'x509 証明書:', 'certificat x509 :']);

/** `================ Certificate 0 ================` (in any language), `X509 Certificate:`, `CertContext[0][0]:`. */
export function headingOf(line: Line): Kind | undefined {
  const words = line.lower.slice(marginOf(line.text), 200).trim();
  if (words.startsWith('======') && /^={6,40} [^=]{2,40} \d{1,4} ={6,40}$/.test(words)) return 'store';
  if (words.startsWith('certcontext[')) return 'chain';
  return HEADINGS.has(words) ? 'headed' : undefined;
}
