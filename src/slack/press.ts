import * as z from 'zod/mini';
import { LOCALES, type Rule } from '../model/rule.js';
import type { State } from '../renderers/state.js';
import { unpackState } from '../renderers/state-read.js';

const BUTTONS = ['more', 'less', 'next', 'language', 'share', 'probe'] as const;

/** A pressed button: what it carries, and where its answer goes. */
export interface Press {
  /** Undefined for a button that we no longer draw. */
  readonly button: (typeof BUTTONS)[number] | undefined;
  /** Undefined if its value is not one of ours. */
  readonly state: State | undefined;
  /** What "Probe again" carries. */
  readonly again: Again | undefined;
  readonly user: string;
  readonly team: string;
  /** The message that it stands in; a stand-in or an old client may leave it out. */
  readonly message: string | undefined;
  readonly url: string;
  readonly trigger: string | undefined;
}

/** A probe as it was asked for: target, the expected name, language. */
const packedAgain = z.strictObject({
  t: z.string().check(z.minLength(1), z.maxLength(270)),
  e: z.optional(z.string().check(z.maxLength(253))),
  l: z.enum(LOCALES),
});
export type Again = z.infer<typeof packedAgain>;

const word = z.string().check(z.maxLength(200));
const form = z.object({
  trigger_id: z.optional(word),
  response_url: z.string().check(z.maxLength(500)),
  user: z.object({ id: z.string().check(z.regex(/^[UW][A-Z0-9]{2,20}$/)) }),
  team: z.optional(z.nullable(z.object({ id: word }))),
  enterprise: z.optional(z.nullable(z.object({ id: word }))),
  container: z.optional(z.object({ message_ts: z.optional(word) })),
  actions: z.array(z.object({ action_id: word, value: z.optional(z.string().check(z.maxLength(2000))) })).check(z.minLength(1), z.maxLength(1)),
});

/** Reads what Slack sends for a pressed button; undefined if it is not in that form. */
export function readPress(body: unknown, rules: readonly Rule[]): Press | undefined {
  const read = form.safeParse(body);
  const [action] = read.success ? read.data.actions : [];
  if (!read.success || action === undefined) return undefined;
  return {
    button: BUTTONS.find((name) => name === action.action_id),
    state: unpackState(action.value ?? '', new Map(rules.map((rule) => [rule.id, rule]))),
    again: readAgain(action.value ?? ''),
    user: read.data.user.id,
    team: read.data.team?.id ?? read.data.enterprise?.id ?? '',
    message: read.data.container?.message_ts,
    url: read.data.response_url,
    trigger: read.data.trigger_id,
  };
}

function readAgain(value: string): Again | undefined {
  try {
    const read = packedAgain.safeParse(JSON.parse(value));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
