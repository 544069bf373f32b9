import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rules } from '../src/rules/index.js';

interface Resource {
  readonly Type: string;
  readonly Properties: unknown;
}
interface Statement {
  readonly Effect: string;
}

const root = join(__dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'exchange-tls-package-'));
let resources: Readonly<Record<string, Resource>> = {};
let text = '';
let rotating = '';
let staging = '';

/** What stands in a tree of plain data at the end of a path. */
const pick = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce(
    (at: unknown, key) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === String(key))?.[1] : undefined),
    value,
  );
const all = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
const each = (type: string, ...path: (string | number)[]) => all(type).map(([, { Properties }]) => pick(Properties, ...path));
const properties = (name: string) => resources[name]?.Properties;

/** In a copy, because packaging writes into its folder; without credentials, and in a home without any. */
async function pack(name: string, ...more: string[]): Promise<string> {
  const cwd = join(out, name);
  mkdirSync(join(cwd, 'dist'), { recursive: true });
  for (const file of ['serverless.yml', 'package.json', 'dist/handlers']) cpSync(join(root, file), join(cwd, file), { recursive: true });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: out,
    AWS_EC2_METADATA_DISABLED: 'true',
    CI: 'true',
    SLACK_SIGNING_SECRET: 'must-not-be-packaged',
    SLACK_HOOKS_ORIGIN: 'http://127.0.0.1:9',
  };
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/serverless/bin/serverless.js'), 'package', '--package', 'packed', ...more], {
    cwd,
    env,
  });
  return readFileSync(join(cwd, 'packed/cloudformation-template-update-stack.json'), 'utf8');
}

