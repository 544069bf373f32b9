// The contract of every rule. A new rule adds samples only, no code here.
import { existsSync, readdirSync } from 'node:fs';
import { explain } from '../../src/engine/explain.js';
import { judge } from '../../src/engine/judge.js';
import type { Evidence } from '../../src/model/evidence.js';
import { type Finding, LOCALES, type Rule } from '../../src/model/rule.js';
import { readPaste } from '../../src/parsers/index.js';
import { isPlaceholder } from '../../src/parsers/text/placeholder.js';
import { unescaped } from '../../src/parsers/text/unescaped.js';
import { fillCommand } from '../../src/renderers/fill.js';
import { drawReasons } from '../../src/renderers/reasons.js';
import { drawSlack } from '../../src/renderers/slack.js';
import { drawText } from '../../src/renderers/text.js';
import { rules } from '../../src/rules/index.js';
import { generate, indexFile, stale } from '../../src/tools/generate.js';
import { folderOf, type RuleFile, ruleFiles, type Sample, sampleFolders, samplesOf } from '../../src/tools/samples.js';
import { checkReply } from '../renderers/reply-rules.js';
import { blanksOf, changesIn, columns, englishIn, runsOf, textsOf, unguarded, wordsOf } from './texts.js';

/** Lines of a terminal reply: what everybody sees, and with the folded part. Longer ones are approved unread. */
const REPLY_LINES = { short: 47, more: 92 };
const TITLE_COLUMNS = 60;

const files = ruleFiles();
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const samples = new Map(files.map((file) => [file.id, samplesOf(file)]));
const evidence = new Map<string, Evidence>();
for (const list of samples.values()) for (const { path, text } of list) evidence.set(path, readPaste(text));

const evidenceOf = ({ path }: Sample): Evidence => evidence.get(path) ?? readPaste('');
const findingsOf = (sample: Sample): readonly Finding[] => judge(evidenceOf(sample), rules).findings;
const why = (sample: Sample): string => `${sample.path}\n\n${drawReasons(evidenceOf(sample).clues, explain(evidenceOf(sample), rules), 'en')}`;

/** A failure of a sample shows what was read from it and what every rule made of it. */
function expectFirst(sample: Sample, expected: string | undefined): void {
  const got = findingsOf(sample).map(({ rule }) => rule.id);
  if (got.length > 1 || got[0] !== expected)
    throw new Error(`wanted ${expected ?? 'no finding'}, got ${got.join(', ') || 'none'} for ${why(sample)}`);
}

const ruleOf = ({ id }: RuleFile): Rule => {
  const rule = byId.get(id);
  if (!rule) throw new Error(`${id} is not in src/rules/index.ts: run npm run update`);
  return rule;
};
const commandsOf = ({ rule, facts }: Finding) => runsOf(rule).map((one) => ({ ...one, command: fillCommand(one.run, facts) }));
const namesOf = (id: string): string[] => (samples.get(id) ?? []).map(({ name }) => name);
const hasNear = (id: string, winner: string): boolean => namesOf(id).some((name) => name.startsWith(`near.${winner}.`));

describe('the set of rules', () => {
  test('index.ts lists every rule file', () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(files.map(({ id }) => id).sort());
    expect(indexFile(files)).toContain(`import type { Rule } from '../model/rule.js';`);
  });

  test('every id is used once', () => {
    expect(new Set(files.map(({ id }) => id)).size).toBe(files.length);
  });

  test('every folder of samples belongs to a rule', () => {
    const known = new Set(files.map((file) => folderOf(file)));
    expect(
      sampleFolders()
        .map((folder) => folderOf(folder))
        .filter((path) => !known.has(path)),
    ).toEqual([]);
  });

  test('generated files are up to date', async () => {
    expect(stale((await generate()).files)).toEqual([]);
  });

  test('explains has no cycle', () => {
    const below = (id: string, path: readonly string[]): string[] => {
      if (path.includes(id)) return [[...path, id].join(' -> ')];
      return (byId.get(id)?.explains ?? []).flatMap((next) => below(next, [...path, id]));
    };
    expect(rules.flatMap(({ id }) => below(id, []))).toEqual([]);
  });
});

