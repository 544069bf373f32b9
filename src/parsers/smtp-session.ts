import type { SessionClue } from '../model/evidence.js';
import type { Parser, Paste } from './paste.js';
import { hostOf } from './reply-context.js';
import { certificateOf, exchangeName } from './session-certificate.js';
import { placeOf, type SessionLine, sessionLines } from './session-lines.js';
import { isLocal, opensConnection, targetOf } from './session-tool.js';
import { countKeywords, hasMaskedWord, isKeyword, isMaskedBanner, isMaskedWord, keywordsOf, offersStartTls, productOf } from './session-words.js';

const MOST_SESSIONS = 40;
const LONGEST_ANSWER = 80;

/** What has been heard of a session so far. */
interface Draft {
  readonly from: number;
  lines: number[];
  host?: string | undefined;
  /** The host that was called, by the tool's own words. */
  target?: string | undefined;
  port?: string | undefined;
  banner?: string | undefined;
  bannerLine?: SessionLine | undefined;
  hello?: SessionLine | undefined;
  answer: SessionLine[];
  lastVerb?: string | undefined;
  /** The answer to EHLO is being read. */
  open: boolean;
  complete: boolean;
  tls: boolean;
  local: boolean;
  clientIp?: string | undefined;
  remoteIp?: string | undefined;
  startTlsAnswer?: number | undefined;
  offered?: boolean | undefined;
  deciding?: SessionLine | undefined;
  /** openssl was at work, so certificate lines are those of the answering server. */
  handshake: boolean;
  issuer?: string | undefined;
  subject?: string | undefined;
  selfSigned?: boolean | undefined;
}

/** Telnet, openssl, swaks, a client's debug output, or only the answer to EHLO: one clue a session. */
export const readSmtpSession: Parser = (paste) => {
  const drafts: Draft[] = [];
  for (const spoken of sessionLines(paste)) {
    hear(drafts, spoken);
    if (drafts.length > MOST_SESSIONS) break;
  }
  const told = drafts.filter(isSession);
  return { clues: withoutRepeats(told.map((draft) => toClue(paste, draft))), understood: told.flatMap(({ lines }) => lines) };
};

const begin = (line: SessionLine): Draft => ({
  from: line.line.number,
  lines: [],
  answer: [],
  open: false,
  complete: false,
  tls: false,
  local: false,
  handshake: false,
});

function hear(drafts: Draft[], heard: SessionLine): void {
  const { spoken } = heard;
  let draft = drafts.at(-1);
  if (!draft || startsSession(draft, heard)) {
    draft = begin(heard);
    drafts.push(draft);
  }
  if (spoken.who === 'server') hearServer(draft, heard, spoken);
  else if (spoken.who === 'client') hearClient(draft, heard, spoken.verb);
  else hearTool(draft, heard, spoken.words);
}

const READY = ['ready to start tls', 'ready for tls', 'smtp server ready', 'go ahead', 'begin tls', 'start tls'];
const isReady = (words: string): boolean => {
  const lower = words.toLowerCase();
  return lower.startsWith('2.0.0') || READY.some((one) => lower.includes(one));
};

/** A new connection, a second banner, or a second answer to EHLO before TLS. */
function startsSession(draft: Draft, { spoken, insideTls }: SessionLine): boolean {
  if (spoken.who === 'tool')
    return opensConnection(spoken.words) && (draft.answer.length > 0 || draft.banner !== undefined || draft.subject !== undefined);
  if (spoken.who !== 'server' || insideTls) return false;
  const isBanner = spoken.code === 220 && !isReady(spoken.words) && draft.lastVerb !== 'STARTTLS';
  if (isBanner) return draft.answer.length > 0 || (draft.banner !== undefined && !spoken.goesOn && spoken.words !== draft.banner);
  return (
    spoken.code === 250 && spoken.goesOn && draft.complete && !draft.tls && draft.lastVerb !== 'STARTTLS' && !draft.open && isAnswer(spoken.words)
  );
}
const OTHER_ANSWERS = new Set(['ok', 'queued', 'accepted', 'requested', 'sender', 'recipient']);
/** `2.1.0 Sender OK` answers another command. */
const isAnswer = (words: string): boolean => !/^\d\.\d\.\d{1,3}\b/.test(words) && !OTHER_ANSWERS.has(/^\w*/.exec(words)?.[0].toLowerCase() ?? '');

