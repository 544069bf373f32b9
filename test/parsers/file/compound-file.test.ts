import { isCompoundFile, isSound } from '../../../src/parsers/file/compound-file.js';
import { compoundFile, properties } from './outlook-file.js';

const file = compoundFile({
  ...properties({ '1000001F': 'short', '10130102': new Uint8Array(9_000) }),
  folder: { a: new Uint8Array(5), b: new Uint8Array(70) },
});
/** The file with one number changed. */
function changed(at: number, value: number, given = file): Uint8Array {
  const copy = given.slice();
  new DataView(copy.buffer).setInt32(at, value, true);
  return copy;
}
const int = (at: number): number => new DataView(file.buffer).getInt32(at, true);
const sector = (number: number): number => (number + 1) * 512;
const directory = sector(int(48));
const fat = sector(int(76));

test('told by its first bytes', () => {
  expect(isCompoundFile(file)).toBe(true);
  expect(isCompoundFile(new Uint8Array([0xd0, 0xcf]))).toBe(false);
});

test('a file that ends everywhere', () => {
  expect(isSound(file)).toBe(true);
  expect(isSound(compoundFile({ big: new Uint8Array(300_000) }))).toBe(true);
});

test.each([
  ['nothing', new Uint8Array()],
  ['only a signature', file.subarray(0, 8)],
  ['only a header', file.subarray(0, 512)],
  ['the directory is a circle', changed(fat + 4 * int(48), int(48))],
  ['the small sectors are a circle', changed(sector(int(60)), 0)],
  ['the root stream is a circle', changed(fat + 4 * int(directory + 116), int(directory + 116))],
  ['an entry is its own child', changed(directory + 76, 0)],
  ['an entry stands beside itself', changed(directory + 128 * int(directory + 76) + 68, int(directory + 76))],
  ['an entry that is not there', changed(directory + 76, 5_000)],
  ['more tables than sectors', changed(44, 2_000_000_000)],
  ['more tables of tables than sectors', changed(72, 2_000_000_000)],
  ['a negative number of tables', changed(44, -5)],
])('%s', (_, bytes) => {
  expect(isSound(bytes)).toBe(false);
});

test('a stream that is longer than the file', () => {
  const entries = Array.from({ length: 8 }, (_, i) => directory + 128 * i).filter((at) => file[at + 66] === 2);
  expect(entries.length).toBeGreaterThan(2);
  for (const at of entries) for (const length of [-1, 2_000_000_000]) expect(isSound(changed(at + 120, length))).toBe(false);
});
