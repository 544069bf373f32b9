import type { TlsRptReport } from '../../model/probe.js';
import type { Answer } from '../surroundings.js';

/** Where reports of TLS failures go (RFC 8460, section 3). Several records count as none. */
export function readTlsRpt({ values, failure }: Answer<string>): TlsRptReport {
  if (failure === 'timeout' || failure === 'servfail') return { state: 'not-tested' };
  const records = values.filter((text) => /^v=TLSRPTv1(?:\s*;|$)/.test(text));
  const [record] = records;
  if (record === undefined) return { state: 'absent' };
  const rua = /;\s*rua=([^;\s]{1,500})/.exec(record)?.[1];
  const isValid = records.length === 1 && rua?.split(',').every((one) => /^(?:mailto:|https:\/\/)/.test(one));
  return { state: isValid ? 'present' : 'syntax', ...(rua !== undefined && { rua }) };
}
