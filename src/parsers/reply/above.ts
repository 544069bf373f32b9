import type { Line, Paste } from '../text/paste.js';
import { isOwn, nameOf } from './facts.js';
import { hostOf, mailboxOf } from './values.js';

/** What the lines above a reply tell of it. */
export interface Above {
  /** The host that said it: `Remote-MTA`, `while talking to`, or a line that is nothing but a host. */
  readonly host: string | undefined;
  /** The server that wrote the bounce, unless it is one of Microsoft's. */
  readonly own: string | undefined;
  readonly recipient: string | undefined;
  readonly sender: string | undefined;
}

const MOST_LINES = 14;
/** How far above a reply a line counts that is nothing but a host, or begins with an address. */
const [NEAR_HOST, NEAR_ADDRESS] = [2, 6];

/** Looks through the lines above, the nearest first. */
export function aboveReply(paste: Paste, line: Line): Above {
  const above = linesAbove(paste, line);
  const own = above.findIndex(({ label }) => label === 'own');
  return {
    host: first(own < 0 ? above : above.slice(0, own + 1), hostOn),
    own: serverOf(first(above, ({ label, rest }) => (label === 'own' ? nameOf(withoutType(rest).split(/[ (]/, 1)[0]) : undefined))),
    recipient: first(above, recipientOn),
    sender: first(above, ({ label, rest }) => (label === 'sender' ? mailboxOf(addressIn(rest)) : undefined)),
  };
}

const serverOf = (host: string | undefined): string | undefined => (host !== undefined && isOwn(host) ? host : undefined);
const withoutType = (told: string): string => told.replace(/^(?:[: ]|dns;){1,4}/i, '');

function first(above: readonly Told[], read: (told: Told, distance: number) => string | undefined): string | undefined {
  for (const [distance, told] of above.entries()) {
    const value = read(told, distance);
    if (value !== undefined) return value;
  }
  return undefined;
}

type Label = 'host' | 'own' | 'recipient' | 'sender';

/** A line above a reply, and what stands behind the label that it begins with. */
interface Told {
  readonly text: string;
  readonly label: Label | undefined;
  readonly rest: string;
}

/** In lower case. */
const LABELS: readonly (readonly [Label, readonly string[]])[] = [
  ['host', ['remote-mta: dns;', 'remote-mta:dns;', 'receiving server:', 'remote server:', '受信サーバー:', 'リモート サーバー:']],
  ['own', ['generating server', '生成サーバー', 'reporting-mta']],
  ['recipient', ['final-recipient: rfc822;', 'final-recipient:rfc822;', 'original-recipient: rfc822;', 'original-recipient:rfc822;']],
  ['recipient', ['recipient address:', 'recipientaddress', '受信者:', '宛先:']],
  ['sender', ['sender address:', 'senderaddress', 'fromaddress', '送信者:']],
];
/** By their first character: most lines begin with none of them. */
const BY_FIRST = new Map<string, [label: Label, words: string][]>();
for (const [label, spellings] of LABELS) {
  for (const words of spellings) BY_FIRST.set(words.charAt(0), [...(BY_FIRST.get(words.charAt(0)) ?? []), [label, words]]);
}

function toldBy(text: string): Told {
  const near = BY_FIRST.get(text.charAt(0).toLowerCase());
  const lower = near ? text.slice(0, 60).toLowerCase() : '';
  const [label, words = ''] = near?.find(([, start]) => lower.startsWith(start)) ?? [];
  return { text, label, rest: label === undefined ? '' : text.slice(words.length).trimStart() };
}

/** Replies lie close together: a line is above many of them. */
const READ = new WeakMap<readonly Line[], (Told | undefined)[]>();

function linesAbove({ lines }: Paste, line: Line): Told[] {
  const read = READ.get(lines) ?? [];
  READ.set(lines, read);
  const found: Told[] = [];
  for (let i = line.number - 2; i >= 0 && found.length < MOST_LINES; i -= 1) {
    const told = read[i] ?? toldBy(bare(lines[i]?.text.slice(0, 400) ?? ''));
    read[i] = told;
    if (told.text !== '') found.push(told);
  }
  return found;
}

const bare = (text: string): string => (text.startsWith(' ') || text.startsWith('>') ? text.replace(/^[> ]{1,40}/, '') : text).trimEnd();

/** What stands behind words that a tool has put no more than a mark or two in front of. */
function behindWords(line: string, ...spellings: readonly string[]): string | undefined {
  for (const words of spellings) {
    const at = line.slice(0, 12 + words.length).indexOf(words);
    if (at !== -1) return line.slice(at + words.length).trimStart();
  }
  return undefined;
}

const ONLY_HOST = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/;

function hostOn({ text, label, rest }: Told, distance: number): string | undefined {
  const told = (label === 'host' ? rest : behindWords(text, 'while talking to '))?.split(' ', 1)[0]?.replace(/:$/, '');
  const alone = distance < NEAR_HOST && ONLY_HOST.test(text) ? text : undefined;
  const isHead = text.includes(' rejected your message to the following') || text.includes(' gave this error');
  const host = hostOf(told ?? alone ?? (isHead ? text.split(' ', 1)[0] : undefined));
  return host?.includes('.') ? host : undefined;
}

/** What stands behind a label, with or without a colon of its own (`SenderAddress   : a@b`). */
const addressIn = (told: string): string | undefined => told.replace(/^[ :<]{1,60}/, '').split(/[\s<>]/, 1)[0];

function recipientOn({ text, label, rest }: Told, distance: number): string | undefined {
  if (!text.includes('@')) return undefined;
  const told = label === 'recipient' ? rest : behindWords(text, 'RCPT To:', 'RCPT TO:', 'rcpt to:');
  const isAlone = distance < NEAR_ADDRESS && text.length < 330 && /^[^\s<>"]{1,64}@[^\s<>"]{3,255}/.test(text);
  return mailboxOf((told === undefined ? undefined : addressIn(told)) || (isAlone ? text.split(/[ (<]/)[0] : undefined));
}
