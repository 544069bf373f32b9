import { FACT_GRAMMAR, FACT_KINDS, type FactKind, type FactName, type Facts } from '../model/facts.js';
import { later } from '../model/later.js';
import { meaningOf } from '../model/registry.js';
import type { Ems, Piece, Say } from '../model/rule.js';

/** A run of text of one style. `foreign` marks a value of the paste: it may stand in plain text only. */
export interface Run {
  readonly text: string;
  readonly style?: 'bold' | 'code';
  readonly foreign?: boolean;
}

/** A filled command, or the fact whose value must not stand in a command, or was not found. */
export type Command = { readonly text: string } | { readonly refused: FactName; readonly why: 'unsafe' | 'missing' };

const MAX_VALUE = 256;
const MAX_SHOWN = 200;
// Controls, invisible and bidirectional characters, private use, lone surrogates, line and paragraph separators.
// Written as text, so that these large classes are read only for a value that is not plain ASCII.
const unsafe = later('[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Cn}]+', 'gu');
// Characters that a legacy code page may turn into an apostrophe after the check.
const ALMOST_QUOTES = /[\u02B9-\u02BC\u02C8\u0301\u2032\u2035\uFF07]/u;
const PRINTABLE = /^[ -~]*$/;
const isUnsafe = (value: string): boolean => !PRINTABLE.test(value) && value.search(unsafe()) !== -1;
const WILDCARDS = /[*?[\]]/;
/** The five characters that PowerShell takes for a single quote. */
const QUOTES = /['\u2018\u2019\u201A\u201B]/g;

/**
 * The only way for a value of the paste into a command: a single-quoted PowerShell literal with every quote
 * character doubled, or `undefined` if no literal is safe. Source: PowerShell's CharTraits.cs and tokenizer.cs, and
 * `CodeGeneration.EscapeSingleQuotedStringContent`.
 */
export function quote(value: string, kind: FactKind): string | undefined {
  if (value === '' || value.length > MAX_VALUE || isUnsafe(value) || ALMOST_QUOTES.test(value)) return undefined;
  if (kind === 'identity' && WILDCARDS.test(value)) return undefined;
  if (FACT_GRAMMAR[kind]?.test(value) === false) return undefined;
  return `'${value.replace(QUOTES, (mark) => mark + mark)}'`;
}

/** Facts into a command. A value that cannot be quoted refuses the whole command. */
export function fillCommand(template: Ems, facts: Facts): Command {
  let text = '';
  for (const piece of template.pieces) {
    if (typeof piece === 'string') text += piece;
    else if ('mark' in piece) text += piece.text;
    else {
      const literal = fillBlank(piece, facts);
      if (literal === undefined) return { refused: piece.fact, why: facts[piece.fact] === undefined ? 'missing' : 'unsafe' };
      text += literal;
    }
  }
  return { text };
}

function fillBlank(blank: Exclude<Piece, string | { mark: string }>, facts: Facts): string | undefined {
  const value = facts[blank.fact];
  return value === undefined ? blank.otherwise : quote(value, FACT_KINDS[blank.fact]);
}

/** Facts into prose, as runs that keep foreign text apart from our own. */
export function fillProse(template: Say, facts: Facts): Run[] {
  const runs = template.pieces.map((piece): Run & { own?: true } => {
    if (typeof piece === 'string') return { text: piece };
    if ('mark' in piece) return { text: piece.text, style: piece.mark };
    const value = facts[piece.fact];
    if (piece.meaning) return { text: meaningOf(value ?? '')?.[piece.meaning] ?? '' };
    return value === undefined ? { text: piece.otherwise ?? '', own: true } : { text: clip(visible(value)), foreign: true };
  });
  return runs.map(({ own, ...run }, i) =>
    own ? run : besideStandIn(run, runs[i - 1]?.own && runs[i - 1]?.text, runs[i + 1]?.own && runs[i + 1]?.text),
  );
}

/** The blanks around a fact are for Latin letters: between a Japanese stand-in and Japanese text there are none. */
function besideStandIn(run: Run, before: string | undefined, after: string | undefined): Run {
  let { text } = run;
  if (before !== undefined && JAPANESE.test(before.slice(-1)) && JAPANESE.test(text.trimStart().charAt(0))) text = text.trimStart();
  if (after !== undefined && JAPANESE.test(after.charAt(0)) && JAPANESE.test(text.trimEnd().slice(-1))) text = text.trimEnd();
  return text === run.text ? run : { ...run, text };
}
const JAPANESE = /[\u3001-\u30FF\u4E00-\u9FFF]/;

/** A value in a sentence: nobody reads more of it, and Slack takes no endless text. */
function clip(value: string): string {
  if (value.length <= MAX_SHOWN) return value;
  const shown = [...value.slice(0, 2 * MAX_SHOWN)].slice(0, MAX_SHOWN).join('');
  const blank = shown.lastIndexOf(' ');
  return `${blank > MAX_SHOWN / 2 ? shown.slice(0, blank) : shown} …`;
}

/** Invisible and control characters have no business in a sentence; each becomes one blank. */
export const visible = (value: string): string => (PRINTABLE.test(value) ? value.trim() : value.replace(unsafe(), ' ').trim());

/** Filled prose as one string, for places that have no styles. */
export const plain = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
