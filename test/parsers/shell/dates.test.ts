import { isNewer } from '../../../src/parsers/shell/dates.js';

test.each([
  ['2026-11-10T00:00:00Z', '2026-05-10T00:00:00Z'],
  ['2026/11/10 9:00:00', '2026/5/10 9:00:00'],
  ['5/28/2027 9:00:00 AM', '11/10/2026 9:00:00 AM'],
  ['28.05.2027 09:00:00', '10.11.2026 09:00:00'],
  // Month first it is May and April; day first it is no date.
  ['5/28/2026', '4/27/2026'],
  // 5 June or 6 May, and 4 March or 3 April: later in both readings.
  ['5/6/2026', '4/3/2026'],
])('%s is later than %s', (a, b) => {
  expect(isNewer(a, b)).toBe(true);
  expect(isNewer(b, a)).toBe(false);
});

test.each([
  // February first or the first of March, against the second of January or the first of February.
  ['1/3/2026', '2/1/2026'],
  ['2/1/2026', '1/3/2026'],
  ['5/28/2026', '28/5/2026'],
  ['2026-01-01', '2026-01-01'],
  ['soon', '2026-01-01'],
  [undefined, '2026-01-01'],
  ['99/99/2026', '1/1/2026'],
])('nobody can say that %s is later than %s', (a, b) => expect(isNewer(a, b)).toBe(false));
