import type { Answer } from '../surroundings.js';

/** The record of `_mta-sts.<domain>` (RFC 8461, section 3.1). `absent`: the domain has no MTA-STS. */
export type StsRecord =
  | { readonly state: 'present'; readonly id: string }
  | { readonly state: 'absent' | 'not-tested' }
  | { readonly state: 'syntax'; readonly why: string };

export function readStsRecord({ values, failure }: Answer<string>): StsRecord {
  if (failure === 'servfail' || failure === 'timeout') return { state: 'not-tested' };
  // Other records at that name are passed over; of those with the version there must be one.
  const records = values.filter((text) => /^v=STSv1[ \t]*;/.test(text));
  const [record] = records;
  if (record === undefined)
    return values.some((text) => /^\s*v\s*=\s*STSv1/i.test(text)) ? { state: 'syntax', why: 'bad-record' } : { state: 'absent' };
  if (records.length > 1) return { state: 'syntax', why: 'two-records' };
  const ids = record.split(';').flatMap((part) => /^[ \t]*id=([a-z\d]{1,32})[ \t]*$/i.exec(part)?.[1] ?? []);
  const [id] = ids;
  return id === undefined ? { state: 'syntax', why: 'no-id' } : { state: 'present', id };
}

export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  readonly mx: readonly string[];
  /** Seconds. */
  readonly maxAge: number;
}

const MODES = ['enforce', 'testing', 'none'] as const;
const MOST_MX = 50;
const LONGEST_AGE = 31_557_600;

/** Reads a policy (RFC 8461, section 3.2): lines of `key: value`; unknown keys are passed over, of a repeated one the first counts. */
export function readStsPolicy(text: string): StsPolicy | { readonly why: string } {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, key, value] = /^([a-z\d][\w.-]{0,31}):[ \t]*(\S.*)$/i.exec(line) ?? [];
    if (key === undefined || value === undefined) return { why: 'bad-line' };
    if (key === 'mx') mx.push(value.trimEnd().toLowerCase());
    else if (!fields.has(key)) fields.set(key, value.trimEnd());
  }
  if (fields.get('version') !== 'STSv1') return { why: 'no-version-line' };
  const mode = MODES.find((one) => one === fields.get('mode'));
  if (mode === undefined) return { why: 'no-mode-line' };
  const maxAge = fields.get('max_age') ?? '';
  if (!/^\d{1,10}$/.test(maxAge) || Number(maxAge) > LONGEST_AGE) return { why: 'no-max-age-line' };
  if (mx.length === 0 && mode !== 'none') return { why: 'no-mx-line' };
  if (mx.length > MOST_MX || !mx.every(isPattern)) return { why: 'bad-mx-line' };
  return { mode, mx, maxAge: Number(maxAge) };
}

const isPattern = (pattern: string): boolean => pattern.length <= 253 && /^(?:\*\.)?[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63})*$/.test(pattern);

/** A wildcard stands for exactly one label, the first (RFC 8461, section 4.1). */
export function matchesMx(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host.toLowerCase();
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot + 1).toLowerCase() === pattern.slice(2);
}
