import type { BounceClue, ReplyClue, ReportClue, View } from '../model/evidence.js';
import type { Match, Said } from '../model/rule.js';
import { type SaidFact, saidFacts, saidIn } from './define-replies.js';

/** The word of a TLS report (RFC 8460) for a fault, and whose policy found it: DANE (`tlsa`) or MTA-STS (`sts`). */
export interface Reported {
  readonly policy: 'tlsa' | 'sts';
  readonly results: readonly [string, ...string[]];
}

/** As `onReply`, for a fault that senders also name in their TLS reports. */
export function onReplyOrReport(said: Said, { policy, results }: Reported) {
  return {
    reads: ['reply', 'bounce', 'report'],
    codes: said.codes,
    ...(said.anyCode ? { anyCode: true } : {}),
    match(evidence: View<'reply' | 'bounce' | 'report'>): Match<never, SaidFact> | null {
      const clue: ReplyClue | BounceClue | undefined = saidIn(evidence, said);
      if (clue) return { certainty: said.certainty, facts: saidFacts(clue, evidence, said), because: [clue] };
      const report = evidence.first('report', (one) => one.policyType === policy && results.includes(one.resultType ?? ''));
      return report ? { certainty: said.certainty, facts: reportFacts(report), because: [report] } : null;
    },
  } as const;
}

const reportFacts = ({ domain, remoteHost, remoteIp }: ReportClue) => ({ remoteDomain: domain, remoteHost, remoteIp });
