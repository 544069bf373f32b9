import type { Clue, Quote } from '../model/evidence.js';
import type { Facts } from '../model/facts.js';
import {
  type CauseText,
  type Change,
  type Diagnosis,
  type Ems,
  type Finding,
  type HelpdeskText,
  isHelpdesk,
  isOpen,
  type Locale,
  type OpenText,
  type PerLocale,
  type RuleText,
  type Say,
} from '../model/rule.js';
import { fillCommand, fillProse, plain } from './fill.js';
import type { DiagnosisJson } from './json-schema.js';
import { PHRASES } from './phrases.js';

type FindingJson = DiagnosisJson['findings'][number];
type TextJson = Pick<FindingJson, 'confirm' | 'fix' | 'verify' | 'more'>;

/** A diagnosis as the stable JSON of `diagnose --json`. */
export const drawJson = (diagnosis: Diagnosis, locale: Locale): DiagnosisJson => ({
  version: 1,
  locale,
  findings: diagnosis.findings.map((finding) => drawFinding(finding, locale)),
  clues: diagnosis.evidence.clues.map(drawClue),
  unread: diagnosis.evidence.unread.map(toQuote),
});

/** Every value of a clue by its name; properties of cmdlets under `properties`. Quotes stand in `because` and `unread`. */
const drawClue = (clue: Clue): DiagnosisJson['clues'][number] => ({ kind: clue.kind, line: clue.at.line, ...valuesOf(clue) });

const valuesOf = (object: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).flatMap(([name, value]) => (name === 'at' || value === undefined ? [] : [[name, drawValue(value)]])));

function drawValue(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  if (Array.isArray(value)) return value.map(drawValue);
  return typeof value === 'object' && value !== null ? valuesOf(value) : value;
}

const toQuote = ({ text, line }: Quote) => ({ quote: text, line });

function drawFinding(finding: Finding, locale: Locale): FindingJson {
  const { rule, facts } = finding;
  const text = rule.text();
  return {
    rule: rule.id,
    // An open rule is sure of the fault only; of a cause it is never more than likely.
    certainty: finding.certainty === 'certain' ? 'certain' : 'likely',
    title: rule.title[locale],
    cause: plain(fillProse(text.cause[locale], facts)),
    facts: Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    because: finding.because.map(toQuote),
    ...stepsOf(text, facts, locale),
    explains: [...finding.explains],
    sources: [...rule.sources],
  };
}

function stepsOf(text: RuleText, facts: Facts, locale: Locale): TextJson {
  if (isHelpdesk(text)) return helpdeskSteps(text, facts, locale);
  return isOpen(text) ? openSteps(text, facts, locale) : causeSteps(text, facts, locale);
}

/** What a person does, and under `more` first the text to send on. */
function helpdeskSteps(text: HelpdeskText, facts: Facts, locale: Locale): TextJson {
  const say = (words: PerLocale<Say>) => plain(fillProse(words[locale], facts));
  return {
    confirm: [],
    fix: text.todo.map((one) => ({ why: say(one), changes: PHRASES.byHand[locale] })),
    verify: [],
    more: [
      { title: text.forwardTo[locale], why: say(text.forward) },
      ...text.more.map(({ title, ...step }) => ({ title: title[locale], ...drawStep(step, facts, locale) })),
    ],
  };
}

function openSteps(text: OpenText, facts: Facts, locale: Locale): TextJson {
  const say = (words: PerLocale<Say>) => plain(fillProse(words[locale], facts));
  return {
    confirm: [drawStep(text.decide, facts, locale)],
    fix: [],
    verify: [],
    more: text.outcomes.map(({ sees, means }) => ({ title: say(sees), why: say(means) })),
  };
}

/** The steps in order: behind a command that had to be left out, no later one stands that would rely on it. */
function causeSteps(text: CauseText, facts: Facts, locale: Locale): TextJson {
  const all = [...text.confirm, ...text.fix, ...text.verify];
  const first = all.findIndex(({ run }) => run !== undefined && 'refused' in fillCommand(run, facts));
  const broken = (at: number) => first >= 0 && at > first;
  const { length } = text.confirm;
  return {
    confirm: text.confirm.map((step, i) => drawStep(step, facts, locale, broken(i))),
    fix: text.fix.map((change, i) => drawChange(change, facts, locale, broken(length + i))),
    verify: text.verify.map((step, i) => drawStep(step, facts, locale, broken(length + text.fix.length + i))),
    more: text.more.map(({ title, ...step }) => ({ title: title[locale], ...drawStep(step, facts, locale, first >= 0) })),
  };
}

interface Step {
  readonly why: PerLocale<Say>;
  readonly run?: Ems | undefined;
}

/** A command that holds a value which cannot be quoted is left out, and `why` says so. */
function drawStep({ why, run }: Step, facts: Facts, locale: Locale, broken = false): { why: string; run?: string } {
  const says = plain(fillProse(why[locale], facts));
  if (!run) return { why: says };
  const gap = locale === 'en' ? ' ' : '';
  if (broken) return { why: says + gap + PHRASES.relies[locale] };
  const command = fillCommand(run, facts);
  return 'refused' in command ? { why: says + gap + PHRASES[command.why][locale] } : { why: says, run: command.text };
}

function drawChange(change: Change, facts: Facts, locale: Locale, broken: boolean): FindingJson['fix'][number] {
  const step = drawStep({ why: change.why, run: change.run }, facts, locale, broken);
  if (change.run === undefined) return { ...step, changes: PHRASES.byHand[locale] };
  const say = (text: PerLocale<Say>) => plain(fillProse(text[locale], facts));
  if (step.run === undefined) return { ...step, changes: say(change.changes), keep: say(change.keep) };
  const undo = 'form' in change.undo ? fillCommand(change.undo, facts) : { text: say(change.undo) };
  return { ...step, changes: say(change.changes), keep: say(change.keep), ...('text' in undo ? { undo: undo.text } : {}) };
}
