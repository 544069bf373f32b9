import type { ReplyClue, SessionClue } from '../model/evidence.js';
import { certificateOf, isSelfSigned, type Shown, shownCertificate } from './log-certificate.js';
import { type LogRow, logRows } from './log-rows.js';
import type { Parser, Paste } from './paste.js';
import { unfold } from './reply-chain.js';
import { type Around, chainClues, sentenceClue, withoutRepeats } from './reply-clue.js';
import { hostOf } from './reply-context.js';
import { findHeads } from './reply-heads.js';
import { countKeywords, hasMaskedWord, isKeyword, isMaskedBanner, isMaskedWord, keywordsOf, offersStartTls, productOf } from './session-words.js';

const MOST_SESSIONS = 60;
const MOST_REPLIES = 200;

/** SMTP send and receive protocol logs of Exchange: a session clue for each session id, a reply clue for each refusal. */
export const readProtocolLog: Parser = (paste) => {
  const { rows, kind, understood } = logRows(paste);
  if (rows.length === 0) return { clues: [], understood: [] };
  const groups = new Map<string, LogRow[]>();
  for (const row of rows) {
    const group = groups.get(row.session);
    if (group) group.push(row);
    else groups.set(row.session, [row]);
  }
  const all = [...groups.values()].slice(0, MOST_SESSIONS).map((group) => readGroup(paste, group, kind));
  const sessions = all.flatMap(({ session }) => (session ? [session] : []));
  const replies = withoutRepeats(all.flatMap((one) => one.replies))
    .flat()
    .slice(0, MOST_REPLIES);
  return { clues: [...sessions, ...replies], understood };
};

type LogKind = 'send' | 'receive';

/** Whose log it is, if the header does not say so: a receive connector is printed with its server, and who greets is the server. */
function kindOf(rows: readonly LogRow[], header: LogKind | undefined): LogKind | undefined {
  if (header) return header;
  const greeting = rows.find(({ event, data }) => '<>'.includes(event) && /^(?:220|250)[ -]/.test(data));
  if (greeting) return greeting.event === '>' ? 'receive' : 'send';
  const hello = rows.find(({ event, data }) => '<>'.includes(event) && /^(?:EHLO|HELO|STARTTLS|MAIL FROM)\b/i.test(data));
  if (hello) return hello.event === '<' ? 'receive' : 'send';
  const connector = rows.find((row) => row.connector)?.connector;
  if (connector === undefined) return undefined;
  return connector.includes('\\') ? 'receive' : 'send';
}

function readGroup(paste: Paste, rows: readonly LogRow[], header: LogKind | undefined): { session: SessionClue | undefined; replies: ReplyClue[][] } {
  const log = kindOf(rows, header);
  const session = sessionOf(paste, rows, log);
  const endpoint = log === 'send' ? (session?.host ?? session?.remoteIp) : undefined;
  const connector = rows.find((row) => row.connector)?.connector;
  return { session, replies: rows.flatMap((row) => repliesOf(paste, row, log, { endpoint, connector })) };
}

/** The part of a session before TLS. */
interface Opening {
  banner: LogRow | undefined;
  readonly answer: LogRow[];
  complete: boolean;
  tls: boolean;
  asked: boolean;
  startTlsAnswer: number | undefined;
}

function openingOf(rows: readonly LogRow[], server: string): Opening {
  const state: Opening = { banner: undefined, answer: [], complete: false, tls: false, asked: false, startTlsAnswer: undefined };
  let hello = false;
  for (const row of rows) {
    if (state.tls) break;
    if (row.event === server) hello = hearServer(state, row, hello);
    else if (row.event === '<' || row.event === '>') hello = hearClient(state, row);
    else if (/negotiation succeeded/i.test(`${row.data} ${row.context}`)) state.tls = true;
  }
  return state;
}

