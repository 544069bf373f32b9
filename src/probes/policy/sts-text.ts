import type { MtaStsReport } from '../../model/probe.js';

/** The id of the one `_mta-sts` record; undefined without one, `syntax` if it is not in its form (RFC 8461, section 3.1). */
export function stsId(records: readonly string[]): { readonly id?: string; readonly isBroken: boolean } {
  const ours = records.filter((text) => /^v=STSv1(?:\s*;|$)/.test(text));
  if (ours.length === 0) return { isBroken: false };
  const id = /;\s*id=([A-Za-z0-9]{1,32})\s*(?:;|$)/.exec(ours[0] ?? '')?.[1];
  return ours.length === 1 && id !== undefined ? { id, isBroken: false } : { isBroken: true };
}

export type Policy = Pick<MtaStsReport, 'mode' | 'maxAge'> & { readonly mx: readonly string[] };

const MODES = ['enforce', 'testing', 'none'] as const;
const PATTERN = /^(?:\*\.)?(?:[a-z0-9-]{1,63}\.){1,20}[a-z0-9-]{1,63}$/;

/** A policy, or what is wrong with it, in a word (RFC 8461, section 3.2). */
export function readSts(text: string): Policy | string {
  const fields = text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const];
  });
  const one = (name: string) => fields.find(([key]) => key === name)?.[1];
  const mx = fields.filter(([key]) => key === 'mx').map(([, value]) => value.toLowerCase());
  const mode = MODES.find((word) => word === one('mode'));
  const maxAge = one('max_age');
  if (one('version') !== 'STSv1') return 'no-version-line';
  if (mode === undefined) return 'no-mode-line';
  if (maxAge === undefined || !/^\d{1,10}$/.test(maxAge)) return 'no-max-age-line';
  if (mode !== 'none' && mx.length === 0) return 'no-mx-line';
  if (mx.some((pattern) => !PATTERN.test(pattern))) return 'odd-mx-line';
  return { mode, maxAge: Number(maxAge), mx };
}

/** A wildcard stands for one label, the left-most (RFC 8461, section 4.1). */
export const covers = (patterns: readonly string[], host: string): boolean =>
  patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.indexOf('.') !== -1 && host.slice(host.indexOf('.') + 1) === pattern.slice(2) : host === pattern,
  );
