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
}

type Env = Readonly<Record<string, string | undefined>>;

const NAMES = [
  'SLACK_SIGNING_SECRET',
  'SLACK_SIGNING_SECRET_PREVIOUS',
  'SLACK_HOOKS_ORIGIN',
  'SLACK_TEAM_IDS',
  'SLACK_APP_ID',
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
  };
}

/** In AWS always Slack. The emulator sets IS_OFFLINE; real Lambda names its runtime in AWS_EXECUTION_ENV. */
function hooksOrigin(vars: Vars): string {
  const offline = vars.IS_OFFLINE === 'true' && vars.AWS_EXECUTION_ENV === undefined;
  if (!offline || vars.SLACK_HOOKS_ORIGIN === undefined) return SLACK_HOOKS;
  return read('SLACK_HOOKS_ORIGIN', vars.SLACK_HOOKS_ORIGIN, LOCAL, 'an address such as http://127.0.0.1:3000');
}

let known: Config | undefined;

/** The configuration of this process, read at the first call. */
export function config(): Config {
  known ??= readConfig(process.env);
  return known;
}
