// Chromium and a running workspace, for the pictures and for the test of the page.
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { HOST, PORTS, type Ports } from './ports.js';

const NAMES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const FLAGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** A Chromium of this machine; CHROMIUM names another one. */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return [env['CHROMIUM'] ?? '', ...NAMES].find((path) => path !== '' && canRun(path));
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const openBrowser = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, headless: true, args: FLAGS.split(' ') });

/** Ports that were free a moment ago. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(Object.keys(PORTS).map(() => listenAnywhere()));
  const [first = 0, second = 0, third = 0] = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  return { WORKSPACE_PORT: first, HANDLER_PORT: second, LAMBDA_PORT: third };
}

function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

export interface Started {
  readonly url: string;
  readonly ports: Ports;
  readonly child: ChildProcess;
  /** What it printed up to now. */
  readonly printed: () => string;
  /** Ends it by a signal and gives its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const START = [process.execPath, '--import', 'tsx', 'src/tools/start.ts', '--built'];

/** `npm start` on free ports, ready to use. dist/ must be built. */
export async function startWorkspace(ports?: Ports, command: readonly string[] = START): Promise<Started> {
  const chosen = ports ?? (await freePorts());
  const env = { ...process.env, ...Object.fromEntries(Object.entries(chosen).map(([name, port]) => [name, String(port)])) };
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const over = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  let text = '';
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const url = /http:\/\/127\.0\.0\.1:\d{1,5}/.exec(text)?.[0];
      if (url) resolve(url);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    void over.then((code) => reject(new Error(`It ended with ${code}:\n${text}`)));
  });
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return over;
  };
  return { url: await ready, ports: chosen, child, printed: () => text, stop };
}
