import { Worker } from 'node:worker_threads';
import { LIMITS } from './figures.js';

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Delivered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Takes a request to the handlers. Rejects with `TimeoutError` after Slack's three seconds. */
export type Deliver = (request: SignedRequest) => Promise<Delivered>;

/** To a running HTTP API, body as text. */
export const overHttp =
  (url: string): Deliver =>
  async ({ headers, body }) => {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(LIMITS.milliseconds) });
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
  };

/** The event that an HTTP API hands to Lambda: payload 2.0, a form body in base64. */
export function gatewayEvent({ headers, body }: SignedRequest, now: number): Record<string, unknown> {
  const path = '/slack/events';
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    requestContext: {
      accountId: '000000000000',
      apiId: 'practice',
      domainName: 'practice.execute-api.invalid',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: headers['user-agent'] ?? '' },
      requestId: `practice-${now}`,
      routeKey: `POST ${path}`,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

// A thread of its own, so that the bundle has its own environment and cannot stop the workspace. In text, because
// the workspace itself is one bundled file and has no second file to start.
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { handler } = require(workerData.bundle);
  const context = { awsRequestId: 'practice', functionName: 'slack', getRemainingTimeInMillis: () => 5000 };
  parentPort.on('message', async ({ id, event }) => {
    try { parentPort.postMessage({ id, result: await handler(event, context) }); }
    catch (error) { parentPort.postMessage({ id, error: String(error) }); }
  });`;

interface WorkerReply {
  readonly id: number;
  readonly error?: string;
  readonly result?: { readonly statusCode?: number; readonly headers?: Record<string, string>; readonly body?: string };
}

/** To the built handler itself, as Lambda would be called: body in base64. */
export class Gateway {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (reply: WorkerReply) => void>();
  private last = 0;

  constructor(
    private readonly bundle: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly now: () => number,
  ) {}

  readonly deliver: Deliver = async (request) => {
    const { error, result } = await this.invoke(gatewayEvent(request, this.now()));
    if (error !== undefined) return { status: 502, type: 'text/plain', body: error };
    const type = Object.entries(result?.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
    return { status: result?.statusCode ?? 200, type: type ?? '', body: result?.body ?? '' };
  };

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private invoke(event: Record<string, unknown>): Promise<WorkerReply> {
    this.worker ??= this.start();
    this.last += 1;
    const id = this.last;
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.waiting.delete(id) && reject(new DOMException('no answer', 'TimeoutError')), LIMITS.milliseconds);
      this.waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
      worker.postMessage({ id, event });
    });
  }

  private start(): Worker {
    const worker = new Worker(WORKER, { eval: true, env: this.env, workerData: { bundle: this.bundle } });
    worker.on('message', (reply: WorkerReply) => this.settle(reply));
    worker.on('error', (error) => this.fail(String(error)));
    worker.unref();
    return worker;
  }

  private settle(reply: WorkerReply): void {
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
  }

  /** The thread died (for example, the bundle is not built): everything that waits fails, the next request starts anew. */
  private fail(error: string): void {
    this.worker = undefined;
    for (const id of [...this.waiting.keys()]) this.settle({ id, error });
  }
}
