import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { judge } from '../../src/engine/judge.js';
import type { Clue, Evidence } from '../../src/model/evidence.js';
import { readBounce } from '../../src/parsers/bounce/bounce.js';
import { readEventLog } from '../../src/parsers/event/event-log.js';
import { readPaste } from '../../src/parsers/index.js';
import { RARE } from '../../src/parsers/rare.js';
import { readSmtpReply } from '../../src/parsers/reply/smtp-reply.js';
import { readSmtpSession } from '../../src/parsers/session/smtp-session.js';
import { openPaste, type Parser } from '../../src/parsers/text/paste.js';
import { rules } from '../../src/rules/index.js';
import { plainly, sourceOf, type Value, valuesOf } from './clue-values.js';
import { MANGLE_NAMES, MANGLERS, REDACTIONS, redact } from './mangle.js';
import { PASTE_NAMES, PASTES } from './pastes.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? (process.env['CI'] ? 10_000 : 150));
jest.setTimeout(180_000);
const holds = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>, runs = RUNS) => fc.assert(property, { numRuns: Math.ceil(runs) });

const PARSERS = new Map<string, Parser>([
  ['event', readEventLog],
  ['bounce', readBounce],
  ['session', readSmtpSession],
  ['reply', readSmtpReply],
  ...Object.entries(RARE),
]);

const paste = fc.constantFrom(...PASTE_NAMES).map((name) => PASTES[name]);
const share = fc.nat({ max: 10_000 }).map((part) => part / 10_000);
const piece = fc
  .tuple(paste, share, share)
  .map(([text, a, b]) => text.slice(Math.floor(Math.min(a, b) * text.length), Math.ceil(Math.max(a, b) * text.length)));
const mangled = fc.tuple(paste, fc.constantFrom(...MANGLE_NAMES)).map(([text, name]) => MANGLERS[name](text));
const spliced = fc.array(fc.oneof(piece, mangled, paste), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));
const mixed = fc.tuple(paste, paste, fc.nat({ max: 3 })).map(([one, other, step]) => {
  const lines = other.split('\n');
  return one
    .split('\n')
    .map((line, index) => (index % (step + 1) === 0 ? `${line}\n${lines[index] ?? ''}` : line))
    .join('\n');
});
const MARKS = [
  'Event ID: ',
  '12014',
  '451 ',
  '5.7.3 ',
  '"',
  "'",
  '<I>',
  '<S>CN=',
  ' : ',
  '\n',
  '\n\n',
  ' ',
  '{LED=',
  '};',
  '220 ',
  '250-',
  'EHLO a\n',
  '-----',
  'Z,',
  '<Data>',
  '</Data>',
  '&lt;',
  '\\n',
  '\\"',
  '=3D',
  '=\n',
  '> ',
  'Status: ',
  'イベント ID: ',
  '証明書',
  '：',
  '%1',
  'CN=a.contoso.com',
  'Thumbprint',
  '\uD83D',
  '\u200B',
  '\r',
  '(',
  '[',
] as const;
const noise = fc
  .array(fc.oneof(fc.constantFrom(...MARKS), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
const anything = fc.oneof({ weight: 3, arbitrary: spliced }, { weight: 1, arbitrary: mixed }, { weight: 1, arbitrary: noise });

test('no parser throws, and each names lines that there are', () => {
  holds(
    fc.property(anything, (text) => {
      const opened = openPaste(text);
      const wrong = [...PARSERS].filter(([, read]) => {
        const { clues, understood } = read(opened);
        return [...understood, ...clues.map(({ at }) => at.line)].some(
          (number) => !Number.isInteger(number) || number < 1 || number > opened.lines.length,
        );
      });
      expect(wrong.map(([name]) => name)).toEqual([]);
    }),
  );
});

test('line breaks of all kinds are the same', () => {
  holds(
    fc.property(anything, (text) => {
      const lf = text.replace(/\r/g, '');
      const evidence = readPaste(lf);
      for (const breaks of ['\r\n', '\r']) {
        const other = readPaste(lf.replaceAll('\n', breaks));
        // Secrets are looked for in the text as it was given, where a lone CR ends no line.
        if (other.masked === evidence.masked) expect(isDeepStrictEqual(other, evidence)).toBe(true);
      }
    }),
    RUNS / 3,
  );
});

const WHOLE = PASTE_NAMES.map((name) => {
  const text = PASTES[name];
  return { text, source: sourceOf(text, readPaste(text).clues) };
});
/** Without the properties of a cmdlet's output, which are as they were printed. */
const typed = (clues: readonly Clue[]): Value[] => valuesOf(clues.map((clue) => ('properties' in clue ? { ...clue, properties: new Map() } : clue)));

// A paste that simply ends may have been cut inside its last word: nobody can tell `mail.contoso` from a whole name
// there (openssl's names are turned round, so the last part comes first). Everywhere else a value must be one of the whole paste.
test('a paste that is cut off makes nothing up', () => {
  holds(
    fc.property(fc.constantFrom(...WHOLE), share, ({ text, source }, at) => {
      const cut = text.slice(0, Math.floor(at * text.length));
      const isLast = (value: string): boolean =>
        [cut, cut.replace(/[.]$/, '')].some((end) => plainly(end).replaceAll(' ', '').endsWith(value.replaceAll(' ', '')));
      const invented = typed(readPaste(cut).clues).filter(
        (value) => !source.holds(value) && ![value.value, String(value.value).split(',')[0]].some((part) => isLast(plainly(String(part)))),
      );
      expect({ invented, at: cut.length }).toEqual({ invented: [], at: cut.length });
    }),
  );
});
test('a paste that shows that it was cut off makes nothing up', () => {
  holds(
    fc.property(fc.constantFrom(...WHOLE), share, fc.constantFrom('...', '…'), ({ text, source }, at, mark) => {
      const cut = `${text.slice(0, Math.floor(at * text.length))}${mark}`;
      const invented = typed(readPaste(cut).clues).filter((value) => !source.holds(value));
      expect({ invented, at: cut.length }).toEqual({ invented: [], at: cut.length });
    }),
  );
});

const shown = (clues: readonly Clue[]): string[] =>
  typed(clues).flatMap(({ field, value }) => (typeof value === 'string' && field !== 'keywords' ? [value] : []));
/** What rules pass to their texts and commands. */
const factsOf = (evidence: Evidence): string[] =>
  judge(evidence, rules).findings.flatMap(({ facts }) => Object.values(facts).filter((value) => value !== undefined));

describe.each(REDACTIONS)('what was made %s is no value', (form) => {
  test.each(PASTE_NAMES)('in a clean paste: %s', (name) => {
    const evidence = readPaste(redact(PASTES[name], form));
    expect([...shown(evidence.clues), ...factsOf(evidence)].filter((value) => value.toLowerCase().includes(form.toLowerCase()))).toEqual([]);
  });
  test('in any paste', () => {
    holds(
      fc.property(fc.oneof(piece, mixed), (text) => {
        const { clues } = readPaste(redact(text, form));
        expect(shown(clues).filter((value) => value.toLowerCase().includes(form.toLowerCase()))).toEqual([]);
      }),
      RUNS / 20,
    );
  });
});
