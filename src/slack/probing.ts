import { judge } from '../engine/judge.js';
import type { ProbeReport } from '../model/probe.js';
import type { Rule } from '../model/rule.js';
import { probeClues } from '../parsers/probe/clues.js';
import { readTarget, type Target } from '../probes/target.js';
import type { SlackMessage } from '../renderers/blocks.js';
import { drawProbe, packAgain } from '../renderers/probe.js';
import { REFUSED_TARGET } from '../renderers/target-phrases.js';
import type { Store } from '../store/store.js';
import type { Job } from './job.js';
import { FRESH, keep, readKept } from './kept.js';
import type { LogLine } from './log.js';
import type { Note } from './notes.js';
import { drawNote, drawSentence, type ProbeNote } from './probe-notes.js';
import type { Prober } from './probers.js';
import type { Progress } from './progress.js';

/** How often within a minute, and how many at a time. */
export const MOST = { user: 10, team: 30, target: 10, atOnce: 3 } as const;
const MINUTE = 60;

export interface Work {
  readonly job: Job;
  readonly store: Store;
  readonly prober: Prober;
  readonly rules: readonly Rule[];
  readonly now: () => number;
  /** Milliseconds that are left for the probe, and what ends it. */
  readonly limit: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Seconds after which a place that was not given back is free. */
  readonly lease: number;
  /** A fault that does not change the answer. */
  readonly report: (error: unknown) => void;
}

/** A message, and what the log says of it. `isResult`: it may stand in place of an earlier one. */
export interface Answered {
  readonly message: SlackMessage | Note;
  readonly isResult: boolean;
  readonly line: Pick<LogLine, 'verdict' | 'kept' | 'why'>;
}

/** Limits, the result of a minute ago, or a probe. Rejects if the store does: then nothing was probed. */
export async function answerJob(work: Work): Promise<Answered> {
  const { job, store, now } = work;
  const target = readTarget(job.target);
  if ('refused' in target) return refused(REFUSED_TARGET[target.refused][job.locale](job.target), target.refused);
  const [byUser, byTeam] = await Promise.all([store.count(`user ${job.team} ${job.user}`, MINUTE), store.count(`team ${job.team}`, MINUTE)]);
  if (byUser > MOST.user) return noted('user', job);
  if (byTeam > MOST.team) return noted('team', job);
  const kept = await readKept(store, keyOf(job), now());
  if (kept && kept.seconds < FRESH) return result(work, kept.report, kept.seconds);
  if ((await store.count(`target ${target.name}`, MINUTE)) > MOST.target) return noted('target', job);
  const place = await takePlace(work, target.name);
  if (place === undefined) return noted('busy', job);
  try {
    return await probeNow(work, target);
  } finally {
    await store.hold(place, 0).catch(work.report);
  }
}

/** What an attempt found that was interrupted before its answer left; a command probes once, so nothing is called again. */
export async function answerInterrupted(work: Work): Promise<Answered> {
  const kept = await readKept(work.store, keyOf(work.job), work.now());
  return kept ? result(work, kept.report, kept.seconds) : noted('interrupted', work.job);
}

async function probeNow(work: Work, target: Target): Promise<Answered> {
  const { job, store, prober, now, limit, signal, progress } = work;
  progress.begin();
  const probed = await prober({ target, expect: job.expect, limit: limit(), onStep: progress.onStep, signal });
  if ('note' in probed) return noted(probed.note, job);
  if ('refused' in probed) return refused(REFUSED_TARGET[probed.refused][job.locale](job.target), probed.refused);
  if (!signal.aborted) await keep(store, keyOf(job), probed.report, now()).catch(work.report);
  return result(work, probed.report);
}

/** One of the places for this target; they free themselves should this process die. */
async function takePlace({ store, lease }: Work, name: string): Promise<string | undefined> {
  for (let number = 0; number < MOST.atOnce; number += 1) {
    const place = `place ${number} ${name}`;
    if ((await store.claim(place, lease)) !== 'taken') return place;
  }
  return undefined;
}

const keyOf = ({ target, expect = '' }: Job): string => `report ${target} ${expect}`;

function result({ job, rules }: Work, report: ProbeReport, seenAgo?: number): Answered {
  const diagnosis = judge({ clues: probeClues(report), unread: [], lines: 1, cut: false, masked: 0 }, rules);
  const message = drawProbe(report, diagnosis, { locale: job.locale, show: 'short', seenAgo, asked: { target: job.target, expect: job.expect } });
  return { message, isResult: true, line: { verdict: report.verdict, ...(seenAgo !== undefined && { kept: true }) } };
}

export const noted = (name: ProbeNote, job: Job): Answered => ({
  message: drawNote(name, job.locale, packAgain(job)),
  isResult: false,
  line: { why: name },
});
const refused = (sentence: string, why: string): Answered => ({ message: drawSentence(sentence), isResult: false, line: { why } });
