import type { TlsClue } from '../../model/evidence.js';
import { nameOf } from '../reply/facts.js';
import { hostOf } from '../reply/values.js';
import { exchangeName } from '../session/certificate.js';
import { targetOf } from '../session/tool.js';
import { unwrapped } from '../session/wrapped.js';
import type { Flat } from '../text/flat.js';
import type { Line, Paste } from '../text/paste.js';
import { widthOf } from '../text/width.js';

const MOST_ABOVE = 120;
const MOST_BELOW = 60;
const LONGEST = 1000;

/** What a client of TLS says itself: openssl, swaks, curl, gnutls-cli. Over lower case. */
const SAID_BY_TOOL = /^[> ]{0,20}(?:verify error:num=|\*{1,3} |=== |- status:|curl: \(|write:errno|[\da-f]{8,40}:error:)/;
const CALLS = ['s_client', '-connect ', 'gnutls-cli', '=== trying', '=== connected', '* connected', 'trying ', 'connecting to ', 'resolving '];
/** A command, or what only the first call of a session prints. */
const BEGINS = ['s_client', 'gnutls-cli', '=== trying', '*   trying'];
const PROCESS = /\bpostfix\/[\w/-]{2,30}\[\d{1,7}\]/;

type Peer = Pick<TlsClue, 'remoteHost' | 'remoteIp'>;

/** The host that was called when a tool said the line; nothing for a line that no tool says. */
export function calledBy(paste: Paste, { number, lower }: Line): Peer {
  if (!SAID_BY_TOOL.test(lower)) return {};
  let [remoteHost, remoteIp]: (string | undefined)[] = [];
  for (let i = number - 2; i >= Math.max(0, number - MOST_ABOVE); i -= 1) {
    const above = paste.lines[i];
    if (!above || above.text.length > LONGEST || !CALLS.some((word) => above.lower.includes(word))) continue;
    const host = hostOf(targetOf(above.text)?.host.replace(/\.{3}$/, ''));
    const name = nameOf(host);
    remoteHost ??= name;
    remoteIp ??= name === undefined ? host : undefined;
    if (BEGINS.some((word) => above.lower.includes(word))) break;
  }
  return { remoteHost, remoteIp };
}

/** The line above by the same process of Postfix, which names the peer of a line that does not. */
export function sameProcessAbove(paste: Paste, { number, lower }: Line): string | undefined {
  const process = PROCESS.exec(lower.slice(0, 200))?.[0];
  if (process === undefined) return undefined;
  for (let i = number - 2; i >= Math.max(0, number - 6); i -= 1) {
    const above = paste.lines[i];
    if (above?.lower.includes(process)) return above.text.slice(0, LONGEST);
  }
  return undefined;
}

/** `verify error:num=20:…` of openssl is about the certificate of the line above: `depth=0 C = JP, CN = mail.contoso.com`. */
export function verifiedName(paste: Paste, { number, lower }: Line): Pick<TlsClue, 'subject' | 'issuer'> {
  if (!/^[> ]{0,20}verify error:num=/.test(lower)) return {};
  const above = (filled(paste, number - 2) ?? filled(paste, number - 3))?.text.slice(0, LONGEST) ?? '';
  const printed = /^[> ]{0,20}depth=\d{1,2} (\S.{0,900})$/.exec(above.trimEnd())?.[1];
  const subject = printed === undefined ? undefined : exchangeName(printed);
  return subject === undefined ? {} : { subject, issuer: issuerBelow(paste, number, subject) };
}

const ASKED = /(?:_\d{1,5}\._tcp\.| error for )((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,20})(?![\w.-]*@)/;

/** The host whose TLSA record was asked for: `TLSA lookup error for mx1.fabrikam.com:25`. */
export function askedHost(words: string): Peer {
  const remoteHost = words.toLowerCase().includes('tlsa lookup') ? nameOf(hostOf(ASKED.exec(words)?.[1])) : undefined;
  return remoteHost === undefined ? {} : { remoteHost };
}

/** The line, unless it is blank: a web page doubles the breaks. */
const filled = (paste: Paste, index: number): Line | undefined => {
  const line = paste.lines[index];
  return line && /[^> ]/.test(line.text) ? line : undefined;
};

/** The chain that is printed behind: ` 0 s:subject` with `   i:issuer` in the next line. */
function issuerBelow(paste: Paste, number: number, subject: string): string | undefined {
  const width = widthOf(paste);
  const wordsAt = (line: Line | undefined): string =>
    line
      ? unwrapped(
          paste,
          line,
          line.text
            .slice(0, LONGEST)
            .replace(/^[> ]{0,20}/, '')
            .trimEnd(),
          width,
        ).words
      : '';
  for (let i = number; i < Math.min(paste.lines.length, number + MOST_BELOW); i += 1) {
    const printed = /^\d{1,2} s: ?(\S.{0,900})$/.exec(wordsAt(paste.lines[i]))?.[1];
    if (printed === undefined || exchangeName(printed) !== subject) continue;
    const issuer = [i + 1, i + 2, i + 3].map((at) => /^i: ?(\S.{0,900})$/.exec(wordsAt(paste.lines[at]))?.[1]).find((one) => one !== undefined);
    return issuer === undefined ? undefined : exchangeName(issuer);
  }
  return undefined;
}

/** Browsers, databases, VPN clients and others have the same words: the address of a page or a product, and nothing of mail. */
export const isAboutWeb = (lower: string): boolean =>
  (/https?:\/\//.test(lower) || OTHERS.test(lower)) && !MAIL.some((word) => lower.includes(word)) && !STATUS.test(lower);
const OTHERS =
  /\b(?:ldaps?|sqlstate|sql server|odbc|mysql|mariadb|postgres\w{0,3}|mongodb|redis|kafka|mqtt|remote desktop|rdp|\w{0,4}vpn|forticlient|radius|kube\w{1,8}|docker|vcenter|esxi|grafana|prometheus|git|curl|wget|invoke-(?:web|rest)\w{1,8}|nginx|apache|tomcat|citrix)\b/;
const STATUS = /\b[45]\.[0-7]\.\d{1,3}\b/;
const MAIL = [
  'mail',
  'smtp',
  'starttls',
  'exchange',
  'imap',
  'pop3',
  'postfix',
  'exim',
  'connector',
  'queue',
  'schannel',
  ':25',
  ':587',
  'tls channel',
];

/** What stands before and behind the name of the connector in events 11005 and 11020 of the sending side. */
const CALLED = [
  ['smart host for the connector ', '. the certificate validation error for the certificate is '],
  ['to domain-secured domain ', ' failed because '],
] as const;
/** The connector that an event of the sending side names in front of the word. */
export function connectorInFront({ lower, text }: Flat, to: number): string | undefined {
  const start = Math.max(0, to - 400);
  const before = lower.slice(start, to);
  for (const [lead, tail] of CALLED) {
    const [from, end] = [before.lastIndexOf(lead), before.lastIndexOf(tail)];
    if (from < 0 || end < from) continue;
    const name = text.slice(start + from + lead.length, start + end);
    return name.slice(name.indexOf(' on connector ') + 1).replace(/^on connector '|'$/g, '');
  }
  return undefined;
}
