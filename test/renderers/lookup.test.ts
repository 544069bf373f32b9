import { lookUp } from '../../src/engine/lookup.js';
import { GLOSSARY_TERMS } from '../../src/model/glossary.js';
import { LOCALES, type Locale } from '../../src/model/rule.js';
import { readTerm } from '../../src/parsers/term.js';
import { plain } from '../../src/renderers/fill.js';
import { characters } from '../../src/renderers/fit.js';
import { composeLookup } from '../../src/renderers/lookup.js';
import { drawLookup, drawLookupJson, drawLookupText } from '../../src/renderers/lookup-reply.js';
import { columns } from '../../src/renderers/width.js';
import { rules } from '../../src/rules/index.js';

function look(text: string) {
  const term = readTerm(text);
  const lookup = term && lookUp(term, rules);
  if (!lookup) throw new Error(`nothing is known of ${text}`);
  return lookup;
}
const says = (text: string, locale: Locale): string =>
  composeLookup(look(text), locale)
    .body.map((run) => run.text)
    .join('');

/** Every code, event and article that any rule knows. */
const TERMS = [
  ...new Set(
    rules.flatMap(({ codes = [], events = [], sources }) => [
      ...codes.map((code) => code.split('-')[0] ?? code),
      ...events.map((id) => `event ${id}`),
      ...sources.filter((source) => source.startsWith('KB')),
    ]),
  ),
  ...GLOSSARY_TERMS,
  '5.1.6',
  '550',
  '250',
];

test('a code with one cause is told by it, then by what the registry says of it', () => {
  const { title, standing, step, foot } = composeLookup(look('5.1.10'), 'en');
  expect(title).toBe('5.1.10: Recipient address does not exist');
  expect(standing).toBe('final, not retried');
  expect(says('5.1.10', 'en')).toMatch(
    /^There is no .*By the standard it means: the domain of the recipient publishes that it takes no mail \(null MX\)\.$/,
  );
  expect(foot).toContain('you get what to do');
  expect(step).toBeUndefined();
});

test.each(['12018', '12017', '36870', '36871', '2016', '11022'])('%s says nothing of values that only a paste has', (text) => {
  expect(says(text, 'en')).not.toMatch(/not given|no \w+ (?:given|named)/);
  expect(says(text, 'ja')).not.toMatch(/記載なし|不明\)/);
});

test('what a product means by a code that no standard has needs no standard', () => {
  expect(says('5.7.124', 'en')).not.toContain('standard');
});

test('a code that no rule knows has its standard meaning, and the answer says so', () => {
  expect(composeLookup(look('5.5.5'), 'en').title).toBe('5.5.5: only its standard meaning is known');
  expect(says('550', 'ja')).toBe(
    '標準では「メールボックスを利用できないか、ポリシーで拒否された」という意味です。このコードに独自の意味を持たせている製品の情報はありません。コードに続く文面で判断します。',
  );
});

test.each(['2.1.5', '2.6.0', '250', '354'])('%s is no error', (text) => {
  expect(composeLookup(look(text), 'en').standing).toBe('success or an intermediate answer, no error');
  expect(says(text, 'ja')).toContain('この応答は正常です');
});

test('a code that the standard does not know is not said to be one of its codes', () => {
  expect(says('5.7.519', 'en')).toMatch(/^No standard has this code; its second number means: something about security or policy\. /);
  expect(says('4.7.320', 'ja')).toMatch(/^標準で定義されたコードではありません。/);
});

test('a code of the standard that a rule knows by its words only is not called by that rule', () => {
  const { title, items, step } = composeLookup(look('5.0.0'), 'en');
  expect(title).toBe('5.0.0: one cause is known');
  expect(plain(items[0] ?? [])).toContain('requires domain address in the text');
  expect(step).toBeUndefined();
  expect(composeLookup(look('5.4.312'), 'en').title).toBe('5.4.312: Exchange Online cannot resolve the next hop in DNS');
});

test('a fault with one cause keeps apart what it is and what may be behind it', () => {
  const { title, body, items } = composeLookup(look('4.4.101'), 'en');
  expect(title).toBe('4.4.101: Queue error does not name its reason');
  expect(plain(body)).toMatch(/Possible causes:$/);
  expect(items).toHaveLength(1);
});

test('where a number leaves the cause open, the command prints the text that decides', () => {
  const command = (text: string) => composeLookup(look(text), 'en').step?.command;
  expect(command('12014')).toContain("Get-WinEvent @{ LogName='Application'; Id=12014 }");
  expect(command('36887')).toContain("LogName='System'; Id=36887");
  expect(command('4.7.0')).toContain('Get-Queue');
  expect(command('5.7.64')).toContain('Get-SendConnector');
  expect(command('5.7.1')).toBeUndefined();
});

test.each(TERMS)('the answer to %s keeps to the layout in both languages', (text) => {
  const lookup = look(text);
  for (const locale of LOCALES) {
    const parts = composeLookup(lookup, locale);
    expect({ title: parts.title, wide: columns(parts.title) > 75 }).toEqual({ title: parts.title, wide: false });
    expect(columns(parts.standing)).toBeLessThanOrEqual(90);
    // The button for the other language asks again by this name.
    expect(look(lookup.name).name).toBe(lookup.name);
    const message = drawLookup(lookup, locale);
    expect(message.blocks[0]?.type).toBe('header');
    expect(message.blocks.at(-1)?.type).toBe('context');
    expect(characters(message.blocks)).toBeLessThan(3000);
    expect(message.text).not.toMatch(/[<>&*_`~]/);
    expect(JSON.stringify(message.blocks)).not.toContain('"text":""');
    const terminal = drawLookupText(lookup, locale);
    expect(terminal.split('\n').filter((line) => columns(line) > 92)).toEqual([]);
    expect(drawLookupJson(lookup, locale).rules.map(({ rule }) => rule)).toEqual(lookup.rules.map(({ id }) => id));
  }
});

test('of many causes the usual ones stand first, and the rest is counted', () => {
  const { body, items, left } = composeLookup(look('5.7.1'), 'en');
  expect(plain(body)).toContain('the more frequent ones first');
  expect(items).toHaveLength(8);
  expect(plain(items[0] ?? [])).toContain('Mail flow rule rejects the message');
  expect(left).toMatch(/^and \d+ more$/);
});

test('where nobody knows which cause is the usual one, no order is promised', () => {
  const { body, left } = composeLookup(look('5.6.211'), 'en');
  expect(plain(body)).not.toContain('frequent');
  expect(left).toBeUndefined();
});

test.each([
  ['拇印', 'Thumbprint: what it is'],
  ['受信コネクター', 'Receive connector: what it is'],
  ['smtp auth', 'SMTP AUTH: what it is'],
  ['Winsock 10061', '10061: what it is'],
])('%s is known by its other names', (word, title) => {
  expect(composeLookup(look(word), 'en').title).toBe(title);
});
