import * as z from 'zod/mini';
import type { Quote } from '../model/evidence.js';
import { FACT_KINDS, type FactName } from '../model/facts.js';
import { type Diagnosis, type Finding, LOCALES, type Locale, type Rule, type Symptom } from '../model/rule.js';
import { shortQuotes } from './shorten.js';

/** What a button has to know to draw the answer again. It travels in the button; nothing is stored. */
export type State =
  | { readonly kind: 'diagnosis'; readonly locale: Locale; readonly show: 'short' | 'more'; readonly at: number; readonly diagnosis: Diagnosis }
  | { readonly kind: 'help' | 'failure'; readonly locale: Locale; readonly note?: string };

const MAX_VALUE = 2000;

// The keys are fact names by the type of the object they are read from.
const names = Object.keys(FACT_KINDS) as FactName[];
/** Made at the first pressed button: a pasted text is answered without it. */
function shape() {
  const text = (longest: number) => z.string().check(z.maxLength(longest));
  /** A quote. */
  const line = z.strictObject({ t: text(600), n: z.int() });
  const fact = z.optional(text(MAX_VALUE));
  const packedFinding = z.strictObject({
    r: text(100),
    c: z.enum(['certain', 'likely', 'open']),
    f: z.strictObject(Object.fromEntries(names.map((name) => [name, fact]))),
    q: z.array(line).check(z.maxLength(4)),
    /** Symptoms: `e12014`, `r5.7.3`. */
    s: z.array(text(16)).check(z.maxLength(8)),
  });
  // One shape for all buttons, and few kinds of schema: each kind weighs on the cold start.
  return z.strictObject({
    v: z.int(),
    k: z.enum(['diagnosis', 'help', 'failure']),
    l: z.enum(LOCALES),
    /** The operator's line of a failure. */
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
}
let known: ReturnType<typeof shape> | undefined;
const packed = (): ReturnType<typeof shape> => {
  known ??= shape();
  return known;
};
const VERSION = 1;
type Packed = z.infer<ReturnType<typeof shape>>;
type PackedFinding = NonNullable<Packed['d']>[number];

/** Slack counts characters, which are one or two units of a string. */
const fits = (value: string): string | undefined =>
  value.length <= MAX_VALUE || (value.length <= 2 * MAX_VALUE && [...value].length <= MAX_VALUE) ? value : undefined;

/** The value of a button, or `undefined` if it does not fit even without the quotes: then the button is left out. */
export function packState(state: State): string | undefined {
  if (state.kind !== 'diagnosis') {
    const value: Packed = { v: VERSION, k: state.kind, l: state.locale, ...(state.note === undefined ? {} : { n: state.note }) };
    return fits(JSON.stringify(value));
  }
  return fits(JSON.stringify(pack(state, true))) ?? fits(JSON.stringify(pack(state, false)));
}

function pack(state: Extract<State, { kind: 'diagnosis' }>, quotes: boolean): Packed {
  const { unread, lines, cut, masked } = state.diagnosis.evidence;
  const [first] = shortQuotes(unread, 1);
  const notes = { ...(cut ? { x: true } : {}), ...(masked > 0 ? { m: masked } : {}) };
  const d = state.diagnosis.findings.slice(0, 8).map((finding) => ({
    r: finding.rule.id,
    c: finding.certainty,
    // Always in the same order, so that the same answer has the same buttons.
    f: Object.fromEntries(names.flatMap((name) => (finding.facts[name] === undefined ? [] : [[name, finding.facts[name]]]))),
    q: quotes ? shortQuotes(finding.because).map(packLine) : [],
    s: finding.symptoms.slice(0, 8).map((one) => ('event' in one ? `e${one.event}` : `r${one.reply}`)),
  }));
  const w = first && quotes ? { w: packLine(first) } : {};
  return { v: VERSION, k: 'diagnosis', l: state.locale, show: state.show, at: state.at, d, a: lines, u: unread.length, ...w, ...notes };
}

const packLine = ({ text: t, line: n }: Quote) => ({ t, n });
const unpackLine = ({ t, n }: PackedFinding['q'][number]): Quote => ({ text: t, line: n });

/** Reads a button's value back. `undefined` if it is not one of ours, or names a rule or fact that no longer exists. */
export function unpackState(value: string, rules: ReadonlyMap<string, Rule>): State | undefined {
  const parsed = packed().safeParse(parseJson(value));
  if (!parsed.success || parsed.data.v !== VERSION) return undefined;
  const { k, l, n, show = 'short', at = 0, d = [], a: lines = 0, u = 0, w, x, m } = parsed.data;
  if (k !== 'diagnosis') return { kind: k, locale: l, ...(n === undefined ? {} : { note: n }) };
  const findings = d.map((one) => unpackFinding(one, rules));
  if (!findings.every((one) => one !== undefined) || at < 0) return undefined;
  // Only their number and the first of them are shown.
  const unread = Array.from({ length: Math.max(0, Math.min(u, 10_000)) }, (_, i) => (i === 0 && w ? unpackLine(w) : { text: '', line: 1 }));
  return { kind: 'diagnosis', locale: l, show, at, diagnosis: { findings, evidence: { unread, lines, cut: x === true, masked: m ?? 0 } } };
}

function unpackFinding(one: PackedFinding, rules: ReadonlyMap<string, Rule>): Finding | undefined {
  const rule = rules.get(one.r);
  if (!rule) return undefined;
  const symptoms = one.s.map((symptom): Symptom => (symptom.startsWith('e') ? { event: Number(symptom.slice(1)) } : { reply: symptom.slice(1) }));
  return { rule, certainty: one.c, facts: one.f, because: one.q.map(unpackLine), symptoms, explains: [] };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
