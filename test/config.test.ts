import { version } from '../package.json';
import { readConfig, readWorkerConfig } from '../src/config.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';
const read = (env: Record<string, string | undefined>) => readConfig({ SLACK_SIGNING_SECRET: SECRET, ...env });

describe('readConfig', () => {
  test('only the secret is needed', () => {
    expect(readConfig({ SLACK_SIGNING_SECRET: SECRET })).toEqual({
      version,
      signingSecrets: [SECRET],
      hooksOrigin: 'https://hooks.slack.com',
      teamIds: [],
      appId: undefined,
    });
  });

  test.each([undefined, '', ' ', '\n'])('does not start with the secret %j', (value) =>
    expect(() => read({ SLACK_SIGNING_SECRET: value })).toThrow('SLACK_SIGNING_SECRET is missing or empty: set it to the signing secret'),
  );

  test.each(['short', 'with a blank in the middle of it', `${SECRET}é`, '{{resolve:secretsmanager:exchange-tls/signing-secret}}', 'x'.repeat(300)])(
    'nor with %j, and does not repeat it',
    (value) => {
      expect(() => read({ SLACK_SIGNING_SECRET: value })).toThrow(/^SLACK_SIGNING_SECRET is not valid: set it to the signing secret/);
      expect(() => read({ SLACK_SIGNING_SECRET: value })).not.toThrow(value);
    },
  );

  test('a line break at the end is not part of the secret', () =>
    expect(read({ SLACK_SIGNING_SECRET: `${SECRET}\n` }).signingSecrets).toEqual([SECRET]));

  test('two secrets while one is being replaced', () => {
    expect(read({ SLACK_SIGNING_SECRET_PREVIOUS: OTHER }).signingSecrets).toEqual([SECRET, OTHER]);
    expect(read({ SLACK_SIGNING_SECRET_PREVIOUS: '' }).signingSecrets).toEqual([SECRET]);
    expect(() => read({ SLACK_SIGNING_SECRET_PREVIOUS: 'short' })).toThrow(/^SLACK_SIGNING_SECRET_PREVIOUS is not valid/);
  });

  describe('late answers', () => {
    const local = 'http://127.0.0.1:3000';
    test('go to a stand-in on this machine', () => expect(read({ IS_OFFLINE: 'true', SLACK_HOOKS_ORIGIN: local }).hooksOrigin).toBe(local));
    test.each([
      ['not offline', { SLACK_HOOKS_ORIGIN: local }],
      ['offline by another word', { IS_OFFLINE: '1', SLACK_HOOKS_ORIGIN: local }],
      ['in Lambda', { IS_OFFLINE: 'true', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', SLACK_HOOKS_ORIGIN: local }],
      ['nothing set', { IS_OFFLINE: 'true' }],
      ['empty', { IS_OFFLINE: 'true', SLACK_HOOKS_ORIGIN: '' }],
    ])('go to Slack: %s', (_, env) => expect(read(env).hooksOrigin).toBe('https://hooks.slack.com'));
    test.each([
      'http://10.0.0.1:80',
      'https://evil.example',
      'http://127.0.0.1',
      'http://127.0.0.1:3000/x',
      'http://127.0.0.1:3000@evil.example',
      'http://localhost:3000',
    ])('never to %s', (origin) => expect(() => read({ IS_OFFLINE: 'true', SLACK_HOOKS_ORIGIN: origin })).toThrow(/^SLACK_HOOKS_ORIGIN is not valid/));
  });

  test('who may call', () => {
    expect(read({ SLACK_TEAM_IDS: 'T0123ABCD, E0456EFGH', SLACK_APP_ID: 'A0123ABCD' })).toMatchObject({
      teamIds: ['T0123ABCD', 'E0456EFGH'],
      appId: 'A0123ABCD',
    });
    expect(read({ SLACK_TEAM_IDS: '', SLACK_APP_ID: ' ' })).toMatchObject({ teamIds: [], appId: undefined });
    expect(() => read({ SLACK_TEAM_IDS: 'contoso' })).toThrow(/^SLACK_TEAM_IDS is not valid/);
    expect(() => read({ SLACK_APP_ID: 'T0123ABCD' })).toThrow(/^SLACK_APP_ID is not valid/);
  });

  test('nothing else of the environment is looked at', () =>
    expect(read(JSON.parse('{"__proto__":{"SLACK_APP_ID":"A0EVIL"},"HOME":"/root"}')).appId).toBeUndefined());
});

describe('the worker', () => {
  const offline = { IS_OFFLINE: 'true' };
  const secret = 'x'.repeat(40);

  test('is named to the Slack function; a stand-in for Lambda counts on this machine only', () => {
    expect(read({}).worker).toBeUndefined();
    const env = { WORKER_FUNCTION: 'exchange-tls-prod-worker', LAMBDA_ENDPOINT: 'http://127.0.0.1:3011' };
    expect(read(env).worker).toEqual({ name: 'exchange-tls-prod-worker', endpoint: undefined });
    expect(read({ ...env, ...offline }).worker).toEqual({ name: 'exchange-tls-prod-worker', endpoint: 'http://127.0.0.1:3011' });
    expect(read({ ...env, ...offline, AWS_EXECUTION_ENV: 'x' }).worker?.endpoint).toBeUndefined();
    expect(() => read({ ...env, ...offline, LAMBDA_ENDPOINT: 'http://evil.example' })).toThrow('LAMBDA_ENDPOINT is not valid');
    expect(() => read({ WORKER_FUNCTION: 'a b' })).toThrow('WORKER_FUNCTION is not valid');
  });

  test('needs a table, but not on this machine, and no signing secret', () => {
    expect(() => readWorkerConfig({})).toThrow('PROBE_TABLE is missing or empty');
    expect(readWorkerConfig(offline)).toEqual({
      version,
      hooksOrigin: 'https://hooks.slack.com',
      table: undefined,
      allow: [],
      ehloName: undefined,
      prober: undefined,
    });
    expect(
      readWorkerConfig({ PROBE_TABLE: 'exchange-tls-prod-probes', PROBE_ALLOW: '10.0.0.0/8, fd00::/8', EHLO_NAME: 'probe.contoso.com' }),
    ).toMatchObject({
      table: 'exchange-tls-prod-probes',
      allow: ['10.0.0.0/8', 'fd00::/8'],
      ehloName: 'probe.contoso.com',
    });
  });

  test('asks a prober over TLS, or on this machine', () => {
    const prober = (url: string, more = {}) => readWorkerConfig({ PROBE_TABLE: 'abc', PROBE_URL: url, PROBE_SECRET: secret, ...more }).prober;
    expect(prober('https://prober.contoso.com:8025/probe')).toEqual({ url: 'https://prober.contoso.com:8025/probe', secret });
    expect(prober('http://127.0.0.1:8025/probe', offline)).toEqual({ url: 'http://127.0.0.1:8025/probe', secret });
    for (const url of ['http://127.0.0.1:8025/probe', 'http://prober.contoso.com', 'https://user:word@prober.contoso.com', 'ftp://a', 'https://a/?b'])
      expect(() => prober(url)).toThrow('PROBE_URL is not valid');
    expect(() => prober('http://prober.contoso.com/probe', offline)).toThrow('PROBE_URL is not valid');
    expect(() => prober('https://prober.contoso.com/probe', { PROBE_SECRET: '' })).toThrow('PROBE_SECRET is missing or empty');
    expect(() => prober('https://prober.contoso.com/probe', { PROBE_SECRET: 'short' })).toThrow(/^(?!.*short)PROBE_SECRET is not valid/);
  });
});
