import type { Clue } from '../model/evidence.js';
import type { Code, Rule, RuleIndex, Rules } from '../model/rule.js';

const made = new WeakMap<Rules, RuleIndex>();

/** The rules that may have something to say about these clues, in the order of the list. Most rules know a code and stay out. */
export function rulesFor(clues: readonly Clue[], rules: Rules): Rule[] {
  const index = rules.index ?? made.get(rules) ?? keep(rules, indexOf(rules));
  const places = new Set<number>();
  for (const key of new Set(clues.flatMap(keysOf))) {
    // The words of a reply are foreign: `constructor` is no key.
    if (Object.hasOwn(index, key)) for (const place of index[key] ?? []) places.add(place);
  }
  return [...places].sort((a, b) => a - b).flatMap((place) => rules[place] ?? []);
}

function keep(rules: Rules, index: RuleIndex): RuleIndex {
  made.set(rules, index);
  return index;
}

export function indexOf(rules: readonly Rule[]): RuleIndex {
  const index: Record<string, number[]> = {};
  rules.forEach((rule, place) => {
    for (const key of new Set(triggersOf(rule))) {
      index[key] ??= [];
      index[key].push(place);
    }
  });
  return index;
}

/** A reply without an enhanced status code. */
const NO_CODE = 'code';

function triggersOf({ reads, on = reads, codes, events, properties, anyCode, words, needsWords }: Rule): string[] {
  return on.flatMap((kind) => {
    if (kind === 'event' && events) return events.map((id) => `event ${id}`);
    if (kind === 'connector' && properties) return properties.map((name) => `property ${name}`);
    if (kind !== 'reply' && kind !== 'bounce') return [kind];
    if (needsWords && words) return words.map(wordKey);
    const said = kind === 'reply' && words ? words.map(wordKey) : undefined;
    if (!codes || (anyCode && !words && kind === 'reply')) return [kind];
    return [...(said ?? (kind === 'reply' ? [NO_CODE] : [])), ...codes.flatMap(singles).map((code) => `code ${code}`)];
  });
}

/** Words of every other reply: they tell little. */
const COMMON = [
  'address',
  'authenticate',
  'domain',
  'failed',
  'mail',
  'message',
  'primary',
  'recipient',
  'remote',
  'responded',
  'send',
  'sender',
  'server',
  'with',
];

/** The longest telling word of a phrase, which a reply that holds the phrase holds as well; of a phrase without Latin letters the kind. */
function wordKey(phrase: string): string {
  const words = wordsIn(phrase).sort((a, b) => b.length - a.length);
  const word = words.find((one) => !COMMON.includes(one)) ?? words[0];
  return word === undefined ? 'reply' : `word ${word}`;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
/** What is behind this much of a reply names no cause. */
const LONGEST = 4000;

/** All codes of a range. */
function singles(code: Code): string[] {
  const [first = '', last] = code.split('-');
  if (last === undefined) return [code];
  const dot = first.lastIndexOf('.') + 1;
  const from = Number(first.slice(dot));
  return Array.from({ length: Number(last) - from + 1 }, (_, i) => first.slice(0, dot) + (from + i));
}

function keysOf(clue: Clue): string[] {
  if (clue.kind === 'event') return [clue.kind, `event ${clue.id}`];
  if (clue.kind === 'connector') return [clue.kind, ...[...clue.properties.keys()].map((name) => `property ${name}`)];
  if (clue.kind === 'reply')
    return [
      clue.kind,
      clue.status === undefined ? NO_CODE : `code ${clue.status}`,
      ...wordsIn(clue.text.slice(0, LONGEST)).map((word) => `word ${word}`),
    ];
  if (clue.kind === 'bounce') return clue.status === undefined ? [clue.kind] : [clue.kind, `code ${clue.status}`];
  return [clue.kind];
}
