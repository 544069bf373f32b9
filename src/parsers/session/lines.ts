import { decodeEntities } from '../certificate/name.js';
import type { Line, Paste } from '../text/paste.js';

/** What one line of an SMTP session says, whatever tool printed it. */
export type Spoken =
  | { readonly who: 'server'; readonly code: number; readonly goesOn: boolean; readonly words: string }
  | { readonly who: 'client'; readonly verb: string; readonly words: string }
  /** A line of the tool itself. */
  | { readonly who: 'tool'; readonly words: string };

export interface SessionLine {
  readonly line: Line;
  /** The line without what the tool printed around it. */
  readonly payload: string;
  readonly spoken: Spoken;
  /** Printed as part of the encrypted session (swaks marks those with `~`). */
  readonly insideTls: boolean;
}

const STAMP = /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? {1,4}(?:\[[^\]\n]{1,60}\] )?/;
const SPEAKER =
  /^(?:DEBUG(?: SMTP)?:? |\[[\w-]{1,40}\] ){0,2}(?:SMTP INBOUND:|SMTP OUTBOUND:|SERVER -> CLIENT:|CLIENT -> SERVER:|SMTP -> FROM SERVER:|SMTP<<|SMTP>>|Net::SMTP\S{0,40}(?:<<<|>>>)|reply:|send:|connect:|[SCsc]:)[ ]?/;
const ARROW = /^(?:<<<|>>>?|<\*\*|<~\*|\*\*\*|===|<-|->|<~|~>|<|>|\||\*)(?: {1,4}|(?=[2-5]\d\d[ -]))/;
const PROMPT = /^(?:\[PS\] )?(?:PS )?[A-Z]:\\[^>\n]{0,120}> ?/;
const PEER = /^[\w.-]{1,120}\[[\d.:a-fA-F]{2,45}\]:\d{2,5}: /;
const QUOTE = /^(?:b?['"]|`{1,3}|- (?=[2-5]\d\d[ -]))/;
/** What tools print in front of a line. A pattern runs only on a line that has its `hint`, or one of `first` as its first character. */
const PREFIXES: readonly { readonly find: RegExp; readonly first?: string; readonly hint?: string }[] = [
  { find: STAMP, first: '[0123456789' },
  { find: SPEAKER, first: '[DNSCscr' },
  { find: ARROW, first: '<>*=-~|' },
  { find: PROMPT, hint: ':\\' },
  { find: PEER, hint: ']:' },
  { find: QUOTE, first: 'b\'"`-' },
];
/** Nothing that a tool prints around a line: a reply, or words without quotes, colons and arrows. */
const BARE = /^(?:[2-5]\d\d[ -][^"'`\\]*|[A-Za-z][^"'`\\:<>,)]*)$/;

/** Takes off what tools print in front of a line: time, speaker, arrows, quotes. */
function strip(text: string): { words: string; insideTls: boolean } {
  const plain = text.includes('&') ? decodeEntities(text) : text;
  let words = (plain.includes('\b') || plain.includes('\x7F') ? typed(plain) : plain).trim();
  let insideTls = false;
  // Most lines of a session stand bare.
  if (BARE.test(words)) return { words, insideTls };
  for (let i = 0; i < 6; i += 1) {
    const before = words;
    if (words.startsWith('<~') || words.startsWith('~>')) insideTls = true;
    for (const { find, first, hint } of PREFIXES)
      if (hint === undefined ? first?.includes(words.charAt(0)) : words.includes(hint)) words = words.replace(find, '');
    words = words.trimStart();
    if (words === before) break;
  }
  return { words: words.replace(/(?:\\r|\\n|\\r\\n){0,2}['"`]{0,3}[,)]?$/, '').replace(/(?:\\r|\\n){1,2}$/, ''), insideTls };
}

/** What stands on the screen once the backspaces of somebody who mistyped have done their work. */
function typed(text: string): string {
  const kept: string[] = [];
  for (const char of text)
    if (char === '\b' || char === '\x7F') kept.pop();
    else kept.push(char);
  return kept.join('');
}

const VERBS = new Set('ehlo helo starttls auth data quit rset noop vrfy x-anonymoustls x-exps bdat xproxy xproxyfrom xproxyto'.split(' '));
/** A command that a script sends. Over lower case. */
const SCRIPTED = /(?:writeline|write|send)\(["'](ehlo|helo|starttls)\b/;

/** The command that a line in lower case begins with. */
function verbOf(lower: string): string | undefined {
  // A dot in front was typed by mistake.
  const word = /^\.?([\w-]+)/.exec(lower)?.[1] ?? '';
  if (VERBS.has(word)) return word;
  if (lower.startsWith('mail from') || lower.startsWith('rcpt to')) return lower.startsWith('mail') ? 'mail from' : 'rcpt to';
  return lower.includes('(') ? SCRIPTED.exec(lower)?.[1] : undefined;
}

function speak(words: string): Spoken {
  const reply = /^([2-5]\d\d)(?:([ -])|$)/.exec(words);
  if (reply) return { who: 'server', code: Number(reply[1]), goesOn: reply[2] === '-', words: words.slice(4).trim() };
  const verb = verbOf(words.toLowerCase());
  if (verb !== undefined)
    return { who: 'client', verb: verb.toUpperCase(), words: words.slice(words.toLowerCase().indexOf(verb) + verb.length).trim() };
  return { who: 'tool', words };
}

/** A line, in lower case, that could belong to a session: nothing else is looked at closely. */
const MAYBE =
  /[2-5]\d\d[ -]|[\b]|ホストとの接続|接続中: |エスケープ文字は|microsoft telnet|verbindung(?:saufbau)? zu |\b(?:ehlo|helo|starttls|telnet|s_client|trying|connect(?!or)|escape character|welcome|debug|data|mail from|rcpt to|quit|auth|tcpclient|localhost|opening|resolving|[sc]:|start tls)/;

/** Lines of a protocol log have a parser of their own. */
const LOG = /^[> ]{0,40}\d{4}-\d\d-\d\dT[\d:.]{8,20}Z?,/;

export function sessionLines(paste: Paste): SessionLine[] {
  const out: SessionLine[] = [];
  for (const line of paste.lines) {
    if (line.text.length < 4 || line.text.length > 1000 || !MAYBE.test(line.lower) || LOG.test(line.text)) continue;
    const { words, insideTls } = strip(line.text);
    out.push({ line, payload: words, spoken: speak(words), insideTls });
  }
  return out;
}

/** Place of the words without what the tool printed around them. */
export function placeOf({ line, payload }: SessionLine): [number, number] {
  const found = line.text.indexOf(payload);
  return found < 0 ? [line.start, line.end] : [line.start + found, line.start + found + payload.length];
}
