// Writes what follows from the rules and their samples: the index, the catalogue and the replies.
// With --check it writes nothing and exits 1 if a file is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { judge } from '../engine/judge.js';
import { LOCALES, type Locale, type Rule } from '../model/rule.js';
import { readPaste } from '../parsers/index.js';
import { drawText } from '../renderers/text.js';
import { areaPage, codesFile, codesPage, type Entry, fileName, indexPage, rulesJson } from './catalogue.js';
import { folderOf, loadRule, RULES, type RuleFile, ruleFiles, SAMPLES, sampleFolders, samplesOf } from './samples.js';

/** Columns of the replies, as on a terminal of usual width. */
const WIDTH = 80;

const camel = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The list of all rules. Static imports, so that a bundler sees them. */
export function indexFile(files: readonly RuleFile[]): string {
  const imports = files.map(({ area, id }) => `import ${camel(id)} from './${area}/${id}.js';`);
  const names = files.map(({ id }) => `  ${camel(id)},`);
  return [
    '// Written by `npm run update`.',
    "import type { Rule } from '../model/rule.js';",
    ...imports,
    '',
    'export const rules: readonly Rule[] = [',
    ...names,
    '];',
    '',
  ].join('\n');
}

/** The terminal reply to the first match sample, the folded part included, or undefined without a sample. */
function replyOf(file: RuleFile, rules: readonly Rule[], locale: Locale): string | undefined {
  const sample = samplesOf(file).find(({ kind, text }) => kind === 'match' && text.trim() !== '');
  if (!sample) return undefined;
  const text = drawText(judge(readPaste(sample.text), rules), { locale, name: 'paste.txt', more: true, color: false, width: WIDTH });
  return `${text.trimEnd()}\n`;
}

/** Every generated file with its text, and the rules that have no match sample. */
export async function generate(): Promise<{ files: Map<string, string>; bare: string[] }> {
  const found = ruleFiles();
  const rules = await Promise.all(found.map(loadRule));
  const files = new Map<string, string>([[`${RULES}/index.ts`, indexFile(found)]]);
  const bare: string[] = [];
  const entries = found.map((file, i): Entry => {
    const [en, ja] = LOCALES.map((locale) => replyOf(file, rules, locale));
    if (en === undefined || ja === undefined) bare.push(file.id);
    const replies = en !== undefined && ja !== undefined ? { en, ja } : undefined;
    for (const locale of LOCALES) if (replies) files.set(`${folderOf(file)}/reply.${locale}.txt`, replies[locale]);
    // `rules` was made from `found`, one for one.
    return { ...file, rule: rules[i] as Rule, replies };
  });
  files.set(`${RULES}/rules.json`, rulesJson(entries));
  for (const locale of LOCALES) {
    files.set(`${RULES}/${fileName(locale)}`, indexPage(entries, locale));
    files.set(`${RULES}/${codesFile(locale)}`, codesPage(entries, locale));
    for (const area of new Set(found.map((file) => file.area))) files.set(`${RULES}/${area}/${fileName(locale)}`, areaPage(entries, area, locale));
  }
  return { files, bare };
}

/** Generated files on disk that nothing generates any more. */
function leftovers(files: ReadonlyMap<string, string>): string[] {
  const replies = sampleFolders().flatMap((rule) => LOCALES.map((locale) => `${folderOf(rule, SAMPLES)}/reply.${locale}.txt`));
  const areas = readdirSync(RULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const pages = areas.flatMap(({ name }) => LOCALES.map((locale) => `${RULES}/${name}/${fileName(locale)}`));
  return [...replies, ...pages].filter((path) => existsSync(path) && !files.has(path));
}

/** Generated files that are missing, different or left over. */
export function stale(files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(([path]) => path);
  return [...changed, ...leftovers(files)];
}

function write(files: ReadonlyMap<string, string>): void {
  for (const path of stale(files)) {
    const text = files.get(path);
    if (text === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    console.log(`${text === undefined ? 'removed' : 'wrote'} ${path}`);
  }
}

async function main(check: boolean): Promise<void> {
  const { files, bare } = await generate();
  for (const id of bare) console.log(`${id} has no match sample: no reply written`);
  const old = stale(files);
  if (!check) write(files);
  else for (const path of old) console.error(`${path} is out of date: run npm run update`);
  if (old.length === 0) console.log('Generated files are up to date.');
  process.exitCode = check && old.length > 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith('generate.ts')) {
  main(process.argv.includes('--check')).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
