import type { BounceClue, ReplyClue, ReportClue, View } from '../model/evidence.js';
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
