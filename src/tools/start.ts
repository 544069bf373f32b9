// `npm start`: builds, runs the real handlers under serverless-offline and the practice workspace beside them, and
// leaves nothing behind. `--built` takes dist/ as it is; `--logs` shows what the handlers print.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { answers, HOST, type Ports, readPorts, takenPort } from './ports.js';

const READY_MS = 60_000;
const GRACE_MS = 2_500;
const flags = new Set(process.argv.slice(2));

interface Part {
  readonly name: string;
  readonly child: ChildProcess;
  /** The last lines that it printed. */
  readonly said: string[];
}

// Ends a child whose parent is gone, however that ended: the channel between them closes with it.
const ORPHAN = "data:text/javascript,process.on('disconnect',()=>process.exit(0));process.channel?.unref()";

function startPart(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Part {
  const child = spawn(process.execPath, ['--import', ORPHAN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said: string[] = [];
  const hear = (chunk: Buffer) => {
    said.push(chunk.toString('utf8'));
    if (said.length > 60) said.shift();
    if (flags.has('--logs')) process.stderr.write(chunk);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return { name, child, said };
}

function startParts(ports: Ports): Part[] {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    SLACK_SIGNING_SECRET: randomBytes(16).toString('hex'),
    SLACK_HOOKS_ORIGIN: `http://${HOST}:${ports.WORKSPACE_PORT}`,
    WORKER_FUNCTION: 'exchange-tls-local-worker',
    LAMBDA_ENDPOINT: `http://${HOST}:${ports.LAMBDA_PORT}`,
    IS_OFFLINE: 'true',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  };
  const emulator = ['node_modules/serverless/bin/serverless.js', 'offline', '--stage', 'local', '--host', HOST];
  return [
    startPart('The handlers', [...emulator, '--httpPort', String(ports.HANDLER_PORT), '--lambdaPort', String(ports.LAMBDA_PORT)], env),
    startPart('The workspace', ['dist/workspace.js'], env),
  ];
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, ['src/tools/build.mjs'], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error('The build failed; see above.');
}

const isOver = ({ child }: Part): boolean => child.exitCode !== null || child.signalCode !== null;

const untilOver = (part: Part): Promise<Part> =>
  new Promise((resolve) => {
    if (isOver(part)) resolve(part);
    else part.child.once('exit', () => resolve(part));
  });

async function untilReady(ports: Ports, parts: readonly Part[]): Promise<void> {
  for (const until = Date.now() + READY_MS; Date.now() < until; await wait(100)) {
    const over = parts.find(isOver);
    if (over) throw new Error(`${over.name} stopped:\n${over.said.join('')}`);
    const ready = await Promise.all([answers(ports.HANDLER_PORT), answers(ports.WORKSPACE_PORT)]);
    if (ready.every(Boolean)) return;
  }
  throw new Error(`Not ready within ${READY_MS / 1000} seconds:\n${parts.map(({ said }) => said.join('')).join('')}`);
}

/** Asks every part to end, and ends those that do not. */
async function stop(parts: readonly Part[]): Promise<void> {
  for (const { child } of parts) child.kill('SIGTERM');
  for (const until = Date.now() + GRACE_MS; Date.now() < until && !parts.every(isOver); await wait(50));
  for (const part of parts) if (!isOver(part)) part.child.kill('SIGKILL');
  await Promise.all(parts.map(untilOver));
}

/** A signal, or the end of whoever started this: npm hands a signal to its shell, and a shell does not pass it on. */
function untilStopped(): Promise<undefined> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined));
    setInterval(() => process.ppid !== parent && resolve(undefined), 200).unref();
  });
}

async function main(): Promise<number> {
  const stopped = untilStopped();
  const ports = readPorts(process.env);
  const complaint = typeof ports === 'string' ? ports : await takenPort(ports);
  if (typeof ports === 'string' || complaint !== undefined) {
    console.error(complaint);
    return 1;
  }
  if (!flags.has('--built')) await build();
  const parts = startParts(ports);
  try {
    const ready = untilReady(ports, parts).then(() => true);
    if (!(await Promise.race([ready, stopped]))) return 0;
    console.log(`Practice workspace: http://${HOST}:${ports.WORKSPACE_PORT}  (Ctrl-C stops it)`);
    const over = await Promise.race([stopped, ...parts.map(untilOver)]);
    if (!over) return 0;
    console.error(`${over.name} stopped:\n${over.said.join('')}`);
    return 1;
  } finally {
    await stop(parts);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
