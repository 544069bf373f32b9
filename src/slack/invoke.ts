import type { WorkerName } from '../config.js';
import type { Job } from './job.js';

/** Started, or the reason in a word: the name of an error's class. */
export type Invoked = { readonly ok: true } | { readonly ok: false; readonly code: string };
export type Invoke = (job: Job) => Promise<Invoked>;

/** Slack wants its acknowledgement within three seconds, a cold start included. */
const LIMIT = 1800;
const ONE_TRY = { connectionTimeout: 700, requestTimeout: 1200, throwOnRequestTimeout: true };
/** Where Lambda is a stand-in on this machine. */
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Hands a job to the worker, which Lambda then runs by itself. Never rejects. */
export const invoker =
  ({ name, endpoint }: WorkerName): Invoke =>
  async (job) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), LIMIT);
    try {
      const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
      const client = new LambdaClient({ ...(endpoint !== undefined && { endpoint, ...LOCAL }), maxAttempts: 2, requestHandler: ONE_TRY });
      try {
        const command = new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: new TextEncoder().encode(JSON.stringify(job)) });
        const { StatusCode } = await client.send(command, { abortSignal: abort.signal });
        return StatusCode === 202 ? { ok: true } : { ok: false, code: `status-${StatusCode}` };
      } finally {
        client.destroy();
      }
    } catch (error) {
      return { ok: false, code: error instanceof Error ? error.name : 'unknown' };
    } finally {
      clearTimeout(timer);
    }
  };
