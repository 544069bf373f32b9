import { Hooks } from '../../src/workspace/hooks.js';

const place = { exchange: 'e1', channel: 'C1' };

test('five uses, then no more', () => {
  const hooks = new Hooks(() => 0);
  const key = hooks.create(place);
  const uses = [1, 2, 3, 4, 5].map(() => hooks.use(key));
  expect(uses.map((use) => 'count' in use && use.count)).toEqual([1, 2, 3, 4, 5]);
  expect(hooks.use(key)).toEqual({ refused: 'used_url' });
});

test('thirty minutes, then no more', () => {
  let now = 0;
  const hooks = new Hooks(() => now);
  const key = hooks.create(place);
  now = 30 * 60_000;
  expect(hooks.use(key)).toEqual({ place, count: 1 });
  now += 1;
  expect(hooks.use(key)).toEqual({ refused: 'expired_url' });
});

test('an unknown address is refused, and no two are the same', () => {
  const hooks = new Hooks(() => 0);
  expect(hooks.use('0'.repeat(24))).toEqual({ refused: 'no_such_url' });
  expect(hooks.create(place)).not.toBe(hooks.create(place));
});
