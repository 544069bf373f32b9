import fc from 'fast-check';
import type { Facts } from '../../src/model/facts.js';
import { FACT_KINDS } from '../../src/model/facts.js';
import { type Diagnosis, LOCALES } from '../../src/model/rule.js';
import { characters } from '../../src/renderers/fit.js';
import { drawJson } from '../../src/renderers/json.js';
import { diagnosisJson } from '../../src/renderers/json-schema.js';
import { drawSlack } from '../../src/renderers/slack.js';
import { unpackState } from '../../src/renderers/state-read.js';
import { drawText } from '../../src/renderers/text.js';
import { rules as real } from '../../src/rules/index.js';
import { byHand, cause, diagnosis, finding, open } from './made-up.js';
import { readCommand } from './powershell.js';

// Text that people paste to hurt: in every fact, every quote and every line that nobody could read.
const NASTY = [
  '<!channel>',
  '<@U0TESTING>',
  '<http://evil.example|contoso.com>',
  '*bold* _it_ `code` ~no~',
  '```\n```',
  ':boom:',
  '&lt;!here&gt;',
  '\u202Egnp.exe',
  '\u200B\uFEFF',
  "'; calc; '",
  '\u2019; calc; \u2019',
  '$(calc)',
  '`n',
  '\u0000\u001B[2J\r\n',
  '\uD800',
  '\u{1F600}'.repeat(3000),
  '株'.repeat(3000),
  'x'.repeat(100_000),
  ' '.repeat(5000),
  'word '.repeat(5000),
  '<I>CN=a, O=b<S>CN=c, O=d',
  '…',
  '',
  '</script>',
  '{"v":1}',
  '\\',
  '"',
  '__proto__',
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 4 })
  .map((parts) => parts.join(''));
const quote = fc.record({ text: nasty, line: fc.integer({ min: 1, max: 99_999 }) });
const facts = fc.dictionary(fc.constantFrom(...Object.keys(FACT_KINDS)), nasty) as fc.Arbitrary<Facts>; // Keys are fact names.
const rule = fc.constantFrom(cause, byHand, open, ...real);
const found = fc.record({ rule, facts, because: fc.array(quote, { maxLength: 4 }), reply: fc.constantFrom('5.7.3', '450') }).map((one) =>
  finding(one.rule, 'decide' in one.rule ? 'open' : 'certain', {
    facts: one.facts,
    because: one.because,
    symptoms: [{ event: 12014 }, { reply: one.reply }],
  }),
);
const hostile: fc.Arbitrary<Diagnosis> = fc
  .record({ findings: fc.array(found, { maxLength: 3 }), unread: fc.array(quote, { maxLength: 3 }), cut: fc.boolean() })
  .map(({ findings, unread, cut }) => diagnosis(findings, { unread, cut, lines: 9 }));

interface Place {
  readonly path: string;
  readonly text: string;
}
const places = (value: unknown, path = ''): Place[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => places(one, `${path}/${name}`));
};
const length = (text: string): number => [...text].length;
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^\/\d+\/text\/text$/, 150],
  [/\/elements\/\d+\/text\/text$/, 75],
  [/\/value$/, 2000],
  [/\/text$/, 3000],
];

/** Too long for its place, empty where Slack takes nothing empty, torn, or with something that cannot be seen. */
function isBad({ path, text }: Place): boolean {
  const limit = LIMITS.find(([shape]) => shape.test(path));
  if (limit && length(text) > limit[1]) return true;
  return (
    path.endsWith('/text') && (text === '' || /[\p{Cs}\u0000-\u0009\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(text))
  );
}

const options = fc.record({ locale: fc.constantFrom(...LOCALES), show: fc.constantFrom('short' as const, 'more' as const), at: fc.nat(3) });
const byId = new Map([cause, byHand, open, ...real].map((one) => [one.id, one]));

describe('hostile text', () => {
  test('keeps a Slack reply within its limits, and without anything active', () => {
    fc.assert(
      fc.property(hostile, options, (one, how) => {
        const message = drawSlack(one, how);
        expect(message.blocks.length).toBeLessThanOrEqual(50);
        expect(characters(message.blocks)).toBeLessThanOrEqual(12_000);
        expect(length(message.text)).toBeLessThanOrEqual(300);
        expect(message.text).not.toMatch(/[<>&*_`~:]{2}|[<>&*_`~]/);
        const types = JSON.stringify(message.blocks).match(/"type":"(?:mrkdwn|markdown|link|user|usergroup|channel|broadcast|emoji|image|section)"/g);
        expect(types).toBeNull();
        expect(places(message.blocks).filter(isBad)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test('does not change with it what the sentence for notifications says', () => {
    fc.assert(
      fc.property(found, fc.constantFrom(...LOCALES), (one, locale) => {
        const draw = (facts: Facts) => drawSlack(diagnosis([{ ...one, facts }]), { locale, show: 'short' }).text;
        expect(draw(one.facts)).toBe(draw({}));
      }),
      { numRuns: 50 },
    );
  });

  test('never leaves a quote open in a command, and adds nothing outside of quotes', () => {
    fc.assert(
      fc.property(found, fc.constantFrom('short' as const, 'more' as const), (one, show) => {
        for (const read of commandsOf(drawSlack(diagnosis([one]), { locale: 'en', show }).blocks).map(readCommand)) {
          expect(read.closed).toBe(true);
          expect(read.outside).not.toMatch(/calc|evil|[\u0000-\u0009\u000B-\u001F\u202E\u200B]/);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('every button can be read back, and draws the same again', () => {
    fc.assert(
      fc.property(hostile, options, (one, how) => {
        for (const { path, text } of places(drawSlack(one, how).blocks)) {
          if (!path.endsWith('/value')) continue;
          const state = unpackState(text, byId);
          expect(state?.kind).toBe('diagnosis');
          if (state?.kind !== 'diagnosis') continue;
          const again = drawSlack(one, { locale: state.locale, show: state.show, at: state.at });
          expect(JSON.stringify(drawSlack(state.diagnosis, state))).toBe(JSON.stringify(again));
        }
      }),
      { numRuns: 80 },
    );
  });

  test('cannot move the cursor of a terminal, nor break the JSON', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LOCALES), (one, locale) => {
        const text = drawText(one, { locale, name: 'a\u001B[2J.txt', more: true, color: false });
        expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F\u200B-\u200F\u202A-\u202E]/);
        expect(text.length).toBeLessThan(60_000);
        expect(diagnosisJson.parse(JSON.parse(JSON.stringify(drawJson(one, locale)))).findings).toHaveLength(one.findings.length);
      }),
      { numRuns: 50 },
    );
  });
});

function commandsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  // A text to send on is prose: it has apostrophes.
  if ('elements' in value && Array.isArray(value.elements) && /"text":"(?:To send to |[^"]{0,40}送る文面")/.test(JSON.stringify(value.elements[0])))
    return [];
  if ('type' in value && value.type === 'rich_text_preformatted')
    return places(value)
      .filter(({ path }) => path.endsWith('/text'))
      .map(({ text }) => text);
  return Object.values(value).flatMap(commandsOf);
}
