// Raw bounces from bytes to a diagnosis in one process: the corpus where it lies beside the project, else the mails of the tests.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { MAIL_BUNDLE } from '../mail-bundle.mjs';

const CORPUS = '../shared/corpus/bulk';
const FIXTURES = 'test/mails';
const ROUNDS = { first: 20, measured: 9 };

const CODE = `
export { readMail } from './src/parsers/file/mail.ts';
export { judge } from './src/engine/judge.ts';
export { rules } from './src/rules/index.ts';
`;

/** The code as the command line has it. */
async function load(folder) {
  const outfile = join(folder, 'mails.js');
  await build({
    ...MAIL_BUNDLE,
    stdin: { contents: CODE, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile);
}

function read() {
  const source = existsSync(CORPUS) ? CORPUS : FIXTURES;
  const names = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.eml'));
  return { source, mails: names.map((name) => readFileSync(join(source, name))) };
}

/** Microseconds for one mail, a figure for each round over all of them; the first rounds, which still compile, are left out. */
export async function mailTimes(folder) {
  const { readMail, judge, rules } = await load(folder);
  const { source, mails } = read();
  const rounds = [];
  for (let i = 0; i < ROUNDS.first + ROUNDS.measured; i += 1) {
    const start = performance.now();
    for (const mail of mails) judge(await readMail(mail), rules);
    rounds.push(((performance.now() - start) * 1000) / mails.length);
  }
  const bytes = mails.reduce((size, { length }) => size + length, 0) / mails.length;
  return { source, count: mails.length, bytes, rounds: rounds.slice(ROUNDS.first) };
}
