import { createHmac } from 'node:crypto';
import { sign, slackHeaders } from '../../src/workspace/sign.js';

test('signs version, time and body as Slack documents it', () => {
  const wanted = createHmac('sha256', 'a-secret').update('v0:1795300000:text=a%20b').digest('hex');
  expect(sign('a-secret', '1795300000', 'text=a%20b')).toBe(`v0=${wanted}`);
});

test('headers carry whole seconds and the signature over them', () => {
  const headers = slackHeaders('a-secret', 1_795_300_000_999, 'x=1');
  expect(headers['x-slack-request-timestamp']).toBe('1795300000');
  expect(headers['x-slack-signature']).toBe(sign('a-secret', '1795300000', 'x=1'));
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
});