beforeAll(async () => {
  if (!existsSync(join(root, 'dist/handlers/slack.js'))) throw new Error('dist/handlers/slack.js is missing: run npm run build first.');
  // Above the copies, where packages are found and nobody looks for files to pack.
  symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
  const prober = ['--param', 'prober=yes', '--param', 'probeUrl=https://prober.contoso.com:8025/probe'];
  [text, rotating, staging] = await Promise.all([
    pack('usual'),
    pack('rotating', '--param', 'rotating=yes', ...prober),
    pack('staging', '--stage', 'staging'),
  ]);
  resources = JSON.parse(text).Resources;
}, 60_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the compiled stack', () => {
  test('two functions, on the runtime that the tests know', () => {
    expect(all('AWS::Lambda::Function').map(([name]) => name)).toEqual(['SlackLambdaFunction', 'WorkerLambdaFunction']);
    expect(properties('WorkerLambdaFunction')).toMatchObject({
      FunctionName: 'exchange-tls-prod-worker',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'dist/handlers/worker.handler',
      MemorySize: 1024,
      Timeout: 30,
      ReservedConcurrentExecutions: 5,
      Role: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] },
    });
    expect(properties('SlackLambdaFunction')).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'dist/handlers/slack.handler',
      MemorySize: 1024,
      Timeout: 5,
      ReservedConcurrentExecutions: 10,
      Role: { 'Fn::GetAtt': ['SlackRole', 'Arn'] },
    });
  });

  test('one road in, with a limit', () => {
    expect(each('AWS::ApiGatewayV2::Route', 'RouteKey')).toEqual(['POST /slack/events']);
    expect(pick(properties('HttpApiStage'), 'DefaultRouteSettings')).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 });
    expect(pick(properties('HttpApiIntegrationSlack'), 'PayloadFormatVersion')).toBe('2.0');
  });

  test('a role each: its own log, and by name what else it needs', () => {
    const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
    const allow = (resource: string, ...actions: string[]) => ({
      Effect: 'Allow',
      Action: actions.length === 1 ? actions[0] : actions,
      Resource: arn(resource),
    });
    const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    const statements = (name: string) => [pick(properties(name), 'Policies')].flat().flatMap((policy) => pick(policy, 'PolicyDocument', 'Statement'));
    expect(all('AWS::IAM::Role').map(([name]) => name)).toEqual(['SlackRole', 'WorkerRole']);
    for (const name of ['SlackRole', 'WorkerRole']) expect(properties(name)).not.toHaveProperty('ManagedPolicyArns');
    expect(statements('SlackRole')).toEqual([allow('SlackLogGroup', ...log), allow('WorkerLambdaFunction', 'lambda:InvokeFunction')]);
    expect(statements('WorkerRole')).toEqual([
      allow('WorkerLogGroup', ...log),
      allow('ProbeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'),
      allow('WorkerDeadLetters', 'sqs:SendMessage'),
    ]);
  });

  test('the worker is tried twice, soon or not at all, and what failed is kept', () => {
    expect(properties('WorkerLambdaEvConf')).toMatchObject({
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 300,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['WorkerDeadLetters', 'Arn'] } } },
    });
    expect(properties('WorkerDeadLetters')).toEqual({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 345_600 });
  });

  test('the table forgets, is encrypted, and is not deleted by mistake', () => {
    expect(properties('ProbeTable')).toMatchObject({
      TableName: 'exchange-tls-prod-probes',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
    });
    const other: unknown = JSON.parse(staging);
    expect(pick(other, 'Resources', 'ProbeTable', 'Properties', 'DeletionProtectionEnabled')).toBe(false);
    expect(pick(other, 'Resources', 'ProbeTable', 'Properties', 'TableName')).toBe('exchange-tls-staging-probes');
  });

  test('the worker knows no signing secret, and the secret of a prober is a reference', () => {
    const variables = (stack: string) => pick(JSON.parse(stack), 'Resources', 'WorkerLambdaFunction', 'Properties', 'Environment', 'Variables');
    const usual = {
      SLACK_HOOKS_ORIGIN: '',
      PROBE_TABLE: 'exchange-tls-prod-probes',
      PROBE_ALLOW: '',
      PROBE_URL: '',
      PROBE_SECRET: '',
      EHLO_NAME: '',
    };
    expect(variables(text)).toEqual(usual);
    expect(variables(rotating)).toEqual({
      ...usual,
      PROBE_URL: 'https://prober.contoso.com:8025/probe',
      PROBE_SECRET: '{{resolve:secretsmanager:exchange-tls/probe-secret:SecretString:::}}',
    });
  });

  test('nothing is allowed by a wildcard', () => {
    const statements: Statement[] = [];
    JSON.parse(text, (key, value) => {
      if (key === 'Statement') statements.push(...value);
      return value;
    });
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.length).toBe(7);
    expect(JSON.stringify(allowed)).not.toContain('*');
    expect(all('AWS::IAM::Policy')).toEqual([]);
  });

  test('the log is kept for 14 days', () => {
    expect(all('AWS::Logs::LogGroup').map(([name, { Properties }]) => [name, pick(Properties, 'RetentionInDays')])).toEqual([
      ['SlackLogGroup', 14],
      ['WorkerLogGroup', 14],
    ]);
  });

  test('the secret is a reference', () => {
    expect(pick(properties('SlackLambdaFunction'), 'Environment')).toEqual({
      Variables: {
        SLACK_SIGNING_SECRET: '{{resolve:secretsmanager:exchange-tls/signing-secret:SecretString:::}}',
        SLACK_SIGNING_SECRET_PREVIOUS: '',
        SLACK_HOOKS_ORIGIN: '',
        SLACK_TEAM_IDS: '',
        SLACK_APP_ID: '',
        WORKER_FUNCTION: 'exchange-tls-prod-worker',
        LAMBDA_ENDPOINT: '',
      },
    });
    expect(text).not.toContain('must-not-be-packaged');
  });

  test('nine alarms, all of them heard', () => {
    const alarms = all('AWS::CloudWatch::Alarm').map(([, { Properties }]) => [pick(Properties, 'Namespace'), pick(Properties, 'MetricName')]);
    expect(alarms.sort()).toEqual([
      ['AWS/ApiGateway', '5xx'],
      ['AWS/Lambda', 'Errors'],
      ['AWS/Lambda', 'Errors'],
      ['AWS/Lambda', 'Throttles'],
      ['AWS/Lambda', 'Throttles'],
      ['AWS/SQS', 'ApproximateNumberOfMessagesVisible'],
      ['exchange-tls-prod', 'Failed'],
      ['exchange-tls-prod', 'Refused'],
      ['exchange-tls-prod', 'WorkerFailed'],
    ]);
    for (const actions of each('AWS::CloudWatch::Alarm', 'AlarmActions')) expect(actions).toEqual([{ Ref: 'AlarmTopic' }]);
  });

  test('the alarms count lines that the log has', () => {
    const filters = all('AWS::Logs::MetricFilter').map(([, { Properties }]) => [
      pick(Properties, 'FilterPattern'),
      pick(Properties, 'LogGroupName'),
      pick(Properties, 'MetricTransformations', 0, 'MetricName'),
    ]);
    expect(filters).toEqual([
      ['{ $.outcome = "refused" }', { Ref: 'SlackLogGroup' }, 'Refused'],
      ['{ $.outcome = "failed" }', { Ref: 'SlackLogGroup' }, 'Failed'],
      ['{ $.outcome = "failed" }', { Ref: 'WorkerLogGroup' }, 'WorkerFailed'],
    ]);
  });

  /** Names in an archive: its directory stands at the end, one entry a file, its name behind 46 bytes. */
  function namesIn(zip: Buffer): string[] {
    const names: string[] = [];
    for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
      names.push(zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString());
    }
    return names.sort();
  }

  test('the package holds the bundle and nothing else', () => {
    const zip = readFileSync(join(out, 'usual/packed/slack.zip'));
    const texts = rules.map(({ id }) => `dist/handlers/texts/${id}.json`);
    const parts = readdirSync('dist/handlers').filter((name) => /^slack[a-z-]*\.js(?:on)?$/.test(name));
    expect(parts).toEqual(expect.arrayContaining(['slack.js', 'slack-rare.js', 'slack-rules.json', 'slack-rules.js', 'slack-probe.js']));
    expect(namesIn(zip)).toEqual([...parts.map((name) => `dist/handlers/${name}`), ...texts].sort());
    expect(zip.length).toBeLessThan(1 << 20);
  });

  test('so does that of the worker', () => {
    const zip = readFileSync(join(out, 'usual/packed/worker.zip'));
    expect(namesIn(zip)).toEqual(['dist/handlers/worker.js']);
    expect(zip.length).toBeLessThan(1 << 20);
  });

  test('the secret before counts while one is being replaced', () => {
    const variables = pick(JSON.parse(rotating), 'Resources', 'SlackLambdaFunction', 'Properties', 'Environment', 'Variables');
    expect(pick(variables, 'SLACK_SIGNING_SECRET_PREVIOUS')).toBe(
      '{{resolve:secretsmanager:exchange-tls/signing-secret:SecretString::AWSPREVIOUS:}}',
    );
  });
});
