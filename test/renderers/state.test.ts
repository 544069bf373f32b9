import { FACT_KINDS } from '../../src/model/facts.js';
import { drawSlack } from '../../src/renderers/slack.js';
import { packState, type State } from '../../src/renderers/state.js';
import { unpackState } from '../../src/renderers/state-read.js';
import { byHand, cause, certainly, diagnosis, finding, open, quotesOf, rules } from './made-up.js';

const packed = (state: State): string => {
  const value = packState(state);
  if (value === undefined) throw new Error('does not fit');
  return value;
};
const state = (one = certainly, more = {}): State => ({ kind: 'diagnosis', locale: 'en', show: 'short', at: 0, diagnosis: one, ...more });
const again = (one: State): State | undefined => unpackState(packed(one), rules);
const draw = (one: State | undefined) => (one?.kind === 'diagnosis' ? drawSlack(one.diagnosis, one) : undefined);

describe('packState', () => {
  test('is short JSON: version, language, what is shown, rule ids and facts', () => {
    const value = packed(state(certainly, { locale: 'ja', show: 'more' }));
    expect(JSON.parse(value)).toMatchObject({
      v: 1,
      k: 'diagnosis',
      l: 'ja',
      show: 'more',
      at: 0,
      d: [
        {
          r: 'made-up-cause',
          c: 'certain',
          f: { server: 'HYB01', connector: 'HYB01\\Default Frontend HYB01', issuer: 'CN=Contoso CA 3' },
          q: [expect.anything(), expect.anything()],
        },
      ],
    });
    expect(value).toContain('<I>CN=Contoso CA 3, …<S>CN=mail.contoso.com, …');
    expect(value.length).toBeLessThan(600);
  });

  test('without the quotes if they do not fit, and nothing if that does not fit', () => {
    const long = { because: quotesOf(Array.from({ length: 2 }, (_, i) => `${i} ${'\\'.repeat(88)}`).join('\n')), facts: { value: 'x'.repeat(1500) } };
    const value = packed(state(diagnosis([finding(cause, 'certain', long)])));
    expect(JSON.parse(value)).toMatchObject({ d: [{ q: [] }] });
    expect(value.length).toBeLessThanOrEqual(2000);
    expect(packState(state(diagnosis([finding(cause, 'certain', { facts: { value: 'x'.repeat(2000) } })])))).toBeUndefined();
    expect(
      drawSlack(diagnosis([finding(cause, 'certain', { facts: { value: 'x'.repeat(2000) } })]), { locale: 'en', show: 'short' }).blocks.map(
        ({ type }) => type,
      ),
    ).not.toContain('actions');
  });
});

describe('unpackState', () => {
  test.each([
    ['a cause', certainly],
    ['several findings', diagnosis([finding(cause, 'certain'), finding(byHand, 'likely'), finding(open, 'open')])],
    ['notes', diagnosis(certainly.findings, { cut: true, masked: 3 })],
    ['nothing found', diagnosis([], { lines: 9, unread: quotesOf('a line that nobody could read\nb') })],
    [
      'a fact of each name',
      diagnosis([finding(cause, 'certain', { facts: Object.fromEntries(Object.keys(FACT_KINDS).map((name) => [name, 'a'])) })]),
    ],
  ])('draws %s again as it was', (_, one) => {
    for (const more of [{}, { locale: 'ja' }, { show: 'more' }, { at: 1 }]) {
      const before = state(one, more);
      expect(draw(again(before))).toEqual(draw(before));
    }
  });

  test('help, the script and failure', () => {
    expect(again({ kind: 'collect', locale: 'ja' })).toEqual({ kind: 'collect', locale: 'ja' });
    expect(again({ kind: 'help', locale: 'ja' })).toEqual({ kind: 'help', locale: 'ja' });
    expect(again({ kind: 'failure', locale: 'en', note: 'exchange-tls 1' })).toEqual({ kind: 'failure', locale: 'en', note: 'exchange-tls 1' });
  });

  const good = () => JSON.parse(packed(state()));
  test.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another version', JSON.stringify({ ...good(), v: 2 })],
    ['another language', JSON.stringify({ ...good(), l: 'fr' })],
    ['a field too many', JSON.stringify({ ...good(), extra: 1 })],
    ['a rule that is gone', JSON.stringify({ ...good(), d: [{ ...good().d[0], r: 'no-such-rule' }] })],
    ['a fact that is gone', JSON.stringify({ ...good(), d: [{ ...good().d[0], f: { nosuchfact: 'x' } }] })],
    ['a name of every object', JSON.stringify({ ...good(), d: [{ ...good().d[0], f: { toString: 'x' } }] })],
    ['a negative place', JSON.stringify({ ...good(), at: -1 })],
    ['an endless quote', packed(state()).replace('451 5.7.3 STARTTLS', 'x'.repeat(700))],
    ['null', 'null'],
  ])('%s is refused', (_, value) => {
    expect(unpackState(value, rules)).toBeUndefined();
  });
});
