import { explain } from '../../src/engine/explain.js';
import { event, evidenceOf, reply, rule } from './made-up.js';

const rules = [
  rule('cause', { on: 'event', explains: ['symptom'] }),
  rule('symptom', { on: 'reply', certainty: 'likely' }),
  rule('silent', { on: 'reply', when: () => false }),
  rule('blind', { on: 'certificate' }),
  rule('fallback', { on: 'reply', fallback: 'last', certainty: 'open' }),
];

test('every rule says why it is there or not', () => {
  expect(explain(evidenceOf(event(1, 1), reply('5.7.3', 2)), rules)).toEqual([
    { id: 'cause', outcome: 'matched', certainty: 'certain' },
    { id: 'symptom', outcome: 'explained', by: 'cause' },
    { id: 'silent', outcome: 'no-match' },
    { id: 'blind', outcome: 'not-considered', lacks: ['certificate'] },
    { id: 'fallback', outcome: 'not-needed' },
  ]);
});

test('a fallback that was asked has matched or not like any other', () => {
  const silent = { ...rule('fallback', { on: 'reply', fallback: 'last', when: () => false }) };
  expect(explain(evidenceOf(reply('5.7.3', 2)), [silent])).toEqual([{ id: 'fallback', outcome: 'no-match' }]);
  expect(explain(evidenceOf(reply('5.7.3', 2)), rules.slice(2))).toContainEqual({ id: 'fallback', outcome: 'matched', certainty: 'open' });
});
