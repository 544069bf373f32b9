import type { Evidence } from '../model/evidence.js';
import type { Reason, Rule } from '../model/rule.js';
import { judge, viewOf } from './judge.js';

/** For every rule, in the order given: why it stands in the diagnosis or why not. */
export function explain(evidence: Evidence, rules: readonly Rule[]): Reason[] {
  const view = viewOf(evidence.clues);
  const { findings } = judge(evidence, rules);
  const others = findings.some(({ rule }) => !rule.fallback);
  return rules.map((rule): Reason => {
    const { id } = rule;
    const finding = findings.find((one) => one.rule.id === id);
    if (finding) return { id, outcome: 'matched', certainty: finding.certainty };
    const cause = findings.find((one) => one.explains.includes(id));
    if (cause) return { id, outcome: 'explained', by: cause.rule.id };
    if (!rule.reads.some((kind) => view.has(kind))) return { id, outcome: 'not-considered', lacks: rule.reads };
    return { id, outcome: rule.fallback && others ? 'not-needed' : 'no-match' };
  });
}
