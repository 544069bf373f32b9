import { readPaste } from '../../src/parsers/index.js';
import { cost, once } from '../cost.js';
import { ATTACKS, type Attack } from './hostile.js';
import { PASTES } from './pastes.js';

// Milliseconds of a processor for 1 MB. A machine of its own keeps 200; one that others load needs up to three times
// as much (caches, the collector's threads).
const LIMIT = process.env['QUIET'] ? 200 : 600;
/** Twice the text may take this many times as long, the collector's work included. */
const GROWTH = 2.7;
/** What takes less tells nothing of its growth. */
const TOO_SHORT = 100;
const TRIES = 4;
const [MIB, KIB] = [1 << 20, 1 << 10];
jest.setTimeout(60_000);

// Some of the texts each time, all of them where nobody waits.
const attacks: readonly Attack[] = ATTACKS.filter((_, index) => process.env['CI'] || index % 3 === 0);

beforeAll(() => {
  for (const text of Object.values(PASTES)) for (let i = 0; i < 20; i += 1) readPaste(text);
});

test.each(attacks)('%s', async (_, text) => {
  const best = (paste: string) => cost(LIMIT, () => readPaste(paste));
  // What grows with the square is seen before it stops the tests.
  expect(await best(text(32 * KIB))).toBeLessThan(LIMIT);
  const took = await best(text(MIB));
  expect(took).toBeLessThan(LIMIT);
  if (took < TOO_SHORT) return;
  const [half, whole] = [text(128 * KIB), text(256 * KIB)];
  let growth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES && growth > GROWTH; i += 1) {
    growth = Math.min(growth, (await once(() => readPaste(whole))) / (await once(() => readPaste(half))));
  }
  expect(growth).toBeLessThan(GROWTH);
});
