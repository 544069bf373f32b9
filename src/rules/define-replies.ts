import { hasCode } from '../model/codes.js';
import type { BounceClue, ReplyClue, View } from '../model/evidence.js';
import type { Facts } from '../model/facts.js';
import type { Match, Said } from '../model/rule.js';

/** True if one of the words stands in the text, in capitals or not. A pattern for each would slow down the first answer of a process. */
export function mentions(text: string, ...words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word.toLowerCase()));
}

/** The facts that replies and bounces tell. */
export type SaidFact =
  | 'code'
  | 'recipient'
  | 'sender'
  | 'senderDomain'
  | 'remoteDomain'
  | 'remoteHost'
  | 'remoteIp'
  | 'clientIp'
  | 'endpoint'
  | 'server'
  | 'sendConnector';

/** The parts of a rule that a reply alone decides: spread it into the rule. Its texts may use all `SaidFact`s with `or`. */
export function onReply(said: Said) {
  return {
    reads: ['reply', 'bounce'],
    codes: said.codes,
    ...askedBy(said),
    ...(said.anyCode ? { anyCode: true } : {}),
    match(evidence: View<'reply' | 'bounce'>): Match<never, SaidFact> | null {
      const clue = saidIn(evidence, said);
      return clue ? { certainty: said.certainty, facts: saidFacts(clue, evidence, said), because: [clue] } : null;
    },
  } as const;
}

/** The words by which a rule is asked. */
export function askedBy({ words, elsewhere }: Omit<Said, 'certainty'>) {
  if (words) return { words, needsWords: true } as const;
  return elsewhere ? { words: elsewhere } : {};
}

/** The reply that says it; where only a code counts, a bounce that has it in its Status field. */
export function saidIn(evidence: View<'reply' | 'bounce'>, said: Omit<Said, 'certainty'>): ReplyClue | BounceClue | undefined {
  const reply = evidence.first('reply', (one) => isSaid(one, said));
  if (reply || said.words || said.unless || said.where) return reply;
  return evidence.first('bounce', ({ status }) => status !== undefined && hasCode(status, said.codes));
}

function isSaid(reply: ReplyClue, { codes, words, elsewhere, unless = [], anyCode, outer, where }: Omit<Said, 'certainty'>): boolean {
  if (!reply.innermost && outer === undefined) return false;
  // A reply without an enhanced status code is known by its words only.
  const isCode = reply.status === undefined ? words !== undefined : hasCode(reply.status, codes);
  const wanted = isCode ? words : (words ?? elsewhere);
  if (!isCode && (anyCode === undefined || wanted === undefined)) return false;
  const text = reply.text.toLowerCase();
  const has = (word: string) => text.includes(word.toLowerCase());
  return (wanted === undefined || wanted.some(has)) && !unless.some(has) && (where === undefined || where(reply));
}

/** What a reply and the bounce around it tell. */
export function factsOf(clue: ReplyClue | BounceClue, evidence: View<'reply' | 'bounce'>): Facts & { readonly [K in SaidFact]?: string | undefined } {
  const bounce = clue.kind === 'bounce' ? clue : evidence.first('bounce', ({ recipient }) => !clue.recipient || recipient === clue.recipient);
  const reply = clue.kind === 'reply' ? clue : undefined;
  const recipient = reply?.recipient ?? bounce?.recipient;
  const sender = reply?.sender ?? bounce?.sender;
  return {
    code: clue.status ?? reply?.code?.toString(),
    recipient,
    sender,
    senderDomain: reply?.senderDomain ?? bounce?.senderDomain ?? domainOf(sender),
    remoteDomain: reply?.remoteDomain ?? domainOf(recipient),
    remoteHost: reply?.remoteHost ?? bounce?.remoteHost,
    remoteIp: reply?.remoteIp ?? bounce?.remoteIp,
    clientIp: reply?.senderIp ?? bounce?.senderIp,
    endpoint: reply?.endpoint,
    server: reply?.server,
    sendConnector: reply?.connector,
  };
}

/** The same for one reply, by what is known of it. */
export function saidFacts(clue: ReplyClue | BounceClue, evidence: View<'reply' | 'bounce'>, { noHost }: Said): ReturnType<typeof factsOf> {
  const facts = factsOf(clue, evidence);
  return noHost ? { ...facts, remoteDomain: facts.remoteDomain ?? facts.remoteHost } : facts;
}

/** Another reply of the text names a reason of its own: this one only says how long it lasted. */
export const saysMore = (evidence: View<'reply'>, { status }: ReplyClue): boolean =>
  evidence.first('reply', (one) => one.innermost && one.status !== status && one.code !== undefined && one.code >= 400) !== undefined;

/** The part of an address behind its `@`. */
export const domainOf = (address: string | undefined): string | undefined => address?.split('@')[1];
