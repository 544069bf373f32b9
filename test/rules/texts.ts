import type { Ems, Locale, PerLocale, Piece, Rule, Say } from '../../src/model/rule.js';
import { isHelpdesk, isOpen, LOCALES } from '../../src/model/rule.js';

/** A text of a rule in both languages, and where in the rule it stands. */
export interface Text {
  readonly where: string;
  readonly text: PerLocale<string> | PerLocale<Say>;
}
/** A command of a rule, and what it is for. */
export interface Run {
  readonly where: string;
  readonly step: 'look' | 'change' | 'check' | 'more' | 'undo';
  readonly run: Ems;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isEms = (value: unknown): value is Ems => isObject(value) && value['form'] === 'ems';
const isPair = (value: unknown): value is Text['text'] => isObject(value) && LOCALES.every((locale) => locale in value);

/** Every pair of texts in a rule. */
export function textsOf(value: unknown, where = ''): Text[] {
  if (isPair(value)) return [{ where, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsOf(item, `${where}[${i}]`));
  return isObject(value) ? Object.entries(value).flatMap(([name, item]) => textsOf(item, where ? `${where}.${name}` : name)) : [];
}

/** Every command in a rule. */
export function runsOf(rule: Rule): Run[] {
  const of = (step: Run['step'], where: string, run: unknown): Run[] => (isEms(run) ? [{ step, where, run }] : []);
  const text = rule.text();
  if (isOpen(text)) return of('look', 'decide', text.decide.run);
  if (isHelpdesk(text)) return text.more.flatMap(({ run }, i) => of('more', `more[${i}]`, run));
  return [
    ...text.confirm.flatMap(({ run }, i) => of('look', `confirm[${i}]`, run)),
    ...text.fix.flatMap((step, i) => [...of('change', `fix[${i}]`, step.run), ...('undo' in step ? of('undo', `fix[${i}].undo`, step.undo) : [])]),
    ...text.verify.flatMap(({ run }, i) => of('check', `verify[${i}]`, run)),
    ...text.more.flatMap(({ run }, i) => of('more', `more[${i}]`, run)),
  ];
}

const piecesOf = (text: string | Say): readonly Piece[] => (typeof text === 'string' ? [text] : text.pieces);

/** The facts that a text has blanks for, sorted. */
export const blanksOf = ({ text }: Text, locale: Locale): string[] =>
  [...new Set(piecesOf(text[locale]).flatMap((piece) => (typeof piece === 'object' && 'fact' in piece ? [piece.fact] : [])))].sort();

/** The words of a text without what is typed or seen literally. Blanks become a blank. */
export const wordsOf = ({ text }: Text, locale: Locale): string =>
  piecesOf(text[locale])
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('mark' in piece) return piece.mark === 'code' ? ' ' : piece.text;
      return piece.otherwise ?? ' ';
    })
    .join('');

/** Columns on a terminal: full-width characters take two. */
export const columns = (text: string): number =>
  [...text].reduce(
    (sum, char) => sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(char) ? 2 : 1),
    0,
  );

const QUOTED = /「[^」]{0,200}」/g;
/** Small words that only an English sentence has. Product names and cmdlets have none of them. */
const ENGLISH = /(?:^|[\s(])(?:the|is|are|was|and|your|you|that|this|with|from|it|its|not|if|when|does|has|have|which)(?=[\s,.;)]|$)/i;

/** English left in a Japanese text, outside quotation marks and literal words. */
export const englishIn = (words: string): string | undefined => ENGLISH.exec(words.replace(QUOTED, ' '))?.[0].trim();

const CMDLET = /(?<![\w-])([A-Z][a-z]{1,15})-([A-Z][A-Za-z]{1,60})/g;
export const cmdletsIn = (command: string): { verb: string; noun: string }[] =>
  [...command.matchAll(CMDLET)].map(([, verb = '', noun = '']) => ({ verb, noun }));

/** A quoted value. Names in it, such as Intra-Organization, are no cmdlets. */
const LITERAL = /'(?:[^']|''){0,600}'/g;

/** Verbs of cmdlets that leave the server as it was. New-Object only makes an object in memory. */
const READING = new Set([
  'Get',
  'Test',
  'Resolve',
  'Select',
  'Sort',
  'Where',
  'Format',
  'Measure',
  'Group',
  'Compare',
  'Out',
  'Write',
  'Join',
  'Split',
  'ConvertFrom',
  'ConvertTo',
]);
// What stands in quotes is a value, such as a connector called 'Intra-Organization SMTP Send Connector'.

export const changesIn = (command: string): string[] =>
  cmdletsIn(command.replace(LITERAL, "''"))
    .filter(({ verb, noun }) => !READING.has(verb) && `${verb}-${noun}` !== 'New-Object' && `${verb}-${noun}` !== 'ForEach-Object')
    .map(({ verb, noun }) => `${verb}-${noun}`);

const CONSTANTS = /^\$(?:true|false|null|env:\w{1,40})$/i;

/**
 * Changes outside any block that take a parameter from a variable. In a fresh window the variable is empty, and the
 * property would be cleared.
 */
export function unguarded(command: string): string[] {
  let depth = 0;
  const bad: string[] = [];
  for (const line of command.split('\n')) {
    const code = line.replace(LITERAL, "''");
    const values = [...code.matchAll(/\s-[A-Za-z]{2,40}\s{1,4}(\$[\w:]{1,60})/g)].map(([, value = '']) => value);
    if (depth === 0 && !code.includes('{') && changesIn(code).length > 0 && values.some((value) => !CONSTANTS.test(value))) bad.push(line.trim());
    for (const char of code) depth += char === '{' ? 1 : char === '}' ? -1 : 0;
  }
  return bad;
}
