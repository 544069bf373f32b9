import type { Button, KnownBlock } from '@slack/types';
import type { ProbeReport } from '../model/probe.js';
import type { Diagnosis, Finding, Locale } from '../model/rule.js';
import {
  actions,
  bullets,
  button,
  commands,
  context,
  divider,
  header,
  message,
  prose,
  richText,
  type SlackMessage,
  shareButton,
  table,
} from './blocks.js';
import { moreLabel, standing, stepCount, titleOf } from './compose.js';
import { fitSlack } from './fit.js';
import { PHRASES } from './phrases.js';
import { POLICY, PROBE, VERDICT_WORDS, WHAT, WHY } from './probe-phrases.js';
import { type Asked, type ProbeSummary, summarise } from './probe-summary.js';
import { cellsOf } from './probe-table.js';
import { findingBlocks, moreBlocks, OTHER, summary } from './slack.js';
import { packState, type State } from './state.js';

export interface ProbeOptions {
  readonly locale: Locale;
  readonly show: 'short' | 'more';
  /** Which finding is drawn in full, from 0. */
  readonly at?: number;
  /** Seconds since the probe, where the result was kept for others who ask. */
  readonly seenAgo?: number | undefined;
  /** What was asked for, where it is more than the name of the target. */
  readonly asked?: Asked | undefined;
}

type ProbeState = Extract<State, { kind: 'probe' }>;

/** The result of a probe as a Slack message: one table, the cause and its steps, or that nothing is wrong. */
export const drawProbe = (report: ProbeReport, diagnosis: Diagnosis, options: ProbeOptions): SlackMessage =>
  drawProbeState({ kind: 'probe', at: 0, ...options, diagnosis, probe: summarise(report, options.asked) });

/** The same from what a button carries. */
export function drawProbeState(state: ProbeState): SlackMessage {
  const { locale, probe, diagnosis } = state;
  const finding = diagnosis.findings[state.at] ?? diagnosis.findings[0];
  if (probe.verdict === 'target_refused_by_policy') return drawRefused(probe, locale);
  if (probe.verdict === 'prober_port25_blocked') return drawBlocked(state);
  return fitSlack(finding ? drawFault(state, finding) : drawWell(state), locale);
}

function drawFault(state: ProbeState, finding: Finding): SlackMessage {
  const { locale, probe, show } = state;
  const fate = standing(finding, locale);
  const blocks = show === 'more' ? moreBlocks(finding, locale) : findingBlocks(state.diagnosis, finding, locale);
  const [head, , ...rest] = blocks;
  const label = show === 'short' ? moreLabel(finding, locale) : undefined;
  const buttons = [
    ...again(state),
    ...(label === undefined ? [] : turn(state, 'more', label, { show: 'more' })),
    ...(show === 'more' ? turn(state, 'less', PHRASES.less[locale](stepCount(finding)), { show: 'short' }) : []),
    ...(state.diagnosis.findings.length > 1 && show === 'short'
      ? turn(state, 'next', PHRASES.next[locale], { at: (state.at + 1) % state.diagnosis.findings.length })
      : []),
    ...common(state),
  ];
  const top = [context(`${fate}${PHRASES.between[locale]}${when(state)}`), tableOf(probe, locale)];
  return message(summary(finding, locale), [
    ...(head ? [head] : [header(titleOf(finding, locale))]),
    ...top,
    ...rest,
    ...actions(buttons),
    context(foot(probe, locale)),
  ]);
}

/** Nothing wrong; or a fault that no rule explains, which is said and not passed over. */
function drawWell(state: ProbeState): SlackMessage {
  const { locale, probe, show } = state;
  const isWell = probe.verdict === 'ok';
  const count = probe.rows.length;
  const title = isWell ? PROBE.wellTitle[locale](count) : PROBE.faultTitle[locale](VERDICT_WORDS[probe.verdict][locale]);
  const body = isWell ? PROBE.wellBody[locale] : PROBE.faultBody[locale];
  const buttons = [
    ...again(state),
    ...(show === 'short'
      ? turn(state, 'more', PROBE.allChecks[locale], { show: 'more' })
      : turn(state, 'less', PROBE.fewer[locale], { show: 'short' })),
    ...common(state),
  ];
  return message(isWell ? PROBE.wellText[locale](title) : `${title}. ${body}`, [
    header(title),
    context(when(state)),
    tableOf(probe, locale),
    richText(prose([{ text: body }]), ...(show === 'more' ? [bullets(checks(probe, locale).map((text) => [{ text }]))] : [])),
    ...actions(buttons),
    context(foot(probe, locale)),
  ]);
}

