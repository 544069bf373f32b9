import * as z from 'zod/mini';
import type { Quote } from '../model/evidence.js';
import { FACT_NAMES } from '../model/facts.js';
import { type Finding, type Hop, LOCALES, MAIL_FATES, type Rule, type Symptom } from '../model/rule.js';
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
// One shape for all buttons.
const packed = z.strictObject({
  v: z.int(),
  k: z.enum(['diagnosis', 'help', 'collect', 'failure', 'lookup']),
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
});
export type Packed = z.infer<typeof packed>;
type PackedFinding = NonNullable<Packed['d']>[number];

const unpackLine = ({ t, n }: PackedFinding['q'][number]): Quote => ({ text: t, line: n });

/** Reads a button's value back. `undefined` if it is not one of ours, or names a rule or fact that no longer exists. */
export function unpackState(value: string, rules: ReadonlyMap<string, Rule>): State | undefined {
  const parsed = packed.safeParse(parseJson(value));
  if (!parsed.success || parsed.data.v !== VERSION) return undefined;
  const { k, l, n, show = 'short', at = 0, d = [], a: lines = 0, u = 0, w, x, m } = parsed.data;
  if (k !== 'diagnosis') return { kind: k, locale: l, ...(n === undefined ? {} : { note: n }) };
  const findings = d.map((one) => unpackFinding(one, rules));
  if (!findings.every((one) => one !== undefined) || at < 0) return undefined;
  // Only their number and the first of them are shown.
  const unread = Array.from({ length: Math.max(0, Math.min(u, 10_000)) }, (_, i) => (i === 0 && w ? unpackLine(w) : { text: '', line: 1 }));
  return { kind: 'diagnosis', locale: l, show, at, diagnosis: { findings, evidence: { clues: [], unread, lines, cut: x === true, masked: m ?? 0 } } };
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

const unpackHop = ({ s, p, d }: NonNullable<PackedFinding['h']>): Hop => ({ speaker: s, peer: p, direction: d });

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
