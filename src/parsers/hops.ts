import type { Clue, HopClue, ReplyClue, Side, TlsClue } from '../model/evidence.js';
import { isMicrosofts } from './reply/facts.js';
import type { Paste } from './text/paste.js';
import { holdsAny } from './text/words.js';

/** Replies beyond these repeat the first. */
const MOST = 20;

/** Codes that Exchange Online writes about the server that it delivers to. */
const ONLINE_SENDS = /^[45]\.(?:4\.3\d\d|7\.32[0-9])$|^4\.4\.101$/;
/** A front end could not hand on the mail. Exchange Server has it too, and shows it in its queues. */
const PROXIED = '4.4.101';
/** Codes and words that only Exchange Online writes, to the server that delivers to it. */
const ONLINE_RECEIVES = ['tenantattribution', 'attr36', 'attr35', 'direct send', '.prod.outlook.com', 'protection.outlook.com', '/?linkid=526655'];
/** What Exchange writes when it has no more than its own view of a connection. */
const OWN_WORDS = [
  'starttls is required to send mail',
  'cannot achieve exchange server authentication',
  'outbound authentication failed',
  'certificate validation failure',
  'tls negotiation failed',
  'tls is required, but',
  'could not be found',
  'failed to connect',
  'unable to connect',
  'socketerror',
  'connection dropped',
  'connection timed out',
  'dns query failed',
];

/** What either end of a connection may have written. */
const EITHER_WORDS = 'disallowed this secure domain';

/** What Get-Queue prints; Exchange Online shows nobody its queues. */
const OF_QUEUES = ['nexthop', 'lasterror'];

/** Who spoke and which way the mail went, for every failing reply and TLS word that tells it. */
export function hopsIn(paste: Paste, clues: readonly Clue[]): HopClue[] {
  const server = clues.map(ownServer).find((name) => name !== undefined);
  const inQueue = holdsAny(paste, OF_QUEUES);
  const isOnlines = (code: string): boolean => ONLINE_SENDS.test(code) && !(inQueue && code === PROXIED);
  return clues
    .flatMap((clue): HopClue[] => {
      const hop = clue.kind === 'reply' ? hopOf(clue, server, isOnlines) : clue.kind === 'tls' ? tlsHop(clue) : undefined;
      return hop ? [{ kind: 'hop', ...hop, at: clue.at }] : [];
    })
    .slice(0, MOST);
}

type Hop = Pick<HopClue, 'speaker' | 'peer' | 'direction'>;

/** The person's own Exchange server, where the text names one. */
const ownServer = (clue: Clue): string | undefined =>
  clue.kind === 'reply' || clue.kind === 'queue' || clue.kind === 'session' ? clue.server : clue.kind === 'event' ? clue.computer : undefined;

function hopOf(reply: ReplyClue, server: string | undefined, isOnlines: (code: string) => boolean): Hop | undefined {
  if (!reply.innermost || (reply.code !== undefined && reply.code < 400)) return undefined;
  if (reply.submissionHost !== undefined)
    return { speaker: isOnline(reply.submissionHost) ? 'online' : 'other', peer: 'client', direction: 'submission' };
  if ([reply.status, ...reply.wrappers].some((code) => code !== undefined && isOnlines(code))) return fromOnline(reply);
  const host = reply.remoteHost ?? reply.endpoint;
  const peer: Side = host !== undefined && isOnline(host) ? 'online' : host !== undefined && isSibling(host, server) ? 'own' : 'other';
  const direction = peer === 'own' ? 'internal' : 'outbound';
  const words = `${reply.text} ${reply.at.text}`.replace(/\s+/g, ' ').toLowerCase();
  const own = OWN_WORDS.some((word) => words.includes(word));
  if (own)
    return server !== undefined || reply.connector !== undefined || reply.wrappers.length > 0 ? { speaker: 'own', peer, direction } : undefined;
  if (ONLINE_RECEIVES.some((word) => words.includes(word))) return { speaker: 'online', peer: 'own', direction: 'outbound' };
  if (words.includes(EITHER_WORDS)) return undefined;
  // Quoted by a server of one's own: the words are those of the other side.
  return host !== undefined && reply.depth > 0 ? { speaker: peer, peer: 'own', direction } : undefined;
}

/** Exchange Online delivers: its own words, or in `depth` those of the server that it talked to. */
function fromOnline({ text, wrappers, status }: ReplyClue): Hop {
  const direction = [status, ...wrappers].includes(PROXIED) ? 'inbound' : undefined;
  const own = (status !== undefined && ONLINE_SENDS.test(status)) || OWN_WORDS.some((word) => text.toLowerCase().includes(word));
  const peer: Side = direction === 'inbound' ? 'own' : 'other';
  return own ? { speaker: 'online', peer, direction } : { speaker: peer, peer: 'online', direction };
}

function tlsHop({ side, word, remoteHost, connector }: TlsClue): Hop | undefined {
  // OpenSSL, Java and .NET have words of several parts: whose program it is, the text does not tell.
  if (side === undefined || (connector === undefined && /[ _]/.test(word))) return undefined;
  const other: Side = remoteHost !== undefined && isOnline(remoteHost) ? 'online' : 'other';
  const direction = connector !== undefined || remoteHost !== undefined ? 'outbound' : undefined;
  return side === 'own' ? { speaker: 'own', peer: other, direction } : { speaker: other, peer: 'own', direction };
}

const isOnline = (host: string): boolean => isMicrosofts(host) || /(?:\.protection\.outlook\.com|\.mx\.microsoft|smtp\.office365\.com)$/i.test(host);

/** Both names end in the same domain: mail between servers of one organization. */
function isSibling(host: string, server: string | undefined): boolean {
  const domain = server?.slice(server.indexOf('.')).toLowerCase();
  return domain !== undefined && domain.length > 3 && domain.startsWith('.') && host.toLowerCase().endsWith(domain);
}
