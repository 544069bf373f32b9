import type { ProbedName } from '../model/probe.js';
import type { Seen } from './seen.js';
import type { Surroundings } from './surroundings.js';
import { judgeChain } from './tls/chain.js';
import { coversName, isWildcardMatch } from './tls/names.js';
import type { Visit } from './visit.js';

/** Judges the certificates of a handshake: dates, chain, trust, and the names that they are held against. */
export function judgeCertificate(seen: Seen, { serverName, expect }: Visit, { now, ca }: Surroundings): void {
  const { certificates, faults, rootSent, trusted, root, missingIssuer } = judgeChain(seen.chain, { now: now(), ca });
  const [leaf] = seen.chain;
  for (const fault of faults) seen.faults.add(fault);
  if (rootSent) seen.notes.add('root_sent');
  Object.assign(seen.observed, { certificate: certificates[0], chain: certificates, trusted, root, missingIssuer });
  if (leaf === undefined) return;
  const names = [
    ...(serverName === undefined || serverName === expect ? [] : [{ name: serverName, of: 'host' as const }]),
    ...(expect === undefined ? [] : [{ name: expect, of: 'expected' as const }]),
  ].map((one): ProbedName => ({ ...one, matches: coversName(leaf, one.name) }));
  seen.observed.names = names;
  // The name that a connector expects counts for more than the one by which the server was called.
  const deciding = names.find(({ of }) => of === 'expected') ?? names[0];
  if (deciding && !deciding.matches) seen.faults.add('cert_name_mismatch');
  if (deciding?.matches && isWildcardMatch(leaf, deciding.name)) seen.notes.add('wildcard');
}
