// One paste against all rules, and against ten times as many: the copies know other codes, words, events and settings.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pasteOf } from './request.mjs';

const COPIES = 10;
const ROUNDS = { first: 300, measured: 1000 };
const CODE = `
export { readPaste } from './src/parsers/index.ts';
export { judge } from './src/engine/judge.ts';
export { rules } from './src/rules/index.ts';
`;

/** `5.7.606-649` to `5.7.3606-3649`: a code that nobody writes. */
const shifted = (code, by) =>
  code.replace(/(?<=\.)(\d{1,4})(?:-(\d{1,4}))?$/, (_, from, to) => Number(from) + by + (to ? `-${Number(to) + by}` : ''));

/** A rule for other codes, words, events and settings, which looks as long and finds nothing. */
const copyOf = (rule, i) => ({
  ...rule,
  id: `${rule.id}-${i}`,
  ...(rule.codes ? { codes: rule.codes.map((code) => shifted(code, 1000 * i)) } : {}),
  ...(rule.words ? { words: rule.words.map((words) => words.replace(/[a-z0-9]+/gi, `$&x${i}`)) } : {}),
  ...(rule.properties ? { properties: rule.properties.map((name) => `${name}x${i}`) } : {}),
  ...(rule.events ? { events: rule.events.map((id) => id + 100_000 * i) } : {}),
  match: (view) => (rule.match(view) ? null : null),
});

/** Milliseconds of each run. */
export async function judgeTimes(folder) {
  const outfile = join(folder, 'judge.js');
  const stdin = { contents: CODE, resolveDir: process.cwd() };
  await build({ stdin, outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
  const { readPaste, judge, rules } = createRequire(import.meta.url)(outfile);
  const evidence = readPaste(pasteOf(3000));
  const many = Array.from({ length: COPIES }, (_, i) => (i === 0 ? rules : rules.map((rule) => copyOf(rule, i)))).flat();
  const took = (list) => {
    const start = performance.now();
    judge(evidence, list);
    return performance.now() - start;
  };
  // In turn: what disturbs one disturbs both.
  const times = Array.from({ length: ROUNDS.first + ROUNDS.measured }, () => [took(rules), took(many)]).slice(ROUNDS.first);
  return { count: rules.length, one: times.map(([one]) => one), ten: times.map(([, ten]) => ten) };
}
