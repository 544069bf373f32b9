import type { PerLocale, Rule } from './rule.js';

/** A single code or word that a person wants explained. */
export type Term =
  | { readonly kind: 'status' | 'reply'; readonly code: string }
  /** `inside`: the number of a TLS alert or an error state in a Schannel event. */
  | { readonly kind: 'event'; readonly id: number; readonly inside?: number | undefined }
  | { readonly kind: 'article'; readonly number: string }
  | { readonly kind: 'word'; readonly word: string };

/** What is known of it. */
export interface Lookup {
  readonly term: Term;
  /** How the answer writes it: `5.7.64`, `KB2989382`. */
  readonly name: string;
  /** The faults behind it, the most frequent first. */
  readonly rules: readonly Rule[];
  /** It is not the word that was asked for, but the one that is spelled most like it. */
  readonly isNearest?: boolean;
  /** What its standard or a glossary says. */
  readonly meaning?: PerLocale<string> | undefined;
}
