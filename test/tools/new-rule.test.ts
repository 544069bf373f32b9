import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { newRule } from '../../src/tools/new-rule.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'exchange-tls-rule-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const make = (argument: string | undefined) => newRule(argument, join(root, 'rules'), join(root, 'samples'));
function put(path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
}

test('a new rule has its file and two empty samples', () => {
  const made = make('dns/mx-points-to-an-old-host');
  if ('error' in made) throw new Error(made.error);
  expect([...made.files.keys()].map((path) => path.slice(root.length + 1))).toEqual([
    'rules/dns/mx-points-to-an-old-host.ts',
    'samples/dns/mx-points-to-an-old-host/match.what-it-is.en.txt',
    'samples/dns/mx-points-to-an-old-host/near.none.what-it-is.txt',
  ]);
  expect([...made.files.values()][0]).toContain("id: 'mx-points-to-an-old-host'");
});

test.each([undefined, '', 'no-area', 'dns/', 'dns/oneword', 'DNS/Two-Words', 'dns/two--dashes', '../etc/a-b', 'dns/a-b/c-d', 'dns/äöü-x'])(
  '%p is refused',
  (argument) => {
    expect(make(argument)).toEqual({ error: expect.stringContaining('npm run new-rule') });
  },
);

test('an id is used once in all areas', () => {
  put('rules/starttls/the-same-fault.ts');
  expect(make('dns/the-same-fault')).toEqual({ error: expect.stringContaining('exists already') });
});

test('samples that are there are kept', () => {
  put('samples/dns/the-same-fault/match.a.en.txt');
  expect(make('dns/the-same-fault')).toEqual({ error: expect.stringContaining('exists already') });
});
