import { X509Certificate } from 'node:crypto';
import type { TlsVersion } from '../model/probe.js';
import { closeQuietly, opened } from './connection.js';
import type { Seen } from './seen.js';
import { isReply, talkOver } from './smtp.js';
import type { Surroundings } from './surroundings.js';
import { askVersion } from './tls/hello.js';
import { left, type Visit } from './visit.js';

/** protocol_version (RFC 8446, section 6.2); GnuTLS answers handshake_failure in its place. */
const ALERT_VERSION = 70;
const REFUSES_VERSION = [ALERT_VERSION, 40];

/**
 * A second connection, as an older server would make it: without the name in the handshake, and with TLS 1.2 at most
 * (1.1 where the first one brought no more). It tells a server that takes TLS 1.3 alone, which Exchange 2016 cannot
 * reach, and one whose certificate depends on the name.
 */
export async function askOlder(visit: Visit, around: Surroundings, seen: Seen): Promise<void> {
  const { tlsVersion: got, bannerMs = 0 } = seen.observed;
  const versions: { [V in TlsVersion]?: boolean } = got === undefined ? {} : { [got]: true };
  seen.observed.versions = versions;
  // Who greets slowly on purpose is not called twice.
  if ((got !== 'TLSv1.2' && got !== 'TLSv1.3') || bannerMs >= around.limits.slowBanner) return;
  if (got === 'TLSv1.2') versions['TLSv1.3'] = false;
  const highest = got === 'TLSv1.3' ? 'TLSv1.2' : 'TLSv1.1';
  const first = await ask(visit, around, seen, highest);
  // Refused, but not for the version: it may want the name after all. That takes a third connection.
  const isForName = highest === 'TLSv1.2' && first?.alert !== undefined && first.alert !== ALERT_VERSION && visit.serverName !== undefined;
  const named = isForName ? await ask(visit, around, seen, highest, visit.serverName) : undefined;
  const answer = named ?? first;
  if (!answer) return;
  const { version, chain } = answer;
  if (version !== undefined) versions[version] = true;
  if (version === undefined && REFUSES_VERSION.includes(answer.alert ?? 0)) versions[highest] = false;
  if (versions['TLSv1.2'] === false) seen.faults.add('tls13_only');
  if (version !== undefined && version < highest) versions[highest] = false;
  if (named?.version !== undefined) seen.notes.add('sni_dependent');
  if (chain[0] && seen.chain[0] && isForOthers(seen.chain[0], chain[0])) seen.notes.add('sni_dependent');
}

async function ask(visit: Visit, around: Surroundings, seen: Seen, highest: 'TLSv1.1' | 'TLSv1.2', serverName?: string) {
  const socket = await opened(visit, around);
  seen.observed.connections += 1;
  if ('fault' in socket) return undefined;
  const isReady = visit.implicitTls || (await begin(socket, visit, around));
  const answer = isReady
    ? await askVersion(socket, { highest, timeout: left(visit, around, around.limits.tls), ...(serverName !== undefined && { serverName }) })
    : undefined;
  closeQuietly(socket);
  return answer;
}

/** The same talk as before, whose outcome is known: only the 220 of STARTTLS counts. */
async function begin(socket: Parameters<typeof talkOver>[0], visit: Visit, around: Surroundings): Promise<boolean> {
  const { reply } = around.limits;
  const talk = talkOver(socket);
  for (const [command, code] of [
    // The first connection was greeted in less than `slowBanner`.
    [undefined, 220],
    [`EHLO ${around.ehloName}`, 250],
    ['STARTTLS', 220],
  ] as const) {
    const answer = await talk.ask(command, left(visit, around, reply));
    if (!isReply(answer) || answer.code !== code) return false;
  }
  return talk.leave().length === 0;
}

/** Another certificate for other names. One server with an RSA and an ECDSA certificate shows two for the same. */
function isForOthers(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return false;
  try {
    const [first, second] = [new X509Certificate(one), new X509Certificate(other)];
    return first.subjectAltName !== second.subjectAltName || first.subject !== second.subject;
  } catch {
    return false;
  }
}
