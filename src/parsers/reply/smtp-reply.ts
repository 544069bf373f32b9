import type { ReplyClue } from '../../model/evidence.js';
import { isLogLine } from '../log/rows.js';
import { mended } from '../text/mended.js';
import type { Parser, Paste } from '../text/paste.js';
import { type Node, unfold } from './chain.js';
import { chainClues, withoutRepeats } from './clue.js';
import { contextOf } from './context.js';
import { undoubled } from './doubled.js';
import { findHeads } from './heads.js';
import { readSentences } from './sentences.js';
import { type Setting, settingOf, submissionOf } from './submission.js';
import { tracebackAbove } from './traceback.js';

const MOST_CLUES = 600;
/** A queue of a thousand mails says a thousand times the same; about whom no longer matters then. */
const MOST_ALIKE = 50;

/** SMTP replies wherever they stand: alone, in a queue, a bounce, a mail log or an application's message. */
export const readSmtpReply: Parser = (given) => {
  const paste = undoubled(mended(given));
  const heads = findHeads(paste).filter(({ start }) => !isLogLine(paste.lineAt(start).text));
  const roots = unfold(paste, heads);
  const submission = submissionOf(paste);
  const setting = settingOf(paste, submission);
  const understood = new Set<number>();
  const said = new Map<string, number>();
  const chains = roots.flatMap((root, i) => {
    markLines(paste, root.begin, root.to, understood);
    const words = paste.text.slice(root.begin, root.to);
    const times = said.get(words) ?? 0;
    said.set(words, times + 1);
    return times < MOST_ALIKE ? [readChain(paste, root, roots[i + 1]?.begin, setting)] : [];
  });
  const sentences = readSentences(paste, roots, setting, understood);
  const clues = withoutRepeats(withoutHeadings(withoutTranslations([...chains, ...sentences.map((clue) => [clue])])))
    .flat()
    .slice(0, MOST_CLUES);
  if (clues.length > 0) for (const line of [...(submission?.lines ?? []), ...tracebackAbove(paste)]) understood.add(line);
  return { clues, understood: [...understood] };
};

type Chain = readonly ReplyClue[];

function markLines(paste: Paste, from: number, to: number, understood: Set<number>): void {
  const last = paste.lineAt(Math.max(from, to - 1)).number;
  for (let number = paste.lineAt(from).number; number <= last; number += 1) understood.add(number);
}

function readChain(paste: Paste, root: Node, next: number | undefined, setting: Setting): Chain {
  const { proxy, ...around } = contextOf(paste, root.begin, root.to, next);
  const [first, ...inner] = chainClues(paste, root, { ...around, ...setting });
  return first && proxy ? [{ ...first, ...proxy }, ...inner] : [...(first ? [first] : []), ...inner];
}
const codesOf = (chain: Chain): string => chain.map(({ code, status }) => `${code ?? ''} ${status ?? ''}`).join('/');
const isForeign = (chain: Chain): boolean => chain.some(({ text }) => /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(text));

/** A translation beside the original says nothing new: the original's words count, and an endpoint from either. */
function withoutTranslations(chains: readonly Chain[]): Chain[] {
  const originals = new Map<string, Chain>();
  for (const chain of chains) if (!isForeign(chain) && !originals.has(codesOf(chain))) originals.set(codesOf(chain), chain);
  return chains.filter((chain) => !isForeign(chain) || !originals.has(codesOf(chain)));
}

/** `Status code: 550 5.1.10` is only a heading where the same code stands with its words elsewhere. */
function withoutHeadings(chains: readonly Chain[]): Chain[] {
  const codeOf = ({ status, code }: ReplyClue) => status ?? String(code);
  const worded = new Set(chains.flat().flatMap((clue) => (clue.text === '' ? [] : [codeOf(clue)])));
  return chains.filter(([first, ...rest]) => !first || rest.length > 0 || first.text !== '' || !worded.has(codeOf(first)));
}
