import { answersIn } from './sign-in.js';
import { Triples } from './triples.js';

/** Stands for what was masked. The parsers take it for a placeholder, so it never enters a command. */
export const MASK = '[masked]';

export interface Masked {
  readonly text: string;
  /** How many secrets were masked. */
  readonly masked: number;
}
/** A stretch of the text that is secret. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A way to find secrets. It runs only if one of its hints (in lower case) is in the text, because few pastes hold one. */
interface Finder {
  readonly hints: readonly string[];
  readonly find: RegExp;
  /** Where the secret ends that begins behind the match; without it the match itself is the secret. */
  readonly end?: (text: string, from: number) => number;
}

const QUOTES = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\u2018', '\u2019'],
  ['\u2019', '\u2019'],
  ['\u201C', '\u201D'],
  ['\u201D', '\u201D'],
  ['\u300C', '\u300D'],
  ['\u300E', '\u300F'],
]);
const STOPS = new Set(' \t\n\r;,&|<>"\'\u3000\u3001\u3002\u300D\u300F');
/** Variables, placeholders and commands in brackets are no secrets. */
const NO_START = new Set('$%()[]<>*\u25CF-');
const LONGEST = 500;
const LONGEST_KEY = 20_000;
/** What no line of a key holds, or an empty line. */
const NO_KEY = /[^\w+/=:,.> \t\r\n-]|\n\n/g;