function drawBlocked(state: ProbeState): SlackMessage {
  const { locale, probe } = state;
  const host = probe.rows[0]?.host ?? probe.target;
  return message(PROBE.blockedText[locale], [
    header(PROBE.blockedTitle[locale]),
    context(PROBE.blockedStanding[locale](probe.target)),
    richText(prose([{ text: PROBE.blockedBody[locale] }])),
    divider,
    richText(
      prose([{ text: PROBE.runInstead[locale], style: 'bold' }, { text: PROBE.runInsteadOn[locale] }]),
      commands(`openssl s_client -starttls smtp -showcerts -connect ${host}:${probe.port}`),
      prose([{ text: PROBE.withNode[locale] }]),
      commands(`npx exchange-tls probe ${probe.target} --json`),
      prose([{ text: PROBE.withWindows[locale] }]),
      commands(`Test-NetConnection ${host} -Port ${probe.port}`),
    ),
    ...actions([...again(state), ...language(state)]),
    context(PROBE.blockedFoot[locale]),
  ]);
}

const drawRefused = ({ target }: ProbeSummary, locale: Locale): SlackMessage =>
  message(PROBE.refused[locale](target), [
    header(PROBE.refusedTitle[locale]),
    richText(prose([{ text: PROBE.refused[locale](target) }]), prose([{ text: PROBE.inside[locale] }]), commands(`npx exchange-tls probe ${target}`)),
  ]);

const tableOf = ({ rows }: ProbeSummary, locale: Locale): KnownBlock =>
  table(
    PROBE.columns[locale],
    rows.map((row) => ({ cells: cellsOf(row, locale), strong: row.verdict === 'ok' ? -1 : 1 })),
  );

function when({ locale, probe, seenAgo }: ProbeState): string {
  const took = PROBE.took[locale](probe.target, (probe.ms / 1000).toFixed(1));
  return seenAgo === undefined ? took : `${took}${PHRASES.between[locale]}${PROBE.cached[locale](seenAgo)}`;
}

/** What was looked at where servers were reached, then what became of the policies of the domain. */
export const checks = (probe: ProbeSummary, locale: Locale): string[] => [
  ...(probe.rows.some(({ tls }) => tls !== undefined) ? [PROBE.checked[locale]] : []),
  ...policies(probe, locale),
];

/** What became of the policies of the domain, a line each. */
export const policies = ({ policy }: ProbeSummary, locale: Locale): string[] => [
  `DANE: ${POLICY.dane[policy.dane][locale]}${vouched(policy, locale)}`,
  `MTA-STS: ${POLICY.mtaSts[policy.mtaSts][locale]}`,
  `TLS-RPT: ${POLICY.tlsRpt[policy.tlsRpt][locale]}`,
];

/** Whose word it is that DNSSEC is in order; of no interest where the domain does without. */
const vouched = ({ dane, resolver }: ProbeSummary['policy'], locale: Locale): string =>
  resolver === undefined || !['match', 'mismatch', 'bogus'].includes(dane) ? '' : PROBE.vouched[locale](resolver);

/** What was left out and why, in one line; what has one reason stands together. Empty if nothing was left out. */
export function leftOut({ notTested }: ProbeSummary, locale: Locale): string {
  const [comma, stop] = locale === 'en' ? [', ', '.'] : ['、', '。'];
  const reasons = [...new Set(notTested.map(({ why }) => why))];
  const parts = reasons.map((reason) => {
    const names = notTested.filter(({ why }) => why === reason).map(({ what }) => WHAT[what][locale]);
    return `${names.join(comma)} (${WHY[reason][locale]})`;
  });
  return parts.length === 0 ? '' : `${PROBE.notTested[locale]}${parts.join(locale === 'en' ? '; ' : comma)}${stop}`;
}

const foot = (probe: ProbeSummary, locale: Locale): string =>
  [PROBE.connections[locale](probe.connections), leftOut(probe, locale), PROBE.foot[locale]]
    .filter((one) => one !== '')
    .join(locale === 'en' ? ' ' : '');

const again = (state: ProbeState): Button[] => [
  button('probe', PROBE.again[state.locale], packAgain({ ...state.probe.asked, locale: state.locale })),
];

/** What the button "Probe again" carries: the probe as it was asked for, and the language. */
export const packAgain = ({ target, expect, locale }: Asked & { readonly locale: Locale }): string =>
  JSON.stringify({ t: target, ...(expect !== undefined && { e: expect }), l: locale });

function turn(state: ProbeState, name: string, label: string, next: Partial<ProbeState>, accessibility?: string): Button[] {
  const value = packState({ ...state, ...next });
  return value === undefined ? [] : [button(name, label, value, accessibility)];
}

function common(state: ProbeState): Button[] {
  const shared = packState(state);
  return [...(shared === undefined ? [] : [shareButton(state.locale, shared)]), ...language(state)];
}
const language = (state: ProbeState): Button[] =>
  turn(state, 'language', PHRASES.language[state.locale], { locale: OTHER[state.locale] }, PHRASES.languageLabel[state.locale]);
