import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { check } from 'recheck';
import { version } from 'recheck/package.json';
import { type Node, parseSource, readSource, type Source, sourceFiles } from './source.js';

// Every pattern runs over foreign text, so none may take more than linear time. A check takes up to seconds, all of them
// minutes: what was found safe is kept beside this test, by hash, and only a pattern that is not there is checked.
// To check all of them again, delete the file and run `npm test -- 'linear time'`.
const SAFE = 'test/patterns.safe.json';
const TIMEOUT_MS = 20_000;

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
  readonly place: string;
}

const isRegExpCall = ({ type, callee }: Node): boolean =>
  (type === 'NewExpression' || type === 'CallExpression') &&
  Object(callee).type === 'Identifier' &&
  ['RegExp', 'later'].includes(Object(callee).value);
const literal = (argument: unknown): string | undefined => {
  const node = Object(Object(argument).expression);
  return node.type === 'StringLiteral' ? String(node.value) : undefined;
};

/** The pattern of a node, or undefined if it has none. A computed one has no `pattern`. */
function patternOf(node: Node, source: Source): (Omit<Pattern, 'pattern'> & { pattern: string | undefined }) | undefined {
  const place = () => `${source.path}:${source.lines(node).first}`;
  if (node.type === 'RegExpLiteral') return { pattern: String(node['pattern']), flags: String(node['flags']), place: place() };
  if (!isRegExpCall(node)) return undefined;
  const [first, second] = Array.isArray(node['arguments']) ? node['arguments'] : [];
  return { pattern: literal(first), flags: literal(second) ?? '', place: place() };
}

const patternsOf = (source: Source) => source.nodes.flatMap((node) => patternOf(node, source) ?? []);
/** Makes the patterns that others name in calls of it. */
const MAKER = 'src/model/later.ts';

const found = [...sourceFiles('src'), ...sourceFiles('handlers')]
  .filter((path) => path !== MAKER)
  .map(readSource)
  .flatMap(patternsOf);
const constant = found.filter((one): one is Pattern => one.pattern !== undefined);

const keyOf = ({ pattern, flags }: Pattern): string =>
  createHash('sha256').update(`recheck ${version} /${pattern}/${flags}`).digest('hex').slice(0, 20);

async function verdict({ pattern, flags, place }: Pattern): Promise<string | undefined> {
  const { status, ...rest } = await check(pattern, flags, { timeout: TIMEOUT_MS });
  if (status === 'safe') return undefined;
  const attack = 'attack' in rest && rest.attack ? ` by ${rest.attack.pattern.slice(0, 80)}` : '';
  const error = 'error' in rest && rest.error ? ` (${JSON.stringify(rest.error)})` : '';
  return `${place} /${pattern}/${flags} is ${status}${attack}${error}`;
}

/** Checks two at a time and remembers what is safe. */
async function unsafe(patterns: readonly Pattern[], known: Set<string>): Promise<string[]> {
  const bad: string[] = [];
  const queue = [...new Map(patterns.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one])).values()];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const fault = await verdict(next);
      if (fault === undefined) known.add(keyOf(next));
      else bad.push(fault);
    }
  };
  await Promise.all([worker(), worker()]);
  return bad.sort();
}

test('a pattern is never put together at run time', () => {
  expect(found.filter(({ pattern }) => pattern === undefined).map(({ place }) => place)).toEqual([]);
  const computed = parseSource('a.ts', 'const a = new RegExp(text); const b = RegExp(`a${b}`);');
  expect(patternsOf(computed).map(({ pattern }) => pattern)).toEqual([undefined, undefined]);
});

test('patterns are found wherever they stand', () => {
  const source = parseSource('a.ts', "const a = { b: [/x+/giu] };\nconst c = `${d.replace(/y/, '')}`;\nconst e = new RegExp('z', 'i');");
  expect(patternsOf(source)).toEqual([
    { pattern: 'x+', flags: 'giu', place: 'a.ts:1' },
    { pattern: 'y', flags: '', place: 'a.ts:2' },
    { pattern: 'z', flags: 'i', place: 'a.ts:3' },
  ]);
});

test('the check knows a slow pattern', async () => {
  expect(await unsafe([{ pattern: '^\\s*(.+?)\\s*x$', flags: '', place: 'a.ts:1' }], new Set())).toEqual([expect.stringContaining('a.ts:1')]);
}, 60_000);

test('every pattern takes linear time', async () => {
  const known = new Set<string>(existsSync(SAFE) ? JSON.parse(readFileSync(SAFE, 'utf8')) : []);
  const before = [...known].join();
  const bad = await unsafe(constant, known);
  const safe = [...new Set(constant.map(keyOf).filter((key) => known.has(key)))].sort();
  if (safe.join() !== before) writeFileSync(SAFE, `${JSON.stringify(safe, null, 2)}\n`);
  expect(bad).toEqual([]);
}, 900_000);
