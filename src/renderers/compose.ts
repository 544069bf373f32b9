import type { Quote } from '../model/evidence.js';
import type { Facts } from '../model/facts.js';
import {
  type CauseText,
  type Change,
  type Ems,
  type Finding,
  type HelpdeskText,
  isHelpdesk,
  isOpen,
  type Locale,
  type RuleText,
  type Say,
} from '../model/rule.js';
import { fillCommand, fillProse, plain, type Run, visible } from './fill.js';
import { saidBy } from './hop.js';
import { FATE, PHRASES, STANDING, symptomList } from './phrases.js';
import { shorten, shortQuotes } from './shorten.js';
import { columns } from './width.js';

/** One step: a bold head, prose, and a command. Layout-free, in one language. */
export interface StepPart {
  readonly head: string;
  readonly prose: readonly Run[];
  readonly command?: string;
  /** The only part of a step that is not our own words: set when a value of the paste could not be quoted. */
  readonly refused?: boolean;
}
export interface FindingParts {
  readonly title: string;
  readonly standing: string;
  readonly body: readonly Run[];
  /** Who wrote the quoted words. */
  readonly said?: string | undefined;
  readonly quotes: readonly Quote[];
  readonly steps: readonly StepPart[];
  /** Outcomes of the deciding test. */
  readonly outcomes: readonly (readonly Run[])[];
  /** What the sender does, and the text to send on, for a fault that is not the administrator's. */
  readonly helpdesk?: { readonly todo: readonly (readonly Run[])[]; readonly forwardTo: string; readonly forward: string } | undefined;
}

const STANDING_COLUMNS = 90;
const SERVER_COLUMNS = 64;

/** A finding as its visible part: what is wrong, how sure, why, and the steps that cure it. */
export function composeFinding(finding: Finding, locale: Locale): FindingParts {
  const { rule, facts } = finding;
  const text = rule.text();
  return {
    title: titleOf(finding, locale),
    standing: standing(finding, locale),
    body: fillProse(text.cause[locale], facts),
    said: finding.hop && saidBy(finding.hop, locale),
    quotes: shortQuotes(finding.because),
    steps: stepsOf(text, facts, locale),
    outcomes: isOpen(text) ? text.outcomes.map(({ sees, means }) => outcome(fillProse(sees[locale], facts), fillProse(means[locale], facts))) : [],
    helpdesk: isHelpdesk(text) ? helpdeskOf(text, facts, locale) : undefined,
  };
}

const helpdeskOf = ({ todo, forward, forwardTo }: HelpdeskText, facts: Facts, locale: Locale) => ({
  todo: todo.map((one) => fillProse(one[locale], facts)),
  forwardTo: forwardTo[locale],
  forward: plain(fillProse(forward[locale], facts)),
});

function stepsOf(text: RuleText, facts: Facts, locale: Locale): StepPart[] {
  if (isHelpdesk(text)) return [];
  return isOpen(text) ? [decideStep(text.decide, facts, locale)] : causeSteps(text, facts, locale);
}

export const titleOf = ({ rule, certainty }: Finding, locale: Locale): string =>
  (certainty === 'likely' ? PHRASES.likelyTitle[locale] : '') + rule.title[locale];

/** How sure the finding is, in the first words of its standing. */
export function sureness({ rule, certainty }: Finding, locale: Locale): string {
  const text = rule.text();
  // The outcomes of a fallback are kinds of text to look for, not causes.
  return STANDING[certainty][locale](isOpen(text) && rule.fallback === undefined ? text.outcomes.length : 0);
}

/** How many numbered steps the visible part has. */
export function stepCount({ rule }: Finding): number {
  const text = rule.text();
  if (isHelpdesk(text)) return text.todo.length;
  return isOpen(text) ? 1 : text.confirm.length + text.fix.length + text.verify.length;
}

/** A server's fault, but not one of the person's own server. */
const isForOtherSide = ({ forwardTo }: HelpdeskText): boolean => forwardTo.en.endsWith('other side');
/** A server's fault, and whose server it is only the reader knows. */
const isForOperator = ({ forwardTo }: HelpdeskText): boolean => forwardTo.en.endsWith("server's administrator");

export function standing(finding: Finding, locale: Locale, last?: string): string {
  const { certainty, facts, symptoms, mail } = finding;
  const parts = [sureness(finding, locale)];
  const text = finding.rule.text();
  const helpdesk = isHelpdesk(text) ? text : undefined;
  if (facts.server !== undefined) parts.push(PHRASES.server[locale](shorten(visible(facts.server), SERVER_COLUMNS)));
  if (last !== undefined) parts.push(last);
  else if (certainty === 'certain' && !helpdesk && symptoms.length > 0) parts.push(symptomList[locale](symptoms.slice(0, 4)));
  if (last === undefined && FATE[mail][locale] !== '') parts.push(FATE[mail][locale]);
  const saysWhose = last === undefined && helpdesk !== undefined && !isForOperator(helpdesk);
  if (saysWhose) parts.push(PHRASES[isForOtherSide(helpdesk) ? 'otherSide' : 'noServerFault'][locale]);
  // What happens to the mail stays, unless one cause explains several symptoms: whose fault it is goes first, then the
  // symptoms, then the server.
  const isLong = () => parts.length > 2 && columns(parts.join(PHRASES.between[locale])) > STANDING_COLUMNS;
  if (saysWhose && isLong()) parts.pop();
  const keepsFate = last === undefined && FATE[mail][locale] !== '' && (mail === 'refused' || symptoms.length < 2);
  while (isLong()) parts.splice(keepsFate ? -2 : -1, 1);
  return parts.join(PHRASES.between[locale]);
}

