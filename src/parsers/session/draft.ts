import type { SessionClue } from '../../model/evidence.js';
import { hostOf } from '../reply/context.js';
import type { Paste } from '../text/paste.js';
import { placeOf, type SessionLine } from './lines.js';
import { isChatter, isLocal, opensConnection, targetOf } from './tool.js';
import {
  countKeywords,
  hasMaskedWord,
  isAnswer,
  isCut,
  isKeyword,
  isMaskedBanner,
  isMaskedWord,
  isReady,
  keywordsOf,
  offersStartTls,
  productOf,
  statusOf,
} from './words.js';

const LONGEST_ANSWER = 80;
const MOST_REPLIES = 30;

/** What has been heard of a session so far. */
export interface Draft {
  readonly from: number;
  lines: number[];
  host?: string | undefined;
  /** The host that was called, by the tool's own words. */
  target?: string | undefined;
  port?: string | undefined;
  /** The tool said that the connection stands. */
  connected: boolean;
  banner?: string | undefined;
  bannerLine?: SessionLine | undefined;
  /** The banner has more lines. */
  greeting: boolean;
  /** What answered EHLO before TLS, and what was said inside TLS. */
  answer: SessionLine[];
  inside: string[];
  readonly replies: Set<number>;
  readonly statuses: Set<string>;
  lastVerb?: string | undefined;
  client?: string | undefined;
  /** The answer to EHLO is being read. */
  open: boolean;
  complete: boolean;
  tls: boolean;
  local: boolean;
  clientIp?: string | undefined;
  remoteIp?: string | undefined;
  startTlsAnswer?: number | undefined;
}

export const beginDraft = (from: number): Draft => ({
  from,
  lines: [],
  connected: false,
  greeting: false,
  answer: [],
  inside: [],
  replies: new Set(),
  statuses: new Set(),
  open: false,
  complete: false,
  tls: false,
  local: false,
});

/** Adds a line to the session that is going on, or begins one. */
export function hear(drafts: Draft[], heard: SessionLine): void {
  const { spoken } = heard;
  let draft = drafts.at(-1);
  if (!draft || startsSession(draft, heard)) {
    draft = beginDraft(heard.line.number);
    drafts.push(draft);
  }
  if (spoken.who === 'server') hearServer(draft, heard, spoken);
  else if (spoken.who === 'client') hearClient(draft, heard, spoken);
  else hearTool(draft, heard, spoken.words);
}

/** A new connection, a second banner, or a second answer to EHLO before TLS. */
function startsSession(draft: Draft, { spoken, insideTls }: SessionLine): boolean {
  if (spoken.who === 'tool') return opensConnection(spoken.words) && (draft.answer.length > 0 || draft.banner !== undefined || draft.connected);
  if (spoken.who !== 'server' || insideTls) return false;
  const isBanner = spoken.code === 220 && !isReady(spoken.words) && draft.lastVerb !== 'STARTTLS';
  // Only port 465 greets inside TLS.
  if (isBanner && draft.tls && draft.port !== undefined && draft.port !== '465') return true;
  if (isBanner) return draft.answer.length > 0 || (draft.banner !== undefined && !draft.greeting && !spoken.goesOn && spoken.words !== draft.banner);
  return (
    spoken.code === 250 && spoken.goesOn && draft.complete && !draft.tls && draft.lastVerb !== 'STARTTLS' && !draft.open && isAnswer(spoken.words)
  );
}

type Said<W> = Extract<SessionLine['spoken'], { who: W }>;

function hearServer(draft: Draft, heard: SessionLine, { code, goesOn, words }: Said<'server'>): void {
  if (heard.insideTls) draft.tls = true;
  draft.lines.push(heard.line.number);
  count(draft, code, words);
  if (code === 220 && (draft.lastVerb === 'STARTTLS' || isReady(words))) startTls(draft, code);
  else if (draft.lastVerb === 'STARTTLS' && code >= 400) {
    draft.startTlsAnswer = code;
    draft.lastVerb = undefined;
  } else if (code === 220) hearBanner(draft, heard, words);
  else if (code === 250) hearAnswer(draft, heard, goesOn, words);
  else draft.open = false;
}

function count({ replies, statuses }: Draft, code: number, words: string): void {
  if (replies.size < MOST_REPLIES) replies.add(code);
  const status = statusOf(words);
  if (status !== undefined && statuses.size < MOST_REPLIES) statuses.add(status);
}

function startTls(draft: Draft, code: number): void {
  draft.startTlsAnswer = code;
  draft.tls = true;
  draft.lastVerb = undefined;
}

function hearBanner(draft: Draft, heard: SessionLine, words: string): void {
  draft.host ??= hostOf(words.split(' ')[0]);
  draft.greeting = heard.spoken.who === 'server' && heard.spoken.goesOn;
  if (draft.tls) draft.inside.push(words);
  else {
    draft.banner = draft.banner === undefined || draft.banner === words ? words : `${draft.banner} ${words}`;
    draft.bannerLine ??= heard;
  }
}

function hearAnswer(draft: Draft, heard: SessionLine, goesOn: boolean, words: string): void {
  if (draft.tls) hearInside(draft, words);
  if (draft.tls || draft.complete || draft.lastVerb === 'HELO' || draft.answer.length > LONGEST_ANSWER) return;
  if (draft.answer.length === 0 && (!isAnswer(words) || (!goesOn && draft.lastVerb !== 'EHLO' && countKeywords(words) < 3))) return;
  draft.answer.push(heard);
  draft.open = goesOn;
  // The last keyword may be STARTTLS where it was cut.
  draft.complete = !goesOn && !isCut(words);
}

