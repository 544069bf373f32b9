import type { Fault } from '../model/probe.js';
import { identify, notesOf } from './identity.js';
import type { Seen } from './seen.js';
import { type Break, isReply, type Reply, type Talk } from './smtp.js';
import type { Surroundings } from './surroundings.js';
import { left, type Visit } from './visit.js';

/** The greeting; its absence, its slowness and what it says. */
export async function greet(talk: Talk, visit: Visit, around: Surroundings, seen: Seen): Promise<Reply | undefined> {
  const { now, limits } = around;
  const began = now();
  const banner = await talk.ask(undefined, left(visit, around, limits.banner));
  seen.observed.bannerMs = now() - began;
  if (banner.text !== '') seen.observed.banner = banner.text;
  if (!isReply(banner)) {
    seen.faults.add(brokenBy(banner, 'no_banner'));
    return undefined;
  }
  if (seen.observed.bannerMs >= limits.slowBanner) seen.faults.add('slow_banner');
  Object.assign(seen.observed, identify(banner.lines));
  for (const note of notesOf(seen.observed)) seen.notes.add(note);
  if (banner.code === 220) return banner;
  seen.observed.reply = banner.text;
  seen.faults.add(banner.code >= 500 ? 'banner_rejected' : banner.code >= 400 ? 'banner_tempfail' : 'not_smtp');
  return undefined;
}

/** EHLO and its answer, before TLS. */
export async function introduce(talk: Talk, banner: Reply, visit: Visit, around: Surroundings, seen: Seen): Promise<Reply | undefined> {
  const answer = await talk.ask(`EHLO ${around.ehloName}`, left(visit, around, around.limits.reply));
  if (isReply(answer) && answer.code === 250) {
    Object.assign(seen.observed, identify(banner.lines, answer.lines));
    for (const note of notesOf(seen.observed)) seen.notes.add(note);
    return answer;
  }
  seen.observed.reply = answer.text || undefined;
  // "Come back later" is no want of EHLO: scanners that took it for one were wrong about TLS.
  seen.faults.add(isReply(answer) ? refusedBy(answer) : brokenBy(answer, 'no_ehlo'));
  return undefined;
}

/** What a reply to EHLO other than 250 means. A 220 in its place is no "come back later". */
export const refusedBy = ({ code }: Reply): Fault => (code >= 400 && code < 500 ? 'banner_tempfail' : 'no_ehlo');

function brokenBy({ broken }: Break, silent: Fault): Fault {
  const faults = { closed: 'closed_early', reset: 'conn_reset', silent, oversize: 'oversize_reply', foreign: 'not_smtp' } as const;
  return faults[broken];
}
