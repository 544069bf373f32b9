import { NOT_TESTED, NOT_TESTED_WHY, type NotTested, type ProbeReport } from '../model/probe.js';
import { reportOf } from '../parsers/probe/report.js';
import { field, items, number, oneOf } from '../parsers/probe/values.js';
import { type Json, looseJson } from '../parsers/text/loose-json.js';
import type { Store } from '../store/store.js';

/** Seconds for which a result is given to others who ask the same. */
export const FRESH = 60;
/** Seconds for which the next attempt of Lambda finds what an interrupted one has found. */
const LIFE = 360;
/** DynamoDB takes items of 400 KB. */
const MOST = 300_000;

export interface Kept {
  readonly report: ProbeReport;
  /** Whole seconds since the result was kept. */
  readonly seconds: number;
}

export async function keep(store: Store, key: string, report: ProbeReport, now: number): Promise<void> {
  const value = JSON.stringify({ kept: Math.floor(now / 1000), report });
  if (value.length <= MOST) await store.write(key, value, LIFE);
}

export async function readKept(store: Store, key: string, now: number): Promise<Kept | undefined> {
  const json = jsonIn((await store.read(key)) ?? '');
  const report = json && reportIn(json);
  const kept = number(field(json, 'kept'));
  return report && kept !== undefined ? { report, seconds: Math.max(0, Math.round(now / 1000 - kept)) } : undefined;
}

/** The value of a JSON text that others wrote, with bounds on everything. */
export function jsonIn(text: string): Json | undefined {
  return text.startsWith('{') ? looseJson(text, 0) : undefined;
}

/** The field `report` with each value in its form; what was left out comes from closed lists. */
export function reportIn(json: Json): ProbeReport | undefined {
  const inside = field(json, 'report');
  const report = inside && reportOf(inside);
  const notTested = items(field(inside, 'notTested')).flatMap((one): NotTested[] => {
    const [what, why] = [oneOf(NOT_TESTED, field(one, 'what')), oneOf(NOT_TESTED_WHY, field(one, 'why'))];
    return what && why ? [{ what, why }] : [];
  });
  return report && { ...report, notTested };
}
