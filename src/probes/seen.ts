import { type AddressReport, FAULTS, type Fault, NOTES, type Note, type Observed } from '../model/probe.js';

/** What a visit to one address has brought so far; filled in step by step, judged at the end. */
export interface Seen {
  observed: Writable<Observed>;
  readonly faults: Set<Fault>;
  readonly notes: Set<Note>;
  /** The certificates as sent, for DANE. */
  chain: readonly Buffer[];
  /** This machine has no way to such an address at all. */
  noRoute?: boolean;
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

export const nothingSeen = (): Seen => ({ observed: { connections: 0 }, faults: new Set(), notes: new Set(), chain: [] });

/** The gravest fault is the verdict, the others stand beside it; both in the order of the model. */
export function judgeSeen({ faults, notes, observed }: Seen): Pick<AddressReport, 'verdict' | 'also' | 'info' | 'observed'> {
  const [verdict = 'ok', ...also] = FAULTS.filter((fault) => faults.has(fault));
  return { verdict, also, info: NOTES.filter((note) => notes.has(note)), observed };
}
