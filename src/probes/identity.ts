import type { Note, Observed } from '../model/probe.js';
import { hasMaskedWord, isMaskedBanner, keywordsOf, productOf } from '../parsers/session/words.js';

/** Words of a banner by which mail servers and gateways are told; the first that fits counts. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['Postfix', /\bPostfix\b/i],
  ['Exim', /\bExim\b/i],
  ['Sendmail', /\bSendmail\b/i],
  ['Mimecast', /mimecast/i],
  ['Proofpoint', /pphosted|proofpoint/i],
  ['Cisco Secure Email', /iphmx|ironport/i],
  ['Barracuda', /barracuda/i],
  ['Symantec Email Security', /messagelabs/i],
  ['Trend Micro', /trendmicro|\bIMSx?A?\b/i],
  ['Sophos', /sophos|hydra\.sophos/i],
  ['FortiMail', /fortimail|fortinet/i],
  ['MailEnable', /mailenable/i],
  ['Google', /mx\.google\.com/i],
  ['Haraka', /haraka/i],
  ['OpenSMTPD', /opensmtpd/i],
];

/** Who answers, by the words behind the banner's code and the lines of the EHLO answer. */
export function identify(
  banner: readonly string[],
  answer: readonly string[] = [],
): Pick<Observed, 'product' | 'productName' | 'masked' | 'keywords'> {
  const words = banner.join(' ');
  const keywords = keywordsOf(answer).slice(0, MOST_KEYWORDS);
  const product = productOf(words, answer[0] ?? '', keywords);
  const masked = isMaskedBanner(words) || hasMaskedWord(answer);
  const name = product === 'other' ? NAMES.find(([, pattern]) => pattern.test(words))?.[0] : undefined;
  return { product, productName: name, masked, ...(answer.length > 0 && { keywords }) };
}
const MOST_KEYWORDS = 64;

/** A server of another product in front of Exchange is a gateway; one that stands alone is none, and the probe cannot tell. */
export const notesOf = ({ product }: Pick<Observed, 'product'>): Note[] =>
  product === 'exchange' ? ['exchange'] : product === 'other' ? ['gateway'] : [];
