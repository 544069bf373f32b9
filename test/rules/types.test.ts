// Mistakes in a rule that must not compile. `tsc` fails if a line marked here does compile; jest only sees to it that
// the file stays loadable.
import { certain, defineOpenRule, defineRule, ems, or, say } from '../../src/rules/define.js';

const base = {
  id: 'a-rule',
  title: { en: 'Something is wrong', ja: '何かが正しくない' },
  sources: ['KB2989382'] as [string],
  explains: [],
  mail: 'unknown' as const,
};
const text = { en: say`x`, ja: say`x` };
const confirm = [{ why: text, run: ems`Get-X` }] as const;
const rest = {
  cause: text,
  confirm,
  fix: [{ why: text }] as const,
  verify: [{ why: text }] as const,
  moreLabel: { en: 'x', ja: 'x' },
  more: [],
};

const sure = defineRule({
  ...base,
  reads: ['error'],
  match: (evidence) => {
    const error = evidence.first('error');
    return error ? certain({ server: 'EX1', connector: error.connector }, [error]) : null;
  },
  text: () => ({
    ...rest,
    cause: { en: say`${'server'} ${or('connector', 'a connector')}`, ja: say`${'server'} ${or('connector', 'コネクタ')}` },
  }),
});

const mistakes = () => {
  // @ts-expect-error a name that is no fact at all
  say`${'sevrer'}`;

  defineRule({
    ...base,
    reads: ['error'],
    match: (evidence) => (evidence.first('error') ? certain({ server: 'EX1' }, evidence.all('error') as [never]) : null),
    // @ts-expect-error a fact that match does not return
    text: () => ({ ...rest, cause: { en: say`${'server'}`, ja: say`${'connector'}` } }),
  });

  defineRule({
    ...base,
    reads: ['error'],
    match: (evidence) => {
      const error = evidence.first('error');
      return error ? certain({ connector: error.connector }, [error]) : null;
    },
    // @ts-expect-error a fact that may be missing, without `or`
    text: () => ({ ...rest, cause: { en: say`${'connector'}`, ja: say`x` } }),
  });

  // @ts-expect-error no Japanese title
  defineRule({ ...base, title: { en: 'x' }, reads: ['error'], match: () => null, text: () => rest });

  // @ts-expect-error no Japanese cause
  defineRule({ ...base, reads: ['error'], match: () => null, text: () => ({ ...rest, cause: { en: say`x` } }) });

  // @ts-expect-error no source
  defineRule({ ...base, sources: [], reads: ['error'], match: () => null, text: () => rest });

  // @ts-expect-error a kind of clue that was not declared
  defineRule({ ...base, reads: ['error'], match: (evidence) => (evidence.first('event') ? null : null), text: () => rest });

  // @ts-expect-error no kind of clue
  defineRule({ ...base, reads: [], match: () => null, text: () => rest });

  const noUndo = { why: text, run: ems`Set-X`, changes: text, keep: text };
  // @ts-expect-error a change without undo
  defineRule({ ...base, reads: ['error'], match: () => null, text: () => ({ ...rest, fix: [noUndo] }) });

  // @ts-expect-error nothing to look at first
  defineRule({ ...base, reads: ['error'], match: () => null, text: () => ({ ...rest, confirm: [] }) });

  // @ts-expect-error an open rule needs the outcomes of its test
  defineOpenRule({ ...base, reads: ['error'], match: () => null, text: () => ({ cause: text, decide: confirm[0] }) });
};

test('a rule without mistakes is made', () => {
  expect(sure.id).toBe('a-rule');
  expect(mistakes).toBeInstanceOf(Function);
});
