import { manifest } from '../../src/tools/manifest.js';

describe('manifest', () => {
  const made = manifest('https://abc.execute-api.us-east-1.amazonaws.com');

  test('one scope, one command, one address', () => {
    const endpoint = 'https://abc.execute-api.us-east-1.amazonaws.com/slack/events';
    expect(made.oauth_config).toEqual({ scopes: { bot: ['commands'] } });
    expect(made.features.slash_commands).toMatchObject([{ command: '/exchange-tls', url: endpoint, should_escape: false }]);
    expect(made.settings.interactivity).toEqual({ is_enabled: true, request_url: endpoint });
  });

  test('within the limits of Slack', () => {
    const [command] = made.features.slash_commands;
    expect(made.display_information.name.length).toBeLessThanOrEqual(35);
    expect(made.display_information.description.length).toBeLessThanOrEqual(140);
    expect(command?.description.length).toBeLessThanOrEqual(100);
    expect(command?.command.length).toBeLessThanOrEqual(32);
    expect(made.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  });

  test.each(['https://a.example', 'https://a.example/', 'https://a.example/slack/events'])('%s leads to one endpoint', (url) =>
    expect(manifest(url).settings.interactivity.request_url).toBe('https://a.example/slack/events'),
  );

  test.each(['', 'a.example', 'http://a.example', 'https://a.example/other', 'https://u@a.example', 'https://a.example?b', 'https://a.example/#c'])(
    'refuses %j',
    (url) => expect(() => manifest(url)).toThrow(/--url/),
  );
});
