// The least that can answer a slash command: the signature, the form, one sentence. No framework.
import { createHmac, timingSafeEqual } from 'node:crypto';

export async function handler({ headers, body, isBase64Encoded }) {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  const time = headers['x-slack-request-timestamp'];
  const wanted = `v0=${createHmac('sha256', process.env.SLACK_SIGNING_SECRET).update(`v0:${time}:${text}`).digest('hex')}`;
  const given = headers['x-slack-signature'];
  if (given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) return { statusCode: 401, body: '' };
  const answer = { response_type: 'ephemeral', text: `${new URLSearchParams(text).get('text').length} characters` };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}
