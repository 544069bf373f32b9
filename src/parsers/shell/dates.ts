/** `2026-11-22`, `2026/11/22`, and dates of which nobody knows whether the day or the month comes first. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;

/** True if a date is later than another however they are read; false also where that cannot be told. */
export function isNewer(date: string | undefined, other: string | undefined): boolean {
  const [a, b] = [readings(date), readings(other)];
  const both = a.flatMap((day, i) => (day !== undefined && b[i] !== undefined ? [day - b[i]] : []));
  return both.length > 0 && both.every((days) => days > 0);
}

/** A date as a number that sorts, month first and day first; missing where it is no date in that order. */
function readings(date: string | undefined): readonly (number | undefined)[] {
  const [, year, month, day] = YEAR_FIRST.exec(date ?? '') ?? [];
  if (year !== undefined) return [sortable(year, month, day), sortable(year, month, day)];
  const [, one, two, last] = YEAR_LAST.exec(date ?? '') ?? [];
  return [sortable(last, one, two), sortable(last, two, one)];
}

function sortable(year: string | undefined, month: string | undefined, day: string | undefined): number | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? y * 10_000 + m * 100 + d : undefined;
}
