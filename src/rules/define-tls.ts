import { hasCode } from '../model/codes.js';
import type { ConnectionClue, QueueClue, ReplyClue, SettingClue, TlsClue, View } from '../model/evidence.js';
import type { Code } from '../model/rule.js';
import { mentions } from './define-replies.js';

/** Exchange Online names the outcome of its own checks by these codes; their rules say more than the word inside. */
const SPOKEN_FOR: readonly Code[] = ['4.7.320-325', '5.7.320-325', '4.4.317', '5.4.317'];
const OF_ATTEMPTS: readonly Code[] = ['4.7.320', '5.7.320', '4.4.317', '5.4.317'];
/** Words that mean in the reports of its attempts what they mean everywhere. */
export const PLAIN_WORDS = [
  'AlgorithmMismatch',
  'UnsupportedFunction',
  'Revoked',
  'InvalidToken',
  'IllegalMessage',
  'DecryptFailure',
  'MessageAltered',
] as const;

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
    if (reply && isSpokenFor(reply, clue)) continue;
    if (where === undefined || where(clue, reply)) return { clue, reply };
  }
  return undefined;
}

function isSpokenFor({ status, text }: ReplyClue, { word }: TlsClue): boolean {
  if (mentions(text, 'MTA-STS', 'DANE', 'TLSA')) return true;
  if (status === undefined || (hasCode(status, OF_ATTEMPTS) && mentions(word, ...PLAIN_WORDS))) return false;
  return hasCode(status, SPOKEN_FOR);
}

/** What a word of TLS and the reply around it tell: with whom the handshake was, and over which connector. */
export function peerOf(clue: TlsClue, reply?: ReplyClue) {
  const connector = clue.connector ?? reply?.connector;
  return {
    endpoint: clue.remoteHost ?? reply?.remoteHost ?? clue.remoteIp ?? reply?.endpoint,
    sendConnector: connector === undefined || connector.includes('\\') || GUID.test(connector) ? undefined : connector,
    port: reply?.port,
    server: clue.server ?? reply?.server,
    value: clue.word,
  };
}
/** A queue calls its connector by a GUID. */
const GUID = /^[\da-f]{8}-[\da-f]{4}-/i;

/**
 * Written by an Exchange server that called another one and checked its certificate: in its queue, its send log, or the words
 * of its check. A failed negotiation is an alert of the other side, and so is a "TLS channel" that was refused.
 */
export function isExchangeCall({ connector, side, word }: TlsClue, reply: ReplyClue | undefined): boolean {
  const text = reply?.text ?? '';
  if (connector?.includes('\\') || mentions(text, 'TLS negotiation failed', 'TLS channel')) return false;
  if (reply?.status === '4.7.5') return true;
  const isStatus = side === 'own' && reply?.status !== undefined && !word.includes(' ');
  return connector !== undefined || isStatus || mentions(text, 'certificate validation fail', 'security status');
}

/** Exchange's own check of the next hop's certificate failed; Exchange Online, MTA-STS and DANE have words and rules of their own. */
export const isFailedCheck = ({ text, status }: ReplyClue): boolean =>
  mentions(text, 'certificate validation fail') && !mentions(text, 'MTA-STS', 'DANE') && !status?.endsWith('.7.320');

/** Exchange's word for its own certificate (`NoCredentials`), and the certificate that the log names above it. */
export function ownCertificateSaid(evidence: View<'tls' | 'reply' | 'certificate'>, word: 'nocredentials' | 'unknowncredentials') {
  const said = tlsSaid(evidence, { words: [word] });
  if (!said) return undefined;
  const { issuer, subject } = said.clue;
  const shown = evidence.first('certificate', (one) => subject !== undefined && one.subject === subject && one.issuer === issuer);
  return { ...said, facts: { ...peerOf(said.clue, said.reply), issuer, subject, thumbprint: shown?.thumbprint } };
}

/** One of Exchange Online's own hosts, by its name. */
export const isOnline = (host: string | undefined): boolean => mentions(host ?? '', '.outlook.com', '.office365.com', '.mx.microsoft');

/** The reply is about a call to Exchange Online: by the host, or by the domain of the queue. */
export const goesOnline = ({ endpoint, remoteHost, remoteDomain }: ReplyClue): boolean =>
  [endpoint, remoteHost, remoteDomain].some((one) => isOnline(one) || mentions(one ?? '', '.mail.onmicrosoft.com'));

/** Words of programs that people write as well. */
const EVERYDAY =
  /^(?:certificate (?:has expired|is not yet valid)|cert has expired|self.signed certificate|hostname mismatch|un(?:supported|known) protocol)$/;

/** Printed by a program, not somebody's own words: everyday English counts only if more stands around it. */
export const isPrinted = (clue: TlsClue, reply: ReplyClue | undefined, evidence: View<'tls' | 'reply'>): boolean =>
  reply !== undefined ||
  clue.side === 'remote' ||
  (clue.remoteHost ?? clue.remoteIp ?? clue.subject) !== undefined ||
  !EVERYDAY.test(plain(clue)) ||
  evidence.all('tls').length > 1;

/** Exchange Online names its own failed connections by these codes; they have rules of their own. */
const ONLINE: readonly Code[] = ['4.4.315-318', '5.4.315-318'];

/** A TCP connection of the person's own server or program that failed in one of these ways, unless Exchange Online tells of it. */
export function failedCall(evidence: View<'connection' | 'reply' | 'queue'>, reasons: readonly ConnectionClue['reason'][]) {
  // A code of Exchange Online alone is no call of one's own.
  const call = evidence.first('connection', ({ open, reason, at }) => !open && reasons.includes(reason) && !hasCode(at.text, ONLINE));
  const replies = evidence.all('reply');
  if (!call || replies.some(({ status }) => status !== undefined && hasCode(status, ONLINE))) return undefined;
  const reply = replies.findLast((one) => one.innermost && one.at.line <= call.at.line && call.at.line - one.at.line < 3);
  const queue: QueueClue | undefined = evidence.first('queue');
  return {
    call,
    reply,
    facts: { endpoint: call.host ?? reply?.remoteHost ?? call.remoteIp ?? reply?.endpoint, port: call.port, server: reply?.server ?? queue?.server },
  };
}

/** What the registry says of a TLS version on one side (`TLS 1.2 Client`): a value that is missing leaves Windows its own way. */
export function isOff({ of, properties }: SettingClue): boolean {
  const [enabled, byDefault] = [properties.get('enabled'), properties.get('disabledbydefault')];
  return of === 'tls-version' && (enabled === '0' ? byDefault !== '0' : !enabled && byDefault === '1');
}
/** Enabled and DisabledByDefault of one key say the opposite of each other. */
export const isHalfOff = ({ of, properties }: SettingClue): boolean =>
  of === 'tls-version' && Boolean(properties.get('enabled')) && properties.get('enabled') === properties.get('disabledbydefault');
