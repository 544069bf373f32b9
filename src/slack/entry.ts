import { randomUUID } from 'node:crypto';
import { type Around, createApp, type Response } from './app.js';
import { failure } from './failure.js';
import { describe } from './log.js';
import { kindOf } from './payload.js';
import { verify } from './verify.js';

const reply = (statusCode: number): Response => ({ statusCode, body: '' });

/** The whole of the Slack side as a Lambda handler: verify, look at the form, then Bolt. Answers everything, throws never. */
export function createHandler(around: Around): (event: unknown, context?: unknown) => Promise<Response> {
  const { config, now, log } = around;
  const handle = createApp(around);
  return async (event, context) => {
    const requestId = requestIdOf(context);
    const verified = verify(event, config.signingSecrets, now());
    if (!verified.ok) {
      const { status, why, seconds } = verified;
      log({ outcome: 'refused', requestId, why, seconds });
      return reply(status);
    }
    const { body, contentType } = verified;
    const kind = kindOf(body, contentType);
    if (kind === 'odd') log({ outcome: 'ignored', requestId, what: 'unknown' });
    if (kind === 'odd' || kind === 'ssl-check') return reply(kind === 'odd' ? 400 : 200);
    try {
      return await handle({ body, contentType, requestId });
    } catch (error) {
      log({ outcome: 'failed', requestId, what: 'bolt', ...describe(error) });
      // With any other status Slack would show its own bare error instead.
      return kind === 'command'
        ? { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure('en', requestId, around)) }
        : reply(200);
    }
  };
}

/** Lambda's own id, which also stands in the runtime's lines of the log. */
function requestIdOf(context: unknown): string {
  const id: unknown = typeof context === 'object' && context !== null && 'awsRequestId' in context ? context.awsRequestId : undefined;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : randomUUID();
}
