import { judgeCertificate } from './certificate-check.js';
import { closeQuietly, opened } from './connection.js';
import { type Made, speakInside } from './inside.js';
import { askOlder } from './older.js';
import { nothingSeen, type Seen } from './seen.js';
import { startTls } from './starttls.js';
import type { Surroundings } from './surroundings.js';
import { type Handshake, handshake } from './tls/handshake.js';
import { left, type Visit } from './visit.js';

/** Visits an address as a careful mail server would: greeting, EHLO, STARTTLS, handshake, EHLO inside, QUIT. Sends no mail. Never throws. */
export async function visitAddress(visit: Visit, around: Surroundings): Promise<Seen> {
  const seen = nothingSeen();
  const made = await throughTls(visit, around, seen);
  if (made === undefined) return seen;
  seen.chain = made.chain;
  seen.observed.tlsVersion = made.version;
  seen.observed.cipher = made.cipher;
  if (made.version === 'TLSv1' || made.version === 'TLSv1.1') seen.faults.add('tls_legacy_only');
  const talks = [speakInside(made, visit, around, seen), askOlder(visit, around, seen)];
  // While the server thinks.
  judgeCertificate(seen, visit, around);
  await Promise.all(talks);
  return seen;
}

const NO_ROUTE = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];

async function throughTls(visit: Visit, around: Surroundings, seen: Seen): Promise<Made | undefined> {
  const { limits } = around;
  const socket = await opened(visit, around);
  seen.observed.connections += 1;
  if ('fault' in socket) {
    seen.faults.add(socket.fault);
    seen.noRoute = NO_ROUTE.includes(socket.code);
    return undefined;
  }
  const stay = visit.implicitTls || (await startTls(socket, visit, around, seen));
  if (!stay) {
    closeQuietly(socket);
    return undefined;
  }
  const options = { timeout: left(visit, around, limits.tls), ...(visit.serverName !== undefined && { serverName: visit.serverName }) };
  const made = await handshake(socket, options);
  seen.observed.serverName = visit.serverName;
  if (made.ok) {
    seen.observed.clientCertificate = made.clientCertificateRequested ? 'requested' : 'no';
    return made;
  }
  closeQuietly(socket);
  failedHandshake(made, visit, around, seen);
  return undefined;
}

/** Alerts by which servers refuse a client without a certificate (RFC 8446, section 6.2; GnuTLS answers 50). */
const WANTS_CERTIFICATE = [40, 42, 43, 46, 50, 116];

function failedHandshake(made: Extract<Handshake, { ok: false }>, visit: Visit, around: Surroundings, seen: Seen): void {
  const { fault, alert, version, chain = [], clientCertificateRequested: requested = false } = made;
  seen.observed.alert = alert;
  seen.observed.tlsVersion = version;
  seen.chain = chain;
  if (chain.length > 0) judgeCertificate(seen, visit, around);
  const isRequired = requested && (fault === 'tls_closed' || (alert !== undefined && WANTS_CERTIFICATE.includes(alert)));
  if (requested) seen.observed.clientCertificate = isRequired ? 'required' : 'requested';
  seen.faults.add(isRequired ? 'client_cert_required' : fault);
}
