import type { Evidence } from '../model/evidence.js';
import type { Reason, Rule, Rules } from '../model/rule.js';
import { judge, LAYERS, viewOf } from './judge.js';
import { rulesFor } from './rule-index.js';

/** For every rule, in the order given: why it stands in the diagnosis or why not. */
export function explain(evidence: Evidence, rules: Rules): Reason[] {
  const view = viewOf(evidence.clues);
  const { findings } = judge(evidence, rules);
  const [winner] = findings;
  const asked = new Set(rulesFor(evidence.clues, rules));
  return rules.map((rule): Reason => {
    const { id } = rule;
    const finding = findings.find((one) => one.rule.id === id);
    if (finding) return { id, outcome: 'matched', certainty: finding.certainty };
    const cause = findings.find((one) => one.explains.includes(id));
    if (cause) return { id, outcome: 'explained', by: cause.rule.id };
    if (!rule.reads.some((kind) => view.has(kind))) return { id, outcome: 'not-considered', lacks: rule.reads };
    if (!asked.has(rule)) return { id, outcome: 'other-code' };
    return { id, outcome: isNeeded(rule, winner?.rule) ? 'no-match' : 'not-needed' };
  });
}

/** A fallback is asked only when no layer before it has matched. */
const isNeeded = ({ fallback }: Rule, winner: Rule | undefined): boolean =>
  winner === undefined || LAYERS.indexOf(fallback) <= LAYERS.indexOf(winner.fallback);
