import type { Clue, ErrorClue, EventClue, Evidence, ReplyClue } from '../../src/model/evidence.js';
import type { Facts } from '../../src/model/facts.js';
import type { Certainty, Rule } from '../../src/model/rule.js';
import { defineRule, ems, say } from '../../src/rules/define.js';

// Rules and clues that exist in these tests only.

export const event = (id: number, line: number, more: Partial<EventClue> = {}): EventClue => ({
  kind: 'event',
  id,
  at: { text: `event ${id}`, line },
  ...more,
});
export const error = (text: string, line: number): ErrorClue => ({ kind: 'error', text, at: { text, line } });
export const reply = (status: string, line: number): ReplyClue => ({
  kind: 'reply',
  status,
  text: '',
  depth: 0,
  innermost: true,
  wrappers: [],
  at: { text: `reply ${status}`, line },
});

export const evidenceOf = (...clues: Clue[]): Evidence => ({ clues, unread: [], lines: clues.length, cut: false, masked: 0 });

const same = { en: say`x`, ja: say`x` };
const text = {
  cause: same,
  confirm: [{ why: same, run: ems`Get-X` }],
  fix: [{ why: same }],
  verify: [{ why: same }],
  moreLabel: { en: 'x', ja: 'x' },
  more: [],
} as const;

interface Wish {
  readonly on: Clue['kind'];
  readonly certainty?: Certainty;
  readonly explains?: readonly string[];
  readonly fallback?: Rule['fallback'];
  readonly facts?: Facts;
  /** Only clues that this accepts count. */
  readonly when?: (clue: Clue) => boolean;
}

/** A rule that matches every clue of one kind. */
export function rule(id: string, { on, certainty = 'certain', explains = [], fallback, facts = {}, when = () => true }: Wish): Rule {
  const made = defineRule({
    id,
    title: { en: 'x', ja: 'x' },
    text: () => text,
    sources: ['KB2989382'],
    reads: ['error'],
    explains,
    mail: 'unknown',
    match: () => null,
  });
  return {
    ...made,
    ...(fallback ? { fallback } : {}),
    reads: [on],
    match: (view) => {
      const [first, ...others] = view.all(on).filter(when);
      return first ? { certainty, facts, because: [first, ...others] } : null;
    },
  };
}
