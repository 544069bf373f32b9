import type { Clue } from '../model/evidence.js';
import type { Certainty, Locale, PerLocale, Reason } from '../model/rule.js';
import { visible } from './fill.js';
import { KINDS } from './kinds.js';

const SURE: Readonly<Record<Certainty, PerLocale<string>>> = {
  certain: { en: 'certain', ja: '確定' },
  likely: { en: 'likely', ja: '可能性が高い' },
  open: { en: 'cause open', ja: '原因は未確定' },
};
const HEADS: Readonly<Record<Reason['outcome'] | 'clues' | 'none', PerLocale<string>>> = {
  clues: { en: 'Read from the text', ja: 'テキストから読み取った情報' },
  none: { en: 'nothing', ja: 'なし' },
  matched: { en: 'Matched', ja: '一致' },
  explained: { en: 'Explained by another rule', ja: '別のルールで説明できる' },
  'no-match': { en: 'Did not match', ja: '不一致' },
  'other-code': { en: 'Not considered, other codes', ja: 'コードが異なるため対象外' },
  'not-needed': { en: 'Not needed, because another rule matched', ja: '別のルールが一致したため不要' },
  'not-considered': { en: 'Not considered, nothing to read', ja: '読み取る情報がなく対象外' },
};
const ORDER = ['matched', 'explained', 'no-match', 'not-needed'] as const;
const NOT_ASKED = ['other-code', 'not-considered'] as const;

/** The values of a clue that are not the quote, as `name=value`. */
function details(clue: Clue): string {
  const plain = Object.entries(clue).filter(([name, value]) => name !== 'kind' && ['string', 'number', 'boolean'].includes(typeof value));
  const names = plain.map(([name, value]) => `${name}=${visible(String(value)).slice(0, 60)}`);
  for (const value of Object.values(clue)) {
    if (value instanceof Map) names.push(...[...value].slice(0, 12).map(([name, text]) => `${name}=${visible(String(text)).slice(0, 60)}`));
  }
  return names.join('  ');
}

function line(reason: Reason, locale: Locale): string {
  if (reason.outcome === 'matched') return `${reason.id}  (${SURE[reason.certainty][locale]})`;
  if (reason.outcome === 'explained') return `${reason.id}  <- ${reason.by}`;
  return reason.id;
}

/** How a diagnosis was decided: what was read, and what every rule made of it. */
export function drawReasons(clues: readonly Clue[], reasons: readonly Reason[], locale: Locale): string {
  const read = clues.map((clue) => `  ${clue.at.line}: ${KINDS[clue.kind][locale]}  ${details(clue)}`);
  const parts = [[HEADS.clues[locale], ...(read.length > 0 ? read : [`  ${HEADS.none[locale]}`])]];
  for (const outcome of ORDER) {
    const rules = reasons.filter((reason) => reason.outcome === outcome);
    if (rules.length > 0) parts.push([HEADS[outcome][locale], ...rules.map((reason) => `  ${line(reason, locale)}`)]);
  }
  // Hundreds of rules; their names help nobody.
  for (const outcome of NOT_ASKED) {
    const { length } = reasons.filter((reason) => reason.outcome === outcome);
    if (length > 0) parts.push([`${HEADS[outcome][locale]}: ${length}`]);
  }
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
