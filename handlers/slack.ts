import { config } from '../src/config.js';
import { createHandler } from '../src/slack/entry.js';
import { log } from '../src/slack/log.js';

// Read while the function starts: without a signing secret it must not come up at all.
export const handler = createHandler({ config: config(), now: Date.now, log });
