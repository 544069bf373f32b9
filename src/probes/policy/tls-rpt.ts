import type { TlsRptReport } from '../../model/probe.js';
import type { Answer } from '../surroundings.js';

const LONGEST_RUA = 512;

/** Reads the record of `_smtp._tls.<domain>` (RFC 8460, section 3): exactly one that begins with the version, with an address for reports. */
export function readTlsRpt({ values, failure }: Answer<string>): TlsRptReport {
  if (failure === 'servfail' || failure === 'timeout') return { state: 'not-tested' };
  const records = values.filter((text) => /^v=TLSRPTv1[ \t]*(?:;|$)/.test(text));
  const [record] = records;
  if (record === undefined) return { state: 'absent' };
  if (records.length > 1) return { state: 'syntax' };
  const rua = record
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith('rua='))
    ?.slice('rua='.length)
    .trim();
  const isGood =
    rua?.split(',').every((uri) => /^(?:mailto:[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+|https:\/\/[\x21-\x7e]+)$/.test(uri.trim())) === true;
  // What is no address is foreign text without a use.
  return isGood ? { state: 'present', rua: rua.slice(0, LONGEST_RUA) } : { state: 'syntax' };
}
