import type { SessionClue } from '../../model/evidence.js';
import { hostOf } from '../reply/context.js';
import {
  countKeywords,
  hasMaskedWord,
  isKeyword,
  isMaskedBanner,
  isMaskedWord,
  keywordsOf,
  offersStartTls,
  productOf,
  statusOf,
} from '../session/words.js';
import type { Paste } from '../text/paste.js';
import { tlsVersionOf } from '../tls/tls-version.js';
import { certificateOf, certificatesOf, isSelfSigned, type LogCertificate, type LogKind, shownCertificate } from './certificate.js';
import type { LogRow } from './rows.js';

const MOST_REPLIES = 30;

/** The part of a session before TLS. */
interface Opening {
  banner: LogRow | undefined;
  readonly answer: LogRow[];
  complete: boolean;
  /** The row of the answer lacks its end, as others do not. */
  torn: boolean;
  tls: boolean;
  asked: boolean;
  startTlsAnswer: number | undefined;
}

function openingOf(rows: readonly LogRow[], server: string): Opening {
  const state: Opening = { banner: undefined, answer: [], complete: false, torn: false, tls: false, asked: false, startTlsAnswer: undefined };
  let hello = false;
  const columns = rows.some(({ closed }) => closed);
  for (const row of rows) {
    if (state.tls) break;
    if (row.event === server) hello = hearServer(state, row, hello, columns);
    else if (row.event === '<' || row.event === '>') hello = hearClient(state, row);
    else if (/negotiation succeeded/i.test(`${row.data} ${row.context}`)) state.tls = true;
  }
  return state;
}

const codeOf = (row: LogRow): number => Number(/^([2-5]\d\d)(?:[ -]|$)/.exec(row.data)?.[1] ?? 0);
const wordsOf = (row: LogRow): string => row.data.slice(4).trim();

function hearServer(state: Opening, row: LogRow, hello: boolean, columns: boolean): boolean {
  const code = codeOf(row);
  const words = wordsOf(row);
  if (state.asked) {
    state.startTlsAnswer = code > 0 ? code : undefined;
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
    state.torn = row.data.charAt(3) === ' ' && !row.closed && columns;
  } else if (code >= 400 && state.answer.length > 0) state.complete = !state.torn;
  return hello;
}

function hearClient(state: Opening, row: LogRow): boolean {
  if (row.data.toUpperCase().startsWith('EHLO')) {
    state.answer.length = 0;
    state.complete = false;
    return true;
  }
  // Whoever goes on has read the answer to its end, but the paste may have lost that.
  if (state.answer.length > 0 && !state.torn) state.complete = true;
  if (row.data.toUpperCase().startsWith('STARTTLS')) state.asked = true;
  return false;
}

export interface LogSession {
  readonly session: SessionClue;
  readonly certificates: readonly LogCertificate[];
}

/** All rows of one session id as one clue. */
export function sessionOf(paste: Paste, rows: readonly LogRow[], log: LogKind): LogSession | undefined {
  const [server, client] = log === 'receive' ? ['>', '<'] : ['<', '>'];
  const opening = openingOf(rows, server);
  const deciding = decidingRow(opening, rows);
  if (!deciding) return undefined;
  const answer = opening.answer.map(wordsOf);
  const keywords = keywordsOf(answer);
  const banner = opening.banner ? wordsOf(opening.banner) : undefined;
  const said = rows.filter((row) => row.event === server && codeOf(row) > 0);
  const greeting = answer.find((line) => !isKeyword(line)) ?? said.map(wordsOf).find((words) => words.includes(' Hello [')) ?? '';
  const inside = said.map(wordsOf).filter(isKeyword);
  const product = productOf(banner, greeting, keywords.length > 0 ? keywords : keywordsOf(inside));
  const certificates = certificatesOf(rows);
  const shown = shownCertificate(certificates, log);
  const hello = helloOf(rows, client);
  const connector = connectorOf(rows);
  return {
    certificates,
    session: {
      kind: 'session',
      at: quoteOf(paste, deciding),
      host: hostOf(banner?.split(' ')[0]) ?? hostOf(greeting.split(' ')[0]),
      keywords,
      complete: opening.complete,
      startTls: answer.length > 0 ? offersStartTls(keywords, opening.complete, product) : opening.startTlsAnswer === 220 || undefined,
      masked: (banner !== undefined && isMaskedBanner(banner)) || hasMaskedWord(answer),
      product: log === 'receive' && product === 'unknown' ? 'exchange' : product,
      connector,
      log,
      server: log === 'receive' ? serverOf(connector) : ownName(hello),
      client: hello,
      startTlsAnswer: opening.startTlsAnswer,
      replies: [...new Set(said.map(codeOf))].slice(0, MOST_REPLIES),
      statuses: [...new Set(said.flatMap((row) => statusOf(wordsOf(row)) ?? []))].slice(0, MOST_REPLIES),
      certificate: certificateOf(shown?.issuer, shown?.subject),
      selfSigned: shown ? isSelfSigned(shown) : undefined,
      thumbprint: shown?.thumbprint,
      ...endsOf(rows, log),
      ...negotiatedOf(rows),
    },
  };
}

