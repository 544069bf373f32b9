import { dirname, join } from 'node:path';
import { type Import, importsOf, type Node, parseSource, readSource, type Source, sourceFiles } from './source.js';

/** Who may import whom. A folder may always import itself; `rules/define` and `rules/index` are single files. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  parsers: ['model'],
  probes: ['model', 'parsers'],
  prober: ['model', 'probes'],
  'rules/define': ['model'],
  'rules/index': ['model', 'rules/rule'],
  'rules/rule': ['rules/define'],
  engine: ['model'],
  renderers: ['model'],
  store: ['config'],
  config: ['package.json'],
  slack: ['model', 'engine', 'parsers', 'probes', 'rules/index', 'renderers', 'store', 'config'],
  cli: ['model', 'engine', 'parsers', 'probes', 'prober', 'rules/index', 'renderers', 'store', 'config', 'package.json'],
  handlers: ['slack', 'config'],
  tools: ['model', 'engine', 'parsers', 'rules/index', 'rules/rule', 'renderers', 'package.json'],
  workspace: ['config'],
};
/** Folders that another may name for its types only: nothing of them runs there. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { workspace: ['renderers', 'model'] };

/** Packages, and the only places that may import them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'postal-mime': ['src/parsers/file/mail.ts'],
  htmlparser2: ['src/parsers/file/html.ts'],
  '@kenjiuno/msgreader': ['src/parsers/file/outlook-message.ts'],
  zod: ['src/config.ts', 'src/cli.ts', 'src/renderers/', 'src/slack/', 'src/workspace/', 'handlers/'],
  '@slack/bolt': ['src/slack/', 'handlers/', 'src/tools/'],
  '@slack/types': ['src/slack/', 'src/renderers/', 'src/workspace/'],
  '@slack/web-api': ['src/slack/'],
  'aws-lambda': ['src/slack/', 'handlers/'],
  'ipaddr.js': ['src/probes/guard.ts', 'src/probes/target.ts', 'src/probes/dns/wire.ts'],
  'dns-packet': ['src/probes/dns/wire.ts'],
  '@aws-sdk/client-lambda': ['src/slack/invoke.ts'],
  '@aws-sdk/client-dynamodb': ['src/store/table.ts'],
  esbuild: ['src/tools/'],
  'playwright-core': ['src/tools/'],
};
/** Modules that reach the network or start a process. */
const OUTSIDE = /^node:(?:net|tls|dns|http|https|http2|dgram|child_process|worker_threads|vm|inspector)(?:\/|$)/;
const OUTSIDE_ALLOWED = ['src/probes/', 'src/prober/', 'src/cli/', 'src/workspace/', 'src/tools/', 'src/slack/post.ts', 'src/slack/probers.ts'];
const ENV_ALLOWED = ['src/config.ts', 'src/cli.ts', 'src/cli/', 'src/tools/', 'src/workspace/main.ts'];

const LINES = { file: 250, rule: 150, function: 60 };

const sources = [...sourceFiles('src'), ...sourceFiles('handlers')].map(readSource);

/** The row of the table that a file belongs to. */
function folderOf(path: string): string {
  const [top = '', second = '', third] = path.replace(/\.(?:ts|mjs|js)$/, '').split('/');
  if (top === 'handlers' || top === 'package.json') return top;
  if (second !== 'rules') return second;
  if (third?.startsWith('define')) return 'rules/define';
  return third === 'index' ? 'rules/index' : 'rules/rule';
}

function refusal(path: string, { from, typeOnly }: Import): string | undefined {
  const folder = folderOf(path);
  if (from.startsWith('.')) {
    const target = folderOf(join(dirname(path), from));
    const allowed = [...(MAY_IMPORT[folder] ?? []), ...(typeOnly ? (TYPES_ONLY[folder] ?? []) : [])];
    const same = target === folder && folder !== 'rules/rule';
    return same || allowed.includes(target) ? undefined : `${folder} must not import ${target}`;
  }
  if (from.startsWith('node:')) return OUTSIDE.test(from) && !allows(OUTSIDE_ALLOWED, path) ? `${from} is not for ${path}` : undefined;
  const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from);
  const places = PACKAGES[name];
  if (from === '(computed)') return path.startsWith('src/tools/') ? undefined : 'an import must be a constant';
  if (places === undefined) return `package ${name} is not in the table of test/house.test.ts`;
  return allows(places, path) ? undefined : `package ${name} is not for ${path}`;
}
const allows = (places: readonly string[], path: string): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

const refusals = (source: Source): string[] =>
  importsOf(source).flatMap((one) => {
    const why = refusal(source.path, one);
    return why === undefined ? [] : [`${source.path}:${one.line} ${why} (${one.from})`];
  });

