import { closeQuietly } from './connection.js';
import { greet, refusedBy } from './greeting.js';
import { identify, notesOf } from './identity.js';
import type { Seen } from './seen.js';
import { type Break, isReply, type Reply, talkOver } from './smtp.js';
import type { Surroundings } from './surroundings.js';
import type { Handshake } from './tls/handshake.js';
import { left, QUIT, type Visit } from './visit.js';

export type Made = Extract<Handshake, { ok: true }>;

/** EHLO inside TLS: a server that demands a client certificate takes the handshake of TLS 1.3 and refuses here. */
export async function speakInside(made: Made, visit: Visit, around: Surroundings, seen: Seen): Promise<void> {
  const { socket, clientCertificateRequested: requested } = made;
  if (requested) seen.notes.add('client_cert_requested');
  const talk = talkOver(socket);
  await made.ready();
  const { inTls } = around.limits;
  const banner = visit.implicitTls ? await greet(talk, visit, around, seen) : undefined;
  const answer = visit.implicitTls && !banner ? undefined : await talk.ask(`EHLO ${around.ehloName}`, left(visit, around, inTls));
  if (answer && isReply(answer) && answer.code === 250) {
    const { keywords, ...identity } = identify(banner?.lines ?? [], answer.lines);
    if (banner) Object.assign(seen.observed, identity);
    for (const note of notesOf(seen.observed)) seen.notes.add(note);
    seen.observed.keywordsInTls = keywords;
    await talk.ask('QUIT', left(visit, around, QUIT));
  } else if (answer) refusedInside(answer, requested, seen);
  else if (requested) cutAtGreeting(seen);
  closeQuietly(socket);
}

/** A reply that puts off (4xx) is about the certificate only if it says so: Postfix writes 421 4.7.1 "No client certificate presented". */
const isAboutIt = ({ code, text }: Reply): boolean => code >= 500 || text.toLowerCase().includes('certificate');
/** The alert "certificate required" ends the connection, and so do servers that say nothing. */
const isCut = ({ broken }: Break): boolean => broken === 'closed' || broken === 'reset';

function refusedInside(answer: Reply | Break, requested: boolean, seen: Seen): void {
  seen.observed.reply = answer.text || undefined;
  const isRefusal = isReply(answer) ? isAboutIt(answer) : isCut(answer);
  if (requested && isRefusal) demands(seen);
  else if (isReply(answer)) seen.faults.add(refusedBy(answer));
  else seen.faults.add(answer.broken === 'silent' ? 'tls_timeout' : answer.broken === 'oversize' ? 'oversize_reply' : 'tls_closed');
}

/** With TLS from the first byte, the refusal comes where the greeting was awaited. */
function cutAtGreeting(seen: Seen): void {
  const cuts = (['closed_early', 'conn_reset'] as const).filter((fault) => seen.faults.delete(fault));
  if (cuts.length > 0) demands(seen);
}

function demands(seen: Seen): void {
  seen.observed.clientCertificate = 'required';
  seen.notes.delete('client_cert_requested');
  seen.faults.add('client_cert_required');
}
