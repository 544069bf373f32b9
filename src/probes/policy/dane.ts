import { createHash, X509Certificate } from 'node:crypto';
import type { TlsaReport } from '../../model/probe.js';
import type { Answer } from '../surroundings.js';

/** Usages that mail servers heed: DANE-TA and DANE-EE (RFC 7672, section 3.1.3). */
const TRUST_ANCHOR = 2;
const END_ENTITY = 3;
const HASHES: Readonly<Record<number, 'sha256' | 'sha512'>> = { 1: 'sha256', 2: 'sha512' };

/** What the TLSA records of a host say of the certificates that it sent. Without an authenticated answer they count for nothing. */
export function matchTlsa(host: string, { values, failure, authenticated }: Answer<string>, chain: readonly Buffer[]): TlsaReport {
  const records = values;
  const state = (word: TlsaReport['state']): TlsaReport => ({ host, state: word, records });
  if (failure === 'servfail') return state('bogus');
  if (failure === 'timeout') return state('not-tested');
  if (authenticated !== true) return state('no-dnssec');
  const usable = records.map(readRecord).filter((one) => one !== undefined);
  if (usable.length === 0) return state('none');
  if (chain.length === 0) return state('not-tested');
  return state(usable.some((record) => isMatch(record, chain)) ? 'match' : 'mismatch');
}

interface Tlsa {
  readonly usage: number;
  readonly selector: number;
  readonly hash: 'sha256' | 'sha512' | undefined;
  readonly data: string;
}

function readRecord(text: string): Tlsa | undefined {
  const match = /^([23]) ([01]) ([012]) ([\da-f]{2,20000})$/.exec(text);
  if (!match) return undefined;
  const type = Number(match[3]);
  return { usage: Number(match[1]), selector: Number(match[2]), hash: HASHES[type], data: match[4] ?? '' };
}

/** DANE-EE is held against the server's own certificate, DANE-TA against those above it. */
function isMatch({ usage, selector, hash, data }: Tlsa, chain: readonly Buffer[]): boolean {
  const held = usage === END_ENTITY ? chain.slice(0, 1) : usage === TRUST_ANCHOR ? chain.slice(1) : [];
  return held.some((der) => {
    const part = selector === 0 ? der : publicKeyOf(der);
    if (!part) return false;
    return (hash ? createHash(hash).update(part).digest('hex') : part.toString('hex')) === data;
  });
}

function publicKeyOf(der: Buffer): Buffer | undefined {
  try {
    return new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  } catch {
    return undefined;
  }
}
