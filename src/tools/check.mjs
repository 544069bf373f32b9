// npm test: everything that must hold before a change goes in, cheap checks first.
// With arguments only jest runs, with these arguments: npm test -- the-fault
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const CACHE = 'node_modules/.cache/exchange-tls';
const SUMMARY = `${CACHE}/jest.json`;
const bin = (path) => [process.execPath, `node_modules/${path}`];
const JEST = bin('jest/bin/jest.js');

/** Sections of npm test in order. */
const SECTIONS = [
  { title: 'Types', command: [...bin('typescript/bin/tsc'), '--noEmit'] },
  {
    title: 'Types of the page',
    command: [...bin('typescript/bin/tsc'), '--noEmit', '--project', 'src/workspace/page'],
  },
  { title: 'Format and lint', command: [...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { title: 'Promises', command: [...bin('oxlint/bin/oxlint'), '--type-aware'] },
  { title: 'Generated files', command: [...bin('tsx/dist/cli.mjs'), 'src/tools/generate.ts', '--check'] },
  { title: 'Build and size', command: [process.execPath, 'src/tools/build.mjs'] },
  { title: 'Tests', command: [...JEST, '--json', `--outputFile=${SUMMARY}`] },
  { title: 'Deployment package', command: [...bin('serverless/bin/serverless.js'), 'package'] },
];

function run([program, ...args]) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status ?? 1;
}

function section({ title, command }) {
  console.log(`\n== ${title}`);
  const start = performance.now();
  const status = run(command);
  return { title, status, seconds: (performance.now() - start) / 1000 };
}

/** Passed and failed tests of the last jest run; a run that died counts as one failure. */
function testCounts() {
  if (!existsSync(SUMMARY)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(SUMMARY, 'utf8'));
  return { passed: numPassedTests, failed: Math.max(numFailedTests + numRuntimeErrorTestSuites, numFailedTestSuites > 0 ? 1 : 0) };
}

function main(args) {
  if (args.length > 0) return run([...JEST, '--testNamePattern', args[0], ...args.slice(1)]);
  mkdirSync(CACHE, { recursive: true });
  rmSync(SUMMARY, { force: true });
  const results = SECTIONS.map(section);
  const { passed, failed } = testCounts();
  const broken = results.filter(({ status }) => status !== 0);
  console.log('\n== Summary');
  for (const { title, status, seconds } of results) console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds.toFixed(1)} s)`);
  const other = results.filter(({ title }) => title !== 'Tests');
  const bad = other.filter(({ status }) => status !== 0).length;
  const counts = { passed: passed + other.length - bad, failed: failed + bad };
  writeFileSync(`${CACHE}/checks.json`, JSON.stringify(counts));
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  return broken.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
