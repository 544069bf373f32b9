import { asRecord, type ContentType } from './verify.js';

export interface Allowed {
  readonly teamIds: readonly string[];
  readonly appId: string | undefined;
}

/** True if no list is set, or the workspace or its organisation and the app are on it. Slack sends ids bare or in an object. */
export function isAllowed(body: unknown, { teamIds, appId }: Allowed): boolean {
  if (teamIds.length === 0 && appId === undefined) return true;
  const { team_id, enterprise_id, team, enterprise, api_app_id } = asRecord(body);
  const from = [team_id, enterprise_id, asRecord(team)['id'], asRecord(enterprise)['id']];
  return (teamIds.length === 0 || from.some((id) => typeof id === 'string' && teamIds.includes(id))) && (appId === undefined || api_app_id === appId);
}

export type Kind = 'command' | 'interaction' | 'ssl-check' | 'odd';

/** What a verified body is, told without trusting it: Bolt is given nothing that it cannot read. */
export function kindOf(body: string, contentType: ContentType): Kind {
  if (contentType === 'application/json') return isObject(body) ? 'interaction' : 'odd';
  const payloads = valuesOf(body, 'payload');
  if (payloads.length > 0) return payloads.length === 1 && isObject(decode(payloads[0] ?? '')) ? 'interaction' : 'odd';
  if (valuesOf(body, 'command').length === 1 && valuesOf(body, 'text').length <= 1) return 'command';
  return valuesOf(body, 'ssl_check').length > 0 ? 'ssl-check' : 'odd';
}

/** The encoded values of one name. Slack writes names bare; reading the whole form is Bolt's work. */
const valuesOf = (form: string, name: string): string[] =>
  form.split('&').flatMap((part) => (part === name || part.startsWith(`${name}=`) ? [part.slice(name.length + 1)] : []));
const decode = (value: string): string => new URLSearchParams(`value=${value}`).get('value') ?? '';

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
