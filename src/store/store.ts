/** How a claim went. `again`: somebody held the key, and its time ran out before the work was done. */
export type Claim = 'first' | 'again' | 'taken';

/**
 * What has to outlive one invocation. Keys may be anything: only their hashes are kept. Nothing that a person pasted is ever
 * a value. Each call may reject; what that means is for the caller to decide.
 */
export interface Store {
  /** Takes a key for so many seconds, unless somebody holds it. Of two at once, one gets it. */
  claim(key: string, seconds: number): Promise<Claim>;
  /** Holds a claimed key for so many seconds from now, whoever asks; 0 gives it back. */
  hold(key: string, seconds: number): Promise<void>;
  /** How often a key was counted in this window of so many seconds, this time included. */
  count(key: string, seconds: number): Promise<number>;
  /** A value that was written and has not expired. */
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string, seconds: number): Promise<void>;
  /** Nothing of it is left running. */
  close(): Promise<void>;
}

/** The store failed; the error itself is its cause. */
export class StoreFault extends Error {}

/** The same store, whose failures can be told from all others. */
export function withFaults(store: Store): Store {
  const named = (cause: unknown) => {
    throw new StoreFault('The store failed.', { cause });
  };
  return {
    claim: (key, seconds) => store.claim(key, seconds).catch(named),
    hold: (key, seconds) => store.hold(key, seconds).catch(named),
    count: (key, seconds) => store.count(key, seconds).catch(named),
    read: (key) => store.read(key).catch(named),
    write: (key, value, seconds) => store.write(key, value, seconds).catch(named),
    close: () => store.close().catch(() => {}),
  };
}
