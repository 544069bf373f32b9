import { mailboxOf } from '../text/mailbox.js';
import type { Paste } from '../text/paste.js';
import { aboveReply } from './above.js';
import { remoteBelow } from './below.js';
import { addressOf, ENDPOINTS, firstBehind, isProxied, nameOf, type Remote, recorded, refusedIn, remoteOf, type Sides } from './facts.js';
import { joinedLines } from './joined.js';
import { type AroundQueue, queueAround } from './queue.js';
import { saidBefore } from './said.js';
import { hostOf, type Mark, marks, wordAfter } from './values.js';

export { isDiagnosis } from './below.js';
export { hostOf };

/** What the text around a reply tells about it. */
export interface Context extends AroundQueue, Sides {
  readonly endpoint?: string | undefined;
  readonly recipient?: string | undefined;
  /** The front end that the mail went through, where the reply came from a host behind it. */
  readonly proxy?: Remote | undefined;
}

/** In and behind a chain of replies, the best first. A mark that is empty or masked tells nothing. */
const INSIDE: readonly Mark[] = [
  ...ENDPOINTS,
  ...marks('frame', ']', 'lastattemptedservername='),
  ...marks('frame', '}]', 'last attempted server name='),
  ...marks('frame', '}', '{fqdn='),
  ...marks('frame', '>', '<fqdn-'),
  ...marks('frame', ']', 'lastattemptedip='),
  ...marks('frame', '}', '{ip='),
  ...marks('frame', '>', '<ip='),
  ...marks('frame', '[', 'was not offered by host '),
];

const EXIM_MARKS = [' == ', ' ** ', ' => ', ' -> '];
/** Postfix: `to=<neko@contoso.com>` in its log, `<neko@contoso.com>:` in a bounce. Exim: `== neko@contoso.com` and `** neko@contoso.com`. */
function recipientBefore(before: string): string | undefined {
  const logged = wordAfter(before, 'to=<', '>') ?? EXIM_MARKS.map((mark) => wordAfter(before, mark)).find((word) => word?.includes('@'));
  const end = before.lastIndexOf('>:');
  return mailboxOf(logged) ?? (end < 0 ? undefined : mailboxOf(before.slice(before.lastIndexOf('<', end) + 1, end)));
}

/**
 * The surroundings of a reply that stands between `start` and `end`: what it names itself, what leads up to it on its
 * line, and the lines above it in a bounce, a queue or a mail log.
 */
export function contextOf(paste: Paste, start: number, end: number, next = paste.text.length): Context {
  const line = paste.lineAt(start);
  const before = paste.text.slice(Math.max(line.start, start - 400), start);
  const own = joined(recordBefore(before) + paste.text.slice(start, Math.min(end, start + 4000)) + tail(paste, end, next));
  const above = aboveReply(paste, line);
  const expired = isExpired(paste.text.slice(start, start + 40));
  const proxied = isProxied(own);
  const queue = queueAround(paste, line);
  const refused = refusedIn(own, before);
  const remote = expired ? recorded(own) : remoteOf(own, before);
  const inside = firstBehind(proxied ? ENDPOINTS : INSIDE, own, own.toLowerCase(), hostOf);
  const said = expired || inside !== undefined ? {} : saidBefore(paste, line, before);
  const endpoint = inside ?? (expired ? undefined : (said.host ?? said.ip ?? remoteBelow(paste, line) ?? above.host));
  return {
    ...refused,
    endpoint,
    recipient: recipientBefore(before) ?? above.recipient ?? refused.recipient,
    ...queue,
    connector: (own.includes('SendConnector') ? SEND_CONNECTOR.exec(own)?.[1] : undefined) ?? queue.connector,
    server: queue.server ?? above.own ?? said.own,
    sender: refused.sender ?? above.sender,
    remoteHost: remote.remoteHost ?? nameOf(endpoint),
    remoteIp: remote.remoteIp ?? said.ip ?? addressOf(endpoint),
    proxy: proxied ? recorded(own) : undefined,
  };
}
/** The sender's own server says this at the end; the reply before it came from the other side. */
const isExpired = (head: string): boolean => /^550 [45]\.4\.\d{1,3} message expired/.test(head.toLowerCase());
const SEND_CONNECTOR = /SendConnector ["'](\S[^"'\n]{0,120})["'] could not be found/;
const joined = (text: string): string => joinedLines(text.includes('&') ? text.replace(/&quot;|&#39;/g, "'") : text).replace(/ {2,80}/g, ' ');

/** What stands in front of a reply within its own record, whose parts have no fixed order: `[{FQDN=…};{IP=…};{LED=`. */
function recordBefore(before: string): string {
  const from = before.lastIndexOf('[{');
  return from < 0 || before.includes('}]', from) ? '' : `${before.slice(from)} `;
}

/** What follows a reply within its own record: `};{FQDN=…};{IP=…}`. */
function tail(paste: Paste, end: number, next: number): string {
  const to = Math.min(next, end + 500);
  const text = paste.text.slice(end, to);
  const stop = /\n ?\n|\n[> ]{0,20}[A-Z][A-Za-z]{2,40} {0,40}: |LED=|\]\.(?! {0,2}OutboundProxy)/.exec(text);
  // A blank behind the last word: only the end of the paste may have cut it.
  return stop ? `${text.slice(0, stop.index)} ` : to < paste.text.length ? `${text} ` : text;
}
