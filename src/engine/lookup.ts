import { hasCode } from '../model/codes.js';
import { type Entry, glossaryOf, nearestEntry } from '../model/glossary.js';
import type { Lookup, Term } from '../model/lookup.js';
import { meaningOf } from '../model/registry.js';
import type { Rule } from '../model/rule.js';

const OFTEN = { usual: 0, rare: 2 } as const;
/** A fallback names no cause of its own. */
const placeOf = ({ often, fallback }: Rule): number => (fallback ? 3 : often ? OFTEN[often] : 1);

const ranked = (rules: readonly Rule[]): readonly Rule[] => rules.toSorted((a, b) => placeOf(a) - placeOf(b));

/** All that is known of a code or word; undefined if that is nothing. */
export function lookUp(term: Term, rules: readonly Rule[]): Lookup | undefined {
  const found = find(term, rules);
  if (!found || (found.rules.length === 0 && !found.meaning)) return undefined;
  return { term, ...found };
}

function find(term: Term, rules: readonly Rule[]): Omit<Lookup, 'term'> | undefined {
  switch (term.kind) {
    case 'status':
      return { name: term.code, rules: ranked(rules.filter(({ codes }) => codes && hasCode(term.code, codes))), meaning: meaningOf(term.code) };
    case 'reply':
      return { name: term.code, rules: [], meaning: meaningOf(term.code) };
    case 'event':
      return findEvent(term, rules);
    case 'article':
      return { name: `KB${term.number}`, rules: ranked(rules.filter(({ sources }) => sources.some((source) => isArticle(source, term.number)))) };
    case 'word':
      return findWord(term.word, rules);
  }
}

/** `KB2989382`, or a page whose address holds the number. */
const isArticle = (source: string, number: string): boolean => source === `KB${number}` || source.split(/\D/).includes(number);

/** What stands in an event may say more than its number does. */
function findEvent({ id, inside }: Extract<Term, { kind: 'event' }>, rules: readonly Rule[]): Omit<Lookup, 'term'> {
  const told = inside === undefined ? undefined : (glossaryOf(`TLS alert ${inside}`) ?? glossaryOf(`Schannel error state ${inside}`));
  if (told) return explained(told, rules);
  const known = ranked(rules.filter(({ events }) => events?.includes(id)));
  const entry = glossaryOf(String(id));
  // A short number alone is no event: the answer names it so that it is known again.
  if (!entry) return { name: id < 1000 ? `CAPI2 ${id}` : String(id), rules: known };
  const named = explained(entry, rules);
  return { ...named, rules: [...new Set([...named.rules, ...known])] };
}

function findWord(word: string, rules: readonly Rule[]): Omit<Lookup, 'term'> | undefined {
  const code = word.toUpperCase().replaceAll(/[\s_-]/g, '');
  const coded = rules.filter(({ codes }) => codes?.some((one) => one === code));
  if (coded.length > 0) return { name: code, rules: ranked(coded) };
  const entry = glossaryOf(word);
  if (entry) return explained(entry, rules);
  const said = rules.filter(({ words }) => words?.some((one) => isSaid(one, word)));
  if (said.length > 0) return { name: word, rules: ranked(said) };
  const near = nearestEntry(word);
  return near && { ...explained(near, rules), isNearest: true };
}

/** Shorter words are parts of too many others. */
const SHORTEST = 7;
/** A name as programs write them, `TenantAttribution` or `RESOLVER.ADR.RecipNotFound`, is known by a part; another word is not. */
const isName = (word: string): boolean => /[a-z][A-Z]|\d|\./.test(word);

/** Whether the words of a rule are this word. */
function isSaid(words: string, word: string): boolean {
  if (word.length < SHORTEST) return false;
  const [whole, part] = [words.toLowerCase(), word.toLowerCase()];
  if (whole === part || words.split(/[\s;]+/).some((one) => isName(one) && one.toLowerCase() === part)) return true;
  return isName(word) && (whole.includes(part) || (isName(words) && part.includes(whole)));
}

const explained = (entry: Entry, rules: readonly Rule[]): Omit<Lookup, 'term'> => ({
  name: entry.term,
  meaning: entry,
  rules: entry.rules.flatMap((id) => rules.find((rule) => rule.id === id) ?? []),
});
