import type { Quote } from '../model/evidence.js';
import { FACT_NAMES } from '../model/facts.js';
import type { Diagnosis, Hop, Locale } from '../model/rule.js';
import type { ProbeSummary } from './probe-summary.js';
import { shortQuotes } from './shorten.js';
import type { Packed } from './state-read.js';

/** What a button has to know to draw the answer again. It travels in the button; nothing is stored. */
export type State =
  | { readonly kind: 'diagnosis'; readonly locale: Locale; readonly show: 'short' | 'more'; readonly at: number; readonly diagnosis: Diagnosis }
  | {
      readonly kind: 'probe';
      readonly locale: Locale;
      readonly show: 'short' | 'more';
      readonly at: number;
      readonly diagnosis: Diagnosis;
      readonly probe: ProbeSummary;
      readonly seenAgo?: number | undefined;
    }
  | { readonly kind: 'help' | 'collect' | 'failure' | 'lookup'; readonly locale: Locale; readonly note?: string };

/** Slack's limit of a button's value, in characters. */
export const MAX_VALUE = 2000;
/** Version of the packed form. */
export const VERSION = 1;

/** Slack counts characters, which are one or two units of a string. */
const fits = (value: string): string | undefined =>
  value.length <= MAX_VALUE || (value.length <= 2 * MAX_VALUE && [...value].length <= MAX_VALUE) ? value : undefined;

/** The value of a button, or `undefined` if it does not fit even without the quotes: then the button is left out. */
export function packState(state: State): string | undefined {
  if (state.kind !== 'diagnosis' && state.kind !== 'probe') {
    const value: Packed = { v: VERSION, k: state.kind, l: state.locale, ...(state.note === undefined ? {} : { n: state.note }) };
    return fits(JSON.stringify(value));
  }
  return fits(JSON.stringify(pack(state, true))) ?? fits(JSON.stringify(pack(state, false)));
}

function pack(state: Extract<State, { kind: 'diagnosis' | 'probe' }>, quotes: boolean): Packed {
  const { unread, lines, cut, masked } = state.diagnosis.evidence;
  const [first] = shortQuotes(unread, 1);
  const notes = { ...(cut ? { x: true } : {}), ...(masked > 0 ? { m: masked } : {}) };
  const d = state.diagnosis.findings.slice(0, 8).map((finding) => ({
    r: finding.rule.id,
    c: finding.certainty,
    m: finding.mail,
    // Always in the same order, so that the same answer has the same buttons.
    f: Object.fromEntries(FACT_NAMES.flatMap((name) => (finding.facts[name] === undefined ? [] : [[name, finding.facts[name]]]))),
    ...(finding.hop ? { h: packHop(finding.hop) } : {}),
    q: quotes ? shortQuotes(finding.because).map(packLine) : [],
    s: finding.symptoms.slice(0, 8).map((one) => ('event' in one ? `e${one.event}` : `r${one.reply}`)),
  }));
  const w = first && quotes ? { w: packLine(first) } : {};
  const p = state.kind === 'probe' ? { p: packProbe(state.probe) } : {};
  return { v: VERSION, k: state.kind, l: state.locale, show: state.show, at: state.at, d, a: lines, u: unread.length, ...w, ...notes, ...p };
}

const packHop = ({ speaker, peer, direction }: Hop) => ({ s: speaker, ...(peer ? { p: peer } : {}), ...(direction ? { d: direction } : {}) });
const packLine = ({ text: t, line: n }: Quote) => ({ t, n });

/** Short names, and nothing that is as usual: ten rows have to fit into a button. */
const packProbe = ({ target, verdict, ms, port, rows, connections, policy, notTested, asked }: ProbeSummary) => ({
  t: target,
  ...(asked.target !== target && { g: asked.target }),
  ...(asked.expect !== undefined && { e: asked.expect }),
  v: verdict,
  s: ms,
  p: port,
  c: connections,
  y: [policy.dane, policy.mtaSts, policy.tlsRpt] as [typeof policy.dane, typeof policy.mtaSts, typeof policy.tlsRpt],
  ...(policy.resolver !== undefined && { w: policy.resolver.slice(0, LONGEST_NAME) }),
  n: notTested.map(({ what, why }) => [what, why] as [typeof what, typeof why]),
  r: rows.map(({ host: h, ip: i, verdict: v, tls: l, name: n, days: d, selfSigned: s, same: e }) => ({
    h,
    ...(i !== undefined && { i }),
    ...(v !== 'ok' && { v }),
    ...(l !== undefined && { l }),
    ...(e ? { e } : { ...(n !== undefined && { n: n.slice(0, LONGEST_NAME) }), ...(d !== undefined && { d }), ...(s && { s }) }),
  })),
});
const LONGEST_NAME = 64;