describe('who may import whom', () => {
  test('every folder stands in the table', () => {
    const folders = new Set(sources.map(({ path }) => folderOf(path)));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  test('no file imports what it must not know', () => {
    expect(sources.flatMap(refusals)).toEqual([]);
  });

  test.each([
    ['src/model/rule.ts', "import { judge } from '../engine/judge.js';", 'model must not import engine'],
    ['src/rules/starttls/a-b.ts', "import other from './c-d.js';", 'rules/rule must not import rules/rule'],
    ['src/rules/starttls/a-b.ts', "import type { Clue } from '../../model/evidence.js';", 'rules/rule must not import model'],
    ['src/parsers/bounce/bounce.ts', "import mail from 'postal-mime';", 'package postal-mime is not for'],
    ['src/parsers/bounce/bounce.ts', "const net = require('node:net');", 'node:net is not for'],
    ['src/engine/judge.ts', "export * from '../renderers/text.js';", 'engine must not import renderers'],
    ['src/workspace/main.ts', "import { drawSlack } from '../renderers/slack.js';", 'workspace must not import renderers'],
    ['src/slack/app.ts', 'const x = await import(name);', 'an import must be a constant'],
  ])('%s is refused: %s', (path, text, why) => {
    expect(refusals(parseSource(path, text))).toEqual([expect.stringContaining(why)]);
  });

  test('types may cross where nothing of them runs', () => {
    expect(refusals(parseSource('src/workspace/page.ts', "import type { Message } from '../renderers/slack.js';"))).toEqual([]);
  });
});

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const named = (value: unknown, name: string): boolean => isNode(value) && value.type === 'Identifier' && value['value'] === name;
const readsEnv = (node: Node): boolean =>
  (node.type === 'MemberExpression' && named(node['object'], 'process') && named(node['property'], 'env')) ||
  (node.type === 'VariableDeclarator' && named(node['init'], 'process'));

/** Places of all nodes of a kind, as `path:line`. */
const places = (list: readonly Source[], test: (node: Node) => boolean): string[] =>
  list.flatMap((source) => source.nodes.filter(test).map((node) => `${source.path}:${source.lines(node).first}`));

test('only the configuration reads the environment', () => {
  expect(
    places(
      sources.filter(({ path }) => !allows(ENV_ALLOWED, path)),
      readsEnv,
    ),
  ).toEqual([]);
  expect(places([parseSource('src/slack/app.ts', "\nconst token = process.env['TOKEN'];")], readsEnv)).toEqual(['src/slack/app.ts:2']);
});

/** Markup of Slack that a pasted value could break out of. */
const isMarkup = (node: Node): boolean =>
  (node.type === 'StringLiteral' && node['value'] === 'mrkdwn') || (node.type === 'Identifier' && node['value'] === 'mrkdwn');

test('nobody writes mrkdwn', () => {
  expect(
    places(
      sources.filter(({ path }) => !path.startsWith('src/workspace/')),
      isMarkup,
    ),
  ).toEqual([]);
  expect(places([parseSource('src/renderers/slack.ts', "export const a = { type: 'mrkdwn' };")], isMarkup)).toHaveLength(1);
});

/** Code that decides gets the time handed in. */
const readsClock = (node: Node): boolean =>
  (node.type === 'MemberExpression' && named(node['object'], 'Date') && named(node['property'], 'now')) ||
  (node.type === 'NewExpression' && named(node['callee'], 'Date') && Object(node['arguments']).length === 0);

test('parsers, rules, engine and renderers have no clock', () => {
  const timeless = sources.filter(({ path }) => /^src\/(?:model|parsers|rules|engine|renderers)\//.test(path));
  expect(places(timeless, readsClock)).toEqual([]);
});

describe('sizes', () => {
  const count = (text: string) => text.trimEnd().split('\n').length;
  const limit = (path: string) => (folderOf(path) === 'rules/rule' ? LINES.rule : LINES.file);

  test('no file is longer than its limit', () => {
    const long = sources.filter(({ path, text }) => path !== 'src/rules/index.ts' && count(text) > limit(path));
    expect(long.map(({ path, text }) => `${path} has ${count(text)} lines, the limit is ${limit(path)}`)).toEqual([]);
  });

  test(`no function is longer than ${LINES.function} lines`, () => {
    const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'MethodProperty'];
    const long = sources.flatMap((source) =>
      source.nodes
        // What a rule says is data in a function, and its length is that of its file.
        .filter(
          ({ type, body }) => kinds.includes(type) && !(folderOf(source.path) === 'rules/rule' && Object(body).type === 'ParenthesisExpression'),
        )
        .map((node) => ({ path: source.path, ...source.lines(node) }))
        .filter(({ first, last }) => last - first + 1 > LINES.function),
    );
    expect(long.map(({ path, first, last }) => `${path}:${first} has ${last - first + 1} lines`)).toEqual([]);
  });
});
