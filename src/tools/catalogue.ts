import type { Locale, Rule, Say } from '../model/rule.js';
import { fillProse, type Run } from '../renderers/fill.js';
import { KINDS } from '../renderers/kinds.js';
import type { RuleFile } from './samples.js';

/** A rule with its place and its reply to the first match sample, where it has one. */
export interface Entry extends RuleFile {
  readonly rule: Rule;
  readonly replies: Readonly<Record<Locale, string>> | undefined;
}

const AREAS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  authentication: { en: 'Authentication', ja: '認証' },
  certificates: { en: 'Certificates', ja: '証明書' },
  connectors: { en: 'Connectors', ja: 'コネクタ' },
  dns: { en: 'DNS', ja: 'DNS' },
  filtering: { en: 'Filtering', ja: 'フィルター' },
  hybrid: { en: 'Hybrid', ja: 'ハイブリッド' },
  limits: { en: 'Limits', ja: '制限' },
  policy: { en: 'Policies', ja: 'ポリシー' },
  recipients: { en: 'Recipients', ja: '受信者' },
  routing: { en: 'Routing', ja: '配送' },
  starttls: { en: 'STARTTLS', ja: 'STARTTLS' },
};

const WORDS = {
  en: {
    title: 'What is diagnosed',
    intro: 'Every fault that a pasted text can be traced to. Written by `npm run update`; edit the rule files, not this page.',
    other: '[日本語](README.ja.md)',
    back: '[All areas](../README.md)',
    rule: 'Rule',
    fault: 'Fault',
    reads: 'Read from',
    explains: 'Explains',
    sources: 'Sources',
    example: 'Reply to the first sample',
    code: 'Code',
    codes: 'Codes and events',
    codesIntro:
      'Every status code and event that a rule knows. Codes that stand nowhere here are explained by their standard. Written by `npm run update`.',
    statuses: 'Enhanced status codes',
    events: 'Events',
  },
  ja: {
    title: '診断できる障害',
    intro: '貼り付けたテキストから特定できる障害の一覧です。`npm run update` で生成されます。変更はルールのファイルに対して行います。',
    other: '[English](README.md)',
    back: '[分野の一覧](../README.ja.md)',
    rule: 'ルール',
    fault: '障害',
    reads: '読み取る情報',
    explains: '説明できる症状',
    sources: '出典',
    example: '最初のサンプルに対する回答',
    code: 'コード',
    codes: 'コードとイベント',
    codesIntro: 'ルールが対応する状態コードとイベントの一覧です。ここにないコードは、標準の意味で説明します。`npm run update` で生成されます。',
    statuses: '拡張状態コード',
    events: 'イベント',
  },
} as const;

const areaName = (area: string, locale: Locale): string => AREAS[area]?.[locale] ?? area;
export const codesFile = (locale: Locale): string => (locale === 'en' ? 'CODES.md' : `CODES.${locale}.md`);
export const fileName = (locale: Locale): string => (locale === 'en' ? 'README.md' : `README.${locale}.md`);

