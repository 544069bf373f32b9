import type { Clue, ClueKind, Evidence, HopClue, Quote, ReplyClue, View } from './evidence.js';
import type { FactName, Facts } from './facts.js';
import type { CauseText, HelpdeskText, OpenText, PerLocale, RuleText, Some } from './text.js';

export * from './text.js';

export const MAIL_FATES = ['held', 'waits', 'refused', 'unaffected', 'unknown'] as const;
/** What happens to the mail meanwhile. `held`: retried, not lost. `waits`: kept, and not tried until somebody acts. `refused`: returned. `unaffected`: nothing yet. */
export type MailFate = (typeof MAIL_FATES)[number];

type Status = `${2 | 4 | 5}.${number}.${number}`;
/** An enhanced status code, a range of its last number (`5.7.606-649`), or a word that Exchange Online prints instead of one. */
export type Code = Status | `${Status}-${number}` | `PRX${number}` | `ATTR${number}`;

/** What a reply says that a rule knows. */
export interface Said {
  /** How sure the cause is when the reply is there. `open` for open rules. */
  readonly certainty: Certainty;
  /** Its enhanced status codes; `5.7.606-649` is a range. */
  readonly codes: Some<Code>;
  /** Whole words of the reply, one of which must be there; without them the code alone decides. */
  readonly words?: Some<string>;
  /** Words that belong to a neighbour: none of them may be there. */
  readonly unless?: readonly string[];
  /** The words decide, whatever the code. */
  readonly anyCode?: true;
  /** With `anyCode`, in place of `words`: its own codes need no words, and these tell it under any other code or none. */
  readonly elsewhere?: Some<string>;
  /** Also where another reply is quoted inside this one. Without it only innermost replies count: they name the reason. */
  readonly outer?: true;
  /** The host that the text names is the domain itself: DNS gave no host for it. */
  readonly noHost?: true;
  /** What else must hold. */
  readonly where?: (reply: ReplyClue) => boolean;
}

/** `Sure`: facts that `match` always returns. `May`: facts that it may return. */
interface RuleBase<R extends ClueKind, Sure extends FactName, May extends FactName> {
  /** Kebab-case, names the fault, equals the file name. */
  readonly id: string;
  /** The thing that is wrong is the subject; no stop, no pasted value. Up to 60 columns. */
  readonly title: PerLocale<string>;
  /** Microsoft Learn page, KB or RFC. */
  readonly sources: readonly [string, ...string[]];
  readonly reads: readonly [R, ...R[]];
  /** The kinds of clue that ask for the rule; the others it only looks at. Without it each kind asks. */
  readonly on?: readonly R[];
  /** Ids of weaker rules that this cause accounts for. */
  readonly explains: readonly string[];
  /**
   * Codes that this fault is known by. A rule that has any is asked only at replies and bounces with one of them, and at
   * replies without a code; the look-up and the coverage table read them as well.
   */
  readonly codes?: readonly Code[] | undefined;
  /** Ids of its events. A rule that has any is asked only at events with one of them. */
  readonly events?: readonly number[] | undefined;
  /** Properties of its connectors, in small letters. A rule that has any is asked only at connectors that show one of them. */
  readonly properties?: readonly string[] | undefined;
  /** Words of the reply by which the cause is told from others with the same code; the look-up shows the first. */
  readonly words?: readonly string[] | undefined;
  /** One of the words must be there whatever the code: asked at replies that hold one, and at no other. */
  readonly needsWords?: true;
  /** How often it is the cause where several share a code; the look-up goes by it. */
  readonly often?: 'usual' | 'rare' | undefined;
  /** The words decide: asked at every reply, whatever its code. */
  readonly anyCode?: boolean;
  /** Considered only when no rule before it matched: `status` and `reply` know what a code means to everybody, `last` knows nothing. */
  readonly fallback?: 'status' | 'reply' | 'last' | undefined;
  readonly mail: MailFate;
  readonly match: (evidence: View<R>) => Match<Sure, May> | null;
}

/** A rule that names one cause and its cure. */
export interface CauseRule<R extends ClueKind = ClueKind, Sure extends FactName = FactName, May extends FactName = FactName>
  extends RuleBase<R, Sure, May> {
  /** Made when the rule has matched: nearly all texts are never needed in a process. */
  readonly text: () => CauseText<NoInfer<Sure>, NoInfer<May>>;
}
/** A rule whose fault is sure and whose cause is open. */
export interface OpenRule<R extends ClueKind = ClueKind, Sure extends FactName = FactName, May extends FactName = FactName>
  extends RuleBase<R, Sure, May> {
  readonly text: () => OpenText<NoInfer<Sure>, NoInfer<May>>;
}

/** A rule whose cure lies with a person, not with the server of the one who asks. */
export interface HelpdeskRule<R extends ClueKind = ClueKind, Sure extends FactName = FactName, May extends FactName = FactName>
  extends RuleBase<R, Sure, May> {
  readonly text: () => HelpdeskText<NoInfer<Sure>, NoInfer<May>>;
}

/** `open` belongs to open rules only. */
export type Certainty = 'certain' | 'likely' | 'open';

/** The last two properties never exist: they carry the names of the facts, those in every branch and those in any. */
export interface Match<Sure extends FactName = never, May extends FactName = FactName> {
  readonly certainty: Certainty;
  readonly facts: Facts;
  /** The clues it rests on, the deciding one first. */
  readonly because: readonly [Clue, ...Clue[]];
  readonly sure?: (name: Sure) => void;
  readonly may?: May;
}

/** Any rule, once its own types have done their work. */
export interface Rule extends Omit<RuleBase<ClueKind, FactName, FactName>, 'match'> {
  readonly match: (evidence: View<ClueKind>) => Match | null;
  readonly text: () => RuleText;
}
/** For each kind of clue, code or event id the places of the rules that are asked for it. */
export type RuleIndex = Readonly<Record<string, readonly number[]>>;
/** All rules; the Slack function brings their index along. */
export type Rules = readonly Rule[] & { readonly index?: RuleIndex };

/** A symptom that the cause accounts for, for "explains event 12014 and reply 5.7.3". */
export type Symptom = { readonly event: number } | { readonly reply: string };

/** The side that spoke, the other end, and the way of the mail. */
export type Hop = Pick<HopClue, 'speaker' | 'peer' | 'direction'>;

export interface Finding {
  readonly rule: Rule;
  readonly certainty: Certainty;
  /** The rule's, unless a reply says that it is final. */
  readonly mail: MailFate;
  readonly facts: Facts;
  /** The deciding words of the paste, at most a few, the first one first. */
  readonly because: readonly Quote[];
  readonly symptoms: readonly Symptom[];
  /** Who wrote the deciding words, where the text tells it. */
  readonly hop?: Hop | undefined;
  /** Ids of the weaker rules folded under this one. */
  readonly explains: readonly string[];
}

/** All findings in order of rank, and what was not understood. No language, no layout. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
}

/** Why a rule stands in a diagnosis or why not. `not-needed`: a fallback, and another rule matched. `other-code`: it knows none of the codes. */
export type Reason = { readonly id: string } & (
  | { readonly outcome: 'matched'; readonly certainty: Certainty }
  | { readonly outcome: 'explained'; readonly by: string }
  | { readonly outcome: 'not-considered'; readonly lacks: readonly ClueKind[] }
  | { readonly outcome: 'not-needed' | 'no-match' | 'other-code' }
);