function hearServer(draft: Draft, heard: SessionLine, { code, goesOn, words }: { code: number; goesOn: boolean; words: string }): void {
  if (heard.insideTls) draft.tls = true;
  draft.lines.push(heard.line.number);
  if (code === 220 && (draft.lastVerb === 'STARTTLS' || isReady(words))) startTls(draft, code);
  else if (draft.lastVerb === 'STARTTLS' && code >= 400) {
    draft.startTlsAnswer = code;
    draft.lastVerb = undefined;
  } else if (code === 220) hearBanner(draft, heard, words);
  else if (code === 250) hearAnswer(draft, heard, goesOn, words);
  else draft.open = false;
}

function startTls(draft: Draft, code: number): void {
  draft.startTlsAnswer = code;
  draft.tls = true;
  draft.lastVerb = undefined;
}

function hearBanner(draft: Draft, heard: SessionLine, words: string): void {
  if (draft.tls) return;
  draft.banner = draft.banner === undefined || draft.banner === words ? words : `${draft.banner} ${words}`;
  draft.bannerLine ??= heard;
  draft.host ??= hostOf(words.split(' ')[0]);
}

function hearAnswer(draft: Draft, heard: SessionLine, goesOn: boolean, words: string): void {
  if (draft.tls || draft.complete || draft.lastVerb === 'HELO' || draft.answer.length > LONGEST_ANSWER) return;
  if (draft.answer.length === 0 && (!isAnswer(words) || (!goesOn && draft.lastVerb !== 'EHLO' && countKeywords(words) < 3))) return;
  draft.answer.push(heard);
  draft.open = goesOn;
  draft.complete = !goesOn;
}

function hearClient(draft: Draft, heard: SessionLine, verb: string): void {
  draft.lines.push(heard.line.number);
  // A new EHLO before TLS begins its answer anew: only the last word counts.
  if (verb === 'EHLO' && !draft.tls && draft.answer.length > 0) Object.assign(draft, { answer: [], complete: false, open: false });
  draft.lastVerb = verb;
}

