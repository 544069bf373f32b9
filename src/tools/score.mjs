// npm run score: measures the command line against a corpus of labelled pastes, where one lies beside the project.
// The floor in test/score-floor.json is handed on as --require, so a run that falls short exits 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const SCORER = '../shared/corpus/score.mjs';
const FLOOR = 'test/score-floor.json';

function main(args) {
  if (!existsSync(SCORER)) {
    console.log('No corpus beside the project (../shared/corpus): nothing was scored.');
    return 0;
  }
  if (!existsSync('dist/cli.js')) {
    console.error('score: run npm run build first.');
    return 2;
  }
  const floor = Object.entries(JSON.parse(readFileSync(FLOOR, 'utf8')));
  const require = floor.map(([figure, value]) => `${figure}=${value}`).join(',');
  const options = ['--map', 'test/corpus-map.json', '--require', require, ...args];
  const { status } = spawnSync(process.execPath, [SCORER, ...options, '--', process.execPath, 'dist/cli.js', 'diagnose', '--json'], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
