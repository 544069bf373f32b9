import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Mail servers of Debian, unpacked by `.ci/run` and run from where they lie. Their users do not exist on the machine:
 * nss_wrapper tells them of a passwd file of their own.
 */
const ROOT = join(__dirname, '../../../node_modules/.cache/exchange-tls/mta');
const POSTFIX = join(ROOT, 'usr/lib/postfix/sbin/master');
const EXIM = join(ROOT, 'usr/sbin/exim4');
const libraries = (): string[] =>
  ['usr/lib', 'lib'].flatMap((folder) => {
    const path = join(ROOT, folder);
    return existsSync(path) ? [...readdirSync(path).filter((name) => name.endsWith('-linux-gnu')), 'postfix'].map((name) => join(path, name)) : [];
  });

/** Whether the tests of real servers can run here. Who says that they must gets an error in place of skipped tests. */
export const areInstalled = [POSTFIX, EXIM].every((path) => existsSync(path));
if (!areInstalled && process.env['MTA'] === 'required') throw new Error(`Postfix and Exim are not in ${ROOT}`);

/** A running mail server with several ports, each with a configuration of its own. */
export interface Mta {
  port(name: string): number;
  stop(): Promise<void>;
}

/** Parameters of each port, by its name. */
type Ports = Readonly<Record<string, Readonly<Record<string, string>>>>;
const uid = process.getuid?.() ?? 0;
const isRoot = uid === 0;
/** Numbers of their users. Without root, Exim runs as who starts it, and uid_wrapper makes Postfix believe that it is root. */
const [POSTFIX_ID, EXIM_ID, DROP_ID] = [64_101, isRoot ? 64_102 : uid, 64_103];
const give = (path: string, id: number): void => {
  if (isRoot) chownSync(path, id, id);
};

