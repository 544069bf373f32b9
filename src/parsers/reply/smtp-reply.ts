import type { ReplyClue } from '../../model/evidence.js';
import { isLogLine } from '../log/rows.js';
import { mended } from '../text/mended.js';
import type { Parser, Paste } from '../text/paste.js';
import { holds } from '../text/words.js';
import { type Node, unfold } from './chain.js';
import { chainClues, sentenceClue, withoutRepeats } from './clue.js';
import { contextOf, hostOf, isDiagnosis } from './context.js';
import { findHeads } from './heads.js';
import { type Submission, submissionOf } from './submission.js';

const MOST_CLUES = 600;
/** A queue of a thousand mails says a thousand times the same; about whom no longer matters then. */
const MOST_ALIKE = 50;
const MOST_SENTENCES = 100;

/** SMTP replies wherever they stand: alone, in a queue, a bounce, a mail log or an application's message. */
export const readSmtpReply: Parser = (given) => {
  const paste = mended(given);
  const heads = findHeads(paste).filter(({ start }) => !isLogLine(paste.lineAt(start).text));
  const roots = unfold(paste, heads);
  const submission = submissionOf(paste);
  const understood = new Set<number>();
  const said = new Map<string, number>();
  const chains = roots.flatMap((root, i) => {
    markLines(paste, root.begin, root.to, understood);
    const words = paste.text.slice(root.begin, root.to);
    const times = said.get(words) ?? 0;
    said.set(words, times + 1);
    return times < MOST_ALIKE ? [readChain(paste, root, roots[i + 1]?.begin, submission)] : [];
  });
  const sentences = readSentences(paste, roots, submission, understood);
  const clues = withoutRepeats(withoutHeadings(withoutTranslations([...chains, ...sentences.map((clue) => [clue])])))
    .flat()
    .slice(0, MOST_CLUES);
  if (clues.length > 0) for (const line of submission?.lines ?? []) understood.add(line);
  return { clues, understood: [...understood] };
};

type Chain = readonly ReplyClue[];

function markLines(paste: Paste, from: number, to: number, understood: Set<number>): void {
  const last = paste.lineAt(Math.max(from, to - 1)).number;
  for (let number = paste.lineAt(from).number; number <= last; number += 1) understood.add(number);
}

function readChain(paste: Paste, root: Node, next: number | undefined, submission: Submission | undefined): Chain {
  const { proxy, ...around } = contextOf(paste, root.begin, root.to, next);
  const [first, ...inner] = chainClues(paste, root, { ...around, ...settingOf(submission) });
  return first && proxy ? [{ ...first, ...proxy }, ...inner] : [...(first ? [first] : []), ...inner];
}
const settingOf = (submission: Submission | undefined) => ({ submissionHost: submission?.host, port: submission?.port });

/** What programs say instead of a reply, in words that no code goes with. A pattern runs only if its hint, in lower case, is there. */
const SENTENCES: readonly { readonly hint: string; readonly find: RegExp }[] = [
  {
    hint: 'tls is required,',
    find: /TLS is required,(?: |\n {0,8})but was not offered(?: by host(?: |\n {0,8})(?<host>[^\s[]{1,255})\[[^\]\n]{0,60}\])?/g,
  },
  { hint: 'did not offer tls support', find: /but the server did not offer TLS support/gi },
  { hint: 'tls negotiation failed', find: /TLS negotiation failed with error [A-Z]\w{2,40}/g },
  { hint: 'the certificate specified in', find: /The certificate specified in (?:the )?TlsCertificateName of the Send ?Connector[^\n]{0,160}/gi },
  { hint: 'server does not support', find: /(?:SMTP )?server does not support (?:the )?STARTTLS(?: extension)?/gi },
  { hint: 'not supported by', find: /STARTTLS (?:extension )?(?:is )?not supported by (?:the )?server/gi },
  { hint: 'starttls is required but', find: /STARTTLS is required but host does not support STARTTLS/gi },
  { hint: 'cannot start tls', find: /Cannot start TLS: handshake failure/g },
  { hint: 'server certificate not', find: /Server certificate not (?:verified|trusted)/g },
  { hint: 'must issue a starttls', find: /Must issue a STARTTLS command first/g },
  { hint: 'starttls is required to', find: /STARTTLS is required to send mail/g },
];

/** The same faults without a code, as Postfix, Exim, protocol logs and mail libraries print them. */
function readSentences(paste: Paste, roots: readonly Node[], submission: Submission | undefined, understood: Set<number>): ReplyClue[] {
  const clues: ReplyClue[] = [];
  for (const { hint, find } of SENTENCES) {
    if (!holds(paste, hint)) continue;
    for (const found of paste.text.matchAll(find)) {
      if (clues.length >= MOST_SENTENCES) return clues;
      const [start, end] = [found.index, found.index + found[0].length];
      const line = paste.lineAt(start);
      // A code in front of it was left out on purpose (`{MSG=…}`); bounce.ts reads Diagnostic-Code together with Status.
      if (isLogLine(line.text) || isInside(roots, start) || /\.\d{1,3} $/.test(paste.text.slice(start - 4, start)) || isDiagnosis(line)) continue;
      understood.add(line.number);
      clues.push(readSentence(paste, start, end, hostOf(found.groups?.['host']), submission));
    }
  }
  return clues;
}

function isInside(roots: readonly Node[], place: number): boolean {
  let [low, high] = [0, roots.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((roots[middle]?.begin ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const root = roots[low];
  return root !== undefined && root.begin <= place && place < root.to;
}

function readSentence(paste: Paste, start: number, end: number, host: string | undefined, submission: Submission | undefined): ReplyClue {
  const line = paste.lineAt(start);
  const above = paste.lines[line.number - 2]?.text.slice(0, 200).replace(/^[> ]{1,40}/, '') ?? '';
  const before = `${above}\n${paste.text.slice(Math.max(line.start, start - 400), start)}`;
  const { proxy, ...context } = contextOf(paste, start, end);
  return sentenceClue(paste, start, end, {
    ...context,
    ...proxy,
    ...settingOf(submission),
    status: [...before.matchAll(/(?:\bdsn=|^Status: ?)([45]\.\d{1,3}\.\d{1,3})/gm)].at(-1)?.[1],
    endpoint: host ?? context.endpoint,
  });
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