const outcome = (sees: readonly Run[], means: readonly Run[]): Run[] => [
  ...sees.map((run): Run => (run.style ? run : { ...run, style: 'bold' })),
  { text: ': ', style: 'bold' },
  ...means,
];

function decideStep(decide: { why: { en: Say; ja: Say }; run: Ems }, facts: Facts, locale: Locale): StepPart {
  const lead: Run = { text: PHRASES.decidesOn[locale] };
  return withCommand(PHRASES.decides[locale], [lead, ...fillProse(decide.why[locale], facts)], decide.run, facts, locale, false);
}

function causeSteps(text: CauseText, facts: Facts, locale: Locale): StepPart[] {
  const steps: StepPart[] = [];
  // A step after a refused command would work on variables that nobody has set.
  let broken = false;
  const add = (word: string, prose: readonly Run[], run: Ems | undefined) => {
    const step = withCommand(`${steps.length + 1}  ${word}`, prose, run, facts, locale, broken);
    broken ||= step.refused === true;
    steps.push(step);
  };
  for (const { why, run } of text.confirm) add(PHRASES.look[locale], [{ text: PHRASES.lookOn[locale] }, ...fillProse(why[locale], facts)], run);
  for (const change of text.fix) add(PHRASES.change[locale], changeProse(change, facts, locale), change.run);
  for (const { why, run } of text.verify) add(PHRASES.check[locale], [{ text: PHRASES.checkOn[locale] }, ...fillProse(why[locale], facts)], run);
  return steps;
}

function changeProse(change: Change, facts: Facts, locale: Locale): Run[] {
  const lead: Run = { text: PHRASES.changeOn[locale] };
  const why = fillProse(change.why[locale], facts);
  if (change.run === undefined) return [lead, ...why];
  return [lead, ...fillProse(change.changes[locale], facts), { text: locale === 'en' ? ' ' : '' }, ...why];
}

function withCommand(head: string, prose: readonly Run[], run: Ems | undefined, facts: Facts, locale: Locale, broken: boolean): StepPart {
  if (run === undefined) return { head, prose };
  const gap: Run = { text: locale === 'en' ? ' ' : '' };
  if (broken) return { head, prose: [...prose, gap, { text: PHRASES.relies[locale] }], refused: true };
  const command = fillCommand(run, facts);
  if ('refused' in command) return { head, prose: [...prose, gap, { text: PHRASES[command.why][locale] }], refused: true };
  return { head, prose, command: command.text };
}

/** What could not be read, in front of its first line. */
export function understood(unread: number, shown: boolean, locale: Locale): string {
  if (unread === 0) return PHRASES.allUnderstood[locale];
  return (shown ? PHRASES.notUnderstood : PHRASES.notUnderstoodCount)[locale](unread);
}

/** What the button says that unfolds `composeMore`, if there is anything folded. */
export function moreLabel({ rule }: Finding, locale: Locale): string | undefined {
  const text = rule.text();
  if (isOpen(text)) return undefined;
  const hasMore = text.more.length > 0 || (!isHelpdesk(text) && text.fix.some(({ run }) => run !== undefined));
  return hasMore ? text.moreLabel[locale] : undefined;
}

/** The folded part: undo of each change, then the places that break next, Microsoft's own way, the other servers. */
export function composeMore(finding: Finding, locale: Locale): StepPart[] {
  const { facts } = finding;
  const text = finding.rule.text();
  if (isOpen(text)) return [];
  const broken = stepsOf(text, facts, locale).some((step) => step.refused);
  const fixes = isHelpdesk(text) ? [] : text.fix;
  const before = isHelpdesk(text) ? 0 : text.confirm.length;
  const undo = fixes.flatMap((change, i) => undoStep(change, before + i + 1, facts, locale, broken));
  const places = text.more.map(({ title, why, run }): StepPart => {
    const stop = locale === 'en' ? '.' : '';
    const lead: Run = { text: PHRASES.undoOn[locale] };
    return withCommand(`${title[locale]}${stop}`, [lead, ...fillProse(why[locale], facts)], run, facts, locale, broken);
  });
  return [...undo, ...places];
}

function undoStep(change: Change, step: number, facts: Facts, locale: Locale, broken: boolean): StepPart[] {
  if (change.run === undefined) return [];
  const head = PHRASES.undo[locale](step);
  const keep = [{ text: PHRASES.undoOn[locale] }, ...fillProse(change.keep[locale], facts)];
  if ('form' in change.undo) return [withCommand(head, keep, change.undo, facts, locale, broken)];
  return [{ head, prose: [...keep, { text: locale === 'en' ? ' ' : '' }, ...fillProse(change.undo[locale], facts)] }];
}
