import type { ProbeClue, View } from '../model/evidence.js';
import type { Fault } from '../model/probe.js';

/** The first address at which a probe saw one of these faults, the verdict before what stands beside it. */
export function probed(evidence: View<'probe'>, faults: readonly Fault[], test: (clue: ProbeClue) => boolean = () => true): ProbeClue | undefined {
  const isOne = (fault: string) => faults.some((one) => one === fault);
  return (
    evidence.first('probe', (clue) => isOne(clue.verdict) && test(clue)) ?? evidence.first('probe', (clue) => clue.also.some(isOne) && test(clue))
  );
}

/** Which server was called, for the text and the commands. A public banner names no server for a command. */
export const calledBy = ({ host, ip, port, target }: ProbeClue) => ({
  endpoint: host,
  remoteIp: ip ?? undefined,
  port: `${port}`,
  remoteDomain: target,
});

/** Exchange Server answered, by its banner or its own EHLO keywords. */
export const isExchangeProbe = ({ observed }: ProbeClue): boolean => observed.product === 'exchange';
