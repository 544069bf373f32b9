import { isEmulated, workerConfig } from '../src/config.js';
import { log } from '../src/slack/log.js';
import { createWorker } from '../src/slack/worker.js';

const worker = createWorker({ config: workerConfig(), now: Date.now, log });

// The emulator ends with the first function that rejects; Lambda tries again.
export const handler = (event: unknown, context?: unknown): Promise<void> =>
  worker(event, context).catch((error: unknown) => {
    if (!isEmulated()) throw error;
  });
