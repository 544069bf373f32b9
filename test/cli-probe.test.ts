import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { authority } from './probes/peers/certificates.js';
import { closedPort, type Script, startPeer } from './probes/peers/fault-server.js';
import { HEALTHY } from './probes/peers/healthy.js';

const CLI = resolve('node_modules/.cache/exchange-tls/cli-probe.js');
const HOST = 'mail.contoso.test';

let folder = '';
beforeAll(() => {
  mkdirSync('node_modules/.cache/exchange-tls', { recursive: true });
  execFileSync('node_modules/.bin/esbuild', [
    'src/cli.ts',
    '--bundle',
    '--platform=node',
    '--target=node20',
    `--outfile=${CLI}`,
    '--log-level=error',
  ]);
  folder = mkdtempSync(join(tmpdir(), 'exchange-tls-probe-'));
  writeFileSync(join(folder, 'root.pem'), authority().root.pem);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[]) =>
  new Promise<{ status: unknown; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [CLI, 'probe', ...args], { cwd: folder }, (error, stdout, stderr) =>
      done({ status: error?.code ?? 0, stdout, stderr }),
    );
  });

const INSIDE = ['--allow', '127.0.0.0/8', '--ca', 'root.pem', '--servername', HOST];
async function probe(script: Script, ...more: readonly string[]) {
  const peer = await startPeer(script);
  try {
    return { ...(await run(['127.0.0.1', '--port', `${peer.port}`, ...INSIDE, ...more])), connections: peer.connections() };
  } finally {
    await peer.close();
  }
}
const healthy = HEALTHY['RSA']?.script ?? {};

test('a healthy server: nothing wrong, status 0, two connections, and JSON in the order that is promised', async () => {
  const { status, stdout, stderr, connections } = await probe(healthy, '--json');
  const json: Record<string, unknown> = JSON.parse(stdout);
  expect(Object.keys(json)).toEqual(['version', 'target', 'verdict', 'addresses', 'mx', 'policy', 'findings', 'notTested', 'at', 'ms']);
  expect(json).toMatchObject({
    version: 1,
    target: '127.0.0.1',
    verdict: 'ok',
    findings: [],
    addresses: [
      { host: '127.0.0.1', ip: '127.0.0.1', verdict: 'ok', also: [], observed: { connections: 2, names: [{ name: HOST, matches: true }] } },
    ],
  });
  expect({ status, stderr, connections }).toEqual({ status: 0, stderr: '', connections: 2 });
});

test('another name than the connector expects is a fault, status 1, with the commands', async () => {
  const { status, stdout } = await probe(healthy, '--expect', 'mail.fabrikam.test');
  expect(status).toBe(1);
  expect(stdout).toContain('wrong name');
  expect(stdout).toContain('mail.fabrikam.test');
});

test('a fault in Japanese', async () => {
  const { status, stdout } = await probe({ banner: { send: '554 5.7.1 No access\r\n' } }, '--locale', 'ja');
  expect(status).toBe(1);
  expect(stdout).toContain('受け付け拒否');
  expect(stdout).toContain('554 5.7.1 No access');
});

test("a damaged certificate of --ca is the caller's fault", async () => {
  writeFileSync(join(folder, 'damaged.pem'), authority().root.pem.replace(/A/g, 'B'));
  const { status, stderr } = await run(['127.0.0.1', '--port', '25', '--ca', 'damaged.pem']);
  expect(stderr).toContain('or a damaged one');
  expect(status).toBe(2);
});

test('nobody listens', async () => {
  const port = await closedPort();
  const { status, stdout } = await run(['127.0.0.1', '--port', `${port}`, ...INSIDE, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'conn_refused', addresses: [{ port }] });
  expect(status).toBe(1);
});

test('an address inside is not called unless it is allowed', async () => {
  const peer = await startPeer(healthy);
  const { status, stdout } = await run(['127.0.0.1', '--port', `${peer.port}`]);
  expect(stdout.replace(/\s+/g, ' ')).toContain('--allow 10.0.0.0/8');
  expect({ status, connections: peer.connections() }).toEqual({ status: 3, connections: 0 });
  await peer.close();
});
