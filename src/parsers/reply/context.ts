import type { Line, Paste } from '../text/paste.js';
import { aboveReply } from './above.js';
import { addressOf, EXIM_PEER, isProxied, nameOf, type Remote, recorded, refusedIn, remoteOf, type Sides } from './facts.js';
import { type AroundQueue, queueAround } from './queue.js';
import { hostOf, mailboxOf, wordAfter } from './values.js';

export { hostOf };

/** What the text around a reply tells about it. */
export interface Context extends AroundQueue, Sides {
  readonly endpoint?: string | undefined;
  readonly recipient?: string | undefined;
  /** The front end that the mail went through, where the reply came from a host behind it. */
  readonly proxy?: Remote | undefined;
}

type Mark = readonly [mark: string, closers: string];
const LAST_ENDPOINT: readonly Mark[] = [
  ['last endpoint attempted was host', `'"};,`],
  ['last endpoint attempted was', `'"};,`],
  ['エンドポイントの試行は', `'"};で`],
  ['エンドポイントは', `'"};で`],
];
/** In and behind a chain of replies, the best first. A mark that is empty or masked tells nothing. */
const INSIDE: readonly Mark[] = [
  ...LAST_ENDPOINT,
  ['lastattemptedservername=', ']'],
  ['last attempted server name=', '}]'],
  ['{fqdn=', '}'],
  ['<fqdn-', '>'],
  ['lastattemptedip=', ']'],
  ['{ip=', '}'],
  ['<ip=', '>'],
  ['was not offered by host ', '['],
];

function hostInside(marks: readonly Mark[], text: string): string | undefined {
  const lower = text.toLowerCase();
  for (const [mark, closers] of marks) {
    const host = hostOf(wordAfter(text, mark, closers, lower));
    if (host !== undefined) return host;
  }
  return undefined;
}

/** On the line in front of a reply: who said it. The mark is looked for from the end. */
const BEFORE: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['host ', /^host ([^\s[]{1,255})\[[^\]]{0,60}\] said: ?["'(]{0,2}$/i],
  ['host ', /^host ([^\s[]{1,255}) \[[^\]]{0,60}\]: ?$/i],
  ['session is required for ', /^session is required for ([^\s[]{1,255}) \[/i],
  ['server at ', /^server at ([^\s(]{1,255}) ?(?:\([^)]{0,60}\))? ?returned ?["'<]{0,2}$/i],
  ['relay=', /^relay=([^\s[,]{1,255}) ?\[/i],
  [' h=', EXIM_PEER],
];

function hostBefore(before: string): string | undefined {
  const lower = before.toLowerCase();
  for (const [mark, pattern] of BEFORE) {
    const place = lower.lastIndexOf(mark);
    const host = place < 0 ? undefined : hostOf(pattern.exec(before.slice(place))?.[1]);
    if (host !== undefined) return host;
  }
  // Exchange 2007: `mx.fabrikam.com #5.7.1 smtp;530 5.7.1 …`
  const status = /#[45]\.\d\.\d{1,3} smtp; ?$/i.exec(before);
  const name = status ? before.slice(0, status.index).trimEnd().split(/[ <#]/).at(-1) : undefined;
  return name?.includes('.') ? hostOf(name) : undefined;
}

/** Postfix: `to=<neko@contoso.com>` in its log, `<neko@contoso.com>:` in a bounce. Exim: `== neko@contoso.com` and `** neko@contoso.com`. */
function recipientBefore(before: string): string | undefined {
  const logged = wordAfter(before, 'to=<', '>') ?? / (?:==|\*\*|=>|->) (\S{3,320}@\S{3,255}) /.exec(before)?.[1];
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
  const remote = expired ? {} : remoteOf(own, before);
  const endpoint = expired
    ? undefined
    : (hostInside(proxied ? LAST_ENDPOINT : INSIDE, own) ?? hostBefore(before) ?? remoteBelow(paste, line) ?? above.host);
  const tried = { remoteHost: nameOf(endpoint), remoteIp: addressOf(endpoint) };
  return {
    ...refused,
    endpoint,
    recipient: recipientBefore(before) ?? above.recipient ?? refused.recipient,
    ...queue,
    connector: (own.includes('SendConnector') ? SEND_CONNECTOR.exec(own)?.[1] : undefined) ?? queue.connector,
    server: queue.server ?? above.own,
    sender: refused.sender ?? above.sender,
    remoteHost: remote.remoteHost ?? tried.remoteHost,
    remoteIp: remote.remoteIp ?? tried.remoteIp,
    proxy: proxied ? recorded(own) : undefined,
  };
}
/** The sender's own server says this at the end; the reply before it came from the other side. */
const isExpired = (head: string): boolean => /^550 [45]\.4\.\d{1,3} message expired/.test(head.toLowerCase());
const SEND_CONNECTOR = /SendConnector ["'](\S[^"'\n]{0,120})["'] could not be found/;
/** Wrapped lines as one. */
const joined = (text: string): string =>
  (text.includes('&') ? text.replace(/&quot;|&#39;/g, "'") : text).replace(/\n[> ]{0,80}/g, ' ').replace(/ {2,80}/g, ' ');

/** What stands in front of a reply within its own record, whose parts have no fixed order: `[{FQDN=…};{IP=…};{LED=`. */
function recordBefore(before: string): string {
  const from = before.lastIndexOf('[{');
  return from < 0 || before.includes('}]', from) ? '' : `${before.slice(from)} `;
}

/** What follows a reply within its own record: `};{FQDN=…};{IP=…}`. */
function tail(paste: Paste, end: number, next: number): string {
  const text = paste.text.slice(end, Math.min(next, end + 500));
  const stop = /\n ?\n|\n[> ]{0,20}[A-Z][A-Za-z]{2,40} {0,40}: |LED=|\]\.(?! {0,2}OutboundProxy)/.exec(text);
  return stop ? text.slice(0, stop.index) : text;
}

/** True for the field of a delivery status that holds a reply. */
export const isDiagnosis = (line: Line): boolean => /^[> ]{0,20}diagnostic-code:/.test(line.lower.slice(0, 40));

/** In a delivery status the remote server may stand behind its reply. */
function remoteBelow(paste: Paste, line: Line): string | undefined {
  if (!isDiagnosis(line)) return undefined;
  for (let i = line.number; i < line.number + 6; i += 1) {
    const text = paste.lines[i]?.text ?? '';
    if (/^[> ]{0,20}(?:Final|Original)-Recipient:/i.test(text) || text.trim() === '') return undefined;
    const host = hostOf(wordAfter(text, 'remote-mta: dns;') ?? wordAfter(text, 'remote-mta:dns;'));
    if (host !== undefined) return host;
  }
  return undefined;
}
