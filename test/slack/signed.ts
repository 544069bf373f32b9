import { createHmac } from 'node:crypto';

export const SECRET = '0123456789abcdef0123456789abcdef';
/** The clock of the tests, in milliseconds. */
export const NOW = Date.UTC(2026, 10, 22, 3, 12, 45);
export const SECONDS = NOW / 1000;
export const FORM = 'application/x-www-form-urlencoded';

export const sign = (body: string | Uint8Array, { secret = SECRET, timestamp = String(SECONDS), prefix = 'v0' } = {}): string =>
  `${prefix}=${createHmac('sha256', secret).update(`${prefix}:${timestamp}:`).update(body).digest('hex')}`;

export interface Options {
  readonly secret?: string;
  readonly timestamp?: string;
  readonly base64?: boolean;
  readonly type?: string;
  readonly headers?: Record<string, unknown>;
}

/** An event as an HTTP API hands it over, signed. */
export function signed(
  body: string | Uint8Array,
  { secret = SECRET, timestamp = String(SECONDS), base64 = false, type = FORM, headers = {} }: Options = {},
) {
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': sign(body, { secret, timestamp }), ...headers },
    requestContext: { http: { method: 'POST', path: '/slack/events' } },
    body: Buffer.from(body).toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  };
}

/** The fields that Slack sends with a slash command. */
export const command = (text: string, more: Record<string, string> = {}): string =>
  new URLSearchParams({
    token: 'legacy-token-value',
    team_id: 'T0TESTING',
    team_domain: 'contoso',
    channel_id: 'C0TESTING',
    channel_name: 'mail',
    user_id: 'U0TESTING',
    user_name: 'ana',
    command: '/exchange-tls',
    text,
    api_app_id: 'A0TESTING',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0TESTING/1/abc',
    trigger_id: '1.2.abc',
    ...more,
  }).toString();
