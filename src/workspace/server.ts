import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import type { News } from './entries.js';
import { type Surroundings, Workspace } from './workspace.js';

/** Files of the page: address, file, media type. */
export type Assets = Readonly<Record<string, readonly [file: string, type: string]>>;

export interface Practice {
  readonly assets: Assets;
  readonly port: number;
  readonly around: Omit<Surroundings, 'tell' | 'origin'>;
}

export interface Running {
  readonly origin: string;
  readonly workspace: Workspace;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MOST_BYTES = 4 * 1024 * 1024;
const HEADERS = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const delivery = z.enum(['text', 'base64']);
const typed = z.object({ channel: z.string(), text: z.string(), delivery });
const pressed = z.object({ message: z.string(), block: z.number(), element: z.number(), delivery });

class Refused extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** What every answer of this server needs to know. */
interface Site {
  readonly assets: Assets;
  readonly origin: string;
  readonly workspace: Workspace;
  readonly listeners: Set<ServerResponse>;
}

/** Serves the page, takes what it sends, and receives late answers of the product. Binds to this machine only. */
export async function openWorkspace({ assets, port, around }: Practice): Promise<Running> {
  const listeners = new Set<ServerResponse>();
  const tell = (news: News) => {
    for (const listener of listeners) listener.write(frame(news));
  };
  const server = createServer();
  await listen(server, port);
  const address = server.address();
  const origin = `http://${HOST}:${typeof address === 'object' && address ? address.port : port}`;
  const workspace = new Workspace({ ...around, origin, tell });
  const site = { assets, origin, workspace, listeners };
  server.on('request', (request, response) => void respond(site, request, response).catch((error) => fail(response, error)));
  return { origin, workspace, close: () => close(server) };
}

const frame = (news: News): string => `data: ${JSON.stringify(news)}\n\n`;

async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', site.origin);
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  guard(request, site.origin);
  if (request.method === 'GET') return get(site, pathname, request, response);
  if (request.method !== 'POST') throw new Refused(405);
  return post(site, pathname, await readText(request), response);
}

async function get({ assets, workspace, listeners }: Site, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (path === '/api/news') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(frame({ all: workspace.log }));
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
    return;
  }
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (!asset) throw new Refused(404);
  const [file, type] = asset;
  response.setHeader('content-type', type);
  response.end(await readFile(file));
}

async function post({ workspace }: Site, path: string, text: string, response: ServerResponse): Promise<void> {
  const key = /^\/hooks\/(?:commands|actions)\/([0-9a-f]{24})$/.exec(path)?.[1];
  if (key) {
    const { status, body } = workspace.hook(key, parse(text) ?? text);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    return;
  }
  await act(workspace, path, parse(text));
  response.writeHead(204).end();
}

async function act(workspace: Workspace, path: string, body: unknown): Promise<void> {
  if (path === '/api/type') {
    const { channel, text, delivery: way } = accept(typed, body);
    return workspace.type(channel, text, way);
  }
  if (path === '/api/press') {
    const { delivery: way, ...press } = accept(pressed, body);
    return workspace.press(press, way);
  }
  if (path !== '/api/clear') throw new Refused(404);
  accept(z.object({}), body);
  workspace.clear();
}

/** Other sites, also those whose name was pointed at this machine, get nothing. */
function guard({ headers }: IncomingMessage, origin: string): void {
  const own = [origin, origin.replace(HOST, 'localhost')];
  if (!own.includes(`http://${headers.host}`)) throw new Refused(403);
  if (headers.origin !== undefined && !own.includes(headers.origin)) throw new Refused(403);
}

async function readText(request: IncomingMessage): Promise<string> {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Refused(415);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Refused(413);
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined if it is no JSON, which no schema accepts. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function accept<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400);
  return result.data;
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.end();
  response.writeHead(error instanceof Refused ? error.status : 500).end();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
