import { randomBytes } from 'node:crypto';
import { LIMITS } from './figures.js';

/** Where an answer belongs: the exchange that may use the address, and the message that a pressed button stands in. */
export interface Place {
  readonly exchange: string;
  readonly channel: string;
  /** Only a button's address knows a message that it may replace. */
  readonly message?: string;
}

export type Use = { readonly place: Place; readonly count: number } | { readonly refused: 'no_such_url' | 'used_url' | 'expired_url' };

const LIFE_MS = 30 * 60_000;

/** The addresses for late answers. Each may be used five times within thirty minutes, as Slack has it. */
export class Hooks {
  private readonly open = new Map<string, { readonly place: Place; readonly until: number; count: number }>();

  constructor(private readonly now: () => number) {}

  create(place: Place): string {
    const key = randomBytes(12).toString('hex');
    this.open.set(key, { place, until: this.now() + LIFE_MS, count: 0 });
    return key;
  }

  use(key: string): Use {
    const hook = this.open.get(key);
    if (!hook) return { refused: 'no_such_url' };
    if (this.now() > hook.until) return { refused: 'expired_url' };
    if (hook.count >= LIMITS.uses) return { refused: 'used_url' };
    hook.count += 1;
    return { place: hook.place, count: hook.count };
  }
}