export const connectorOf = (rows: readonly LogRow[]): string | undefined => rows.find((row) => row.connector)?.connector;

/** Its log prints a receive connector with the server in front. */
const serverOf = (connector: string | undefined): string | undefined => (connector?.includes('\\') ? hostOf(connector.split('\\')[0]) : undefined);

/** The name that the caller gives; `EHLO` inside TLS gives it again. */
function helloOf(rows: readonly LogRow[], client: string): string | undefined {
  for (const { event, data, cut } of rows) {
    const name = event === client && !cut ? hostOf(/^(?:EHLO|HELO) (\S{1,255})/i.exec(data)?.[1]) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}
const MICROSOFT = ['.outlook.com', '.exchangelabs.com'];
const ownName = (hello: string | undefined): string | undefined =>
  hello !== undefined && MICROSOFT.some((domain) => hello.toLowerCase().endsWith(domain)) ? undefined : hello;

function decidingRow(opening: Opening, rows: readonly LogRow[]): LogRow | undefined {
  const overwritten = opening.answer.slice(1).find((row) => isMaskedWord(wordsOf(row)));
  const offered = opening.answer.find(({ data }) => data.toUpperCase().includes('STARTTLS'));
  return (
    overwritten ?? offered ?? opening.answer[0] ?? opening.banner ?? rows.find(({ event, data }) => '<>'.includes(event) && data !== '') ?? rows[0]
  );
}

/** The data of a row, or the whole row if it has none. */
export const quoteOf = (paste: Paste, row: LogRow) =>
  row.dataEnd > row.dataStart ? paste.quote(row.dataStart, row.dataEnd) : paste.quote(row.line.start, row.line.end);

const PORT = /:(\d{2,5})$/;

function endsOf(rows: readonly LogRow[], log: LogKind): Pick<SessionClue, 'port' | 'local' | 'clientIp' | 'remoteIp'> {
  const local = rows.find((row) => row.local !== '')?.local ?? '';
  const remote = rows.find((row) => row.remote !== '')?.remote ?? '';
  const bare = (endpoint: string) => hostOf(endpoint.replace(PORT, ''));
  return {
    port: PORT.exec(log === 'receive' ? local : remote)?.[1],
    local: log === 'receive' && /^(?:127\.|::1$)/.test(bare(remote) ?? ''),
    clientIp: log === 'receive' ? bare(remote) : bare(local),
    remoteIp: bare(remote),
  };
}

const SUCCESS = /TLS protocol (SP_PROT_\w{4,30}) negotiation succeeded(?: using bulk encryption algorithm (\w{3,40}))?/i;
function negotiatedOf(rows: readonly LogRow[]): Pick<SessionClue, 'tlsVersion' | 'cipher'> {
  for (const { event, data, context, cut } of rows) {
    const [whole = '', version, cipher] = (event === '*' ? SUCCESS.exec(`${data} ${context}`) : null) ?? [];
    const isCutHere =
      cut &&
      `${data} ${context}`
        .trimEnd()
        .replace(/[.\u2026]{1,3}$/, '')
        .endsWith(whole);
    if (version !== undefined) return { tlsVersion: tlsVersionOf(version), cipher: isCutHere ? undefined : cipher };
  }
  return {};
}
