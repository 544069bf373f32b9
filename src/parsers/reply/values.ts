import { FACT_GRAMMAR } from '../../model/facts.js';
import { realValue } from '../text/placeholder.js';

/** What stands for an address or a name where no bracket shows it. */
const STAND_IN = /^(?:host|ip(?:[-_]?(?:v[46]|addr(?:ess)?))?|ipaddress|endpoint|hostname|fqdn)$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;
/** What is written like an address: no domain ends in a label with a digit in front, and three numbers lead up to a fourth. */
const LIKE_IPV4 = /\.\d[^.:]{0,62}$|^\d{1,3}(?:\.\d{1,3}){2}\.[^.:]{1,63}$/;

/** A host name or address as printed, without brackets, port and full stop; nothing if it is a placeholder or part of an address. */
export function hostOf(value: string | undefined): string | undefined {
  if (value === undefined || /[<>*]/.test(value)) return undefined;
  const given = value.trim();
  let host = given.replace(/^["'`([]{1,3}/, '').replace(/[.,;'"`)\]\u3002]{1,6}$/, '');
  host = host.replace(/\]?:\d{2,5}$/, (port) => (isBareV6(host, port) ? port : '')).replace(/\.$/, '');
  const real = realValue(host);
  if (real === undefined || real === '0.0.0.0' || !FACT_GRAMMAR.host?.test(real)) return undefined;
  if (/[.:]/.test(real)) return LIKE_IPV4.test(real) && !IPV4.test(real) ? undefined : real;
  // A word alone in brackets tells what belongs there: `[server]`, `(host)`.
  return /^[A-Za-z][\w-]{0,62}$/.test(real) && !/^["'`]{0,2}[([]/.test(given) && !STAND_IN.test(real) ? real : undefined;
}
/** `2001:db8::25` has no port, `2001:db8::1:25` as an endpoint has: Exchange prints 25, 587 and 2525 only. */
const isBareV6 = (host: string, port: string): boolean =>
  /::\d{2,4}$/.test(host) || (host.split(':').length > 2 && !port.startsWith(']') && !/:(?:25|587|2525|717|475|465)$/.test(port));

/** The word behind a mark, up to a blank or one of the closing marks. Marks are in lower case. */
export function wordAfter(text: string, mark: string, closers = '', lower = text.toLowerCase()): string | undefined {
  return wordBehind(text, mark, closers, lower)?.word;
}

/** The same, and what stands behind the word. */
function wordBehind(text: string, mark: string, closers: string, lower: string): { word: string; behind: string } | undefined {
  const found = lower.indexOf(mark);
  if (found < 0) return undefined;
  const rest = text.slice(found + mark.length, found + mark.length + 260).replace(/^[: ]{1,4}/, '');
  let end = 0;
  while (end < rest.length && !' \n'.includes(rest.charAt(end)) && !closers.includes(rest.charAt(end))) end += 1;
  return { word: rest.slice(0, end), behind: rest.slice(end) };
}

/** A mark in front of a host, in lower case, and what ends the value behind it. */
export interface Mark {
  readonly words: string;
  readonly closers: string;
  /** `frame`: the closing mark has to be there. `sentence`: more words or a full stop have. `word`: nothing has. */
  readonly within: 'frame' | 'sentence' | 'word';
}
/** Marks that end their value alike. */
export const marks = (within: Mark['within'], closers: string, ...all: readonly string[]): readonly Mark[] =>
  all.map((words) => ({ words, closers, within }));

const PORT = /^[^:]{1,253}:\d{2,5}$/;
/** The next part of a record, where a closing mark was lost: ` [LastAttemptedIP=`, ` [AM1…]`. */
const NEXT_PART = /^ (?:[[{<]|[\w ]{2,30}[=-])/;

/** The value behind a mark, if it is whole: what a line break or the end of the paste has cut is none. */
export function valueAfter(text: string, { words, closers, within }: Mark, lower: string): string | undefined {
  const { word, behind } = wordBehind(text, words, closers, lower) ?? {};
  if (word === undefined || behind === undefined) return undefined;
  if (PORT.test(word)) return word;
  if (within !== 'frame') return within === 'sentence' && behind === '' && !/\d\.$/.test(word) ? undefined : word;
  return (behind !== '' && closers.includes(behind.charAt(0))) || NEXT_PART.test(behind) ? word : undefined;
}
