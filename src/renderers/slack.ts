import type { Button, KnownBlock, RichTextBlockElement } from '@slack/types';
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
  numbered,
  prose,
  quoted,
  richText,
  type SlackMessage,
  shareButton,
} from './blocks.js';
import {
  composeFinding,
  composeMore,
  type FindingParts,
  moreLabel,
  type StepPart,
  standing,
  stepCount,
  sureness,
  titleOf,
  understood,
} from './compose.js';
import { fitSlack } from './fit.js';
import { FATE, PHRASES, SUMMARY } from './phrases.js';
import { shortQuotes } from './shorten.js';
import { packState, type State } from './state.js';

export type { SlackMessage } from './blocks.js';

export interface SlackOptions {
  readonly locale: Locale;
  readonly show: 'short' | 'more';
  /** Which finding is drawn in full, from 0. */
  readonly at?: number;
}

export const OTHER: Record<Locale, Locale> = { en: 'ja', ja: 'en' };

/** A diagnosis as a Slack message, within Slack's limits. */
export function drawSlack(diagnosis: Diagnosis, { locale, show, at = 0 }: SlackOptions): SlackMessage {
  const finding = diagnosis.findings[at] ?? diagnosis.findings[0];
  if (!finding) return fitSlack(drawNothing(diagnosis, locale), locale);
  const blocks = show === 'more' ? moreBlocks(finding, locale) : findingBlocks(diagnosis, finding, locale);
  const state: State = { kind: 'diagnosis', locale, show, at: Math.max(0, diagnosis.findings.indexOf(finding)), diagnosis };
  const all = [...blocks, ...actions(buttons(finding, state)), context(foot(diagnosis, locale))];
  return fitSlack(message(summary(finding, locale), all), locale);
}

/** The visible part of a finding: title, standing, cause, steps. */
export function findingBlocks(diagnosis: Diagnosis, finding: Finding, locale: Locale): KnownBlock[] {
  const parts = composeFinding(finding, locale);
  const quotes = parts.quotes.map(({ text }) => text);
  const others = diagnosis.findings.filter((one) => one !== finding);
  return [
    header(parts.title),
    context(parts.standing),
    richText(prose(parts.body), ...(quotes.length > 0 ? [...said(parts.said), quoted(quotes)] : [])),
    divider,
    ...parts.steps.map(stepBlock),
    ...helpdeskBlocks(parts.helpdesk, locale),
    ...(parts.outcomes.length > 0 ? [richText(bullets(parts.outcomes))] : []),
    ...(others.length > 0 ? [richText(prose([{ text: PHRASES.also[locale] + named(others, locale) }]))] : []),
  ];
}

const said = (words: string | undefined): RichTextBlockElement[] => (words === undefined ? [] : [prose([{ text: words }])]);

function helpdeskBlocks(helpdesk: FindingParts['helpdesk'], locale: Locale): KnownBlock[] {
  if (!helpdesk) return [];
  return [
    richText(prose([{ text: PHRASES.todo[locale], style: 'bold' }]), numbered(helpdesk.todo)),
    richText(prose([{ text: helpdesk.forwardTo, style: 'bold' }]), commands(helpdesk.forward)),
  ];
}

const MOST_NAMED = 2;

/** The other findings by their titles, in a short line. */
function named(others: readonly Finding[], locale: Locale): string {
  const titles = others.slice(0, MOST_NAMED).map(({ rule }) => rule.title[locale]);
  const left = others.length - titles.length;
  return [...titles, ...(left > 0 ? [PHRASES.andMore[locale](left)] : [])].join(locale === 'en' ? '; ' : '、');
}

const stepBlock = ({ head, prose: runs, command }: StepPart): KnownBlock =>
  richText(prose([{ text: head, style: 'bold' }, ...runs]), ...(command === undefined ? [] : [commands(command)]));

/** The folded part: title, standing, and what is behind the button. */
export function moreBlocks(finding: Finding, locale: Locale): KnownBlock[] {
  const after = PHRASES.afterSteps[locale](stepCount(finding));
  return [header(titleOf(finding, locale)), context(standing(finding, locale, after)), ...composeMore(finding, locale).map(stepBlock)];
}

