import { readFile } from 'node:fs/promises';
import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type Outcome, prober, type Wanted } from '../prober/server.js';
import { probe } from '../probes/index.js';
import { LIMITS } from '../probes/limits.js';
import { readTarget } from '../probes/target.js';
import { surroundingsOf } from './probe.js';
import { EXIT, readable, UseError } from './use.js';

export interface ProberValues {
  readonly listen?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly resolver?: string | undefined;
  readonly allow?: readonly string[] | undefined;
}

const SHORTEST_SECRET = 32;
const USUAL = '127.0.0.1:8025';

/** Serves probes to a bot that cannot reach port 25, until it is told to stop. */
export async function runProber(values: ProberValues): Promise<number> {
  const secret = process.env['PROBE_SECRET'] ?? '';
  if (secret.length < SHORTEST_SECRET)
    throw new UseError(`Set PROBE_SECRET to the secret that the bot knows, at least ${SHORTEST_SECRET} characters: openssl rand -hex 32`);
  const { host, port } = addressOf(values.listen ?? USUAL);
  const around = await surroundingsOf(values);
  const run = async ({ target: text, port: wanted, expect }: Wanted): Promise<Outcome> => {
    const target = readTarget(text);
    const expected = expect === undefined ? undefined : readTarget(expect);
    if ('refused' in target) return target;
    if (expected && 'refused' in expected) return expected;
    return { report: await probe({ target, port: wanted, expect: expected?.name }, around) };
  };
  const handle = prober({ secret, run, now: Date.now });
  const server = await serverFor(values, (request, response) => void handle(request, response));
  server.requestTimeout = LIMITS.total;
  server.headersTimeout = LIMITS.reply;
  await listen(server, host, port);
  process.stderr.write(`exchange-tls: prober on ${host}:${port}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  server.close();
  server.closeAllConnections();
  return EXIT.noFault;
}

function addressOf(text: string): { host: string; port: number } {
  const match = /^(?:\[([\da-f:]{2,45})\]|([\d.]{7,15})):(\d{1,5})$/i.exec(text);
  if (!match) throw new UseError(`--listen is an address and a port, such as ${USUAL}, not ${JSON.stringify(text)}.`);
  return { host: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}

async function serverFor({ cert, key }: ProberValues, listener: RequestListener): Promise<Server> {
  if (cert === undefined && key === undefined) return createPlain(listener);
  if (cert === undefined || key === undefined) throw new UseError('--cert and --key belong together.');
  const read = (path: string) =>
    readFile(path).catch((error: unknown) => {
      throw new UseError(readable(error));
    });
  return createSecure({ cert: await read(cert), key: await read(key), minVersion: 'TLSv1.2' }, listener);
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new UseError(`${host}:${port} cannot be used: ${error.message}`)));
    server.listen(port, host, resolve);
  });