/** A folder that both the server's own user and root can read. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mta-'));
  chmodSync(path, 0o755);
  const users = [`root:x:0:0:`, `postfix:x:${POSTFIX_ID}:${POSTFIX_ID}:`, `Debian-exim:x:${EXIM_ID}:${EXIM_ID}:`, 'nobody:x:65534:65534:'];
  const groups = [`root:x:0`, `mail:x:8`, `postfix:x:${POSTFIX_ID}`, `postdrop:x:${DROP_ID}`, `Debian-exim:x:${EXIM_ID}`, `nogroup:x:65534`];
  writeFileSync(join(path, 'passwd'), users.map((user) => `${user}:/:/bin/false\n`).join(''));
  writeFileSync(join(path, 'group'), groups.map((group) => `${group}:\n`).join(''));
  return path;
}

/** Ports that nobody listens on, below those that the system gives away by itself: another test may be given one of these at any time. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = randomInt(10_000, 28_000); found.length < count; port += 1) {
    if (!(await answers(port))) found.push(port);
  }
  return found;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false)).once('connect', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });

const ENVIRONMENT = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'NSS_WRAPPER_PASSWD', 'NSS_WRAPPER_GROUP', 'UID_WRAPPER', 'UID_WRAPPER_ROOT'];

/** Runs a server in a group of its own until `stop`, and never for more than two minutes. */
async function run(command: readonly string[], home: string, named: ReadonlyMap<string, number>, asRoot: boolean): Promise<Mta> {
  const places = libraries();
  const wrappers = ['libnss_wrapper.so', ...(asRoot && !isRoot ? ['libuid_wrapper.so'] : [])];
  const preload = wrappers.map((wrapper) => places.map((place) => join(place, wrapper)).find((path) => existsSync(path)));
  const child = spawn(
    'timeout',
    ['--kill-after=5', '120', 'env', `LD_PRELOAD=${preload.join(':')}`, `LD_LIBRARY_PATH=${places.join(':')}`, ...command],
    {
      detached: true,
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        NSS_WRAPPER_PASSWD: join(home, 'passwd'),
        NSS_WRAPPER_GROUP: join(home, 'group'),
        ...(asRoot && !isRoot && { UID_WRAPPER: '1', UID_WRAPPER_ROOT: '1' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      said += data;
    });
  const mta: Mta = {
    port: (name) => {
      const port = named.get(name);
      if (port === undefined) throw new Error(`No port is called ${name}`);
      return port;
    },
    stop: async () => {
      await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
  const [first = 0] = named.values();
  for (const until = Date.now() + 10_000; !(await answers(first)); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (child.exitCode === null && Date.now() < until) continue;
    await mta.stop();
    throw new Error(`${command.join(' ')} does not start: ${said}`);
  }
  return mta;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const group = -child.pid;
  const gone = new Promise((resolve) => child.once('close', resolve));
  process.kill(group, 'SIGTERM');
  const timer = setTimeout(() => process.kill(group, 'SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
}

async function numbered(ports: Ports): Promise<ReadonlyMap<string, number>> {
  const names = Object.keys(ports);
  const numbers = await freePorts(names.length);
  return new Map(names.map((name, at) => [name, numbers[at] ?? 0]));
}

const certificateFile = (home: string, name: string, pem: string): string => {
  const path = join(home, name);
  writeFileSync(path, pem);
  return path;
};

/** Postfix with one `smtpd` for each port. `pem`: key and chain; `service`: `postscreen` in place of `smtpd`. */
export async function startPostfix(ports: Ports): Promise<Mta> {
  const home = folder();
  const named = await numbered(ports);
  const queue = join(home, 'queue');
  for (const name of [
    '',
    'active',
    'bounce',
    'corrupt',
    'defer',
    'deferred',
    'flush',
    'hold',
    'incoming',
    'maildrop',
    'pid',
    'private',
    'public',
    'saved',
  ]) {
    mkdirSync(join(queue, name));
    if (name !== '' && name !== 'pid') give(join(queue, name), POSTFIX_ID);
  }
  mkdirSync(join(home, 'data'));
  give(join(home, 'data'), POSTFIX_ID);
  mkdirSync(join(home, 'etc'));
  const main: Readonly<Record<string, string>> = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: join(home, 'data'),
    command_directory: join(ROOT, 'usr/sbin'),
    daemon_directory: join(ROOT, 'usr/lib/postfix/sbin'),
    shlib_directory: join(ROOT, 'usr/lib/postfix'),
    meta_directory: join(ROOT, 'usr/share/postfix'),
    setgid_group: 'postdrop',
    maillog_file: join(home, 'data/log'),
    maillog_file_prefixes: '/',
    import_environment: ['MAIL_CONFIG', ...ENVIRONMENT].join(' '),
    myhostname: 'mail.contoso.test',
    mynetworks: '127.0.0.0/8',
    inet_protocols: 'ipv4',
    local_recipient_maps: '',
    alias_maps: '',
    smtpd_peername_lookup: 'no',
    smtpd_tls_security_level: 'may',
  };
  writeFileSync(
    join(home, 'etc/main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  const services = Object.entries(ports).map(([name, { pem = '', service = 'smtpd', ...options }]) => {
    const file = certificateFile(home, `${named.get(name)}.pem`, pem);
    const all = Object.entries({ ...(pem !== '' && { smtpd_tls_chain_files: file }), ...options });
    const written = all.map(([key, value]) => ` -o { ${key} = ${value} }`).join('');
    const behind = service === 'postscreen' ? `smtpd pass - - n - - smtpd${written}\n` : '';
    return `127.0.0.1:${named.get(name)} inet n - n - ${behind ? 1 : '-'} ${service}${written}\n${behind}`;
  });
  const own = [
    'anvil unix - - n - 1 anvil',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'tlsproxy unix - - n - 0 tlsproxy',
    'dnsblog unix - - n - 0 dnsblog',
  ];
  const last = ['rewrite unix - - n - - trivial-rewrite', 'postlog unix-dgram n - n - 1 postlogd', ''];
  writeFileSync(join(home, 'etc/master.cf'), services.join('') + [...own, ...last].join('\n'));
  return run(['env', `MAIL_CONFIG=${join(home, 'etc')}`, POSTFIX, '-c', join(home, 'etc'), '-d'], home, named, true);
}

/** Exim: one server, whose options are chosen by the port that was called. `connect`: what its ACL does with a caller. */
export async function startExim(ports: Ports): Promise<Mta> {
  const home = folder();
  const named = await numbered(ports);
  for (const name of ['spool', 'log']) {
    mkdirSync(join(home, name));
    give(join(home, name), EXIM_ID);
  }
  const byPort = (option: string, otherwise: string): string =>
    Object.entries(ports).reduceRight((rest, [name, options]) => {
      const value = option === 'pem' ? certificateFile(home, `${named.get(name)}.pem`, options['pem'] ?? '') : options[option];
      return value === undefined ? rest : `\${if eq{$received_port}{${named.get(name)}}{${value}}{${rest}}}`;
    }, otherwise);
  const chosen = Object.entries({ tls_require_ciphers: 'NORMAL', tls_verify_hosts: '', tls_try_verify_hosts: '', tls_advertise_hosts: '*' });
  const implicit = Object.entries(ports).filter(([, { implicit }]) => implicit !== undefined);
  const acl = Object.entries(ports).flatMap(([name, { connect: what }]) =>
    what === undefined ? [] : [`  ${what.replace('\n', `\n    condition = \${if eq{$received_port}{${named.get(name)}}}\n    `)}`],
  );
  const lines = [
    'primary_hostname = mail.contoso.test',
    `spool_directory = ${home}/spool`,
    `log_file_path = ${home}/log/%slog`,
    `pid_file_path = ${home}/spool/pid`,
    `keep_environment = ${ENVIRONMENT.join(' : ')}`,
    'exim_user = Debian-exim',
    'exim_group = Debian-exim',
    'host_lookup =',
    'rfc1413_query_timeout = 0s',
    // By itself it turns callers away beyond twenty, and counts those who have just gone.
    'smtp_accept_max = 0',
    `tls_certificate = ${byPort('pem', '')}`,
    ...chosen.map(([option, otherwise]) => `${option} = ${byPort(option, otherwise)}`),
    `tls_on_connect_ports = ${implicit.map(([name]) => named.get(name)).join(' : ')}`,
    'acl_smtp_connect = at_connect',
    'begin acl',
    'at_connect:',
    ...acl,
    '  accept',
    '',
  ];
  writeFileSync(join(home, 'exim.conf'), lines.join('\n'));
  const all = [...named.values()].map((port) => `127.0.0.1.${port}`).join(' ; ');
  return run([EXIM, '-bdf', '-oX', `<; ${all}`, '-C', join(home, 'exim.conf')], home, named, false);
}