/** Inside TLS nobody offers STARTTLS; the words still tell who answers. */
function hearInside(draft: Draft, words: string): void {
  if (draft.inside.length < LONGEST_ANSWER) draft.inside.push(words);
}

function hearClient(draft: Draft, heard: SessionLine, { verb, words }: Said<'client'>): void {
  draft.lines.push(heard.line.number);
  // A new EHLO before TLS begins its answer anew: only the last word counts.
  if (verb === 'EHLO' && !draft.tls && draft.answer.length > 0) Object.assign(draft, { answer: [], complete: false, open: false });
  // Of several names the one counts whose answer is read.
  if (verb === 'EHLO' || verb === 'HELO') draft.client = wholeHost(words.split(/[\s\\"']/)[0]) ?? draft.client;
  draft.lastVerb = verb;
}

/** A host name that no ellipsis cuts off. */
const wholeHost = (word: string | undefined): string | undefined => (word === undefined || isCut(word) ? undefined : hostOf(word));

function hearTool(draft: Draft, heard: SessionLine, words: string): void {
  const lower = words.toLowerCase();
  if (draft.answer.length === 0) hearConnection(draft, heard, words);
  if (lower.startsWith('connected')) draft.connected = true;
  if (opensConnection(words) || isChatter(lower)) draft.lines.push(heard.line.number);
}

function hearConnection(draft: Draft, heard: SessionLine, words: string): void {
  const target = targetOf(words);
  if (!target) return;
  draft.lines.push(heard.line.number);
  draft.local ||= isLocal(words);
  draft.port ??= target.port;
  const host = hostOf(target.host);
  if (host !== undefined && /^[\d.]{7,15}$|:/.test(host)) draft.remoteIp ??= host;
  else if (host?.includes('.')) draft.target ??= host;
}

/** A banner or an answer to EHLO makes a session; a bare `250` may be anything. */
export function isSession(draft: Draft): boolean {
  const answer = wordsOf(draft);
  if (answer.length > 0)
    return draft.banner !== undefined || draft.lastVerb !== undefined || countKeywords(answer.join(' ')) > 1 || hasMaskedWord(answer);
  return draft.banner !== undefined && (/ESMTP|SMTP|Microsoft/i.test(draft.banner) || isMaskedBanner(draft.banner));
}

const wordsOf = (draft: Draft): string[] => draft.answer.map(({ spoken }) => spoken.words);

export function toClue(paste: Paste, draft: Draft): SessionClue {
  const answer = wordsOf(draft);
  const keywords = keywordsOf(answer);
  const masked = (draft.banner !== undefined && isMaskedBanner(draft.banner)) || hasMaskedWord(answer);
  const greeting = answer[0] ?? draft.inside.find((words) => words.includes(' Hello [')) ?? '';
  const product = productOf(draft.banner, greeting, keywords.length > 0 ? keywords : keywordsOf(['', ...draft.inside]));
  const deciding = decidingLine(draft, masked);
  const isWhole = !hasGap(paste, draft);
  return {
    kind: 'session',
    at: deciding ? paste.quote(...placeOf(deciding)) : { text: '', line: draft.from },
    host: draft.host ?? (isKeyword(greeting) ? undefined : hostOf(greeting.split(' ')[0])) ?? draft.target,
    port: draft.port,
    keywords,
    complete: draft.complete && isWhole,
    startTls: offeredBy(draft, keywords, product, isWhole),
    masked,
    product,
    local: draft.local || /\bHello \[(?:127\.0\.0\.1|::1)\]/i.test(greeting),
    client: draft.client,
    clientIp: hostOf(/\bHello \[([^\]\s]{2,60})\]/i.exec(greeting)?.[1]),
    remoteIp: draft.remoteIp,
    startTlsAnswer: draft.startTlsAnswer,
    replies: [...draft.replies],
    statuses: [...draft.statuses],
  };
}

function offeredBy(draft: Draft, keywords: readonly string[], product: SessionClue['product'], isWhole: boolean): boolean | undefined {
  if (draft.answer.length === 0 && draft.startTlsAnswer === 220) return true;
  const offered = offersStartTls(keywords, draft.complete, product);
  return offered === false && !isWhole ? undefined : offered;
}

/** Something else stands between the lines of the answer: the second half of a broken line, or a keyword with a code that nobody can read. */
function hasGap({ lines }: Paste, { answer }: Draft): boolean {
  const [first, last] = [answer[0]?.line.number ?? 0, answer.at(-1)?.line.number ?? 0];
  const heard = new Set(answer.map(({ line }) => line.number));
  return lines.slice(first, Math.max(first, last - 1)).some(({ number, text }) => text.trim() !== '' && !heard.has(number));
}

/** STARTTLS if it is there, what was overwritten if something was, else the first line of the answer. */
function decidingLine(draft: Draft, masked: boolean): SessionLine | undefined {
  const overwritten = draft.answer.slice(1).find(({ spoken }) => isMaskedWord(spoken.words));
  const offered = draft.answer.find(({ spoken }) => /^STARTTLS\b/i.test(spoken.words));
  return (masked ? (overwritten ?? draft.bannerLine) : offered) ?? draft.answer[0] ?? draft.bannerLine;
}

/** Debug output prints one answer twice. */
export function withoutRepeats(clues: readonly SessionClue[]): SessionClue[] {
  const seen = new Set<string>();
  return clues.filter(({ host, keywords, complete, startTlsAnswer, local, tlsVersion, verify, certificate }) => {
    const key = JSON.stringify([host, keywords, complete, startTlsAnswer, local, tlsVersion, verify, certificate]);
    return !seen.has(key) && seen.add(key);
  });
}
