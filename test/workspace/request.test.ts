import { CHANNELS, commandBody, escapeText, pressBody, splitCommand } from '../../src/workspace/request.js';

const [channel] = CHANNELS;

test('a command has every field of Slack, in its order', () => {
  const body = commandBody({
    command: '/exchange-tls',
    text: 'a <I>b & c\nd',
    channel,
    responseUrl: 'http://127.0.0.1:3000/hooks/commands/1',
    triggerId: '1.2',
  });
  const fields = new URLSearchParams(body);
  expect([...fields.keys()]).toEqual([
    'token',
    'team_id',
    'team_domain',
    'channel_id',
    'channel_name',
    'user_id',
    'user_name',
    'command',
    'text',
    'api_app_id',
    'is_enterprise_install',
    'response_url',
    'trigger_id',
  ]);
  expect(fields.get('text')).toBe('a &lt;I&gt;b &amp; c\nd');
  expect(fields.get('channel_name')).toBe('mail-ops');
  expect(body).toContain('text=a+%26lt%3BI%26gt%3Bb+%26amp%3B+c%0Ad');
});

test('escapes three characters, the ampersand first', () => {
  expect(escapeText('&lt; <S> "quoted" \'too\'')).toBe('&amp;lt; &lt;S&gt; "quoted" \'too\'');
});

test.each([
  ['/exchange-tls', '/exchange-tls', ''],
  ['/exchange-tls help', '/exchange-tls', 'help'],
  ['/exchange-tls\nEvent ID: 12014\nLevel: Error', '/exchange-tls', 'Event ID: 12014\nLevel: Error'],
])('cuts %j', (typed, command, text) => {
  expect(splitCommand(typed)).toEqual({ command, text });
});

describe('a pressed button', () => {
  const press = (ephemeral: boolean) => {
    const body = pressBody({
      button: { type: 'button', text: { type: 'plain_text', text: 'More' }, action_id: 'more', value: '{"v":1}', accessibility_label: 'Show more' },
      blockId: 'b4',
      message: { text: 'a sentence', blocks: [{ type: 'divider' }] },
      messageTs: '1795300000.000007',
      ephemeral,
      channel,
      responseUrl: 'http://127.0.0.1:3000/hooks/actions/1',
      triggerId: '1.2',
      actionTs: '1795300001.000008',
    });
    const payload: unknown = JSON.parse(new URLSearchParams(body).get('payload') ?? '');
    return payload;
  };

  test('sends action, place and addresses', () => {
    expect(press(true)).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: '1795300000.000007', channel_id: 'C0MAILOPS0', is_ephemeral: true },
      response_url: 'http://127.0.0.1:3000/hooks/actions/1',
      actions: [{ type: 'button', action_id: 'more', block_id: 'b4', value: '{"v":1}', action_ts: '1795300001.000008' }],
    });
  });

  test('of an ephemeral message brings no blocks back, of a channel message it does', () => {
    expect(press(true)).not.toHaveProperty('message');
    expect(press(false)).toHaveProperty('message.blocks', [{ type: 'divider' }]);
  });
});
