import type { ReplyClue } from '../../model/evidence.js';
import { mailboxOf } from '../text/mailbox.js';
import { hostOf, type Mark, marks, valueAfter, wordAfter } from './values.js';

/** What a reply and its record tell of the two sides. */
export type Sides = Pick<ReplyClue, 'remoteHost' | 'remoteIp' | 'sender' | 'senderDomain' | 'senderIp'>;

/** What may stand right behind an endpoint: the quotes around the reply, also with a backslash, and the marks of a page. */
const BEHIND = `'"\\};,)<|*\`\u3001\u3002`;
/** What Exchange says behind a chain of replies. */
export const ENDPOINTS: readonly Mark[] = [
  ...marks('sentence', BEHIND, 'last endpoint attempted was host', 'last endpoint attempted was'),
  ...marks('sentence', `${BEHIND}で`, 'エンドポイントの試行は', 'エンドポイントは'),
];
const HOST_MARKS: readonly Mark[] = [
  ...marks('frame', ']', 'lastattemptedservername='),
  ...marks('frame', '}]', 'last attempted server name='),
  ...marks('frame', '}', '{fqdn='),
  ...marks('frame', '>', '<fqdn-', '<fqdn='),
  ...marks('word', '}]', 'outboundproxytargethostname:'),
  ...marks('word', '[,', 'receiving_mx='),
];
const IP_MARKS: readonly Mark[] = [
  ...marks('frame', ']', 'lastattemptedip='),
  ...marks('frame', '}]', 'last attempted ip='),
  ...marks('frame', '}', '{ip='),
  ...marks('frame', '>', '<ip=', '<ip-'),
  ...marks('word', '}]', 'outboundproxytargetip:'),
  ...ENDPOINTS,
];

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]{2,43})$/i;
export const addressOf = (value: string | undefined): string | undefined => {
  const host = hostOf(value);
  return host !== undefined && ADDRESS.test(host) ? host : undefined;
};

/** Front ends of Exchange Online: they tell who spoke, and nobody can do anything about them. */
export const isMicrosofts = (host: string): boolean => /\.prod\.(?:outlook|exchangelabs|protection\.outlook)\.com$/i.test(host);
/** Somebody's own server, as far as the name tells. */
export const isOwn = (host: string): boolean => !isMicrosofts(host) && !/\.protection\.outlook\.com$/i.test(host);

/** A host name that is no address and no front end of Exchange Online. */
export const nameOf = (value: string | undefined): string | undefined => {
  const host = hostOf(value);
  return host === undefined || ADDRESS.test(host) || isMicrosofts(host) ? undefined : host;
};