function hearTool(draft: Draft, heard: SessionLine, words: string): void {
  const fromStart = draft.answer.length === 0;
  const lower = words.toLowerCase();
  if (['connected(', 'tls started'].some((one) => lower.startsWith(one)) || ['s_client', 'tls peer'].some((one) => lower.includes(one)))
    draft.handshake = true;
  if (fromStart) hearConnection(draft, heard, words);
  if (lower.startsWith('escape character')) draft.lines.push(heard.line.number);
  if (lower.includes("didn't find starttls in server response"))
    Object.assign(draft, { offered: false, deciding: heard }, draft.lines.push(heard.line.number));
  if (CERTIFICATE_LINES.some((one) => lower.startsWith(one))) hearCertificate(draft, heard, words);
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

const CERTIFICATE_LINES = ['subject', 'issuer', '0 s:', 'i:', 'verify ', 'connected('];

function hearCertificate(draft: Draft, heard: SessionLine, words: string): void {
  const subject = /^(?:subject ?= ?|0 s: ?|subject=\[)(\S[^\]\n]{0,600})/i.exec(words)?.[1];
  const issuer = /^(?:issuer ?= ?|i: ?|issuer=\[)(\S[^\]\n]{0,600})/i.exec(words)?.[1];
  const isSelfSigned = /verify error:num=18\b/i.test(words) || /Verify return code: 18\b/i.test(words);
  if (subject === undefined && issuer === undefined && !isSelfSigned && !/^verify |^Verify return code|^CONNECTED\(/.test(words)) return;
  draft.lines.push(heard.line.number);
  if (subject !== undefined) draft.subject ??= exchangeName(subject);
  // The chain lists `0 s:` and its `i:` first, then the certificates above: the first of each belongs to the server.
  if (issuer !== undefined && draft.subject !== undefined) draft.issuer ??= exchangeName(issuer);
  if (isSelfSigned) draft.selfSigned = true;
  if (subject !== undefined || isSelfSigned) draft.deciding ??= heard;
}

const SMTP_PORTS = new Set(['25', '465', '587', '717', '2525']);

function isSession(draft: Draft): boolean {
  if (draft.offered !== undefined || (draft.subject !== undefined && draft.handshake)) return draft.port === undefined || SMTP_PORTS.has(draft.port);
  const answer = wordsOf(draft);
  if (answer.length > 0)
    return draft.banner !== undefined || draft.lastVerb !== undefined || countKeywords(answer.join(' ')) > 1 || hasMaskedWord(answer);
  return draft.banner !== undefined && (/ESMTP|SMTP|Microsoft/i.test(draft.banner) || isMaskedBanner(draft.banner));
}

const wordsOf = (draft: Draft): string[] => draft.answer.map(({ spoken }) => spoken.words);

function toClue(paste: Paste, draft: Draft): SessionClue {
  const answer = wordsOf(draft);
  const keywords = keywordsOf(answer);
  const masked = (draft.banner !== undefined && isMaskedBanner(draft.banner)) || hasMaskedWord(answer);
  const greeting = answer[0] ?? '';
  const host = draft.host ?? (isKeyword(greeting) ? undefined : hostOf(greeting.split(' ')[0])) ?? draft.target;
  const product = productOf(draft.banner, greeting, keywords);
  const selfSigned = draft.selfSigned ?? (draft.subject !== undefined && draft.issuer !== undefined ? draft.subject === draft.issuer : undefined);
  const deciding = decidingLine(draft, masked);
  return {
    kind: 'session',
    at: deciding ? paste.quote(...placeOf(deciding)) : { text: '', line: draft.from },
    host,
    port: draft.port,
    keywords,
    complete: draft.complete || draft.offered !== undefined,
    startTls: startTlsOf(draft) ?? offersStartTls(keywords, draft.complete, product),
    masked,
    product,
    local: draft.local || /\bHello \[(?:127\.0\.0\.1|::1)\]/i.test(greeting),
    clientIp: hostOf(/\bHello \[([^\]\s]{2,60})\]/i.exec(greeting)?.[1]),
    remoteIp: draft.remoteIp,
    startTlsAnswer: draft.startTlsAnswer,
    certificate: certificateOf(draft.issuer, draft.subject),
    selfSigned,
  };
}

/** What the tool says itself, or what a handshake proves although the answer was not printed. */
function startTlsOf(draft: Draft): boolean | undefined {
  if (draft.offered !== undefined) return draft.offered;
  // openssl prints the handshake first: an answer that follows it stands inside TLS and need not list STARTTLS.
  if (draft.subject !== undefined && draft.handshake) return true;
  return draft.answer.length === 0 && draft.startTlsAnswer === 220 ? true : undefined;
}

/** STARTTLS if it is there, what was overwritten if something was, else the first line of the answer. */
function decidingLine(draft: Draft, masked: boolean): SessionLine | undefined {
  const overwritten = draft.answer.slice(1).find(({ spoken }) => isMaskedWord(spoken.words));
  const offered = draft.answer.find(({ spoken }) => /^STARTTLS\b/i.test(spoken.words));
  return (masked ? (overwritten ?? draft.bannerLine) : offered) ?? draft.deciding ?? draft.answer[0] ?? draft.bannerLine;
}

/** Debug output prints one answer twice. */
function withoutRepeats(clues: readonly SessionClue[]): SessionClue[] {
  const seen = new Set<string>();
  return clues.filter(({ host, keywords, complete, startTlsAnswer, local }) => {
    const key = JSON.stringify([host, keywords, complete, startTlsAnswer, local]);
    return !seen.has(key) && seen.add(key);
  });
}
