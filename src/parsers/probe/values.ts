import type { Json } from '../text/loose-json.js';

/** Longest text of a report that is taken over; a server's own words may be far longer. */
const LONGEST = 2048;
const MOST_ITEMS = 64;

/** Reading values out of JSON that somebody pasted: what is not there, or not in its form, is `undefined` and never a guess. */
export const field = (json: Json | undefined, name: string): Json | undefined => (json?.type === 'object' ? json.entries.get(name) : undefined);

export function text(json: Json | undefined): string | undefined {
  if (json?.type !== 'scalar' || json.text === 'null') return undefined;
  return json.text.slice(0, LONGEST);
}

export function number(json: Json | undefined): number | undefined {
  const value = text(json);
  return value !== undefined && /^\d{1,12}(?:\.\d{1,6})?$/.test(value) ? Number(value) : undefined;
}

export function flag(json: Json | undefined): boolean | undefined {
  const value = text(json);
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

export const items = (json: Json | undefined): readonly Json[] => (json?.type === 'list' ? json.items.slice(0, MOST_ITEMS) : []);

export const texts = (json: Json | undefined): string[] | undefined =>
  json?.type === 'list' ? items(json).flatMap((item) => text(item) ?? []) : undefined;

/** The value if it is one of a closed list. */
export const oneOf = <T extends string>(known: readonly T[], json: Json | undefined): T | undefined => {
  const value = text(json);
  return known.find((one) => one === value);
};
export const someOf = <T extends string>(known: readonly T[], json: Json | undefined): T[] => items(json).flatMap((item) => oneOf(known, item) ?? []);
