// How the rules get into the Slack function: data that says when to ask each, and the rest in files that are read when needed.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { PASTE } from './bench/request.mjs';

const RULES = 'src/rules';
const TEXTS = 'dist/handlers/texts';
const LIST = 'dist/handlers/slack-rules.json';

/** Rules as functions that load them: most are never asked. */
const lazily = (rules, areas) =>
  `{ ${rules.map(({ id }) => `${JSON.stringify(id)}: () => require('./${areas.get(id)}/${id}.js').default`).join(',\n')} }`;

/** A file is read in half the time of `require`, which would look around for it first. */
const indexWith = (everyday) => `
import { readFileSync } from 'node:fs';
import { lateRules } from './define-late.js';
const read = (name) => JSON.parse(readFileSync(__dirname + '/' + name + '.json', 'utf8'));
const everyday = ${everyday};
const code = (id) => (everyday[id] ?? require('./slack-rules.js').rules[id])();
export const rules = lateRules({ list: read('slack-rules'), code, body: (id) => read('texts/' + id) });
`;

/** A rule file without what it says: title, sources, and the function `text` at the end, as the formatter lays them out. */
function withoutText(rule) {
  const [start, close] = ['\n  text: () => ({\n', '\n  }),\n'];
  const from = rule.indexOf(start);
  const to = rule.indexOf(close, from);
  if (from < 0 || to < 0) return undefined;
  const rest = `${rule.slice(0, from)}\n${rule.slice(to + close.length)}`;
  return without(without(rest, '\n  title: {\n', '\n  },\n'), '\n  sources: [', '],\n');
}

function without(text, start, close) {
  const from = text.indexOf(start);
  const to = text.indexOf(close, from);
  return from < 0 || to < 0 ? text : `${text.slice(0, from)}\n${text.slice(to + close.length)}`;
}

const leaveTextsOut = ({ onLoad }) => {
  onLoad({ filter: /src[\\/]rules[\\/]\w+[\\/][\w-]+\.ts$/ }, async ({ path }) => {
    const contents = withoutText(await readFile(path, 'utf8'));
    return contents === undefined ? { errors: [{ text: `${path} has no text that could be left out` }] } : { contents, loader: 'ts' };
  });
};

const EVERYTHING = `
export { rules } from './rules/index.js';
export { indexOf, rulesFor } from './engine/rule-index.js';
export { readPaste } from './parsers/index.js';
`;
async function loadRules() {
  const stdin = { contents: EVERYTHING, resolveDir: 'src', loader: 'ts' };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Area of each rule, by the folder that its file is in. */
async function areasOf() {
  const folders = (await readdir(RULES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = folders.map(async ({ name }) => (await readdir(`${RULES}/${name}`)).map((file) => [file.replace(/\.ts$/, ''), name]));
  return new Map((await Promise.all(files)).flat());
}

const listOf = (rules, index) => ({
  ids: rules.map(({ id }) => id),
  fallbacks: Object.fromEntries(rules.flatMap(({ id, fallback }) => (fallback ? [[id, fallback]] : []))),
  index,
});
const bodyOf = ({ title, sources, codes, events, words, often, text }) => ({ title, sources, codes, events, words, often, text: text() });

/** Writes lists and texts, and returns the plugin for the function and what goes into the file beside it. */
export async function prepareRules() {
  const [{ rules, indexOf, rulesFor, readPaste }, areas] = await Promise.all([loadRules(), areasOf()]);
  await rm(TEXTS, { recursive: true, force: true });
  await mkdir(TEXTS, { recursive: true });
  await Promise.all(rules.map((rule) => writeFile(`${TEXTS}/${rule.id}.json`, JSON.stringify(bodyOf(rule)))));
  await writeFile(LIST, JSON.stringify(listOf(rules, indexOf(rules))));
  // What the main job asks is in the function itself; the rest is loaded when the first of it is asked.
  const asked = rulesFor(readPaste(PASTE).clues, rules).filter(({ fallback }) => !fallback);
  const others = rules.filter((rule) => !asked.includes(rule));
  const index = indexWith(lazily(asked, areas));
  return {
    plugin: {
      name: 'late-rules',
      setup(pluginBuild) {
        leaveTextsOut(pluginBuild);
        pluginBuild.onLoad({ filter: /src[\\/]rules[\\/]index\.ts$/ }, () => ({ contents: index, loader: 'ts', resolveDir: RULES }));
      },
    },
    code: {
      stdin: { contents: `export const rules = ${lazily(others, areas)};`, resolveDir: RULES, loader: 'ts' },
      plugins: [{ name: 'texts-left-out', setup: leaveTextsOut }],
    },
  };
}
