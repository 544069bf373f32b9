import * as z from 'zod/mini';
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
const secret = z.string().check(z.minLength(16), z.maxLength(256), z.regex(/^[!-z|~]+$/));
const ids = z.array(z.string().check(z.regex(/^[TE][A-Z0-9]{2,20}$/)));
const appId = z.optional(z.string().check(z.regex(/^A[A-Z0-9]{2,20}$/)));
const local = z.string().check(z.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/));

/** A message names the variable and never its value. */
function read<T>(name: string, type: z.ZodMiniType<T>, value: unknown, wanted: string): T {
  const result = z.safeParse(type, value);
  if (!result.success) throw new Error(`${name} ${value === undefined ? 'is missing or empty' : 'is not valid'}: set it to ${wanted}.`);
  return result.data;
}

/** Reads the environment. Throws if the function must not start: without a secret nothing can be verified. */
export function readConfig(env: Env): Config {
  const vars = pick(env);
  const wanted = 'the signing secret on the Basic Information page of your Slack app';
  const current = read('SLACK_SIGNING_SECRET', secret, vars.SLACK_SIGNING_SECRET, wanted);
  const previous = read('SLACK_SIGNING_SECRET_PREVIOUS', z.optional(secret), vars.SLACK_SIGNING_SECRET_PREVIOUS, wanted);
  return {
    version,
    signingSecrets: previous === undefined ? [current] : [current, previous],
    hooksOrigin: hooksOrigin(vars),
    teamIds: read('SLACK_TEAM_IDS', ids, vars.SLACK_TEAM_IDS?.split(/[\s,]+/) ?? [], 'ids such as T0123ABCD, separated by commas'),
    appId: read('SLACK_APP_ID', appId, vars.SLACK_APP_ID, 'an id such as A0123ABCD'),
  };
}

/** In AWS always Slack. The emulator sets IS_OFFLINE; real Lambda names its runtime in AWS_EXECUTION_ENV. */
function hooksOrigin(vars: Vars): string {
  const offline = vars.IS_OFFLINE === 'true' && vars.AWS_EXECUTION_ENV === undefined;
  if (!offline || vars.SLACK_HOOKS_ORIGIN === undefined) return SLACK_HOOKS;
  return read('SLACK_HOOKS_ORIGIN', local, vars.SLACK_HOOKS_ORIGIN, 'an address such as http://127.0.0.1:3000');
}

let known: Config | undefined;

/** The configuration of this process, read at the first call. */
export function config(): Config {
  known ??= readConfig(process.env);
  return known;
}
