// Bundles the handlers and the command line, and keeps the Slack function small: a cold start reads every byte of it.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { compileAtOnce } from './eager.mjs';
import { prepareRules } from './late-rules.mjs';
import { MAIL_BUNDLE } from './mail-bundle.mjs';
import { faultsOf } from './size-gate.mjs';

/** What Bolt wants of Slack's Web API when it starts. Our answers go to response_url, so no client is ever used. */
const NO_WEB_API = `
exports.WebClient = class {};
exports.addAppMetadata = () => {};
for (const name of ['WebAPIPlatformError', 'WebAPIRateLimitedError', 'WebAPIHTTPError']) exports[name] = class extends Error {};
`;
/** Receivers for other hosts, and parts for agents, workflow steps and memory between messages. The App names them when it starts. */
const UNUSED =
  /^\.{1,2}\/(?:receivers\/)?(?:HTTPReceiver|ExpressReceiver|SocketModeReceiver|CustomFunction|conversation-store|create-(?:say-stream|set-status|function-complete|function-fail))$/;
const NO_PART = `
exports.CustomFunction = exports.MemoryStore = class {};
exports.conversationContext = exports.default = class { constructor() { throw new Error('not bundled'); } };
`;
const BOLT = `
export { default as App } from './node_modules/@slack/bolt/dist/App.js';
export { default as AwsLambdaReceiver } from './node_modules/@slack/bolt/dist/receivers/AwsLambdaReceiver.js';
export { LogLevel } from '@slack/logger';
`;
async function nameAndVersion(path) {
  const { name, version } = JSON.parse(await readFile(path, 'utf8'));
  return JSON.stringify({ name, version });
}

/**
 * Bolt loads all its receivers, an HTTP stack for each, and 300 Web API methods; Lambda needs one receiver. Every module
 * costs a cold start something, also an empty one, so those that are left out share one.
 */
const boltForLambda = {
  name: 'bolt-for-lambda',
  setup({ onLoad, onResolve }) {
    // Only what we import: Bolt's index names every receiver and type module.
    onResolve({ filter: /^@slack\/bolt$/ }, ({ path }) => ({ path, namespace: 'bolt-index', sideEffects: false }));
    onLoad({ filter: /.*/, namespace: 'bolt-index' }, () => ({ loader: 'js', contents: BOLT, resolveDir: process.cwd() }));
    onLoad({ filter: /@slack[\\/]bolt[\\/]package\.json$/ }, async ({ path }) => ({ loader: 'json', contents: await nameAndVersion(path) }));
    onResolve({ filter: UNUSED }, ({ importer }) => (importer.includes('@slack') ? { path: 'part', namespace: 'unused' } : undefined));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ loader: 'js', contents: NO_PART }));
    // Of a dozen modules of types, one has a value.
    onLoad({ filter: /bolt[\\/]dist[\\/]types[\\/]index\.js$/ }, () => ({ loader: 'js', contents: 'module.exports = require("./middleware");' }));
    onResolve({ filter: /^@slack\/(?:oauth|socket-mode|types|web-api)$/ }, ({ path }) => ({ path, namespace: 'stub' }));
    onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
      loader: 'js',
      contents: path === '@slack/web-api' ? NO_WEB_API : 'module.exports = {};',
    }));
  },
};

/** What only a pressed button or a probe needs stands in a file of its own, so that a paste is answered without reading it. */
const buttonsForLater = {
  name: 'buttons-for-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:buttons|probe)\.js$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace('./', './slack-'), external: true } : undefined,
    );
  },
};

/** So do parsers of forms that few pastes hold, and the answers to single codes. Each module becomes calls into a file beside it. */
const LATER = [
  {
    filter: /src[\\/]parsers[\\/]rare\.ts$/,
    contents: `
      const rare = () => require('./slack-rare.js');
      export const RARE = new Proxy({}, { get: (_, name) => rare().RARE[name] });
      export const pairUp = (clues) => rare().pairUp(clues);`,
  },
  {
    filter: /src[\\/]renderers[\\/]collect\.ts$/,
    contents: `export const drawCollect = (...args) => require('./slack-lookup.js').drawCollect(...args);`,
  },
  { filter: /src[\\/]slack[\\/]lookup\.ts$/, contents: `export const answerTerm = (...args) => require('./slack-lookup.js').answerTerm(...args);` },
  { filter: /src[\\/]model[\\/]registry\.ts$/, contents: `export const meaningOf = (code) => require('./slack-lookup.js').meaningOf(code);` },
];
const seldomForLater = {
  name: 'seldom-for-later',
  setup({ onLoad }) {
    for (const { filter, contents } of LATER) onLoad({ filter }, () => ({ contents }));
  },
};

