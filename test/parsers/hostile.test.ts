import { readPaste } from '../../src/parsers/index.js';
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

/**
 * The clock counts what others do on the machine, the processor's time the threads of the compiler and the collector: the
 * smaller of both is nearer to what the text costs.
 */
function time(text: string): number {
  const [start, began] = [process.cpuUsage(), performance.now()];
  readPaste(text);
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(start);
  return Math.min(took, (user + system) / 1_000);
}

/** The best of a few tries, as many as it takes. */
function best(text: string): number {
  let took = time(text);
  for (let i = 1; i < TRIES && took > LIMIT; i += 1) took = Math.min(took, time(text));
  return took;
}

beforeAll(() => {
  for (const text of Object.values(PASTES)) for (let i = 0; i < 20; i += 1) readPaste(text);
});

test.each(attacks)('%s', (_, text) => {
  // What grows with the square is seen before it stops the tests.
  expect(best(text(32 * KIB))).toBeLessThan(LIMIT);
  const took = best(text(MIB));
  expect(took).toBeLessThan(LIMIT);
  if (took < TOO_SHORT) return;
  const [half, whole] = [text(128 * KIB), text(256 * KIB)];
  let growth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES && growth > GROWTH; i += 1) growth = Math.min(growth, time(whole) / time(half));
  expect(growth).toBeLessThan(GROWTH);
});
