import * as z from 'zod/mini';
import type { Quote } from '../model/evidence.js';
import { FACT_NAMES } from '../model/facts.js';
import { FAULTS, NOT_TESTED, NOT_TESTED_WHY, RPT_STATES, STS_STATES, TLS_VERSIONS, TLSA_STATES } from '../model/probe.js';
import { type Finding, type Hop, LOCALES, MAIL_FATES, type Rule, type Symptom } from '../model/rule.js';
import type { ProbeSummary } from './probe-summary.js';
import { MAX_VALUE, type State, VERSION } from './state.js';

const text = (longest: number) => z.string().check(z.maxLength(longest));
/** A quote. */
const line = z.strictObject({ t: text(600), n: z.int() });
const fact = z.optional(text(MAX_VALUE));
const side = z.enum(['own', 'online', 'other', 'client']);
const packedFinding = z.strictObject({
  r: text(100),
  c: z.enum(['certain', 'likely', 'open']),
  m: z.enum(MAIL_FATES),
  f: z.strictObject(Object.fromEntries(FACT_NAMES.map((name) => [name, fact]))),
  q: z.array(line).check(z.maxLength(4)),
  /** Who spoke, to whom, which way. */
  h: z.optional(z.strictObject({ s: side, p: z.optional(side), d: z.optional(z.enum(['inbound', 'outbound', 'internal', 'submission'])) })),
  /** Symptoms: `e12014`, `r5.7.3`. */
  s: z.array(text(16)).check(z.maxLength(8)),
});
const verdict = z.enum(['ok', ...FAULTS]);
const packedProbe = z.strictObject({
  t: text(255),
  /** As it was given, where that is more; the expected name. */
  g: z.optional(text(270)),
  e: z.optional(text(253)),
  v: verdict,
  s: z.int(),
  p: z.int(),
  c: z.int(),
  /** Who vouched for DNSSEC. */
  w: z.optional(text(64)),
  y: z.tuple([z.enum(TLSA_STATES), z.enum(STS_STATES), z.enum(RPT_STATES)]),
  n: z.array(z.tuple([z.enum(NOT_TESTED), z.enum(NOT_TESTED_WHY)])).check(z.maxLength(12)),
  r: z
    .array(
      z.strictObject({
        h: text(255),
        i: z.optional(text(45)),
        v: z.optional(verdict),
        l: z.optional(z.enum(TLS_VERSIONS)),
        n: z.optional(text(64)),
        d: z.optional(z.int()),
        s: z.optional(z.boolean()),
        e: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(12)),
});
// One shape for all buttons.
const packed = z.strictObject({
  v: z.int(),
  k: z.enum(['diagnosis', 'probe', 'help', 'collect', 'failure', 'lookup']),
  l: z.enum(LOCALES),
  /** The operator's line of a failure, the code or word of a look-up. */
  n: z.optional(text(200)),
  show: z.optional(z.enum(['short', 'more'])),
  at: z.optional(z.int()),
  d: z.optional(z.array(packedFinding).check(z.maxLength(8))),
  /** Lines in all, lines not understood, the first of those. */
  a: z.optional(z.int()),
  u: z.optional(z.int()),
  w: z.optional(line),
  /** The paste was cut; secrets were masked. */
  x: z.optional(z.boolean()),
  m: z.optional(z.int()),
  /** What a probe saw. */
  p: z.optional(packedProbe),
});
export type Packed = z.infer<typeof packed>;
type PackedFinding = NonNullable<Packed['d']>[number];

const unpackLine = ({ t, n }: PackedFinding['q'][number]): Quote => ({ text: t, line: n });

/** Reads a button's value back. `undefined` if it is not one of ours, or names a rule or fact that no longer exists. */
export function unpackState(value: string, rules: ReadonlyMap<string, Rule>): State | undefined {
  const parsed = packed.safeParse(parseJson(value));
  if (!parsed.success || parsed.data.v !== VERSION) return undefined;
  const { k, l, n, show = 'short', at = 0, d = [], a: lines = 0, u = 0, w, x, m, p } = parsed.data;
  if (k !== 'diagnosis' && k !== 'probe') return { kind: k, locale: l, ...(n === undefined ? {} : { note: n }) };
  const findings = d.map((one) => unpackFinding(one, rules));
  if (!findings.every((one) => one !== undefined) || at < 0) return undefined;
  // Only their number and the first of them are shown.
  const unread = Array.from({ length: Math.max(0, Math.min(u, 10_000)) }, (_, i) => (i === 0 && w ? unpackLine(w) : { text: '', line: 1 }));
  const diagnosis = { findings, evidence: { clues: [], unread, lines, cut: x === true, masked: m ?? 0 } };
  if (k === 'diagnosis') return { kind: k, locale: l, show, at, diagnosis };
  return p && { kind: k, locale: l, show, at, diagnosis, probe: unpackProbe(p) };
}

function unpackFinding(one: PackedFinding, rules: ReadonlyMap<string, Rule>): Finding | undefined {
  const rule = rules.get(one.r);
  if (!rule) return undefined;
  const symptoms = one.s.map((symptom): Symptom => (symptom.startsWith('e') ? { event: Number(symptom.slice(1)) } : { reply: symptom.slice(1) }));
  return {
    rule,
    certainty: one.c,
    mail: one.m,
    facts: one.f,
    because: one.q.map(unpackLine),
    symptoms,
    hop: one.h && unpackHop(one.h),
    explains: [],
  };
}

const unpackProbe = ({ t, g, e, v, s, p, c, w, y, n, r }: NonNullable<Packed['p']>): ProbeSummary => ({
  target: t,
  asked: { target: g ?? t, expect: e },
  verdict: v,
  ms: s,
  port: p,
  connections: c,
  policy: { dane: y[0], mtaSts: y[1], tlsRpt: y[2], resolver: w },
  notTested: n.map(([what, why]) => ({ what, why })),
  rows: r.map((row) => ({
    host: row.h,
    ip: row.i,
    verdict: row.v ?? 'ok',
    tls: row.l,
    name: row.n ?? (row.e ? '' : undefined),
    days: row.d,
    selfSigned: row.s,
    same: row.e,
  })),
});

const unpackHop = ({ s, p, d }: NonNullable<PackedFinding['h']>): Hop => ({ speaker: s, peer: p, direction: d });

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
