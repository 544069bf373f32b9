import * as z from 'zod/mini';
import type { Rule } from '../model/rule.js';
import type { State } from '../renderers/state.js';
import { unpackState } from '../renderers/state-read.js';

const BUTTONS = ['more', 'less', 'next', 'language', 'share'] as const;

/** A pressed button: what it carries, and where its answer goes. */
export interface Press {
  /** Undefined for a button that we no longer draw. */
  readonly button: (typeof BUTTONS)[number] | undefined;
  /** Undefined if its value is not one of ours. */
  readonly state: State | undefined;
  readonly user: string;
  readonly url: string;
  readonly trigger: string | undefined;
}

const word = z.string().check(z.maxLength(200));
const form = z.object({
  trigger_id: z.optional(word),
  response_url: z.string().check(z.maxLength(500)),
  user: z.object({ id: z.string().check(z.regex(/^[UW][A-Z0-9]{2,20}$/)) }),
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
    user: read.data.user.id,
    url: read.data.response_url,
    trigger: read.data.trigger_id,
  };
}
