import type { Clue, ClueKind, Evidence, HopClue, Quote, View } from '../model/evidence.js';
import type { Facts } from '../model/facts.js';
import type { Certainty, Diagnosis, Finding, MailFate, Match, Rule, Rules, Symptom } from '../model/rule.js';
import { rulesFor } from './rule-index.js';

const ORDER: Record<Certainty, number> = { certain: 0, likely: 1, open: 2 };

/** A view of the clues, one list a kind, made once for all rules. */
export function viewOf(clues: readonly Clue[]): View<ClueKind> & { has(kind: ClueKind): boolean } {
  const byKind = new Map<ClueKind, Clue[]>();
  for (const clue of clues) {
    const list = byKind.get(clue.kind);
    if (list) list.push(clue);
    else byKind.set(clue.kind, [clue]);
  }
  // The map is keyed by kind, so the list under a key holds clues of that kind only.
  const list = <K extends ClueKind>(kind: K) => (byKind.get(kind) ?? []) as Extract<Clue, { kind: K }>[];
  return {
    has: (kind) => byKind.has(kind),
    all: (kind, test) => (test ? list(kind).filter(test) : list(kind)),
    first: (kind, test) => (test ? list(kind).find(test) : list(kind)[0]),
  };
}

/** What a product means by a reply wins over what a registry says of its code. */
export const LAYERS = [undefined, 'status', 'reply', 'last'] as const;

/** Evidence to diagnosis: run the rules that may have something to say, fold symptoms under causes, order. */
export function judge(evidence: Evidence, rules: Rules): Diagnosis {
  const view = viewOf(evidence.clues);
  const run = (rule: Rule): Candidate[] => {
    const match = rule.match(view);
    return match ? [{ rule, match }] : [];
  };
  const asked = rulesFor(evidence.clues, rules);
  let candidates: Candidate[] = [];
  for (const layer of LAYERS) {
    candidates = asked.filter(({ fallback }) => fallback === layer).flatMap(run);
    if (candidates.length > 0) break;
  }
  const findings = fold(candidates, view.all('hop')).sort(byRank);
  // The bounce quotes the last attempt too, which reads as if it went on.
  const expired = view.first(
    'reply',
    ({ code, status, text }) => ((code ?? 0) >= 500 || status?.startsWith('5') === true) && /^(?:QUEUE\.Expired|Message expired)/i.test(text),
  );
  const bounces = view.all('bounce');
  // `mail.contoso.com gave this error: 5.7.1 …` of a report. In a session the status alone tells nothing: 451 5.7.3 is tried again.
  const told = view.first('reply', ({ code, status, depth }) => code === undefined && depth === 0 && status?.startsWith('5') === true) && 'failed';
  const isReturned = expired || (bounces.length > 0 && bounces.every(({ action }) => (action ?? told) === 'failed'));
  const given = (mail: MailFate): MailFate => (isKept(mail) ? 'refused' : mail);
  return { findings: isReturned ? findings.map((one) => ({ ...one, mail: given(one.mail) })) : findings, evidence };
}

interface Candidate {
  readonly rule: Rule;
  readonly match: Match;
}

/** Two findings about servers that the text tells apart are two faults. */
function explainsIt(cause: Candidate, symptom: Candidate): boolean {
  const [a, b] = [cause.match.facts.server, symptom.match.facts.server];
  const elsewhere = a !== undefined && b !== undefined && short(a) !== short(b);
  return cause.rule.explains.includes(symptom.rule.id) && !elsewhere;
}
/** An address is whole; of a host name the first label counts. */
const short = (host: string) => (/^[\d.]+$|:/.test(host) ? host : host.split('.')[0]?.toLowerCase());

function fold(candidates: readonly Candidate[], hops: readonly HopClue[]): Finding[] {
  const roots = candidates.filter((one) => !candidates.some((other) => explainsIt(other, one)));
  return roots.map((root) => toFinding(root, under(root, candidates), hops));
}

/** Everything a cause accounts for, also by way of another symptom. */
function under(root: Candidate, all: readonly Candidate[], seen = new Set<Candidate>([root])): Candidate[] {
  const direct = all.filter((one) => !seen.has(one) && explainsIt(root, one));
  for (const one of direct) seen.add(one);
  return [...direct, ...direct.flatMap((one) => under(one, all, seen))];
}

function toFinding({ rule, match }: Candidate, folded: readonly Candidate[], hops: readonly HopClue[]): Finding {
  const clues = [...match.because, ...folded.flatMap((one) => one.match.because)];
  // A fact that only the folded symptom knows (the endpoint, say) belongs to the cause as well.
  const facts: Facts = Object.fromEntries(
    [...folded]
      .reverse()
      .concat({ rule, match })
      .flatMap((one) => known(one.match.facts)),
  );
  return {
    rule,
    certainty: match.certainty,
    mail: fateUnder(fateOf(rule.mail, clues), folded),
    facts,
    because: quotes(clues),
    symptoms: symptoms(clues),
    hop: hops.find(({ at }) => at.text === match.because[0].at.text),
    explains: folded.map((one) => one.rule.id),
  };
}
const isKept = (mail: MailFate): boolean => mail === 'held' || mail === 'waits';

/** A cause that alone affects no mail: its symptom has. */
const fateUnder = (own: MailFate, folded: readonly Candidate[]): MailFate =>
  [own, ...folded.map(({ rule, match }) => fateOf(rule.mail, match.because))].find((fate) => fate === 'refused' || isKept(fate)) ?? own;

/** A reply is final if the one on its outside begins with 5, whatever the replies inside it say. A policy that is only tested holds no mail. */
function fateOf(mail: MailFate, clues: readonly Clue[]): MailFate {
  const reply = clues.find((clue) => clue.kind === 'reply');
  if (reply === undefined && clues.some((clue) => clue.kind === 'report' && clue.mode === 'testing')) return 'unaffected';
  const isFinal = reply && (reply.depth === 0 ? reply.code !== undefined && reply.code >= 500 : reply.wrappers[0]?.startsWith('5.'));
  return isFinal && (isKept(mail) || mail === 'unknown') ? 'refused' : mail;
}

const known = (facts: Facts) => Object.entries(facts).filter(([, value]) => value !== undefined);

function quotes(clues: readonly Clue[]): Quote[] {
  const seen = new Map<string, Quote>();
  for (const { at } of clues) if (!seen.has(at.text)) seen.set(at.text, at);
  return [...seen.values()];
}

function symptoms(clues: readonly Clue[]): Symptom[] {
  const seen = new Map<string, Symptom>();
  for (const clue of clues) {
    if (clue.kind === 'event') seen.set(`event ${clue.id}`, { event: clue.id });
    // Of replies inside replies only the innermost is a symptom; the others pass it on.
    const reply = clue.kind === 'reply' && clue.innermost ? (clue.status ?? clue.code?.toString()) : undefined;
    if (reply !== undefined) seen.set(`reply ${reply}`, { reply });
  }
  return [...seen.values()];
}

function byRank(a: Finding, b: Finding): number {
  const place = (finding: Finding) => Math.min(...finding.because.map(({ line }) => line));
  // What stopped the mail comes before what was seen on the way.
  const isPassed = ({ mail }: Finding) => Number(mail !== 'refused' && !isKept(mail));
  return ORDER[a.certainty] - ORDER[b.certainty] || b.explains.length - a.explains.length || isPassed(a) - isPassed(b) || place(a) - place(b);
}