function hearServer(state: Opening, row: LogRow, hello: boolean): boolean {
  const code = Number(/^([2-5]\d\d)(?:[ -]|$)/.exec(row.data)?.[1] ?? 0);
  const words = row.data.slice(4).trim();
  if (state.asked) {
    state.startTlsAnswer = code;
    state.tls = code === 220;
    state.asked = false;
  } else if (code === 220 && !/^2\.0\.0/.test(words)) state.banner ??= row;
  else if (
    code === 250 &&
    !state.complete &&
    (hello || state.answer.length > 0 || isKeyword(words) || countKeywords(words) > 2 || / Hello \[/.test(words))
  ) {
    state.answer.push(row);
    // An answer on one line is whole if the line is: the columns behind it are there.
    state.complete = row.data.charAt(3) === ' ' && row.closed;
  } else if (code >= 400 && state.answer.length > 0) state.complete = true;
  return hello;
}

function hearClient(state: Opening, row: LogRow): boolean {
  if (row.data.toUpperCase().startsWith('EHLO')) {
    state.answer.length = 0;
    state.complete = false;
    return true;
  }
  // Whoever goes on has read the answer to its end.
  if (state.answer.length > 0) state.complete = true;
  if (row.data.toUpperCase().startsWith('STARTTLS')) state.asked = true;
  return false;
}

function sessionOf(paste: Paste, rows: readonly LogRow[], log: LogKind | undefined): SessionClue | undefined {
  const server = log === 'receive' ? '>' : '<';
  const opening = openingOf(rows, server);
  const answer = opening.answer.map(({ data }) => data.slice(4).trim());
  const keywords = keywordsOf(answer);
  const banner = opening.banner?.data.slice(4).trim();
  const greeting = answer.find((line) => !isKeyword(line)) ?? '';
  const product = productOf(banner, greeting, keywords);
  const shown = shownCertificate(rows, log);
  const deciding = decidingRow(opening, rows);
  if (!deciding) return undefined;
  const ends = endpointsOf(rows);
  return {
    kind: 'session',
    at:
      deciding.dataEnd > deciding.dataStart ? paste.quote(deciding.dataStart, deciding.dataEnd) : paste.quote(deciding.line.start, deciding.line.end),
    host: hostOf(banner?.split(' ')[0]) ?? hostOf(greeting.split(' ')[0]),
    port: (log === 'receive' ? ends.localPort : ends.remotePort) ?? undefined,
    keywords,
    complete: opening.complete,
    startTls: answer.length > 0 ? offersStartTls(keywords, opening.complete, product) : opening.startTlsAnswer === 220 || undefined,
    masked: (banner !== undefined && isMaskedBanner(banner)) || hasMaskedWord(answer),
    product: log === 'receive' && product === 'unknown' ? 'exchange' : product,
    local: /^(?:127\.|::1$)/.test((log === 'receive' ? ends.remote : undefined) ?? ''),
    connector: rows.find((row) => row.connector)?.connector,
    log,
    clientIp: log === 'receive' ? ends.remote : ends.local,
    remoteIp: ends.remote,
    startTlsAnswer: opening.startTlsAnswer,
    ...certificateFields(shown),
  };
}

const certificateFields = (shown: Shown | undefined): Pick<SessionClue, 'certificate' | 'selfSigned'> =>
  shown ? { certificate: certificateOf(shown.issuer, shown.subject), selfSigned: isSelfSigned(shown) } : {};

function decidingRow(opening: Opening, rows: readonly LogRow[]): LogRow | undefined {
  const overwritten = opening.answer.slice(1).find(({ data }) => isMaskedWord(data.slice(4).trim()));
  const offered = opening.answer.find(({ data }) => data.toUpperCase().includes('STARTTLS'));
  return (
    overwritten ?? offered ?? opening.answer[0] ?? opening.banner ?? rows.find(({ event, data }) => '<>'.includes(event) && data !== '') ?? rows[0]
  );
}

interface Ends {
  readonly local?: string | undefined;
  readonly remote?: string | undefined;
  readonly localPort?: string | undefined;
  readonly remotePort?: string | undefined;
}
const PORT = /:(\d{2,5})$/;
function endpointsOf(rows: readonly LogRow[]): Ends {
  const local = rows.find((row) => row.local !== '')?.local ?? '';
  const remote = rows.find((row) => row.remote !== '')?.remote ?? '';
  const bare = (endpoint: string) => hostOf(endpoint.replace(PORT, ''));
  return { local: bare(local), remote: bare(remote), localPort: PORT.exec(local)?.[1], remotePort: PORT.exec(remote)?.[1] };
}

const REFUSAL = /[45]\d\d[ -]|\b[45]\.\d\.\d|negotiation failed|tlscertificatename|authentication failed/;

/** Refusals of the answering side, and what the server noted about TLS: a chain each. */
function repliesOf(paste: Paste, row: LogRow, log: LogKind | undefined, around: Around): ReplyClue[][] {
  const speaks = row.event === '*' || row.event === (log === 'receive' ? '>' : '<');
  if (!speaks || !REFUSAL.test(`${row.data} ${row.context}`.toLowerCase())) return [];
  // What the server itself notes stands in the context, behind the data.
  const end = row.event === '*' ? row.line.end : row.dataEnd;
  const heads = findHeads(paste, row.dataStart, end);
  if (heads.length > 0) return unfold(paste, heads, end).map((root) => chainClues(paste, root, around));
  const place = row.event === '*' ? noteOf(row) : undefined;
  return place ? [[sentenceClue(paste, ...place, around)]] : [];
}

const NOTE =
  /TLS negotiation failed with error \w{2,40}|The certificate specified in (?:the )?TlsCertificateName[^"\n]{0,160}|Outbound Authentication failed[^",\n]{0,80}/i;
function noteOf(row: LogRow): [number, number] | undefined {
  const found = NOTE.exec(row.line.text.slice(0, 2000));
  return found ? [row.line.start + found.index, row.line.start + found.index + found[0].length] : undefined;
}
