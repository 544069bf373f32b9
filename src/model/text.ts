import type { FactName } from './facts.js';

export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];
export type PerLocale<T> = { readonly [L in Locale]: T };

/**
 * A blank that a fact fills. With `otherwise`, that constant text stands in when the fact was not found; with `needed`,
 * the whole command is left out then.
 */
export interface Blank {
  readonly fact: FactName;
  readonly otherwise?: string;
  readonly needed?: true;
  /** Not the code itself, but what its standard says of it, in this language. */
  readonly meaning?: Locale;
}
/** A constant word that is drawn bold or as code. */
export interface Mark {
  readonly mark: 'bold' | 'code';
  readonly text: string;
}
export type Piece = string | Blank | Mark;

/**
 * Text with blanks. `Need` are the facts that must be there, `May` those with a stand-in; both are checked against
 * what `match` returns. The two optional properties never exist: they only carry the types.
 */
export interface Template<Need extends FactName = FactName, May extends FactName = FactName> {
  readonly pieces: readonly Piece[];
  readonly need?: Need;
  readonly may?: May;
}
/** Prose, by the tag `say`. */
export interface Say<Need extends FactName = FactName, May extends FactName = FactName> extends Template<Need, May> {
  readonly form: 'say';
}
/** Exchange Management Shell lines, by the tag `ems`. */
export interface Ems<Need extends FactName = FactName, May extends FactName = FactName> extends Template<Need, May> {
  readonly form: 'ems';
}

export type Some<T> = readonly [T, ...T[]];

/** Look: a command that only reads. */
export interface Look<N extends FactName = FactName, M extends FactName = FactName> {
  readonly why: PerLocale<Say<N, M>>;
  readonly run: Ems<N, M>;
}
/** Change. A step without a command is done by hand. What a command changes, keeps and how to undo it is required. */
export type Change<N extends FactName = FactName, M extends FactName = FactName> =
  | { readonly why: PerLocale<Say<N, M>>; readonly run?: never }
  | {
      readonly why: PerLocale<Say<N, M>>;
      readonly run: Ems<N, M>;
      /** What is different afterwards, one sentence. */
      readonly changes: PerLocale<Say<N, M>>;
      /** Where the old value is kept. */
      readonly keep: PerLocale<Say<N, M>>;
      /** The command that restores it, or the sentence that says why there is nothing to undo. */
      readonly undo: Ems<N, M> | PerLocale<Say<N, M>>;
    };
/** Check: names the exact words of success. */
export interface Check<N extends FactName = FactName, M extends FactName = FactName> {
  readonly why: PerLocale<Say<N, M>>;
  readonly run?: Ems<N, M>;
}
/** A folded part: another place that breaks next, Microsoft's own way, the other servers. */
export interface More<N extends FactName = FactName, M extends FactName = FactName> {
  readonly title: PerLocale<string>;
  readonly why: PerLocale<Say<N, M>>;
  readonly run?: Ems<N, M>;
}
/** One outcome of the deciding test: what one sees, and what it means. */
export interface Outcome<N extends FactName = FactName, M extends FactName = FactName> {
  readonly sees: PerLocale<Say<N, M>>;
  readonly means: PerLocale<Say<N, M>>;
}

/** What a cause rule says. */
export interface CauseText<N extends FactName = FactName, M extends FactName = FactName> {
  readonly cause: PerLocale<Say<N, M>>;
  readonly confirm: Some<Look<N, M>>;
  readonly fix: Some<Change<N, M>>;
  readonly verify: Some<Check<N, M>>;
  /** Label of the button that unfolds `more`; says what is behind it. */
  readonly moreLabel: PerLocale<string>;
  readonly more: readonly More<N, M>[];
}
/** What an open rule says: one test decides, and each outcome has its next step. */
export interface OpenText<N extends FactName = FactName, M extends FactName = FactName> {
  readonly cause: PerLocale<Say<N, M>>;
  readonly decide: Look<N, M>;
  readonly outcomes: Some<Outcome<N, M>>;
}

/** What a helpdesk rule says: the person who asks does not run the server that refuses. */
export interface HelpdeskText<N extends FactName = FactName, M extends FactName = FactName> {
  readonly cause: PerLocale<Say<N, M>>;
  /** What the sender does, up to four sentences. No shell. */
  readonly todo: Some<PerLocale<Say<N, M>>>;
  /** One paragraph to send on, written to the sender or to the other side's administrator. */
  readonly forward: PerLocale<Say<N, M>>;
  /** To whom that paragraph goes: "To send to the person who asked". */
  readonly forwardTo: PerLocale<string>;
  readonly moreLabel: PerLocale<string>;
  /** For the administrator of the system that refuses. */
  readonly more: readonly More<N, M>[];
}

export type RuleText = CauseText | OpenText | HelpdeskText;
export const isOpen = (text: RuleText): text is OpenText => 'decide' in text;
export const isHelpdesk = (text: RuleText): text is HelpdeskText => 'forward' in text;
