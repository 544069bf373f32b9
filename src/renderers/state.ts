import * as z from 'zod/mini';
import { FACT_KINDS } from '../model/facts.js';
import { type Diagnosis, type Finding, LOCALES, type Locale, type Rule } from '../model/rule.js';
import { shortQuotes } from './shorten.js';

/** What a button has to know to draw the answer again. It travels in the button; nothing is stored. */
export type State =
  | { readonly kind: 'diagnosis'; readonly locale: Locale; readonly show: 'short' | 'more'; readonly at: number; readonly diagnosis: Diagnosis }
  | { readonly kind: 'help' | 'failure'; readonly locale: Locale; readonly note?: string };

const MAX_VALUE = 2000;

const line = z.tuple([z.string().check(z.maxLength(600)), z.int().check(z.minimum(1))]);
const packedFinding = z.strictObject({
  r: z.string(),
  c: z.enum(['certain', 'likely', 'open']),
  f: z.record(z.string(), z.string().check(z.maxLength(MAX_VALUE))),
  q: z.array(line).check(z.maxLength(4)),
  s: z.array(z.union([z.strictObject({ event: z.int() }), z.strictObject({ reply: z.string().check(z.maxLength(16)) })])).check(z.maxLength(8)),
});
const packed = z.discriminatedUnion('k', [
  z.strictObject({
    v: z.literal(1),
    k: z.literal('diagnosis'),
    l: z.enum(LOCALES),
    show: z.enum(['short', 'more']),
    at: z.int().check(z.minimum(0)),
    d: z.array(packedFinding).check(z.maxLength(8)),
    /** Lines in all, lines not understood, the first of those. */
    u: z.tuple([z.int(), z.int(), z.optional(line)]),
    /** The paste was cut; secrets were masked. */
    x: z.optional(z.boolean()),
    m: z.optional(z.int()),
  }),
  z.strictObject({ v: z.literal(1), k: z.enum(['help', 'failure']), l: z.enum(LOCALES), n: z.optional(z.string().check(z.maxLength(200))) }),
]);
type Packed = z.infer<typeof packed>;
type Unread = Extract<Packed, { k: 'diagnosis' }>['u'];

/** Slack counts characters, which are one or two units of a string. */
const fits = (value: string): string | undefined =>
  value.length <= MAX_VALUE || (value.length <= 2 * MAX_VALUE && [...value].length <= MAX_VALUE) ? value : undefined;

/** The value of a button, or `undefined` if it does not fit even without the quotes: then the button is left out. */
export function packState(state: State): string | undefined {
  if (state.kind !== 'diagnosis') {
    const value: Packed = { v: 1, k: state.kind, l: state.locale, ...(state.note === undefined ? {} : { n: state.note }) };
    return fits(JSON.stringify(value));
  }
  return fits(JSON.stringify(pack(state, true))) ?? fits(JSON.stringify(pack(state, false)));
}

function pack(state: Extract<State, { kind: 'diagnosis' }>, quotes: boolean): Packed {
  const { unread, lines, cut, masked } = state.diagnosis.evidence;
  const [first] = shortQuotes(unread, 1);
  const notes = { ...(cut ? { x: true } : {}), ...(masked > 0 ? { m: masked } : {}) };
  const u: Unread = first && quotes ? [lines, unread.length, [first.text, first.line]] : [lines, unread.length];
  const d = state.diagnosis.findings.slice(0, 8).map((finding) => ({
    r: finding.rule.id,
    c: finding.certainty,
    f: Object.fromEntries(Object.entries(finding.facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    q: quotes ? shortQuotes(finding.because).map((quote): [string, number] => [quote.text, quote.line]) : [],
    s: finding.symptoms.slice(0, 8).map((one) => ('event' in one ? { event: one.event } : { reply: one.reply })),
  }));
  return { v: 1, k: 'diagnosis', l: state.locale, show: state.show, at: state.at, d, u, ...notes };
}

/** Reads a button's value back. `undefined` if it is not one of ours, or names a rule or fact that no longer exists. */
export function unpackState(value: string, rules: ReadonlyMap<string, Rule>): State | undefined {
  const parsed = packed.safeParse(parseJson(value));
  if (!parsed.success) return undefined;
  const state = parsed.data;
  if (state.k !== 'diagnosis') return { kind: state.k, locale: state.l, ...(state.n === undefined ? {} : { note: state.n }) };
  const findings = state.d.map((one) => unpackFinding(one, rules));
  if (!findings.every((one) => one !== undefined)) return undefined;
  const [lines, count, first] = state.u;
  const unread = Array.from({ length: Math.min(count, 10_000) }, (_, i) =>
    i === 0 && first ? { text: first[0], line: first[1] } : { text: '', line: 1 },
  );
  return {
    kind: 'diagnosis',
    locale: state.l,
    show: state.show,
    at: state.at,
    diagnosis: { findings, evidence: { unread, lines, cut: state.x === true, masked: state.m ?? 0 } },
  };
}

function unpackFinding(one: z.infer<typeof packedFinding>, rules: ReadonlyMap<string, Rule>): Finding | undefined {
  const rule = rules.get(one.r);
  if (!rule || !Object.keys(one.f).every((name) => Object.hasOwn(FACT_KINDS, name))) return undefined;
  return { rule, certainty: one.c, facts: one.f, because: one.q.map(([text, at]) => ({ text, line: at })), symptoms: one.s, explains: [] };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
