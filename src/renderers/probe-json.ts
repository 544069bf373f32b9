import type { ProbeReport } from '../model/probe.js';
import type { Diagnosis, Locale } from '../model/rule.js';
import { drawJson } from './json.js';

/** The answer of `probe --json`: the report, and the findings as `diagnose --json` has them. */
export function drawProbeJson({ policy, notTested, mx, at, ms, ...head }: ProbeReport, diagnosis: Diagnosis, locale: Locale) {
  const { findings } = drawJson(diagnosis, locale);
  return { ...head, mx, policy, findings, notTested, at, ms };
}