/** A value in quotes, or up to a blank or a separator. */
function valueEnd(text: string, from: number): number {
  const closing = QUOTES.get(text.charAt(from));
  if (closing !== undefined) {
    const end = text.slice(from + 1, from + LONGEST).indexOf(closing);
    return end === -1 || text.slice(from + 1, from + 1 + end).includes('\n') ? lineEnd(text, from) : from + 2 + end;
  }
  if (NO_START.has(text.charAt(from))) return from;
  let end = from;
  while (end < text.length && end - from < LONGEST && !STOPS.has(text.charAt(end))) end += 1;
  return end;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from, from + 4_000).search(/[\r\n"'<>]/);
  return end === -1 ? Math.min(text.length, from + 4_000) : from + end;
}

/** `bearer` and `basic` are words, too: what follows must look like a token. */
function tokenEnd(text: string, from: number): number {
  const token = /^[\w+/~.=-]{16,4000}/.exec(text.slice(from, from + 4_000))?.[0] ?? '';
  return /[0-9=]/.test(token) ? from + token.length : from;
}

/** A JSON web token: base64 parts with stops between them. */
function webTokenEnd(text: string, from: number): number {
  const token = /^[\w.-]{0,8000}/.exec(text.slice(from, from + 8_000))?.[0] ?? '';
  return token.length > 20 && token.includes('.') ? from + token.length : from;
}

/** `user:password` in front of `@`, or behind `curl -u`. */
function addressEnd(text: string, from: number): number {
  const rest = text.slice(from, from + 200);
  const end = rest.search(/[\s/@"'<>]/);
  return end > 0 && rest.charAt(end) === '@' ? from + end : from;
}

const FINDERS: readonly Finder[] = [
  {
    hints: ['password', 'passwd', 'passphrase', 'pwd'],
    find: /(?:password|passwd|passphrase|pwd)["']?[ \t]{0,8}[:=\uFF1A\uFF1D][ \t]{0,8}/gi,
    end: valueEnd,
  },
  { hints: ['secret'], find: /secret(?:[_-]?key)?["']?[ \t]{0,8}[:=\uFF1A\uFF1D][ \t]{0,8}/gi, end: valueEnd },
  { hints: ['key'], find: /(?:access|account|api|shared)[_-]?(?:access)?[_-]?key["']?[ \t]{0,8}[:=\uFF1A\uFF1D][ \t]{0,8}/gi, end: valueEnd },
  {
    hints: ['token'],
    find: /(?<![A-Za-z])(?:(?:access|refresh|id|auth|bot|api)[_-]?)?token["']?[ \t]{0,8}[:=\uFF1A\uFF1D][ \t]{0,8}/gi,
    end: valueEnd,
  },
  {
    hints: ['パスワード', '暗証番号'],
    find: /(?:パスワード|暗証番号)[ \t\u3000]{0,4}(?:は(?=[ \t\u3000]{0,4}[\u0021-\u007E\u300C\u300E\u201C])|[:=\uFF1A\uFF1D])[ \t\u3000]{0,4}/g,
    end: valueEnd,
  },
  {
    hints: ['-pass', '/pass', '-pwd', '/pwd', '-secret', '/secret', '-clientsecret', '/clientsecret', '-token', '/token', '-apikey', '/apikey'],
    find: /(?<![\w-])(?:--?|\/)(?:password|passwd|pass|pwd|passin|passout|secret|clientsecret|token|apikey)[ \t:=]{1,4}(?:pass:)?/gi,
    end: valueEnd,
  },
  { hints: ['convertto-securestring'], find: /convertto-securestring[ \t]{1,8}(?:-(?:string|asplaintext|force)[ \t:]{1,8}){0,3}/gi, end: valueEnd },
  {
    hints: ['authorization'],
    find: /authorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:(?:bearer|basic|negotiate|digest|ntlm)[ \t]{1,8})?/gi,
    end: lineEnd,
  },
  { hints: ['bearer ', 'basic '], find: /\b(?:bearer|basic) /gi, end: tokenEnd },
  { hints: ['eyj'], find: /(?<![\w-])eyJ/g, end: webTokenEnd },
  { hints: ['xox', 'xapp-'], find: /\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{8,400}/g },
  { hints: ['akia', 'asia'], find: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { hints: ['gho_', 'ghp_', 'ghs_', 'ghu_', 'ghr_', 'glpat-', 'aiza', 'sk-'], find: /\b(?:gh[oprsu]_|glpat-|AIza|sk-)[\w-]{20,255}/g },
  {
    hints: ['hooks.slack.com', 'webhook'],
    find: /\/\/(?:hooks\.slack\.com|(?:[a-z0-9-]{1,63}\.)?webhook\.office\.com|discord(?:app)?\.com\/api\/webhooks)\//gi,
    end: valueEnd,
  },
  { hints: ['sig='], find: /[?&]sig=/g, end: valueEnd },
  { hints: ['://'], find: /:\/\/[^\s/:@"'<>]{1,100}:/g, end: addressEnd },
  { hints: ['curl'], find: /(?<![\w-])(?:--user|-u) ["']?[^\s:"']{1,100}:/g, end: valueEnd },
];

/** Masks passwords, tokens, keys and sign-in answers. Line breaks stay, so that lines keep their numbers. */
export function maskSecrets(text: string): Masked {
  const lower = text.toLowerCase();
  const triples = new Triples(lower);
  const isThere = ({ hints }: Finder) => hints.some((hint) => triples.mayHold(hint) && lower.includes(hint));
  const spans = FINDERS.filter(isThere).flatMap((finder) => spansOf(text, finder));
  if (lower.includes('private key-----')) spans.push(...keysIn(text));
  if ((lower.includes('auth') || lower.includes('334')) && /\bauth\b|\b334\b/.test(lower)) spans.push(...answersIn(text));
  return replace(text, spans);
}

/** What was found is not searched once more: a marker repeated a thousand times is one secret. */
function spansOf(text: string, { find, end }: Finder): Span[] {
  const spans: Span[] = [];
  find.lastIndex = 0;
  for (let found = find.exec(text); found; found = find.exec(text)) {
    const behind = found.index + found[0].length;
    const span = end ? { from: behind, to: end(text, behind) } : { from: found.index, to: behind };
    if (!isSecret(text.slice(span.from, span.to))) continue;
    spans.push(span);
    find.lastIndex = Math.max(behind, span.to);
  }
  return spans;
}

/** Not if somebody masked it already, and not the one word that follows a label in prose. */
const isSecret = (value: string): boolean =>
  value.replace(/["']/g, '') !== '' && !/^["']?(?:[*\u25CF\u2022xX.-]{2,400}|true|false|null|required|expired|authentication)["']?$/i.test(value);

function replace(text: string, spans: readonly Span[]): Masked {
  let out = '';
  let at = 0;
  let masked = 0;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    const breaks = text.slice(start, to).replace(/[^\n]{1,}/g, '');
    out += text.slice(at, start) + (start > from ? '' : MASK) + breaks;
    if (start === from) masked += 1;
    at = to;
  }
  return { text: out + text.slice(at), masked };
}

/** PEM private keys, also ones whose end was not pasted: then up to the first line that cannot belong to one. */
function keysIn(text: string): Span[] {
  const spans: Span[] = [];
  const heads = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
  for (let found = heads.exec(text); found; found = heads.exec(text)) {
    const from = heads.lastIndex;
    const end = text.slice(from, from + LONGEST_KEY).indexOf('-----END ');
    const to = end === -1 ? keyEnd(text, from) : from + end;
    spans.push({ from, to });
    heads.lastIndex = to;
  }
  return spans;
}

function keyEnd(text: string, from: number): number {
  NO_KEY.lastIndex = from;
  return NO_KEY.exec(text)?.index ?? text.length;
}
