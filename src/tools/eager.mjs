// V8 reads most functions twice: it skips them when the file is loaded and compiles them when they are first called. What
// stands in parentheses is compiled at once. So the functions of the first answer are put in parentheses, which saves a
// cold start a sixth of its time.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PASTE, SECRET, slashCommand } from './bench/request.mjs';

const CHILD = 'src/tools/bench/child.cjs';
const IS_FUNCTION = /^(?:async )?function\b/;
const NAME = /^((?:async )?function\*?) ?([\w$]+)/;

/** Places of the functions that an answer to the main job calls, each with all that it is in. */
async function calledIn(file, folder) {
  const event = join(folder, 'event.json');
  await writeFile(event, JSON.stringify(slashCommand(PASTE)));
  const env = { PATH: process.env.PATH, SLACK_SIGNING_SECRET: SECRET, NODE_V8_COVERAGE: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CHILD, file, event], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`eager: no answer\n${stderr}`);
  const { body } = JSON.parse(stdout.slice(stdout.lastIndexOf('{"wall"')));
  const report = (await readdir(folder)).find((name) => name.startsWith('coverage-'));
  const { result } = JSON.parse(await readFile(join(folder, report), 'utf8'));
  const found = result.find(({ url }) => url === pathToFileURL(file).href);
  return { body, functions: found.functions.map(({ ranges: [{ startOffset: from, endOffset: to, count }] }) => ({ from, to, count })) };
}

/** The text with the called functions marked; those declared at the top become variables in front of all others. */
function marked(text, functions) {
  const inner = functions.filter(({ from, to }) => to - from < text.length);
  const called = inner.filter(({ from, count }) => count > 0 && IS_FUNCTION.test(text.slice(from, from + 20)));
  const isDeclared = ({ from }) => /[;{}\n]/.test(text[from - 1]);
  const isTop = ({ from, to }) => !inner.some((one) => one.from < from && one.to > to);
  const top = called.filter((one) => isDeclared(one) && isTop(one)).sort((a, b) => a.from - b.from);
  const marks = called
    .filter((one) => !isDeclared(one))
    .flatMap(({ from, to }) => [
      { at: from, mark: '(' },
      { at: to, mark: ')' },
    ])
    .sort((a, b) => a.at - b.at || (a.mark === ')' ? -1 : 1));
  const part = (from, to) => {
    let [out, last] = ['', from];
    for (const { at, mark } of marks) {
      if (at < from || at > to || (at === from && mark === ')') || (at === to && mark === '(')) continue;
      out += text.slice(last, at) + mark;
      last = at;
    }
    return out + text.slice(last, to);
  };
  const variables = top.map(({ from, to }) => part(from, to).replace(NAME, '$2=($1')).map((one) => `${one})`);
  const between = top.map(({ from }, i) => part(top[i - 1]?.to ?? 0, from));
  const rest = [...between, part(top.at(-1)?.to ?? 0, text.length)].join('');
  return variables.length === 0 ? rest : rest.replace('"use strict";', () => `"use strict";var ${variables.join(',')};`);
}

/** Writes the file anew, and makes sure that it still gives the same answer. */
export async function compileAtOnce(path) {
  const file = resolve(path);
  const folder = await mkdtemp(join(tmpdir(), 'exchange-tls-eager-'));
  try {
    const before = await calledIn(file, folder);
    await writeFile(file, marked(await readFile(file, 'utf8'), before.functions));
    const after = await calledIn(file, folder);
    if (after.body !== before.body) throw new Error('eager: the answer has changed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
