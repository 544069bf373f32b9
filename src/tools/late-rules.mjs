// How the rules get into the Slack function: data that says when to ask each, and the rest in files that are read when needed.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const RULES = 'src/rules';
const TEXTS = 'dist/handlers/texts';
const LIST = 'dist/handlers/slack-rules.json';

/** Name of the file with the code of an area's rules, beside the function. */
const codeFile = (area) => `slack-rules-${area}.js`;

/** Half the time of `require`, which would look around for a file first. */
const lateIndex = (areas) => `
import { readFileSync } from 'node:fs';
import { lateRules } from './define-late.js';
const read = (name) => JSON.parse(readFileSync(__dirname + '/' + name + '.json', 'utf8'));
const code = { ${areas.map((area) => `${JSON.stringify(area)}: () => require('./${codeFile(area)}')`).join(', ')} };
export const rules = lateRules({ list: read('slack-rules'), code: (area) => code[area]().matches, body: (id) => read('texts/' + id) });
`;

/** A rule file without what it says: that is the function \`text\` at the end, as the formatter lays it out. */
function withoutText(rule) {
  const [start, close] = ['\n  text: () => ({\n', '\n  }),\n'];
  const from = rule.indexOf(start);
  const to = rule.indexOf(close, from);
  return from < 0 || to < 0 ? undefined : `${rule.slice(0, from)}\n${rule.slice(to + close.length)}`;
}

const textsLeftOut = {
  name: 'texts-left-out',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]rules[\\/]\w+[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const contents = withoutText(await readFile(path, 'utf8'));
      return contents === undefined ? { errors: [{ text: `${path} has no text that could be left out` }] } : { contents, loader: 'ts' };
    });
  },
};

const EVERYTHING = {
  contents: `export { rules } from './rules/index.js'; export { indexOf } from './engine/rule-index.js';`,
  resolveDir: 'src',
  loader: 'ts',
};
async function loadRules() {
  const { outputFiles } = await build({ stdin: EVERYTHING, bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Area of each rule, by the folder that its file is in. */
async function areasOf() {
  const folders = (await readdir(RULES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = await Promise.all(
    folders.map(async ({ name }) => (await readdir(`${RULES}/${name}`)).map((file) => [file.replace(/\.ts$/, ''), name])),
  );
  return new Map(files.flat());
}

const headOf = ({ id, reads, explains, mail, codes, events, anyCode, fallback, said }, area) => ({
  id,
  area,
  reads,
  explains,
  mail,
  codes,
  events,
  anyCode,
  fallback,
  said,
});
const bodyOf = ({ title, sources, words, often, text }) => ({ title, sources, words, often, text: text() });

/** Writes the texts, and returns the plugin for the function and the further files that it needs. */
export async function prepareRules() {
  const [{ rules, indexOf }, areas] = await Promise.all([loadRules(), areasOf()]);
  await rm(TEXTS, { recursive: true, force: true });
  await mkdir(TEXTS, { recursive: true });
  await Promise.all(rules.map((rule) => writeFile(`${TEXTS}/${rule.id}.json`, JSON.stringify(bodyOf(rule)))));
  const coded = new Map();
  for (const { id, said } of rules) if (!said) coded.set(areas.get(id), [...(coded.get(areas.get(id)) ?? []), id]);
  const heads = rules.map((rule) => headOf(rule, areas.get(rule.id)));
  await writeFile(LIST, JSON.stringify({ heads, index: indexOf(rules) }));
  return {
    external: [...coded.keys()].map((area) => `./${codeFile(area)}`),
    plugin: {
      name: 'late-rules',
      setup({ onLoad }) {
        onLoad({ filter: /src[\\/]rules[\\/]index\.ts$/ }, () => ({ contents: lateIndex([...coded.keys()]), loader: 'ts', resolveDir: RULES }));
      },
    },
    /** One file an area: what its rules look at, where that is code. */
    outputs: [...coded].map(([area, ids]) => ({
      out: `dist/handlers/${codeFile(area)}`,
      stdin: {
        contents: [
          ...ids.map((id, i) => `import rule${i} from './${area}/${id}.js';`),
          `export const matches = { ${ids.map((id, i) => `${JSON.stringify(id)}: rule${i}.match`).join(', ')} };`,
        ].join('\n'),
        resolveDir: RULES,
        loader: 'ts',
      },
      plugins: [textsLeftOut],
    })),
  };
}