const escaped = (text: string): string => text.replace(/[\\`*_<>|]/g, '\\$&');

/** The sentence of a rule with its stand-ins; a fact that is always there is shown by its name. */
function prose(say: Say): string {
  const named = say.pieces.flatMap((part) =>
    typeof part !== 'string' && 'fact' in part && part.otherwise === undefined ? [[part.fact, part.fact]] : [],
  );
  return fillProse(say, Object.fromEntries(named)).map(run).join('');
}

function run({ text, style, foreign }: Run): string {
  if (foreign) return `*${text}*`;
  if (style === 'code') return `\`${text}\``;
  return style === 'bold' ? `**${escaped(text)}**` : escaped(text);
}

const source = (text: string): string => {
  const kb = /^KB(\d{5,9})$/.exec(text);
  if (kb) return `[${text}](https://support.microsoft.com/help/${kb[1]})`;
  return text.startsWith('https://') ? `<${text}>` : text;
};

/** The first page: areas and their rules. */
export function indexPage(entries: readonly Entry[], locale: Locale): string {
  const words = WORDS[locale];
  const areas = [...new Set(entries.map(({ area }) => area))];
  const sections = areas.map((area) => {
    const rows = entries
      .filter((entry) => entry.area === area)
      .map(({ id, rule }) => `| [${id}](${area}/${fileName(locale)}#${id}) | ${escaped(rule.title[locale])} |`);
    return [`## ${areaName(area, locale)}`, '', `| ${words.rule} | ${words.fault} |`, '| --- | --- |', ...rows].join('\n');
  });
  return `${[`# ${words.title}`, `${words.other} · [${words.codes}](${codesFile(locale)})`, words.intro, ...sections].join('\n\n')}\n`;
}

/** The page of one area: a section a rule. */
export function areaPage(entries: readonly Entry[], area: string, locale: Locale): string {
  const words = WORDS[locale];
  const sections = entries.filter((entry) => entry.area === area).map((entry) => section(entry, locale));
  return `${[`# ${areaName(area, locale)}`, `${words.back} · ${words.other}`, ...sections].join('\n\n')}\n`;
}

function section({ id, rule, replies }: Entry, locale: Locale): string {
  const words = WORDS[locale];
  const facts = [`- ${words.reads}: ${rule.reads.map((kind) => KINDS[kind][locale]).join(locale === 'ja' ? '、' : ', ')}`];
  if (rule.explains.length > 0) facts.push(`- ${words.explains}: ${rule.explains.map((other) => `\`${other}\``).join(', ')}`);
  facts.push(`- ${words.sources}: ${rule.sources.map(source).join(', ')}`);
  const example = replies ? ['', `${words.example}:`, '', '```text', replies[locale].trimEnd(), '```'] : [];
  return [`## ${id}`, '', `**${escaped(rule.title[locale])}**`, '', prose(rule.text().cause[locale]), '', ...facts, ...example].join('\n');
}

/** Numbers of a code, for sorting: `5.7.64` before `5.7.124`. */
const numbers = (code: string): number[] => code.split(/[.-]/).map((part) => Number(part.replace(/\D/g, '')));

function byNumber(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  const at = left.findIndex((number, i) => number !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** The table of all codes and events, each with the rules that know it. */
export function codesPage(entries: readonly Entry[], locale: Locale): string {
  const words = WORDS[locale];
  const rows = (list: (rule: Rule) => readonly string[]): string[] => {
    const codes = [...new Set(entries.flatMap(({ rule }) => list(rule)))].sort(
      (a, b) => Number(/^\D/.test(a)) - Number(/^\D/.test(b)) || byNumber(a, b),
    );
    return codes.map(
      (code) =>
        `| ${code} | ${entries
          .filter(({ rule }) => list(rule).includes(code))
          .map((entry) => link(entry, locale))
          .join('<br>')} |`,
    );
  };
  const table = (head: string, list: (rule: Rule) => readonly string[]) =>
    [`## ${head}`, '', `| ${words.code} | ${words.rule} |`, '| --- | --- |', ...rows(list)].join('\n');
  const other = locale === 'en' ? '[日本語](CODES.ja.md)' : '[English](CODES.md)';
  const parts = [`# ${words.codes}`, `[${words.title}](${fileName(locale)}) · ${other}`, words.codesIntro];
  return `${[...parts, table(words.statuses, ({ codes = [] }) => codes), table(words.events, ({ events = [] }) => events.map(String))].join('\n\n')}\n`;
}
const link = ({ area, id, rule }: Entry, locale: Locale): string => `[${escaped(rule.title[locale])}](${area}/${fileName(locale)}#${id})`;

/** The catalogue for programs. */
export const rulesJson = (entries: readonly Entry[]): string =>
  `${JSON.stringify(
    entries.map(({ area, id, rule: { title, codes = [], events = [], mail, sources } }) => ({ id, area, title, codes, events, mail, sources })),
    null,
    1,
  )}\n`;
