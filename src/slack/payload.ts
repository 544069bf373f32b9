import * as z from 'zod/mini';
import type { ContentType } from './verify.js';

// Schemas are made when they are needed: a pasted text is answered without them.
const word = () => z.string().check(z.maxLength(200));

/** Where a request comes from, as far as this app looks at it. Slack sends more, and different things for each kind. */
function source() {
  const id = z.nullish(word());
  const team = z.nullish(z.object({ id: z.optional(word()) }));
  return z.object({ team_id: id, enterprise_id: id, team, enterprise: team, api_app_id: id });
}

export interface Allowed {
  readonly teamIds: readonly string[];
  readonly appId: string | undefined;
}

/** True if no list is set, or the workspace or its organisation and the app are on it. */
export function isAllowed(body: unknown, { teamIds, appId }: Allowed): boolean {
  if (teamIds.length === 0 && appId === undefined) return true;
  const read = z.safeParse(source(), body);
  if (!read.success) return false;
  const { team_id, enterprise_id, team, enterprise, api_app_id } = read.data;
  const from = [team_id, enterprise_id, team?.id, enterprise?.id];
  return (teamIds.length === 0 || from.some((id) => typeof id === 'string' && teamIds.includes(id))) && (appId === undefined || api_app_id === appId);
}

export type Kind = 'command' | 'interaction' | 'ssl-check' | 'odd';

/** What a verified body is, told without trusting it: Bolt is given nothing that it cannot read. */
export function kindOf(body: string, contentType: ContentType): Kind {
  if (contentType === 'application/json') return isObject(body) ? 'interaction' : 'odd';
  const form = new URLSearchParams(body);
  if (form.has('payload')) return form.getAll('payload').length === 1 && isObject(form.get('payload') ?? '') ? 'interaction' : 'odd';
  if (form.getAll('command').length === 1 && form.getAll('text').length <= 1) return 'command';
  return form.has('ssl_check') ? 'ssl-check' : 'odd';
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A pressed button: what it carries, and where its answer goes. */
export const press = () =>
  z.object({
    trigger_id: z.optional(word()),
    response_url: z.string().check(z.maxLength(500)),
    user: z.object({ id: z.string().check(z.regex(/^[UW][A-Z0-9]{2,20}$/)) }),
    actions: z.array(z.object({ action_id: word(), value: z.optional(z.string().check(z.maxLength(2000))) })).check(z.minLength(1), z.maxLength(1)),
  });
