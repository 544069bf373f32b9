import type { SessionClue } from '../../model/evidence.js';

const EHLO_WORDS = new Set(
  (
    'SIZE PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS X-ANONYMOUSTLS AUTH X-EXPS 8BITMIME BINARYMIME CHUNKING SMTPUTF8 XRDST XEXCH50 ' +
    'VRFY ETRN HELP XSHADOW XSHADOWREQUEST X-EXCHANGEAUTH XOORG XPROXY XPROXYFROM XPROXYTO XSYSPROBE XMESSAGECONTEXT X-MESSAGECONTEXT X-OORG TURN'
  ).split(' '),
);
/** True if the words begin with an EHLO keyword. */
export const isKeyword = (words: string): boolean => EHLO_WORDS.has(/^[\w-]*/.exec(words)?.[0].toUpperCase() ?? '');

/** Keywords of an answer given line by line; the first line is the greeting unless the top was not pasted. */
export function keywordsOf(lines: readonly string[]): string[] {
  const [greeting = '', ...rest] = lines;
  if (lines.length === 1 && countKeywords(greeting) > 2) return inOneLine(greeting);
  const body = isKeyword(greeting) ? lines : rest;
  return [...new Set(body.map((line) => (line.split(/[ =]/)[0] ?? '').toUpperCase()).filter((word) => word !== '' && !isCut(word)))];
}
/** An ellipsis stands where the rest was. */
export const isCut = (words: string): boolean => words.endsWith('...') || words.endsWith('\u2026');

/** A receive log prints the whole answer on one line: only known words are keywords, the others belong to them. */
const inOneLine = (line: string): string[] => [
  ...new Set(
    line
      .split(' ')
      .filter((word) => (isKeyword(word) || isMaskedWord(word)) && !isCut(word))
      .map((word) => word.toUpperCase()),
  ),
];
export const countKeywords = (line: string): number => line.split(' ').filter(isKeyword).length;

/** A firewall writes `*` over a banner; a person who hides a host name leaves the rest. */
export function isMaskedBanner(banner: string): boolean {
  const text = banner.replace(/ /g, '');
  return text.length >= 4 && text.includes('**') && text.replace(/[*02]/g, '').length <= text.length * 0.2;
}
/** A verb of the answer overwritten with X: `XXXXXXXA` has the length of STARTTLS. */
export const isMaskedWord = (words: string): boolean => /^X{3,40}[A-Z]?(?: [X\d]{1,40})?$/.test(words);
export const hasMaskedWord = (lines: readonly string[]): boolean => lines.slice(1).some(isMaskedWord) || lines.some((line) => /^\*{4,}/.test(line));

const READY = ['ready to start tls', 'ready for tls', 'smtp server ready', 'go ahead', 'begin tls', 'start tls'];
/** The answer to STARTTLS rather than a banner, though both begin with 220. */
export const isReady = (words: string): boolean => {
  const lower = words.toLowerCase();
  return lower.startsWith('2.0.0') || READY.some((one) => lower.includes(one));
};

const OTHER_ANSWERS = new Set(['ok', 'queued', 'accepted', 'requested', 'sender', 'recipient']);
/** A 250 that answers EHLO; `2.1.0 Sender OK` answers another command. */
export const isAnswer = (words: string): boolean => statusOf(words) === undefined && !OTHER_ANSWERS.has(/^\w*/.exec(words)?.[0].toLowerCase() ?? '');

/** The enhanced status code that the words of a reply begin with. */
export const statusOf = (words: string): string | undefined => /^[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(words)?.[0];

const ONLINE = ['outlook.com', 'office365.com', 'mx.microsoft'];
const isOnline = (name: string): boolean => ONLINE.some((domain) => `.${name.toLowerCase()}`.endsWith(`.${domain}`));
const EXCHANGE_WORDS = ['X-ANONYMOUSTLS', 'X-EXPS', 'XRDST', 'XEXCH50', 'X-EXCHANGEAUTH', 'X-LINK2STATE', 'XSHADOW', 'XSHADOWREQUEST', 'XPROXY'];

/** Who answers, by banner, name and keywords. A name alone may stand with its front cut off: `<Server>.mail.protection…`. */
export function productOf(banner: string | undefined, greeting: string, keywords: readonly string[]): SessionClue['product'] {
  const claimsMicrosoft = banner?.toLowerCase().includes('microsoft esmtp');
  const names = [banner ?? '', greeting].map((text) => text.split(' ')[0] ?? '');
  if (claimsMicrosoft !== false && names.some(isOnline)) return 'exchange-online';
  if (claimsMicrosoft) return 'exchange';
  if (keywords.some((word) => EXCHANGE_WORDS.includes(word))) return 'exchange';
  return banner !== undefined && /\b(?:Postfix|Exim|Sendmail|ESMTP)\b/i.test(banner) ? 'other' : 'unknown';
}

/**
 * Whether STARTTLS was offered. Exchange lists it before AUTH and 8BITMIME, so their coming first settles the matter
 * even if the end of the answer was not pasted.
 */
export function offersStartTls(keywords: readonly string[], complete: boolean, product: SessionClue['product']): boolean | undefined {
  if (keywords.includes('STARTTLS')) return true;
  if (complete) return false;
  const isExchange = product === 'exchange' || product === 'exchange-online';
  const isPast = keywords.includes('ENHANCEDSTATUSCODES') && keywords.some((word) => ['AUTH', '8BITMIME', 'BINARYMIME', 'CHUNKING'].includes(word));
  return isExchange && isPast ? false : undefined;
}
