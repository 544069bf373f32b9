import type { Claim, Store } from './store.js';

interface Item {
  readonly until: number;
  readonly value?: string;
  readonly count?: number;
}

/** Keys that are kept at most: this is for one computer. */
const MOST = 10_000;

/** The store of this process alone, for the practice workspace and for tests. `now`: milliseconds since 1970. */
export function memoryStore(now: () => number): Store {
  const items = new Map<string, Item>();
  const put = (key: string, item: Item): void => {
    items.set(key, item);
    const [oldest] = items.keys();
    if (items.size > MOST && oldest !== undefined) items.delete(oldest);
  };
  const live = (key: string): Item | undefined => {
    const item = items.get(key);
    return item && item.until > now() ? item : undefined;
  };
  return {
    async claim(key, seconds): Promise<Claim> {
      const name = `claim ${key}`;
      if (live(name)) return 'taken';
      const before = items.has(name);
      put(name, { until: now() + seconds * 1000 });
      return before ? 'again' : 'first';
    },
    async hold(key, seconds) {
      if (seconds > 0) put(`claim ${key}`, { until: now() + seconds * 1000 });
      else items.delete(`claim ${key}`);
    },
    async count(key, seconds) {
      const window = Math.floor(now() / 1000 / seconds);
      const name = `count ${window} ${key}`;
      const count = (live(name)?.count ?? 0) + 1;
      put(name, { until: (window + 1) * seconds * 1000, count });
      return count;
    },
    async read(key) {
      return live(`value ${key}`)?.value;
    },
    async write(key, value, seconds) {
      put(`value ${key}`, { until: now() + seconds * 1000, value });
    },
    async close() {},
  };
}
