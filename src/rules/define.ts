import type { Clue, ClueKind } from '../model/evidence.js';
import type { FactName, Facts } from '../model/facts.js';
import type { CauseRule, Certainty, Ems, HelpdeskRule, Locale, Mark, Match, OpenRule, Piece, Rule, Say } from '../model/rule.js';

export type {
  BounceClue,
  CertificateClue,
  ConnectionClue,
  ConnectorClue,
  DnsClue,
  DomainClue,
  ErrorClue,
  EventClue,
  HopClue,
  PairingClue,
  PolicyClue,
  ProbeClue,
  QueueClue,
  ReplyClue,
  ReportClue,
  SessionClue,
  SettingClue,
  TlsClue,
} from '../model/evidence.js';
export * from './define-cloud.js';
export * from './define-looks.js';
export * from './define-policies.js';
export * from './define-probe.js';
export * from './define-probe-tls.js';
export * from './define-proxy.js';
export * from './define-registry.js';
export * from './define-replies.js';
export * from './define-settings.js';
export * from './define-tls.js';

interface Or<K extends FactName> {
  readonly or: K;
  readonly otherwise: string;
}
interface Needed<K extends FactName> {
  readonly needed: K;
}
interface Meaning<K extends FactName> {
  readonly meaning: K;
  readonly locale: Locale;
}
type Slot = FactName | Or<FactName> | Meaning<FactName> | Mark;
type CommandSlot = FactName | Or<FactName> | Needed<FactName>;
type Need<S> = S extends FactName ? S : S extends Meaning<infer K> ? K : never;
type May<S> = S extends Or<infer K> | Needed<infer K> ? K : never;

/** The fact if it was found, else this constant text (in `ems`: a constant expression that finds it). */
export const or = <const K extends FactName>(fact: K, otherwise: string): Or<K> => ({ or: fact, otherwise });
/** The fact in a command that makes no sense without it: where it was not found, the reply says so instead of the command. */
export const needed = <const K extends FactName>(fact: K): Needed<K> => ({ needed: fact });
/** What the RFC says of this code, in words that follow "means" and 「…」. */
export const meaning = <const K extends FactName>(fact: K, locale: Locale): Meaning<K> => ({ meaning: fact, locale });
export const bold = (text: string): Mark => ({ mark: 'bold', text });
export const code = (text: string): Mark => ({ mark: 'code', text });

function pieces(strings: readonly string[], slots: readonly (Slot | CommandSlot)[]): Piece[] {
  const out: Piece[] = [];
  strings.forEach((text, i) => {
    if (text) out.push(text);
    const slot = slots[i];
    if (slot === undefined) return;
    if (typeof slot === 'string') out.push({ fact: slot });
    else if ('meaning' in slot) out.push({ fact: slot.meaning, meaning: slot.locale });
    else if ('needed' in slot) out.push({ fact: slot.needed, needed: true });
    else if ('or' in slot) out.push({ fact: slot.or, otherwise: slot.otherwise });
    else out.push(slot);
  });
  return out;
}

/** Prose. Blanks are facts by name; a misspelt one does not compile. */
export function say<const S extends readonly Slot[]>(strings: TemplateStringsArray, ...slots: S): Say<Need<S[number]>, May<S[number]>> {
  return { form: 'say', pieces: pieces(strings, slots) };
}

/**
 * Exchange Management Shell lines; the only way to write a command. A blank becomes one quoted literal. Indentation
 * common to all lines is removed. Write backslashes as in the shell: the raw text counts.
 */
export function ems<const S extends readonly CommandSlot[]>(strings: TemplateStringsArray, ...slots: S): Ems<Need<S[number]>, May<S[number]>> {
  return { form: 'ems', pieces: pieces(dedent(strings.raw), slots) };
}

function dedent(raw: readonly string[]): string[] {
  // Only the text after a line break tells the indentation; a blank may stand in the middle of a line.
  const margins = raw
    .flatMap((text) => text.split('\n').slice(1))
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const margin = margins.length > 0 ? Math.min(...margins) : 0;
  const lines = raw.map((text) =>
    text
      .split('\n')
      .map((line, i) => (i === 0 ? line : line.slice(margin)))
      .join('\n'),
  );
  const last = lines.length - 1;
  lines[0] = (lines[0] ?? '').replace(/^\n/, '');
  lines[last] = (lines[last] ?? '').trimEnd();
  return lines;
}

type Sure<F extends Facts> = { [K in keyof F & FactName]: undefined extends F[K] ? never : K }[keyof F & FactName];
const because =
  (certainty: Certainty) =>
  <F extends Facts>(facts: F, clues: readonly [Clue, ...Clue[]]): Match<Sure<F>, keyof F & FactName> => ({ certainty, facts, because: clues });

/** The text itself states the cause. */
export const certain = because('certain');
/** A healthy or different set-up can look alike. */
export const likely = because('likely');
/** The fault is sure, its cause is not: for `defineOpenRule`. */
export const open = because('open');

// The engine hands a rule only the view that it declared, so forgetting the declaration here is safe.
const forget = (rule: unknown): Rule => rule as Rule;
/** The same each time, made at the first call. */
function remembered<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A fault with one cause and its cure. */
export const defineRule = <const R extends ClueKind, N extends FactName, M extends FactName>(rule: CauseRule<R, N, M>): Rule =>
  forget({ ...rule, text: remembered(rule.text) });
/** A fault whose cause the text leaves open, with the one test that decides. */
export const defineOpenRule = <const R extends ClueKind, N extends FactName, M extends FactName>(rule: OpenRule<R, N, M>): Rule =>
  forget({ ...rule, text: remembered(rule.text) });

/** A fault whose cure lies with the sender or the other side: what to do, and a text to send on. */
export const defineHelpdeskRule = <const R extends ClueKind, N extends FactName, M extends FactName>(rule: HelpdeskRule<R, N, M>): Rule =>
  forget({ ...rule, text: remembered(rule.text) });
