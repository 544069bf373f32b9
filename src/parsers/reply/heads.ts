import type { Paste } from '../text/paste.js';

/** Where an SMTP reply begins: its codes, and the mark that opens it when it is quoted inside another text. */
export interface Head {
  /** The first digit. */
  readonly start: number;
  /** Behind the codes. */
  readonly end: number;
  readonly code?: number | undefined;
  readonly status?: string | undefined;
  /** Another line of the same reply follows (`550-`). */
  readonly goesOn: boolean;
  /** Where the opening mark stands; `start` if there is none. */
  readonly from: number;
  /** What ends it: a quote, a bracket, or nothing. */
  readonly closer: string;
  /** A mark or a word in front says that this is someone else's reply: `"`, `[Message=`, `->`, `returned`. */
  readonly quoted: boolean;
  /** Only blanks, quote marks or a short label stand in front of it on its line. */
  readonly atLineStart: boolean;
  /** Prose names the code (`状態コード 5.7.3`): what follows are not the words of the reply. */
  readonly isNamed: boolean;
}

// 1 code, 2 separator, 3 status | 4 status alone | 5 code alone, 6 separator. A machine translation may tear code and
// status apart: `応答 454 で確認されました。4.7.0 は、`.
const HEAD =
  /(?<![\w.])(?:([45]\d\d)([ -]{1,2}| ?\n(?: ?\n)?[ >]{0,40}|, ?b?['"]|[;:\u3001\u3002] ?| ?[\u3040-\u30FF\u4E00-\u9FFF]{1,16}[\u3001\u3002] ?)#?([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)|([45]\.[0-7]\.\d{1,3})(?!\d|\.\d)|([45]\d\d)([ -]| ?\n[ >]{1,20})(?=[A-Za-z*#]|<[\w.+=-]{1,64}@))/g;

/** More replies than this in one paste say nothing new, and every one costs a look at its surroundings. */
const MOST = 600;
/** Numbers that are looked at: a text with more of them that are no replies is no mail's. */
const MOST_LOOKS = 6_000;

export function findHeads(paste: Paste, from = 0, to = paste.text.length): Head[] {
  const text = to < paste.text.length ? paste.text.slice(0, to) : paste.text;
  const isGuillemet = (place: number): boolean => GUILLEMETS.includes(paste.raw(place, place + 1));
  HEAD.lastIndex = from;
  const heads: Head[] = [];
  let looks = 0;
  for (let found = HEAD.exec(text); found && heads.length < MOST && looks < MOST_LOOKS; found = HEAD.exec(text)) {
    looks += 1;
    const head = toHead(text, found, from, isGuillemet);
    if (head) heads.push(head);
  }
  return heads;
}

function toHead(text: string, found: RegExpExecArray, floor: number, isGuillemet: (place: number) => boolean): Head | undefined {
  const [whole, code, separator, status, statusAlone, codeAlone, dash] = found;
  const start = found.index;
  const end = start + whole.length;
  const before = text.slice(Math.max(floor, start - 60), start);
  const atLineStart = beginsLine(before, start - 60 <= floor);
  const after = text.slice(end, end + 300);
  const isReply = statusAlone === undefined || isStatusReply(before, after, atLineStart);
  const isNamed = !isReply && NAMES_IT.test(before.toLowerCase());
  if (!isReply && !isNamed) return undefined;
  if (codeAlone !== undefined && !isCodeReply(Number(codeAlone), before, after, atLineStart)) return undefined;
  if (separator === '-' && isName(before, after, atLineStart)) return undefined;
  // `{MSG=…}` says once more what `{LED=…}` has said.
  if (before.endsWith('};{MSG=')) return undefined;
  const number = code ?? codeAlone ?? codeBehind(after);
  const opener = openerOf(before, start, isGuillemet);
  return {
    start,
    end,
    code: number === undefined ? undefined : Number(number),
    status: status ?? statusAlone ?? statusBehind(after),
    goesOn: separator === '-' || dash === '-',
    ...opener,
    // Python prints a reply as (530, b'5.7.0 …').
    closer: /["']$/.exec(separator ?? '')?.[0] ?? opener.closer,
    atLineStart,
    isNamed,
  };
}

/** PHPMailer names the code behind the words: `… SMTP code: 550`. */
const codeBehind = (after: string): string | undefined =>
  after.includes('SMTP code: ') ? /^[^\n]{0,280}SMTP code: ([45]\d\d)\b/.exec(after)?.[1] : undefined;

/** qmail and its kin put the status behind the words: `sorry, no mailbox here by that name. (#5.1.1)`. */
const statusBehind = (after: string): string | undefined =>
  after.includes('(#') ? /^[^\n]{0,280}\(#([45]\.\d\.\d{1,3})\)[ .]{0,10}(?=["'\n]|$)/.exec(after)?.[1] : undefined;

const LABEL = /^[^A-Za-z\u00C0-\uFFDC\d]{0,20}(?:[A-Za-z]{1,12}(?: (?:->|INBOUND) ?[A-Z]{0,8})?: ?["']?)?$/;
function beginsLine(before: string, isAll: boolean): boolean {
  const line = before.lastIndexOf('\n');
  return (line >= 0 || isAll) && LABEL.test(before.slice(line + 1));
}

const MARKS = [
  ['[Message=', ']'],
  ['{LED=', '}'],
  ['{led=', '}'],
  ['->', ''],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;
const OPENING_WORDS = ['returned', 'said', ' with', 'message='];
const leadsUp = (before: string): boolean => {
  const lead = before.trimEnd().toLowerCase();
  const words = lead.endsWith(':') || lead.endsWith('.') ? lead.slice(0, -1) : lead;
  return before.length - lead.length < 3 && OPENING_WORDS.some((word) => ` ${words}`.endsWith(word));
};

const GUILLEMETS = '\u00AB\u2039';

/** The text in front of a reply without emphasis and without a line break that only wrapping put there. */
function withoutGap(before: string): string {
  const line = before.lastIndexOf('\n');
  const text = line >= 0 && /^[> *_\\]{0,60}$/.test(before.slice(line + 1)) ? before.slice(0, line) : before;
  let end = text.length;
  while (end > 0 && ' *_\\'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function openerOf(before: string, start: number, isGuillemet: (place: number) => boolean): Pick<Head, 'from' | 'closer' | 'quoted'> {
  const lead = withoutGap(before);
  const [mark, closer] = MARKS.find(([one]) => lead.endsWith(one)) ?? ['', ''];
  const gap = before.slice(lead.length);
  // A quote with a blank behind it has closed something else.
  const isApart = mark.length === 1 && `"'\``.includes(mark) && gap.endsWith(' ') && !gap.includes('\n');
  // French puts a blank inside the marks: `« 421 4.2.1 … »`.
  if (mark === '' || (isApart && !isGuillemet(start - gap.length - 1))) return { from: start, closer: '', quoted: leadsUp(before) };
  return { from: start - gap.length - mark.length, closer, quoted: true };
}

// All over lower case.
const TOPIC =
  /tls|authenticat|relay|recipient|mailbox(?!es)|sender\b|denied|reject|certificate|dane\b|dns|resolver|storedrv|address|unable to|deliver|disabled|blocked|spam|quota|expired|untrustedroot|mismatch|lastattempted/;
const MORE_TOPICS =
  /command|unrecogni[sz]ed|syntax|sequence|user\b|account|service|server|connection|message|access|transaction|domain|host\b|temporar|try again|time(?:d )?[- ]?out|busy|queue|hop count|mail loop|office 365|virus|content|policy|too (?:many|large|big)/;
const FIRM = /^[\s:;,'")\]-]{0,4}(?:starttls|must issue|smtp; ?client|client (?:was |is )?not auth|authentication unsuccessful|tls is required)/;
const LEAD = /(?:\bw\/|response|reply|answer|was|is|said|error|returned|with|message|detail|failed|critical|exception|code: \d)[:.]? ?["'(]?$/;
const SOFTWARE =
  /(?:\b(?:version|release|kernel|update|upgrade|build|patch|php|exim|postfix|mysql|framework|\.net|tls|ssl|windows|exchange|node|kb|rev|ver)|\bv)[.:]? ?["'(]?$/;

/** Words that name an enhanced status code, in front of it. */
const NAMES_IT = /(?:(?:状態|ステータス) ?コード|status code)(?:は|が)? ?:? ?["'(]?$/;

/** The line is about mail. */
export const isAboutMail = (words: string): boolean =>
  TOPIC.test(words.slice(0, 110).toLowerCase()) || MORE_TOPICS.test(words.slice(0, 110).toLowerCase());

/** An enhanced status code without a reply code looks like a version number: the words around it decide. */
function isStatusReply(before: string, after: string, atLineStart: boolean): boolean {
  const [lead, words] = [before.toLowerCase(), after.slice(0, 80).toLowerCase()];
  if (SOFTWARE.test(lead) || /[/\\@-]$/.test(before)) return false;
  // `dsn=5.7.0`, `Status: 5.7.0` and `#5.7.1 smtp;530 5.7.1 …` repeat the code of a reply that stands beside them.
  if (/(?:dsn=|\bstatus: ?)$/.test(lead) || /^ ?smtp;[ \n>]{0,12}[245]\d\d/.test(words)) return false;
  if (FIRM.test(words)) return true;
  const isDue = atLineStart || LEAD.test(lead) || /[#"'`(>]$|: $/.test(before);
  return isDue && /^[\s:;,'"<-]{1,4}[A-Za-z\u00C0-\uFFDC]/.test(after) && TOPIC.test(words.slice(0, 70));
}

/** `Invoice-550-5.7.1.pdf`, `INC-550-5.1.10` and `ESXi 550-5.4.1` are names, `550-5.7.26 This mail …` is a line of a reply. */
function isName(before: string, after: string, atLineStart: boolean): boolean {
  if (/[A-Za-z\d][-_]$/.test(before)) return true;
  return !atLineStart && !/["'`([{>:]\s{0,2}$/.test(before) && !isAboutMail(after);
}

const CODES = new Set([
  421, 450, 451, 452, 453, 454, 455, 500, 501, 502, 503, 504, 521, 523, 530, 534, 535, 538, 541, 550, 551, 552, 553, 554, 555, 556, 571,
]);
const HTTP = /^ ?(?:internal server|not implemented|bad gateway|service (?:temporarily )?unavailable|gateway time|http|loop detected)/;
const CODE_LEAD = /(?:said|returned|was|is|with|response|reply|replied|answered|responded|smtp|error|failed|<<<|<<)[:;]? ?["'(]?$/;

/** Exchange Online names the class of a foreign reply and hands it on: `Remote server returned an error -> 554 …`. */
const HANDED_ON = /\breturned [^\n]{2,60}-> ?$/i;

/** A bare number counts as a reply only where a reply is due, and if its words are about mail. */
function isCodeReply(code: number, before: string, after: string, atLineStart: boolean): boolean {
  const words = after.slice(0, 60).toLowerCase();
  if (!CODES.has(code) || HTTP.test(words) || /[/\\@:-]$/.test(before)) return false;
  if (HANDED_ON.test(before)) return true;
  const about = TOPIC.test(words) || MORE_TOPICS.test(words);
  return about && (CODE_LEAD.test(before.toLowerCase()) || (atLineStart && /^[A-Z*#]/.test(after)) || /["'`]$/.test(before));
}
