import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts, type Started, startWorkspace } from '../../src/tools/browser.js';
import { isFree, PORTS, type Ports, readPorts, takenPort } from '../../src/tools/ports.js';

jest.setTimeout(60_000);

describe('ports', () => {
  test('come from the environment or have a default', () => {
    expect(readPorts({})).toEqual(PORTS);
    expect(readPorts({ WORKSPACE_PORT: '4000' })).toEqual({ ...PORTS, WORKSPACE_PORT: 4000 });
  });

  test.each([
    [{ WORKSPACE_PORT: 'web' }, 'WORKSPACE_PORT is no port: set it to a number from 1 to 65535.'],
    [{ HANDLER_PORT: '70000' }, 'HANDLER_PORT is no port: set it to a number from 1 to 65535.'],
    [{ HANDLER_PORT: '3000' }, 'WORKSPACE_PORT, HANDLER_PORT, LAMBDA_PORT must be different ports.'],
  ])('%j is refused', (env, says) => {
    expect(readPorts(env)).toBe(says);
  });

  test('a taken one is named with its variable', async () => {
    const ports = await freePorts();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(ports.WORKSPACE_PORT, '127.0.0.1', resolve));
    const { WORKSPACE_PORT: port } = ports;
    expect(await takenPort(ports)).toBe(`Port ${port} is taken. Set WORKSPACE_PORT to another one: WORKSPACE_PORT=${port + 20} npm start`);
    await new Promise((resolve) => server.close(resolve));
    expect(await takenPort(ports)).toBeUndefined();
  });
});

describe('npm start', () => {
  const built = existsSync('dist/workspace.js') && existsSync('dist/handlers/slack.js');
  beforeAll(() => {
    if (!built) throw new Error('dist/ is not built: run node src/tools/build.mjs first.');
  });

  const leftPorts = async (ports: Ports) => {
    const free = await Promise.all(Object.values(ports).map(isFree));
    return Object.values(ports).filter((_, index) => !free[index]);
  };

  /** Processes that were given these ports; needs /proc, which other systems than Linux lack. */
  const leftProcesses = async ({ child, ports }: Started) => {
    const { stdout } = spawn('ps', ['-eo', 'pid,args']);
    let text = '';
    for await (const chunk of stdout) text += String(chunk);
    return text.split('\n').filter((line) => line.includes(`--httpPort ${ports.HANDLER_PORT}`) || line.trim().startsWith(`${child.pid} `));
  };

  const until = async (check: () => Promise<boolean>) => {
    for (let tries = 0; tries < 60 && !(await check()); tries += 1) await wait(50);
  };

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s leaves no process and no port', async (signal) => {
    const started = await startWorkspace();
    expect((await fetch(started.url)).status).toBe(200);
    expect(started.printed()).toBe(`Practice workspace: ${started.url}  (Ctrl-C stops it)\n`);
    expect(await started.stop(signal)).toBe(0);
    expect(await leftPorts(started.ports)).toEqual([]);
    expect(await leftProcesses(started)).toEqual([]);
  });

  test('even a kill that nobody can catch leaves nothing', async () => {
    const started = await startWorkspace();
    await started.stop('SIGKILL');
    await until(async () => (await leftPorts(started.ports)).length === 0);
    expect(await leftPorts(started.ports)).toEqual([]);
    expect(await leftProcesses(started)).toEqual([]);
  });

  test('a kill of npm itself leaves nothing', async () => {
    const started = await startWorkspace(undefined, ['npm', 'start', '--', '--built']);
    await started.stop('SIGTERM');
    await until(async () => (await leftPorts(started.ports)).length === 0);
    expect(await leftPorts(started.ports)).toEqual([]);
    await until(async () => (await leftProcesses(started)).length === 0);
    expect(await leftProcesses(started)).toEqual([]);
  });

  test('with a taken port it says so and starts nothing', async () => {
    const ports = await freePorts();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(ports.LAMBDA_PORT, '127.0.0.1', resolve));
    await expect(startWorkspace(ports)).rejects.toThrow(`It ended with 1:\nPort ${ports.LAMBDA_PORT} is taken. Set LAMBDA_PORT to another one`);
    await new Promise((resolve) => server.close(resolve));
  });
});

test('the script of the page writes text only as text', async () => {
  for (const name of ['page', 'draw', 'entry', 'panel', 'confirm', 'element']) {
    const source = await readFile(`src/workspace/page/${name}.ts`, 'utf8');
    expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(/);
  }
});
