import { createHash, randomUUID } from 'node:crypto';
import type { Claim, Store } from './store.js';
import { type Item, Table } from './table.js';

export interface DynamoOptions {
  readonly table: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A stand-in on this machine, for tests. */
  readonly endpoint?: string | undefined;
}

/**
 * One table, `pk` its key, `expiresAt` its time to live in seconds. DynamoDB deletes what has expired hours later, so the time is
 * compared here each time. Keys are hashes.
 */
export function dynamoStore({ table: name, now, endpoint }: DynamoOptions): Store {
  const table = new Table(name, endpoint);
  const seconds = () => Math.floor(now() / 1000);
  const until = (more: number) => ({ N: String(seconds() + more) });
  /** Expired, or in a form that we do not write: as if it were not there. */
  const isLive = (item: Item | undefined): boolean => Number(item?.['expiresAt']?.N ?? 0) > seconds();

  return {
    async claim(key, lease): Promise<Claim> {
      const pk = hash('claim', key);
      const holder = { S: randomUUID() };
      const mine = { pk: { S: pk }, holder, expiresAt: until(lease) };
      if (await table.put(mine, { text: 'attribute_not_exists(pk)' })) return 'first';
      const found = await table.get(pk);
      // Written by an attempt whose answer was lost.
      if (found?.['holder']?.S === holder.S) return 'first';
      if (isLive(found)) return 'taken';
      // Of two that see the same expired claim, one takes it over.
      const before = found?.['holder'];
      if (before === undefined) return (await table.put(mine, { text: 'attribute_not_exists(holder)' })) ? 'first' : 'taken';
      return (await table.put(mine, { text: 'holder = :before', values: { ':before': before } })) ? 'again' : 'taken';
    },
    async hold(key, lease) {
      await table.put({ pk: { S: hash('claim', key) }, holder: { S: randomUUID() }, expiresAt: until(lease > 0 ? lease : -1) });
    },
    count(key, window) {
      const number = Math.floor(seconds() / window);
      return table.add(hash(`count ${window} ${number}`, key), { N: String((number + 1) * window) });
    },
    async read(key) {
      const found = await table.get(hash('value', key));
      return isLive(found) ? found?.['value']?.S : undefined;
    },
    async write(key, value, life) {
      await table.put({ pk: { S: hash('value', key) }, value: { S: value }, expiresAt: until(life) });
    },
    close: () => table.close(),
  };
}

/** A name of the world in 64 characters that say nothing of it. */
const hash = (kind: string, key: string): string => createHash('sha256').update(`${kind}\n${key}`).digest('hex');
