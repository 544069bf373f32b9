// Probes of healthy servers on this machine: Postfix and Exim where they are unpacked, and one of Node everywhere. Each is held
// against a single bare connection (TCP, EHLO, STARTTLS, TLS) in the same process, and the whole command against other tools.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { connect as secure } from 'node:tls';
import { build } from 'esbuild';

const CODE = `
export { probe } from './src/probes/index.ts';
export { LIMITS } from './src/probes/limits.ts';
export { areInstalled, startExim, startPostfix } from './test/probes/peers/mta.ts';
export { authority, chainOf, rsaKey } from './test/probes/peers/certificates.ts';
export { startPeer } from './test/probes/peers/fault-server.ts';
export { HEALTHY } from './test/probes/peers/healthy.ts';
`;
const HOST = 'mail.contoso.test';
const ROUNDS = 29;
/** Milliseconds that each reply takes on its way: between continents. */
const FAR = 100;

async function load(folder) {
  const outfile = join(folder, 'probe.js');
  const define = { __dirname: JSON.stringify(resolve('test/probes/peers')) };
  const stdin = { contents: CODE, resolveDir: process.cwd() };
  await build({ stdin, define, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
  return createRequire(import.meta.url)(outfile);
}

const nothing = async () => ({ values: [], failure: 'no-data' });
const resolver = {
  name: 'bench',
  a: async () => ({ values: ['127.0.0.1'] }),
  aaaa: nothing,
  mx: nothing,
  txt: nothing,
  tlsa: nothing,
};

const aroundOf = ({ LIMITS, authority }, more = {}) => ({
  resolver,
  canary: async () => ({ port25: 'open' }),
  connect: (host, port) => connect({ host, port }),
  now: Date.now,
  allow: ['127.0.0.0/8'],
  ca: [authority().root.pem],
  ehloName: 'probe.contoso.test',
  limits: LIMITS,
  ...more,
});

/** One connection as any mail server makes it, without a look at anything. */
function bare(port) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    const commands = ['EHLO bench.contoso.test\r\n', 'STARTTLS\r\n'];
    let text = '';
    function hear(chunk) {
      text += chunk;
      if (!/(?:^|\n)\d{3} [^\n]*\n$/.test(text)) return;
      text = '';
      const command = commands.shift();
      if (command) socket.write(command);
      else startTls();
    }
    function startTls() {
      socket.off('data', hear);
      const tls = secure({ socket, rejectUnauthorized: false, servername: HOST });
      tls.once('secureConnect', () => {
        done();
        // Who only hangs up leaves a process of Exim behind for a while, and they are counted.
        tls.end('QUIT\r\n');
      });
      tls.on('error', failed);
    }
    socket.setNoDelay(true);
    socket
      .on('error', failed)
      .on('close', () => failed(new Error('the server hung up')))
      .on('data', hear);
  });
}

async function timesOf(action, rounds = ROUNDS) {
  const times = [];
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    await action();
    times.push(performance.now() - start);
  }
  return times;
}

/** Bare connections and probes in turn; what disturbs one disturbs the other. */
async function pair(parts, port) {
  const around = aroundOf(parts);
  const probeIt = () => parts.probe({ target: { kind: 'name', name: HOST }, port }, around);
  const { verdict, addresses } = await probeIt();
  await bare(port);
  const [own, other] = [[], []];
  for (let i = 0; i < ROUNDS; i += 1) {
    other.push(...(await timesOf(() => bare(port), 1)));
    own.push(...(await timesOf(probeIt, 1)));
  }
  return { own, other, verdict, connections: addresses[0].observed.connections };
}

/** The whole command, and the others that are installed, against one port. */
function commands(folder, { authority }, port) {
  const ca = join(folder, 'root.pem');
  writeFileSync(ca, authority().root.pem);
  const list = {
    'exchange-tls probe': [
      process.execPath,
      'dist/cli.js',
      'probe',
      '127.0.0.1',
      '--port',
      port,
      '--servername',
      HOST,
      '--allow',
      '127.0.0.0/8',
      '--ca',
      ca,
    ],
    check_ssl_cert: ['check_ssl_cert', '-H', '127.0.0.1', '-p', port, '-P', 'smtp', '-r', ca, '--ignore-exp'],
    'testssl -p -S': ['testssl', '--quiet', '-p', '-S', '-t', 'smtp', `127.0.0.1:${port}`],
  };
  const time = ([program, ...args]) => {
    const start = performance.now();
    const { error } = spawnSync(program, args.map(String), { stdio: 'ignore', timeout: 120_000 });
    return error ? undefined : performance.now() - start;
  };
  return Object.fromEntries(
    Object.entries(list).map(([name, command]) => [name, [1, 2, 3].map(() => time(command)).filter((one) => one !== undefined)]),
  );
}

/** Ten addresses of five hosts, each as far away as the one that is asked alone. */
async function farAway(parts) {
  const peer = await parts.startPeer(parts.HEALTHY.RSA.script);
  const far = () => {
    const socket = connect(peer.port, '127.0.0.1');
    const { emit } = socket;
    // Everything that comes from the server comes late.
    socket.emit = (name, ...rest) => {
      if (name !== 'data' && name !== 'connect') return emit.call(socket, name, ...rest);
      setTimeout(() => emit.call(socket, name, ...rest), FAR);
      return true;
    };
    return socket;
  };
  const mx = async () => ({ values: [1, 2, 3, 4, 5].map((preference) => ({ preference, host: `mx${preference}.contoso.test` })) });
  const many = { ...resolver, mx, a: async (name) => ({ values: [`127.0.0.${name.charCodeAt(2)}`, `127.0.1.${name.charCodeAt(2)}`] }) };
  const one = await timesOf(() => parts.probe({ target: { kind: 'name', name: HOST }, port: 25 }, aroundOf(parts, { connect: far })), 5);
  const all = await timesOf(
    () => parts.probe({ target: { kind: 'name', name: 'contoso.test' } }, aroundOf(parts, { connect: far, resolver: many })),
    5,
  );
  await peer.close();
  return { one, all };
}

/** Milliseconds of everything that is measured. */
export async function probeTimes(folder) {
  const parts = await load(folder);
  const { intermediate, leaf } = parts.authority();
  const own = leaf({ key: parts.rsaKey() });
  const pem = own.keyPem + parts.chainOf(own, intermediate);
  const servers = [];
  const stops = [];
  if (parts.areInstalled) {
    for (const [name, start] of [
      ['Postfix', parts.startPostfix],
      ['Exim', parts.startExim],
    ]) {
      const mta = await start({ healthy: { pem } });
      stops.push(() => mta.stop());
      servers.push([name, mta.port('healthy')]);
    }
  }
  const peer = await parts.startPeer(parts.HEALTHY.RSA.script);
  stops.push(() => peer.close());
  servers.push(['Node', peer.port]);
  try {
    const results = {};
    for (const [name, port] of servers) results[name] = await pair(parts, port);
    return { results, commands: commands(folder, parts, servers[0][1]), far: await farAway(parts) };
  } finally {
    for (const stop of stops) await stop();
  }
}
