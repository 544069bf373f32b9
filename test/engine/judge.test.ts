import { judge, viewOf } from '../../src/engine/judge.js';
import { error, event, evidenceOf, reply, rule } from './made-up.js';

const ids = (diagnosis: ReturnType<typeof judge>) => diagnosis.findings.map((finding) => finding.rule.id);

test('nothing read gives no finding', () => {
  expect(judge(evidenceOf(), [rule('a', { on: 'event' })]).findings).toEqual([]);
});

test('a rule is asked only when a clue of its kinds is there', () => {
  const spy = jest.fn(() => null);
  judge(evidenceOf(reply('5.7.3', 1)), [{ ...rule('a', { on: 'event' }), match: spy }]);
  expect(spy).not.toHaveBeenCalled();
  judge(evidenceOf(event(1, 1)), [{ ...rule('a', { on: 'event' }), match: spy }]);
  expect(spy).toHaveBeenCalledTimes(1);
});

test('certain comes before likely, likely before open, then what explains more, then the place', () => {
  const rules = [
    rule('open', { on: 'event', certainty: 'open' }),
    rule('likely', { on: 'event', certainty: 'likely' }),
    rule('late', { on: 'reply', when: ({ at }) => at.line === 9 }),
    rule('early', { on: 'reply', when: ({ at }) => at.line === 3 }),
    rule('explains', { on: 'reply', explains: ['symptom'], when: ({ at }) => at.line === 9 }),
    rule('symptom', { on: 'error' }),
  ];
  const evidence = evidenceOf(event(1, 1), reply('5.7.3', 3), reply('5.7.3', 9), error('e', 5));
  expect(ids(judge(evidence, rules))).toEqual(['explains', 'early', 'late', 'likely', 'open']);
});

test('a symptom folds under its cause and lends it what only the symptom knows', () => {
  const rules = [
    rule('symptom', { on: 'reply', facts: { server: 'HYB01', endpoint: '192.0.2.1' } }),
    rule('cause', { on: 'event', explains: ['symptom'], facts: { server: 'HYB01.contoso.com', domain: undefined } }),
  ];
  const [finding, ...others] = judge(evidenceOf(event(12014, 2), reply('5.7.3', 7)), rules).findings;
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    explains: ['symptom'],
    facts: { server: 'HYB01.contoso.com', endpoint: '192.0.2.1' },
    because: [
      { text: 'event 12014', line: 2 },
      { text: 'reply 5.7.3', line: 7 },
    ],
    symptoms: [{ event: 12014 }, { reply: '5.7.3' }],
  });
  expect(finding?.facts).not.toHaveProperty('domain');
});

test('a chain of causes folds into its root', () => {
  const rules = [rule('c', { on: 'error' }), rule('b', { on: 'reply', explains: ['c'] }), rule('a', { on: 'event', explains: ['b'] })];
  const { findings } = judge(evidenceOf(event(1, 1), reply('5.7.3', 2), error('e', 3)), rules);
  expect(findings.map(({ rule: { id }, explains }) => [id, ...explains])).toEqual([['a', 'b', 'c']]);
});

test('a symptom of another server is a fault of its own', () => {
  const rules = [
    rule('cause', { on: 'event', explains: ['symptom'], facts: { server: 'HYB01' } }),
    rule('symptom', { on: 'reply', facts: { server: 'HYB02.contoso.com' } }),
  ];
  expect(ids(judge(evidenceOf(event(1, 1), reply('5.7.3', 2)), rules))).toEqual(['cause', 'symptom']);
});

test('a fallback speaks only when all others are silent', () => {
  const rules = [rule('fallback', { on: 'reply', fallback: 'last', certainty: 'open' }), rule('a', { on: 'event' })];
  expect(ids(judge(evidenceOf(event(1, 1), reply('5.0.0', 2)), rules))).toEqual(['a']);
  expect(ids(judge(evidenceOf(reply('5.0.0', 2)), rules))).toEqual(['fallback']);
});

test('words that stand twice are quoted once', () => {
  const [finding] = judge(evidenceOf(event(1, 4), event(1, 2)), [rule('a', { on: 'event' })]).findings;
  expect(finding?.because).toHaveLength(1);
});

test('what was read and what nobody read goes into the diagnosis', () => {
  const unread = [{ text: 'hello', line: 3 }];
  const { evidence } = judge({ clues: [], unread, lines: 4, cut: true, masked: 2 }, []);
  expect(evidence).toEqual({ clues: [], unread, lines: 4, cut: true, masked: 2 });
});

