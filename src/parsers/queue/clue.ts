import type { QueueClue } from '../../model/evidence.js';
import { connectorOf, serverOf } from '../reply/queue.js';
import { realValue } from '../text/placeholder.js';

/** What a clue of a queue holds beside its quote. */
export type Told = Omit<QueueClue, 'kind' | 'at'>;
/** Nothing but placeholders. */
export const isEmpty = (told: Told): boolean => Object.values(told).every((value) => value === undefined);

/** The values of a queue by their columns. */
export function tellQueue(values: ReadonlyMap<string, string>, named?: string): Told {
  const identity = realValue(values.get('identity') ?? named);
  const type = realValue(values.get('deliveryType'));
  const count = values.get('messageCount');
  return {
    server: serverOf(identity),
    identity,
    nextHopDomain: realValue(values.get('nextHopDomain')),
    connector: connectorOf(type, values.get('connector')),
    deliveryType: type,
    status: realValue(values.get('status')),
    messageCount: count !== undefined && /^\d{1,9}$/.test(count) ? Number(count) : undefined,
  };
}