const SLACK = 'dist/handlers/slack.js';
const rules = await prepareRules();
const LAMBDA = {
  target: 'node22',
  // V8 reads a function faster than an arrow, whose head it sees only at its end.
  supported: { arrow: false },
  external: ['@aws-sdk/*', './slack-rare.js', './slack-lookup.js', './slack-rules.js'],
};
// Lambda has the SDK where require() looks.
const SDK = { supported: { arrow: false, 'dynamic-import': false } };
const LOOKUP = {
  contents: `export { answerTerm } from './slack/lookup.js'; export { meaningOf } from './model/registry.js'; export { drawCollect } from './renderers/collect.js';`,
  resolveDir: 'src',
  loader: 'ts',
};
/** What gets built: name in dist, entry and options. */
const OUTPUTS = [
  {
    out: SLACK,
    entry: 'handlers/slack.ts',
    options: { ...LAMBDA, plugins: [boltForLambda, rules.plugin, buttonsForLater, seldomForLater] },
  },
  { out: 'dist/handlers/slack-buttons.js', entry: 'src/slack/buttons.ts', options: { ...LAMBDA, plugins: [buttonsForLater, seldomForLater] } },
  { out: 'dist/handlers/slack-probe.js', entry: 'src/slack/probe.ts', options: { ...LAMBDA, ...SDK } },
  { out: 'dist/handlers/worker.js', entry: 'handlers/worker.ts', options: { ...LAMBDA, ...SDK } },
  { out: 'dist/handlers/slack-rare.js', entry: 'src/parsers/rare.ts', options: LAMBDA },
  { out: 'dist/handlers/slack-lookup.js', stdin: LOOKUP, options: LAMBDA },
  { out: 'dist/handlers/slack-rules.js', stdin: rules.code.stdin, options: { ...LAMBDA, plugins: rules.code.plugins } },
  { out: 'dist/cli.js', entry: 'src/cli.ts', options: { ...MAIL_BUNDLE, target: 'node20', banner: { js: '#!/usr/bin/env node' } }, executable: true },
  { out: 'dist/workspace.js', entry: 'src/workspace/main.ts', options: { target: 'node20' } },
  { out: 'dist/page.js', entry: 'src/workspace/page/page.ts', options: { platform: 'browser', format: 'iife', target: 'es2022' } },
];
const COMMON = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  minify: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
};

async function bundle({ out, entry, stdin, options, executable }) {
  const { metafile } = await build({ ...COMMON, ...options, ...(stdin ? { stdin } : { entryPoints: [entry] }), outfile: out });
  if (executable) await chmod(out, 0o755);
  return metafile;
}

await mkdir('dist', { recursive: true });
const metas = await Promise.all(OUTPUTS.map(bundle)).catch((error) => {
  // esbuild has printed what is wrong in the code by then.
  if (!error.errors) console.error(error);
  process.exit(1);
});
await compileAtOnce(SLACK);
const outputs = Object.assign({}, ...metas.map((meta) => meta.outputs));
await writeFile('dist/meta.json', JSON.stringify({ inputs: Object.assign({}, ...metas.map(({ inputs }) => inputs)), outputs }));
for (const { out } of OUTPUTS) console.log(`${out.padEnd(28)} ${Math.ceil((await readFile(out)).length / 1024)} KiB`);

const slack = outputs[SLACK];
// What is loaded only when needed does not weigh on the cold start.
const imports = slack.imports.filter(({ kind }) => kind !== 'dynamic-import').map(({ path }) => path);
const faults = faultsOf({ bytes: slack.bytes, inputs: Object.keys(slack.inputs), imports });
for (const fault of faults) console.error(`build: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
