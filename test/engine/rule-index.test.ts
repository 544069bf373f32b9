import { rulesFor } from '../../src/engine/rule-index.js';
import type { Clue } from '../../src/model/evidence.js';
import type { Rule } from '../../src/model/rule.js';
import { event, reply, rule } from './made-up.js';

type Known = Pick<Rule, 'codes' | 'events' | 'properties' | 'anyCode' | 'words' | 'needsWords'>;
const known = (id: string, on: 'reply' | 'event' | 'connector', more: Known): Rule => ({ ...rule(id, { on }), ...more });
const rules = [
  known('every', 'reply', {}),
  known('coded', 'reply', { codes: ['5.7.64', '5.7.606-649'] }),
  known('worded', 'reply', { codes: ['5.7.1'], words: ['RecipientNotFound', 'not in the list'] }),
  known('anywhere', 'reply', { codes: ['5.7.23'], words: ['SPF fail'], anyCode: true }),
  known('japanese', 'reply', { codes: ['5.7.1'], words: ['拒否'] }),
  known('event', 'event', { events: [12014] }),
  known('connector', 'connector', { properties: ['fqdn', 'bindings'] }),
  known('needy', 'reply', { codes: ['5.7.1'], words: ['message is delayed', 'failed DKIM'], needsWords: true }),
];
const asked = (...clues: Clue[]): string[] => rulesFor(clues, rules).map(({ id }) => id);
const says = (status: string | undefined, text: string): Clue => ({ ...reply(status ?? '5.0.0', 1), status, text });

test('a rule is asked at its codes, and at the ends of its ranges', () => {
  expect(asked(says('5.7.64', ''))).toEqual(['every', 'coded', 'japanese']);
  expect(asked(says('5.7.606', ''))).toContain('coded');
  expect(asked(says('5.7.649', ''))).toContain('coded');
  expect(asked(says('5.7.605', ''))).not.toContain('coded');
  expect(asked(says('5.7.650', ''))).not.toContain('coded');
});

test('a reply without a status asks by the longest word of each phrase', () => {
  expect(asked(says(undefined, 'RESOLVER.ADR.RecipientNotFound; gone'))).toEqual(['every', 'coded', 'worded', 'japanese']);
  expect(asked(says(undefined, 'You are not in the LIST'))).toContain('worded');
  expect(asked(says(undefined, 'nothing of this'))).not.toContain('worded');
});

test('words that decide alone ask under any code, and its own codes without words', () => {
  expect(asked(says('5.1.1', 'spf FAIL'))).toContain('anywhere');
  expect(asked(says('5.7.23', 'refused'))).toContain('anywhere');
  expect(asked(says('5.1.1', 'refused'))).not.toContain('anywhere');
});

test('a rule that needs its words is asked by them alone, and by none that every other reply holds', () => {
  expect(asked(says('5.7.1', 'refused'))).not.toContain('needy');
  expect(asked(says('5.1.1', 'it was Delayed'))).toContain('needy');
  expect(asked(says('5.7.1', 'it has failed'))).not.toContain('needy');
});

test('an event asks by its id, and words of a paste are never names of the language', () => {
  expect(asked(event(12014, 1))).toEqual(['event']);
  expect(asked(event(12016, 1))).toEqual([]);
  expect(asked(says('5.1.1', 'constructor __proto__ toString hasOwnProperty'))).toEqual(['every', 'japanese']);
});

test('a connector asks by the properties that it shows', () => {
  const connector = (name: string): Clue => ({
    kind: 'connector',
    direction: 'receive',
    properties: new Map([[name, '']]),
    at: { text: '', line: 1 },
  });
  expect(asked(connector('bindings'))).toEqual(['connector']);
  expect(asked(connector('enabled'))).toEqual([]);
});