describe.each(files)('$id', (file) => {
  const rule = ruleOf(file);
  const own = samples.get(file.id) ?? [];
  const matches = own.filter(({ kind }) => kind === 'match');

  test('is named like its file, and says what is wrong', () => {
    expect(rule.id).toBe(file.id);
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/);
    expect(rule.sources.filter((source) => !/^(?:https:\/\/|KB\d{5,9}$|RFC \d{3,5})/.test(source))).toEqual([]);
  });

  test('has samples to match, near ones, and one for each kind of clue', () => {
    expect(matches.length).toBeGreaterThan(0);
    expect(own.filter(({ kind }) => kind === 'near').length).toBeGreaterThan(0);
    const kinds = new Set(matches.flatMap((sample) => evidenceOf(sample).clues.map(({ kind }) => kind)));
    expect(rule.reads.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('has only samples whose names are understood', () => {
    const folder = folderOf(file);
    const known = [...namesOf(file.id), ...LOCALES.map((locale) => `reply.${locale}.txt`)];
    expect((existsSync(folder) ? readdirSync(folder) : []).filter((name) => !known.includes(name))).toEqual([]);
    expect(own.filter(({ text }) => text.trim() === '').map(({ path }) => `${path} is empty`)).toEqual([]);
    expect(own.filter(({ winner }) => winner !== undefined && !byId.has(winner)).map(({ path }) => `${path} names no rule`)).toEqual([]);
  });

  for (const sample of own) {
    test(sample.name, () => {
      expectFirst(sample, sample.winner);
    });
  }

  test('titles follow the grammar', () => {
    for (const locale of LOCALES) {
      const title = rule.title[locale];
      expect(columns(title)).toBeLessThanOrEqual(TITLE_COLUMNS);
      expect(title).not.toMatch(/[.。!！?？:：…]$|TODO|^(?:The|A|An) |について|の件$/);
    }
    expect(rule.title.en).toMatch(/^[A-Z0-9]/);
    expect(rule.title.ja).toMatch(/[\u3041-\u3096]/);
  });

  test('both languages say the same, and nothing English is left in the Japanese', () => {
    for (const text of textsOf({ title: rule.title, ...rule.text() })) {
      expect({ where: text.where, blanks: blanksOf(text, 'ja') }).toEqual({ where: text.where, blanks: blanksOf(text, 'en') });
      expect({ where: text.where, english: englishIn(wordsOf(text, 'ja')) }).toEqual({ where: text.where, english: undefined });
      expect({ where: text.where, japanese: /[\u3041-\u30FA\u4E00-\u9FFF]/.test(wordsOf(text, 'ja')) }).toEqual({
        where: text.where,
        japanese: true,
      });
      for (const locale of LOCALES) expect(wordsOf(text, locale)).not.toContain('TODO');
    }
  });

  test('Look only reads, and a change takes no empty variable', () => {
    for (const { where, step, command } of matches.flatMap((sample) => findingsOf(sample).filter((one) => one.rule === rule)).flatMap(commandsOf)) {
      const text = 'text' in command ? command.text : '';
      if (step === 'look') expect({ where, changes: changesIn(text) }).toEqual({ where, changes: [] });
      if (step !== 'look') expect({ where, unguarded: unguarded(text) }).toEqual({ where, unguarded: [] });
    }
  });

  test('what it explains exists, and both are told apart by a near sample', () => {
    expect(rule.explains.filter((id) => !byId.has(id))).toEqual([]);
    const missing = rule.explains.flatMap((other) => [
      ...(hasNear(rule.id, other) ? [] : [`test/rules/…/${rule.id}/near.${other}.….txt`]),
      ...(hasNear(other, rule.id) ? [] : [`test/rules/…/${other}/near.${rule.id}.….txt`]),
    ]);
    expect(missing).toEqual([]);
  });

  test('commands are complete, and nothing that only stands for a value is in them', () => {
    for (const sample of own) {
      for (const finding of findingsOf(sample)) {
        expect({ path: sample.path, facts: Object.values(finding.facts).filter((value) => value !== undefined && isPlaceholder(value)) }).toEqual({
          path: sample.path,
          facts: [],
        });
        for (const { where, command } of commandsOf(finding)) {
          if ('why' in command && command.why === 'missing') continue;
          expect({ path: sample.path, where, command }).toEqual({ path: sample.path, where, command: { text: expect.any(String) } });
        }
      }
    }
  });

  test('a command that needs a name is shown for one sample at least', () => {
    const given = matches.flatMap((sample) => findingsOf(sample).filter((one) => one.rule === rule)).flatMap(commandsOf);
    const shown = new Set(given.filter(({ command }) => 'text' in command).map(({ where }) => where));
    expect(given.map(({ where }) => where).filter((where) => !shown.has(where))).toEqual([]);
  });

  test('its replies are short enough to be read', () => {
    for (const sample of matches) {
      const diagnosis = judge(evidenceOf(sample), rules);
      for (const locale of LOCALES) {
        for (const show of ['short', 'more'] as const) {
          expect({ path: sample.path, locale, show, faults: checkReply(drawSlack(diagnosis, { locale, show }), unescaped(sample.text)) }).toEqual({
            path: sample.path,
            locale,
            show,
            faults: [],
          });
        }
      }
    }
  });

  test('its golden replies stay short', async () => {
    const { files: written } = await generated;
    for (const locale of LOCALES) {
      const reply = written.get(`${folderOf(file)}/reply.${locale}.txt`) ?? '';
      expect(reply).not.toBe('');
      expect(lines(reply)).toBeLessThanOrEqual(REPLY_LINES.more);
      for (const sample of matches) {
        const text = drawText(judge(evidenceOf(sample), rules), { locale, name: 'paste.txt', more: false, color: false, width: 80 });
        expect({ path: sample.path, long: lines(text) > REPLY_LINES.short && text }).toEqual({ path: sample.path, long: false });
      }
    }
  });
});

const lines = (text: string): number => text.trimEnd().split('\n').length;
const generated = generate();
