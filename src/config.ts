// No zod here: it would cost a cold start more than these few patterns.
import { version } from '../package.json';

/** The one origin that a production reply may be posted to. */
export const SLACK_HOOKS = 'https://hooks.slack.com';

export interface Config {
  readonly version: string;
  /** One secret, or two while the signing secret is being replaced. */
  readonly signingSecrets: readonly [string, ...string[]];
  /** Where response_url may lead: Slack, or a stand-in on this machine. */
  readonly hooksOrigin: string;
  /** Workspaces and app that may call. Empty: everyone who holds the signing secret. */
  readonly teamIds: readonly string[];
  readonly appId: string | undefined;
  /** The function that probes; without it the bot reads pastes only. */
  readonly worker?: WorkerName | undefined;
}

export interface WorkerName {
  readonly name: string;
  /** Lambda's own address, unless it is a stand-in on this machine. */
  readonly endpoint: string | undefined;
}

/** What the function that probes is told. It verifies nothing, so it knows no signing secret. */
export interface WorkerConfig {
  readonly version: string;
  readonly hooksOrigin: string;
  /** Undefined on this machine only: then the process itself remembers. */
  readonly table: string | undefined;
  /** Networks inside that may be probed, as CIDR. */
  readonly allow: readonly string[];
  /** The name for EHLO. */
  readonly ehloName: string | undefined;
  /** A prober of one's own, where port 25 is closed for Lambda. */
  readonly prober: { readonly url: string; readonly secret: string } | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

const NAMES = [
  'SLACK_SIGNING_SECRET',
  'SLACK_SIGNING_SECRET_PREVIOUS',
  'SLACK_HOOKS_ORIGIN',
  'SLACK_TEAM_IDS',
  'SLACK_APP_ID',
  'WORKER_FUNCTION',
  'LAMBDA_ENDPOINT',
  'PROBE_TABLE',
  'PROBE_ALLOW',
  'PROBE_URL',
  'PROBE_SECRET',
  'EHLO_NAME',
  'IS_OFFLINE',
  'AWS_EXECUTION_ENV',
] as const;
type Vars = { readonly [N in (typeof NAMES)[number]]?: string | undefined };

// A value copied from a file often ends with a line break; a secret never does.
const pick = (env: Env): Vars => Object.fromEntries(NAMES.map((name) => [name, env[name]?.trim() || undefined]));

// The braces of a CloudFormation reference that nobody resolved are no secret.
const SECRET = /^[!-z|~]{16,256}$/;
const TEAM = /^[TE][A-Z0-9]{2,20}$/;
const APP = /^A[A-Z0-9]{2,20}$/;
const FUNCTION = /^[\w-]{1,64}$/;
const TABLE = /^[\w.-]{3,255}$/;
const NETWORK = /^(?:[\d.]{7,15}\/\d{1,2}|[\da-f:]{2,39}\/\d{1,3})$/i;
const HOST_NAME = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,20}[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/i;
const PROBER = /^https:\/\/[\w.[\]:-]{1,255}(?:\/[\w./-]{0,200})?$/;
const LOCAL_PROBER = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[\w./-]{0,200})?$/;
const PROBER_SECRET = /^[!-z|~]{32,256}$/;
const LOCAL = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/** A message names the variable and never its value. */
function read(name: keyof Vars, value: string | undefined, form: RegExp, wanted: string): string {
  if (value === undefined || !form.test(value))
    throw new Error(`${name} ${value === undefined ? 'is missing or empty' : 'is not valid'}: set it to ${wanted}.`);
  return value;
}

