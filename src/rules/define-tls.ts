import { hasCode } from '../model/codes.js';
import type { ReplyClue, TlsClue, View } from '../model/evidence.js';
import type { Code } from '../model/rule.js';
import { mentions } from './define-replies.js';

/** Exchange Online names the outcome of its own checks by these codes; their rules say more than the word inside. */
const SPOKEN_FOR: readonly Code[] = ['4.7.320-325', '5.7.320-325', '4.4.317', '5.4.317'];

/** How a word of TLS is known. */
export interface TlsWords {
  /** Words of which one is the clue's, or part of it; lower case, with blanks for `_` and `-`. */
  readonly words?: readonly string[];
  /** Numbers of TLS alerts (RFC 8446, section 6.2) that say it as well. */
  readonly alerts?: readonly number[];
  /** What else must hold of the word and of the reply that it stands in. */
  readonly where?: (clue: TlsClue, reply: ReplyClue | undefined) => boolean;
}

/** The words as printed, without the marks that only some programs put between them. */
const plain = ({ word }: TlsClue): string => word.toLowerCase().replace(/[_-]/g, ' ');

/** The word, and the reply that it stands in. Words of replies that have rules of their own do not count. */
export function tlsSaid(evidence: View<'tls' | 'reply'>, { words = [], alerts = [], where }: TlsWords) {
  const replies = evidence.all('reply');
  for (const clue of evidence.all('tls')) {
    const word = plain(clue);
    if (!words.some((one) => word.includes(one)) && !(clue.alert !== undefined && alerts.includes(clue.alert))) continue;
    const reply = replies.find(({ text }) => mentions(text, clue.word)) ?? replies.find((one) => one.innermost && one.at.line === clue.at.line);
    if (reply && isSpokenFor(reply)) continue;
    if (where === undefined || where(clue, reply)) return { clue, reply };
  }
  return undefined;
}

const isSpokenFor = ({ status, text }: ReplyClue): boolean =>
  (status !== undefined && hasCode(status, SPOKEN_FOR)) || mentions(text, 'MTA-STS', 'DANE', 'TLSA');

/** What a word of TLS and the reply around it tell: with whom the handshake was, and over which connector. */
export function peerOf(clue: TlsClue, reply?: ReplyClue) {
  const connector = clue.connector ?? reply?.connector;
  return {
    endpoint: clue.remoteHost ?? reply?.remoteHost ?? clue.remoteIp ?? reply?.endpoint,
    sendConnector: connector === undefined || connector.includes('\\') || GUID.test(connector) ? undefined : connector,
    server: clue.server ?? reply?.server,
    value: clue.word,
  };
}
/** A queue calls its connector by a GUID. */
const GUID = /^[\da-f]{8}-[\da-f]{4}-/i;

/** Written by an Exchange server that called another one: its queue, its send log, or the words of its own check. */
export const isExchangeCall = ({ connector }: TlsClue, reply: ReplyClue | undefined): boolean =>
  connector?.includes('\\') !== true && (connector !== undefined || mentions(reply?.text ?? '', 'certificate validation fail', 'security status'));

/** One of Exchange Online's own hosts, by its name. */
export const isOnline = (host: string | undefined): boolean => mentions(host ?? '', '.outlook.com', '.office365.com', '.mx.microsoft');

/** Printed by a program. Plain English such as "certificate has expired" may be somebody's own words, unless more stands around it. */
export const isPrinted = (clue: TlsClue, reply: ReplyClue | undefined, evidence: View<'tls' | 'reply'>): boolean =>
  reply !== undefined ||
  clue.side === 'remote' ||
  (clue.remoteHost ?? clue.remoteIp ?? clue.subject) !== undefined ||
  !clue.word.includes(' ') ||
  evidence.all('tls').length > 1;