function buttons(finding: Finding, state: Extract<State, { kind: 'diagnosis' }>): Button[] {
  const { locale, diagnosis, at, show } = state;
  const make = (actionId: string, label: string, next: Partial<typeof state>, accessibility?: string): Button[] => {
    const value = packState({ ...state, ...next });
    return value === undefined ? [] : [button(actionId, label, value, accessibility)];
  };
  const label = show === 'short' ? moreLabel(finding, locale) : undefined;
  const shared = packState(state);
  return [
    ...(label !== undefined ? make('more', label, { show: 'more' }) : []),
    ...(show === 'more' ? make('less', PHRASES.less[locale](stepCount(finding)), { show: 'short' }) : []),
    ...(diagnosis.findings.length > 1 && show === 'short' ? make('next', PHRASES.next[locale], { at: (at + 1) % diagnosis.findings.length }) : []),
    ...(shared === undefined ? [] : [shareButton(locale, shared)]),
    ...make('language', PHRASES.language[locale], { locale: OTHER[locale] }, PHRASES.languageLabel[locale]),
  ];
}

/** One to three sentences of our own words, for notifications and screen readers. No value of the paste. */
export function summary(finding: Finding, locale: Locale): string {
  const { rule, certainty, mail } = finding;
  const [word, title, fate] = [sureness(finding, locale), rule.title[locale], FATE[mail][locale]];
  const says = certainty === 'open' ? [title, word, fate] : [`${word}: ${title}`, fate];
  const follows = certainty === 'open' ? SUMMARY.decides[locale] : SUMMARY.steps[locale](stepCount(finding));
  return [...says.filter((one) => one !== '').map((one) => sentence(one, locale)), follows].join(locale === 'en' ? ' ' : '');
}

const sentence = (words: string, locale: Locale): string => (locale === 'ja' ? `${words}。` : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);

function foot({ evidence }: Diagnosis, locale: Locale): string {
  const notes = [PHRASES.foot[locale], evidence.cut ? PHRASES.cutNote[locale] : '', evidence.masked > 0 ? PHRASES.maskedNote[locale] : ''];
  return notes.filter((one) => one !== '').join(locale === 'en' ? ' ' : '');
}

function drawNothing(diagnosis: Diagnosis, locale: Locale): SlackMessage {
  const { lines, unread } = diagnosis.evidence;
  const [first] = shortQuotes(unread, 1);
  const value = packState({ kind: 'diagnosis', locale: OTHER[locale], show: 'short', at: 0, diagnosis });
  return message(PHRASES.nothingText[locale], [
    header(PHRASES.nothingTitle[locale]),
    context(PHRASES.nothingStanding[locale](lines - unread.length, lines)),
    richText(prose([{ text: understood(unread.length, first !== undefined, locale) }]), ...(first ? [quoted([first.text])] : [])),
    divider,
    richText(
      prose([{ text: PHRASES.tellsMore[locale], style: 'bold' }]),
      bullets(PHRASES.wanted[locale].map((text) => [{ text }])),
      commands(PHRASES.wantedCommand),
    ),
    ...actions(value === undefined ? [] : [button('language', PHRASES.language[locale], value, PHRASES.languageLabel[locale])]),
    context(foot(diagnosis, locale)),
  ]);
}

/** What an empty command gets. */
export function drawHelp(locale: Locale): SlackMessage {
  return message(PHRASES.helpText[locale], [
    header(PHRASES.helpTitle[locale]),
    richText(prose([{ text: PHRASES.helpWays[locale] }]), commands(PHRASES.helpExamples[locale].join('\n'))),
    richText(bullets(PHRASES.helpNotes[locale].map(([head, text]) => [{ text: head, style: 'bold' }, { text }]))),
    ...languageAction({ kind: 'help', locale: OTHER[locale] }, locale),
    context(PHRASES.helpFoot[locale]),
  ]);
}

export interface FailureNote {
  readonly version: string;
  readonly requestId: string;
  readonly time: Date;
}

/** Our own failure, with the line that the operator of the bot needs. Nothing of the paste. */
export function drawFailure(locale: Locale, { version, requestId, time }: FailureNote): SlackMessage {
  return failureMessage(locale, `exchange-tls ${version}  request ${requestId}  ${time.toISOString().slice(11, 19)}Z`);
}

/** The same again from a button's state. */
export const failureMessage = (locale: Locale, note: string): SlackMessage =>
  message(PHRASES.failText[locale], [
    header(PHRASES.failTitle[locale]),
    context(PHRASES.failStanding[locale]),
    richText(prose([{ text: PHRASES.failBody[locale] }]), commands(note)),
    ...languageAction({ kind: 'failure', locale: OTHER[locale], note }, locale),
  ]);

function languageAction(state: State, locale: Locale): KnownBlock[] {
  const value = packState(state);
  return actions(value === undefined ? [] : [button('language', PHRASES.language[locale], value, PHRASES.languageLabel[locale])]);
}
