import { createHmac } from 'node:crypto';

/** Slack's signature, version 0: an HMAC over version, time and the raw body. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The headers that come with every request of Slack. */
export function slackHeaders(secret: string, now: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    accept: 'application/json,*/*',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(secret, timestamp, body),
  };
}