/** The first value that one of the marks leads up to; a mark that is empty or masked tells nothing. */
export function firstBehind(all: readonly Mark[], text: string, lower: string, read: typeof hostOf): string | undefined {
  for (const mark of all) {
    const value = lower.includes(mark.words) ? read(valueAfter(text, mark, lower)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Exim names the peer of a line by `H=host [address]`. */
export const EXIM_PEER = /^ h=([^\s[(]{1,255}) \[([^\]\s]{2,60})\]/i;
/** In front of a reply, on its line: host and address of the one who said it. */
const SAID: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['host ', /^host ([^\s[]{1,255}) ?\[([^\]\s]{2,60})\](?: (?:said|refused))?/i],
  ['server at ', /^server at ([^\s(]{1,255}) \(([^)\s]{2,60})\) ?returned/i],
  ['server [at ', /^server \[at ([^\s(]{1,255}) \(([^)\s]{2,60})\)\] ?returned/i],
  ['relay=', /^relay=([^\s[,]{1,255}?)\.? ?\[([^\]\s]{2,60})\]/i],
  [' h=', EXIM_PEER],
];

export type Remote = Pick<Sides, 'remoteHost' | 'remoteIp'>;

/** The mail went through a front end: `{FQDN=…}` names that one, not the host that refused the mail. */
export const isProxied = (own: string): boolean => {
  const lower = own.toLowerCase();
  return lower.includes('proxy session setup failed') && ENDPOINTS.some(({ words }) => lower.includes(words));
};

/** What the marks of a record name, the front end included. */
export function recorded(own: string): Remote {
  const lower = own.toLowerCase();
  return { remoteHost: firstBehind(HOST_MARKS, own, lower, nameOf), remoteIp: firstBehind(IP_MARKS, own, lower, addressOf) };
}

/** The other side, as named in a record and in front of it. */
export function remoteOf(own: string, before: string): Remote {
  if (isProxied(own)) {
    const lower = own.toLowerCase();
    return { remoteHost: firstBehind(ENDPOINTS, own, lower, nameOf), remoteIp: firstBehind(ENDPOINTS, own, lower, addressOf) };
  }
  const named = recorded(own);
  if (named.remoteHost !== undefined || named.remoteIp !== undefined) return named;
  const front = before.toLowerCase();
  for (const [mark, pattern] of SAID) {
    const place = front.lastIndexOf(mark);
    const found = place < 0 ? null : pattern.exec(before.slice(place));
    // The address of a Microsoft front end is no more use than its name.
    if (found && !isMicrosofts(found[1] ?? '')) return { remoteHost: nameOf(found[1]), remoteIp: addressOf(found[2]) };
  }
  return {};
}

/**
 * How servers name the side that they refuse. Over lower case, from the place of the mark on; of those with `ipBefore`
 * the word in front of the mark is the address.
 */
const REFUSED: readonly { readonly mark: string; readonly find: RegExp; readonly ipBefore?: boolean }[] = [
  { mark: ' is not allowed to send', find: /^ is not allowed to send (?:mail )?from <?(?<domain>[\w.-]{3,253})/, ipBefore: true },
  { mark: ' senderscore', find: /^ senderscore/, ipBefore: true },
  { mark: 'domain [', find: /^domain \[(?<domain>[\w.-]{3,253})\](?: mismatches client ip \[?(?<ip>[\da-f.:]{3,45}))?/ },
  { mark: 'sending domain ', find: /^sending domain (?<domain>[\w.-]{3,253})/ },
  { mark: 'domain of ', find: /^domain of (?:[^\s@]{1,64}@)?(?<domain>[\w.-]{3,253}) does not designate (?<ip>[\da-f.:]{3,45})/ },
  { mark: ' email from ', find: /^ email from (?<domain>[\w.-]{3,253}) is not accepted/ },
  { mark: 'spf [', find: /^spf \[(?<domain>[\w.-]{3,253})\](?: with ip: \[(?<ip>[\da-f.:]{3,45})\])?/ },
  { mark: '] the ip address sending', find: /^/, ipBefore: true },
  { mark: '] has exceeded', find: /^/, ipBefore: true },
  ...['with the ip:', 'ipv6 [', 'ipv6 address [', 'hostname, [', 'banned sender[', 'later from [', 'mail server [', 'messages from ['].map(
    (mark) => ({ mark, find: /^[^[]{0,40}\[(?<ip>[\da-f.:]{3,45})\]/ }),
  ),
  ...['for host ', 'messages from '].map((mark) => ({ mark, find: /^\w{3,8} (?:from|host) (?<ip>[\da-f.:]{7,45})/ })),
  { mark: 'client host ', find: /^client host [\w.-]{0,253}\[(?<ip>[\da-f.:]{3,45})\]/ },
  { mark: 'client [', find: /^client \[(?<ip>[\da-f.:]{3,45})\]/ },
  ...['sending', 'connecting', 'source', 'client', 'your', 'this'].map((word) => ({
    mark: `${word} ip`,
    find: /^\w{4,10} ip(?: address)?:? ?[[(]?(?<ip>[\da-f.:]{3,45})/,
  })),
];
/** Exchange and Postfix, in front of a reply: the client that it was given to. The word in front of ` from `, and what follows. */
const CLIENT_WORD = /(?:rcpt|mail|connect|unknown|helo|ehlo)$/;
const CLIENT = /^ from [\w.-]{1,253}\[([\da-f.:]{3,45})\]: ?$/;
function clientIn(front: string): string | undefined {
  const near = front.slice(-320);
  const from = near.lastIndexOf(' from ');
  return from > 0 && CLIENT_WORD.test(near.slice(0, from)) ? addressOf(CLIENT.exec(near.slice(from))?.[1]) : undefined;
}

/** Postfix and others put the address that they refuse in front: `<taro@contoso.com>: Sender address rejected`. Exchange Online has brackets. */
function addressIn(own: string): Pick<Sides, 'sender'> & Pick<ReplyClue, 'recipient'> {
  const bracketed = /^[\d.\s-]{5,25}\[([^\]\s]{3,320})\]: recipient /i.exec(own.slice(0, 380));
  if (bracketed) return { recipient: mailboxOf(bracketed[1]) };
  const [from, to] = [own.indexOf('<'), own.indexOf('>')];
  if (from < 5 || from > 25 || to < from || !/^[\d.\s-]{5,25}$/.test(own.slice(0, from))) return {};
  const [, word] = /^(?:: ?| ?\.{3} ?)(\w{1,20})/.exec(own.slice(to + 1, to + 30)) ?? [];
  const address = word === undefined ? undefined : mailboxOf(own.slice(from + 1, to));
  return word?.toLowerCase() === 'sender' ? { sender: address } : { recipient: address };
}

/** Python: `{'hanako@fabrikam.com': (550, b'5.7.1 …')}`. */
function keyIn(before: string): string | undefined {
  const text = /['"]: \($/.test(before) ? before.slice(0, -4) : '';
  return mailboxOf(text.slice(Math.max(text.lastIndexOf("'"), text.lastIndexOf('"')) + 1));
}

/** Python, behind the reply: `SMTPSenderRefused: (530, b'5.7.57 …', 'app@contoso.com')`. */
function refusedSender(own: string, before: string): string | undefined {
  const found = before.includes('SMTPSenderRefused') ? /['"], ['"]([^\s'"]{3,320})['"]\)/.exec(own) : null;
  return mailboxOf(found?.[1]);
}

/** The side that was refused, as the reply itself names it. */
export function refusedIn(own: string, before: string): Pick<Sides, 'sender' | 'senderDomain' | 'senderIp'> & Pick<ReplyClue, 'recipient'> {
  const lower = own.toLowerCase();
  let [domain, ip]: (string | undefined)[] = [];
  for (const { mark, find, ipBefore } of REFUSED) {
    const place = lower.indexOf(mark);
    const found = place < 0 ? null : find.exec(lower.slice(place, place + 600));
    if (!found) continue;
    const name = found.groups?.['domain'];
    // As printed: the name stands at the same place.
    const at = name === undefined ? -1 : lower.indexOf(name, place);
    domain ??= at < 0 ? undefined : nameOf(own.slice(at, at + (name?.length ?? 0)));
    ip ??= addressOf(
      ipBefore
        ? lower
            .slice(Math.max(0, place - 60), place)
            .split(' ')
            .at(-1)
        : found.groups?.['ip'],
    );
  }
  const front = before.toLowerCase();
  const named = addressIn(own);
  const logged = (mark: string): string | undefined => (lower.includes(mark) ? mailboxOf(wordAfter(own, mark, '>', lower)) : undefined);
  return {
    sender: named.sender ?? logged(' from=<') ?? refusedSender(own, before),
    recipient: named.recipient ?? logged(' to=<') ?? keyIn(before),
    senderDomain: domain?.includes('.') ? domain : undefined,
    senderIp: ip ?? clientIn(front),
  };
}