/** Reads the environment. Throws if the function must not start: without a secret nothing can be verified. */
export function readConfig(env: Env): Config {
  const vars = pick(env);
  const wanted = 'the signing secret on the Basic Information page of your Slack app';
  const current = read('SLACK_SIGNING_SECRET', vars.SLACK_SIGNING_SECRET, SECRET, wanted);
  const previous = vars.SLACK_SIGNING_SECRET_PREVIOUS;
  const teamIds = vars.SLACK_TEAM_IDS?.split(/[\s,]+/) ?? [];
  return {
    version,
    signingSecrets: previous === undefined ? [current] : [current, read('SLACK_SIGNING_SECRET_PREVIOUS', previous, SECRET, wanted)],
    hooksOrigin: hooksOrigin(vars),
    teamIds: teamIds.map((id) => read('SLACK_TEAM_IDS', id, TEAM, 'ids such as T0123ABCD, separated by commas')),
    appId: vars.SLACK_APP_ID === undefined ? undefined : read('SLACK_APP_ID', vars.SLACK_APP_ID, APP, 'an id such as A0123ABCD'),
    worker: workerName(vars),
  };
}

/** Reads the environment of the worker. Throws, with the variable's name, if it must not start. */
export function readWorkerConfig(env: Env): WorkerConfig {
  const vars = pick(env);
  return {
    version,
    hooksOrigin: hooksOrigin(vars),
    table: isOffline(vars) && vars.PROBE_TABLE === undefined ? undefined : read('PROBE_TABLE', vars.PROBE_TABLE, TABLE, 'the name of the table'),
    allow: (vars.PROBE_ALLOW?.split(/[\s,]+/) ?? []).map((one) => read('PROBE_ALLOW', one, NETWORK, 'networks such as 10.0.0.0/8')),
    ehloName: vars.EHLO_NAME === undefined ? undefined : read('EHLO_NAME', vars.EHLO_NAME, HOST_NAME, 'a full name such as probe.contoso.com'),
    prober: proberOf(vars),
  };
}

/** The emulator sets IS_OFFLINE; real Lambda names its runtime in AWS_EXECUTION_ENV. */
const isOffline = (vars: Vars): boolean => vars.IS_OFFLINE === 'true' && vars.AWS_EXECUTION_ENV === undefined;

function workerName(vars: Vars): WorkerName | undefined {
  if (vars.WORKER_FUNCTION === undefined) return undefined;
  const name = read('WORKER_FUNCTION', vars.WORKER_FUNCTION, FUNCTION, 'the name of the worker function');
  const endpoint = isOffline(vars) && vars.LAMBDA_ENDPOINT !== undefined;
  return { name, endpoint: endpoint ? read('LAMBDA_ENDPOINT', vars.LAMBDA_ENDPOINT, LOCAL, 'an address such as http://127.0.0.1:3011') : undefined };
}

/** Only over TLS: the secret travels with each request. */
function proberOf(vars: Vars): WorkerConfig['prober'] {
  if (vars.PROBE_URL === undefined) return undefined;
  const form = isOffline(vars) && LOCAL_PROBER.test(vars.PROBE_URL) ? LOCAL_PROBER : PROBER;
  return {
    url: read('PROBE_URL', vars.PROBE_URL, form, 'an address such as https://prober.contoso.com:8025/probe'),
    secret: read('PROBE_SECRET', vars.PROBE_SECRET, PROBER_SECRET, 'the secret of the prober, at least 32 characters'),
  };
}

/** In AWS always Slack. */
function hooksOrigin(vars: Vars): string {
  if (!isOffline(vars) || vars.SLACK_HOOKS_ORIGIN === undefined) return SLACK_HOOKS;
  return read('SLACK_HOOKS_ORIGIN', vars.SLACK_HOOKS_ORIGIN, LOCAL, 'an address such as http://127.0.0.1:3000');
}

let known: Config | undefined;

/** The configuration of this process, read at the first call. */
export function config(): Config {
  known ??= readConfig(process.env);
  return known;
}

/** The configuration of the worker's process. */
export const workerConfig = (): WorkerConfig => readWorkerConfig(process.env);

/** True under the emulator, which ends with the first function that rejects. */
export const isEmulated = (): boolean => isOffline(pick(process.env));
