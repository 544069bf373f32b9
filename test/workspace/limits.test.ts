import { checkMessage, countCharacters } from '../../src/workspace/limits.js';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const header = (text: string) => ({ type: 'header', text: plain(text) });
const button = (over: object = {}) => ({ type: 'button', action_id: 'more', text: plain('More'), ...over });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const section = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
const code = (text: string) => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] });

const problems = (...blocks: object[]): readonly string[] => {
  const checked = checkMessage({ response_type: 'ephemeral', text: 'A sentence.', blocks });
  return 'problems' in checked ? checked.problems : [];
};

test('a whole answer passes', () => {
  const list = { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [section('one'), section('two')] };
  const quote = { type: 'rich_text_quote', elements: [{ type: 'text', text: '<I>CN=a<S>CN=b' }] };
  const confirm = { title: plain('Share?'), text: plain('Everyone will see it.'), confirm: plain('Share'), deny: plain('Keep') };
  const context = { type: 'context', elements: [plain('Certain')] };
  const blocks = [
    header('a'),
    context,
    rich(section('b'), quote),
    { type: 'divider' },
    rich(list, code('Get-X')),
    actions(button({ confirm, value: 'v' })),
  ];
  expect(problems(...blocks)).toEqual([]);
});

describe('sizes at the border', () => {
  test.each([
    ['header', (n: number) => header('x'.repeat(n)), 150],
    ['header in code points', (n: number) => header('\u{1F600}'.repeat(n)), 150],
    ['button label', (n: number) => actions(button({ text: plain('x'.repeat(n)) })), 75],
    ['button value', (n: number) => actions(button({ value: 'x'.repeat(n) })), 2_000],
    ['action id', (n: number) => actions(button({ action_id: 'x'.repeat(n) })), 255],
    ['block id', (n: number) => ({ type: 'divider', block_id: 'x'.repeat(n) }), 255],
    ['section text', (n: number) => ({ type: 'section', text: plain('x'.repeat(n)) }), 3_000],
    ['context elements', (n: number) => ({ type: 'context', elements: Array.from({ length: n }, () => plain('x')) }), 10],
    ['buttons', (n: number) => actions(...Array.from({ length: n }, (_, i) => button({ action_id: `a${i}` }))), 25],
    ['all characters', (n: number) => rich(code('x'.repeat(n))), 12_000],
  ])('%s', (_name, make, most) => {
    expect(problems(make(most))).toEqual([]);
    expect(problems(make(most + 1))).toHaveLength(1);
  });

  test('blocks of a message', () => {
    const dividers = (n: number) => Array.from({ length: n }, () => ({ type: 'divider' }));
    expect(problems(...dividers(50))).toEqual([]);
    expect(problems(...dividers(51))).toEqual(['blocks: a message has at most 50 blocks']);
  });
});

describe('what Slack refuses', () => {
  test.each([
    ['an empty header', header(''), 'blocks[0].text.text: must not be empty'],
    ['empty rich text', rich(section('')), 'blocks[0].elements[0].elements[0].text: must not be empty'],
    ['mrkdwn in a header', { type: 'header', text: { type: 'mrkdwn', text: 'a' } }, 'blocks[0].text.type'],
    ['an alert, which is for modals', { type: 'alert', text: plain('a') }, 'blocks[0].type'],
    ['an unknown key', { ...header('a'), colour: 'red' }, 'blocks[0]: Unrecognized key'],
    ['one action id twice', actions(button(), button()), 'blocks[0]: has the same action_id twice'],
    ['a button without id', actions({ type: 'button', text: plain('a') }), 'blocks[0].elements[0].action_id'],
    ['an empty section', { type: 'section' }, 'blocks[0]: needs text or fields'],
    ['an unknown style', actions(button({ style: 'green' })), 'blocks[0].elements[0].style'],
  ])('%s', (_name, block, start) => {
    expect(problems(block).map((problem) => problem.slice(0, start.length))).toEqual([start]);
  });

  test('no text and no blocks; a body that is no object', () => {
    expect(checkMessage({ response_type: 'ephemeral' })).toEqual({ problems: ['message: no_text: a message needs text or blocks'] });
    expect(checkMessage('oops')).toHaveProperty('problems');
    expect(checkMessage(null)).toHaveProperty('problems');
  });

  test('one block id twice, two tables', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
    expect(problems({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual(['message: two blocks have the same block_id']);
    expect(problems(table, table)).toEqual(['message: only_one_table_allowed: a message has at most one table']);
  });
});

test('counts visible text in code points, wherever it stands', () => {
  expect(countCharacters([header('abc'), actions(button({ value: 'hidden' })), rich(code('受信'), section('\u{1F600}'))])).toBe(3 + 4 + 2 + 1);
  expect(countCharacters(undefined)).toBe(0);
});