test('a view gives the clues of one kind in order', () => {
  const view = viewOf([event(1, 1), reply('5.7.3', 2), event(2, 3)]);
  expect(view.all('event').map(({ id }) => id)).toEqual([1, 2]);
  expect(view.first('event', ({ id }) => id === 2)?.at.line).toBe(3);
  expect(view.first('session')).toBeUndefined();
  expect([view.has('reply'), view.has('error')]).toEqual([true, false]);
});

test('what stopped the mail comes before what was only seen', () => {
  const seen = { ...rule('seen', { on: 'event', certainty: 'likely' }), mail: 'unknown' as const };
  const stopped = { ...rule('stopped', { on: 'reply', certainty: 'likely' }), mail: 'refused' as const };
  expect(ids(judge(evidenceOf(event(1, 1), reply('5.7.54', 2)), [seen, stopped]))).toEqual(['stopped', 'seen']);
});

test('servers that are named by address are told apart', () => {
  const rules = [
    rule('symptom', { on: 'reply', facts: { server: '192.0.2.99' } }),
    rule('cause', { on: 'event', explains: ['symptom'], facts: { server: '192.0.2.1' } }),
  ];
  expect(ids(judge(evidenceOf(event(12014, 2), reply('5.7.3', 7)), rules))).toEqual(['cause', 'symptom']);
});

describe('what happens to the mail', () => {
  test('a policy that is only tested holds none', () => {
    const report = { kind: 'report', at: { line: 1, text: '' }, resultType: 'validation-failure' } as const;
    const fate = (mode: string) => judge(evidenceOf({ ...report, mode }), [{ ...rule('a', { on: 'report' }), mail: 'held' }]).findings[0]?.mail;
    expect([fate('testing'), fate('enforce')]).toEqual(['unaffected', 'held']);
  });
  const wrapped = { ...reply('5.7.3', 1), depth: 1, wrappers: ['5.4.317'] };
  test.each([
    ['a temporary reply leaves it as the rule says', 'held', { ...reply('5.7.3', 1), code: 451 }, 'held'],
    ['a final reply is final', 'held', { ...reply('5.7.57', 1), code: 530 }, 'refused'],
    ['also where the rule could not tell', 'unknown', { ...reply('5.7.57', 1), code: 530 }, 'refused'],
    ['the reply on the outside counts', 'held', wrapped, 'refused'],
    ['a status without a code tells nothing', 'held', reply('5.7.3', 1), 'held'],
    ['what the rule knows better stays', 'unaffected', { ...reply('5.7.57', 1), code: 530 }, 'unaffected'],
  ] as const)('%s', (_, mail, clue, expected) => {
    const found = judge(evidenceOf(clue), [{ ...rule('a', { on: 'reply' }), mail }]);
    expect(found.findings.map((one) => one.mail)).toEqual([expected]);
  });
  test('a cause that affects none does, where its symptom was given back', () => {
    const cause = { ...rule('cause', { on: 'event', explains: ['symptom'] }), mail: 'unaffected' as const };
    const symptom = { ...rule('symptom', { on: 'reply' }), mail: 'held' as const };
    const fate = (code: number) =>
      judge(evidenceOf(event(12018, 1), { ...reply('5.7.133', 2), code }), [cause, symptom]).findings.map(({ mail }) => mail);
    expect([fate(550), fate(450)]).toEqual([['refused'], ['held']]);
    expect(judge(evidenceOf(event(12018, 1)), [cause, symptom]).findings[0]?.mail).toBe('unaffected');
  });
  test('a bounce that says failed was given back, one that says delayed was not', () => {
    const only = { ...rule('a', { on: 'reply' }), mail: 'held' as const };
    const fate = (action: string) =>
      judge(evidenceOf(reply('4.4.1', 1), { kind: 'bounce', action, at: { text: action, line: 2 } }), [only]).findings.map(({ mail }) => mail);
    expect(fate('failed')).toEqual(['refused']);
    expect(fate('delayed')).toEqual(['held']);
  });

  test('a message that expired was given back, whatever its last attempt says', () => {
    const attempt = { ...reply('4.4.316', 2), code: 450 };
    const expired = { ...reply('5.4.316', 1), text: 'Message expired, connection refused' };
    const only = { ...rule('a', { on: 'reply', when: ({ at }) => at.line === 2 }), mail: 'held' } as const;
    expect(judge(evidenceOf(expired, attempt), [only]).findings.map(({ mail }) => mail)).toEqual(['refused']);
  });
});
