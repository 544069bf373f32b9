// Nobody here has an Exchange server: at least the shell would understand every command as it is shown.
import { judge } from '../../src/engine/judge.js';
import { readPaste } from '../../src/parsers/index.js';
import { COLLECT_SCRIPT } from '../../src/renderers/collect.js';
import { fillCommand } from '../../src/renderers/fill.js';
import { rules } from '../../src/rules/index.js';
import { ruleFiles, samplesOf } from '../../src/tools/samples.js';
import { powershell } from './powershell.js';
import { runsOf } from './texts.js';

let faults: (script: string) => string[];
beforeAll(async () => {
  faults = await powershell();
});

test('a fault is found where there is one', () => {
  expect(faults('Get-Queue | Format-Table Identity, Status, MessageCount')).toEqual([]);
  expect(faults("$in = New-Object Net.Sockets.TcpClient $to, 25, 'a'")).toEqual([]);
  for (const script of ['if ($a) { Get-Queue', "Get-Queue 'EX01", 'Get-Queue | | Sort-Object', '$a = @(Get-Queue', 'Get-Queue }']) {
    expect(faults(script).length).toBeGreaterThan(0);
  }
});

test('the script that collects', () => {
  expect(faults(COLLECT_SCRIPT)).toEqual([]);
});

test.each(ruleFiles())('$id', (file) => {
  const shown = new Set(
    samplesOf(file)
      .filter(({ kind }) => kind === 'match')
      .flatMap(({ text }) => judge(readPaste(text), rules).findings.filter(({ rule }) => rule.id === file.id))
      .flatMap(({ rule, facts }) => runsOf(rule).map(({ run }) => fillCommand(run, facts)))
      .flatMap((command) => ('text' in command ? [command.text] : [])),
  );
  for (const script of shown) {
    expect({ script, faults: faults(script) }).toEqual({ script, faults: [] });
    // Functions, as the shells of Exchange bring them along, print errors all the same: SilentlyContinue is for them.
    const ignoring = script.split(/[|;\n]/).filter((part) => part.includes('-ErrorAction Ignore') && !COMPILED.test(part));
    expect({ script, ignoring }).toEqual({ script, ignoring: [] });
  }
});

const COMPILED = /(?:Resolve-DnsName|Get-WinEvent|Get-ItemProperty|Get-ChildItem|Get-Command)\b/;
