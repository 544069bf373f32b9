import type { PromptClue } from '../../model/evidence.js';
import { type Paste, quoteUpTo } from '../text/paste.js';
import type { ShellLine } from './lines.js';

/** Words of the question in English and Japanese, and what stands in every language. */
export const PROMPT_HINTS = ['default smtp certificate', '既定の smtp 証明書', '[?]'];
const QUESTION = ['overwrite the existing default smtp', '既定の smtp 証明書を上書き'];
const CURRENT = ['current certificate', '現在の証明書'];
const REPLACEMENT = ['replace it with certificate', 'に置き換え', 'で置き換え'];
/** `'9F86D081…' (expires 11/20/2026 12:00:00 PM)`: a certificate with its date. */
const DATED = /["']?\b([0-9a-f]{40})\b["']? ?[(（].{0,20}\d/;
const MOST_LINES = 8;
const MOST_CLUES = 20;

/**
 * The question of Enable- and New-ExchangeCertificate whether the default SMTP certificate may be overwritten. It is
 * known by its words, or by two certificates with their dates above a row of answers that ends in `[?]`.
 */
export function readPrompts(paste: Paste, lines: readonly ShellLine[]): { clues: readonly PromptClue[]; lines: readonly number[] } {
  const clues: PromptClue[] = [];
  const understood: number[] = [];
  if (!PROMPT_HINTS.some((hint) => paste.lower.includes(hint))) return { clues, lines: understood };
  const filled = lines.filter(({ text }) => text !== '');
  for (let i = 0; i < filled.length && clues.length < MOST_CLUES; i += 1) {
    const prompt = promptFrom(filled, i);
    const first = prompt?.lines[0];
    if (!prompt || !first) continue;
    clues.push({ kind: 'prompt', current: prompt.current, replacement: prompt.replacement, at: quoteUpTo(paste, first.start, first.end, 400) });
    understood.push(...prompt.lines.map(({ number }) => number));
    i += prompt.lines.length - 1;
  }
  return { clues, lines: understood };
}

interface Prompt {
  readonly lines: readonly ShellLine[];
  readonly current: string | undefined;
  readonly replacement: string | undefined;
}

function promptFrom(lines: readonly ShellLine[], from: number): Prompt | undefined {
  const first = lines[from]?.text.toLowerCase() ?? '';
  const asks = QUESTION.some((words) => first.includes(words));
  if (!asks && !DATED.test(first)) return undefined;
  const block = blockFrom(lines, from);
  const isAnswered = block.some(({ text }) => text.includes('[?]'));
  const dated = block.flatMap(({ text }) => {
    const thumbprint = thumbprintIn(text);
    return thumbprint === undefined ? [] : [{ thumbprint, lower: text.toLowerCase() }];
  });
  if (!asks && !(isAnswered && dated.length === 2)) return undefined;
  const labelled = (words: readonly string[]) => dated.find(({ lower }) => words.some((word) => lower.includes(word)))?.thumbprint;
  const [one, two] = dated.length === 2 ? dated : [];
  return { lines: block, current: labelled(CURRENT) ?? one?.thumbprint, replacement: labelled(REPLACEMENT) ?? two?.thumbprint };
}

/** Up to the row of answers, or as far as certificates are named. */
function blockFrom(lines: readonly ShellLine[], from: number): ShellLine[] {
  const block = lines.slice(from, from + MOST_LINES);
  const answers = block.findIndex(({ text }) => text.includes('[?]'));
  if (answers !== -1) return block.slice(0, answers + 1);
  const last = block.findLastIndex(({ text }) => DATED.test(text.toLowerCase()) || /^\[[A-Z]\]/.test(text));
  return block.slice(0, last + 1 || 1);
}

function thumbprintIn(text: string): string | undefined {
  const found = DATED.exec(text.toLowerCase());
  if (!found) return undefined;
  const at = found.index + found[0].indexOf(found[1] ?? '');
  return text.slice(at, at + 40);
}
