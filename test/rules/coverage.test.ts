// The codes and events that Exchange, Exchange Online and the registry are known to write, and the rules that answer them.
import { hasCode } from '../../src/model/codes.js';
import { meaningOf } from '../../src/model/registry.js';
import type { Code, Rule } from '../../src/model/rule.js';
import { rules } from '../../src/rules/index.js';
import known from './known-codes.json';

/** All codes of a range such as `5.7.606-649`. */
function singles(code: string): string[] {
  const [first = '', last] = code.split('-');
  const dot = first.lastIndexOf('.') + 1;
  const from = Number(first.slice(dot));
  return Array.from({ length: Number(last ?? from) - from + 1 }, (_, i) => first.slice(0, dot) + (from + i));
}
const products = rules;
const knows = (test: (rule: Rule) => boolean | undefined): boolean => products.some(test);

test('every code that a product writes has a rule', () => {
  const missing = known.codes.flatMap(singles).filter((code) => !knows(({ codes }) => codes && hasCode(code, codes)));
  expect(missing).toEqual([]);
});

test('every event has a rule', () => {
  expect(known.events.filter((id) => !knows(({ events }) => events?.includes(id)))).toEqual([]);
});

test('every word that stands for a code has a rule', () => {
  expect(known.words.filter((word) => !knows(({ codes }) => codes?.some((code: Code) => code === word)))).toEqual([]);
});

test('every code of the registry has its meaning in both languages', () => {
  for (const code of known.registry.flatMap(singles))
    expect({ code, meaning: meaningOf(code) }).toEqual({ code, meaning: { en: expect.any(String), ja: expect.any(String) } });
});
