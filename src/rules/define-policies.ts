import type { BounceClue, MtaStsReport, ReplyClue, ReportClue, TlsaReport, View } from '../model/evidence.js';
import type { Match, Said } from '../model/rule.js';
import { askedBy, type SaidFact, saidFacts, saidIn } from './define-replies.js';

/** The word of a TLS report (RFC 8460) for a fault, and whose policy found it: DANE (`tlsa`) or MTA-STS (`sts`). */
export interface Reported {
  readonly policy: 'tlsa' | 'sts';
  readonly results: readonly [string, ...string[]];
  /** Words that do not say which part failed: the fault is likely then. */
  readonly vague?: string;
}

/** As `onReply`, for a fault that senders also name in their TLS reports. */
export function onReplyOrReport(said: Said, { policy, results, vague }: Reported) {
  return {
    reads: ['reply', 'bounce', 'report'],
    codes: said.codes,
    ...askedBy(said),
    ...(said.anyCode ? { anyCode: true } : {}),
    match(evidence: View<'reply' | 'bounce' | 'report'>): Match<never, SaidFact> | null {
      const clue: ReplyClue | BounceClue | undefined = saidIn(evidence, said);
      if (clue) return { certainty: said.certainty, facts: saidFacts(clue, evidence, said), because: [clue] };
      const reports = evidence.all('report', ({ policyType, resultType }) => policyType === policy && resultType !== undefined);
      const report = reports.find(({ resultType = '' }) => results.includes(resultType)) ?? reports.find(({ resultType }) => resultType === vague);
      if (!report) return null;
      return { certainty: report.resultType === vague ? 'likely' : said.certainty, facts: reportFacts(report), because: [report] };
    },
  } as const;
}

const reportFacts = ({ domain, remoteHost, remoteIp }: ReportClue) => ({ remoteDomain: domain, remoteHost, remoteIp });

/** A fault of a policy that a probe saw, and the domain or host that it is about. */
export function policySeen(evidence: View<'domain'>, { sts = [], dane }: { sts?: readonly MtaStsReport['state'][]; dane?: TlsaReport['state'] }) {
  const clue = evidence.first('domain', ({ policy }) => sts.includes(policy.mtaSts.state) || policy.dane.state === dane);
  if (!clue) return undefined;
  const { dane: tlsa, mtaSts } = clue.policy;
  const host = tlsa.hosts.find(({ state }) => state === dane)?.host ?? mtaSts.uncovered?.[0];
  return { clue, mode: mtaSts.mode, facts: { remoteDomain: clue.target, remoteHost: host } };
}

/** With the reply or report of `onReplyOrReport`, also the same fault as a probe saw it. */
export function onPolicy(said: Said, reported: Reported, seen: Parameters<typeof policySeen>[1], certainty: 'certain' | 'likely' = 'certain') {
  const told = onReplyOrReport(said, reported);
  return {
    ...told,
    reads: [...told.reads, 'domain'],
    match(evidence: View<'reply' | 'bounce' | 'report' | 'domain'>): Match<never, SaidFact> | null {
      const match = told.match(evidence);
      const found = match ? undefined : policySeen(evidence, seen);
      return found ? { certainty, facts: found.facts, because: [found.clue] } : match;
    },
  } as const;
}
