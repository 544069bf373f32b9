import type { Clue, ReplyClue, SessionClue, TlsClue } from '../../model/evidence.js';
import { unfold } from '../reply/chain.js';
import { type Around, chainClues, sentenceClue, withoutRepeats } from '../reply/clue.js';
import { nameOf } from '../reply/facts.js';
import { findHeads } from '../reply/heads.js';
import { wordAfter } from '../reply/values.js';
import { mailboxOf } from '../text/mailbox.js';
import type { Parser, Paste } from '../text/paste.js';
import { certificateClue, type LogKind } from './certificate.js';
import { type LogRow, logRows } from './rows.js';
import { connectorOf, type LogSession, sessionOf } from './session.js';

const MOST_SESSIONS = 60;
const MOST_REPLIES = 200;
const MOST_CLUES = 300;

/** SMTP send and receive protocol logs of Exchange: a clue for each session, refusal, certificate and word of failure. */
export const readProtocolLog: Parser = (paste) => {
  const { rows, kind, understood } = logRows(paste);
  if (rows.length === 0) return { clues: [], understood: [] };
  const all = groupsOf(rows).map((group) => readGroup(paste, group, kind));
  const replies = withoutRepeats(all.flatMap((one) => one.replies))
    .flat()
    .slice(0, MOST_REPLIES);
  const clues = onceEach(all.flatMap((one) => one.clues)).slice(0, MOST_CLUES);
  return { clues: [...clues, ...replies], understood };
};

/** Each session of a server shows the same certificate, and a partner that fails does so in each. */
function onceEach(clues: readonly Clue[]): Clue[] {
  const seen = new Set<string>();
  return clues.filter((clue) => {
    if (clue.kind === 'session') return true;
    const key = JSON.stringify({ ...clue, at: undefined });
    return !seen.has(key) && seen.add(key);
  });
}

/** Rows by session id, in the order of their numbers. Where ids are missing, `+` begins a session. */
function groupsOf(rows: readonly LogRow[]): LogRow[][] {
  const groups = new Map<string, LogRow[]>();
  let nameless = 0;
  for (const row of rows) {
    if (row.session === '' && row.event === '+') nameless += 1;
    const key = row.session || String(nameless);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const inOrder = (group: LogRow[]) =>
    group.every(({ sequence }) => sequence !== undefined) ? group.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)) : group;
  return [...groups.values()].slice(0, MOST_SESSIONS).map(inOrder);
}

/** Whose log it is, if the header does not say so: a receive connector is printed with its server, and who greets is the server. */
function kindOf(rows: readonly LogRow[], header: LogKind): LogKind {
  if (header) return header;
  const greeting = rows.find(({ event, data }) => '<>'.includes(event) && /^(?:220|250)[ -]/.test(data));
  if (greeting) return greeting.event === '>' ? 'receive' : 'send';
  const hello = rows.find(({ event, data }) => '<>'.includes(event) && /^(?:EHLO|HELO|STARTTLS|MAIL FROM)\b/i.test(data));
  if (hello) return hello.event === '<' ? 'receive' : 'send';
  const protocol = rows.map(({ data, context }) => /SP_PROT_\w{3,20}_(SERVER|CLIENT)\b/.exec(`${data} ${context}`)?.[1]).find(Boolean);
  if (protocol !== undefined) return protocol === 'SERVER' ? 'receive' : 'send';
  const connector = connectorOf(rows);
  if (connector === undefined) return undefined;
  return connector.includes('\\') ? 'receive' : 'send';
}

interface Group {
  readonly clues: readonly Clue[];
  readonly replies: ReplyClue[][];
}

function readGroup(paste: Paste, rows: readonly LogRow[], header: LogKind): Group {
  const log = kindOf(rows, header);
  const read = sessionOf(paste, rows, log);
  if (!read) return { clues: [], replies: [] };
  const { session, certificates } = read;
  const around = aroundOf(session);
  return {
    clues: [
      session,
      ...certificates.slice(0, 4).map((one) => certificateClue(paste, one, session.server)),
      ...rows.flatMap((row) => failureOf(paste, row, read)),
    ],
    replies: rows
      .filter((row) => isRefusal(row, log))
      .slice(0, MOST_REPLIES)
      .flatMap((row) => repliesOf(paste, row, { ...around, ...mailOf(rows.slice(0, rows.indexOf(row))) })),
  };
}

/** Who speaks with whom, for the refusals of a session. */
function aroundOf({ log, host, remoteIp, clientIp, connector, server }: SessionClue): Around {
  if (log !== 'send') return { connector, server, senderIp: log === 'receive' ? clientIp : undefined };
  return { connector, server, endpoint: host ?? remoteIp, remoteHost: nameOf(host), remoteIp };
}

/** The mail that is being handed over: what MAIL FROM and the last RCPT TO have named. */
function mailOf(before: readonly LogRow[]): Pick<Around, 'sender' | 'recipient'> {
  const addressOf = (command: string): string | undefined => {
    const row = before.findLast(({ event, data }) => '<>'.includes(event) && data.slice(0, 12).toUpperCase().startsWith(command));
    return mailboxOf(row && wordAfter(row.data, ':<', '>'));
  };
  return { sender: addressOf('MAIL FROM'), recipient: addressOf('RCPT TO') };
}

const FAILURE =
  /(?:TLS negotiation failed with error |Certificate validation fail(?:ed|ure)[.,] ?Reason: ?)(?<word>[A-Z]\w{2,40})(?!\w|\.{3}|\u2026)|TlsDomainCapabilities='[^'\n]{0,80}'; ?Status='(?<status>[A-Z]\w{2,40})'/i;

/** Why TLS or the check of the partner's certificate failed, in Exchange's one word. */
function failureOf(paste: Paste, row: LogRow, { session, certificates }: LogSession): TlsClue[] {
  const { log, server, connector, host, client, remoteIp } = session;
  const found = row.event === '*' ? FAILURE.exec(row.text.slice(0, 2000)) : null;
  const word = found?.groups?.['word'] ?? found?.groups?.['status'];
  const isCutOff = row.cut && found?.[0] === row.text.slice(found?.index);
  if (!found || isCutOff || word === undefined || word === 'Success') return [];
  const at = paste.quote(...row.span(found.index, found.index + found[0].length));
  const { issuer, subject } = certificates.find(({ side, guessed }) => !guessed && side === BLAMED.get(word.toLowerCase())) ?? {};
  return [{ kind: 'tls', at, word, side: 'own', server, connector, remoteHost: log === 'send' ? host : client, remoteIp, issuer, subject }];
}

/** Whose certificate a word is about, where it leaves no doubt: `NoCredentials` is the server's own. */
const BLAMED: ReadonlyMap<string, 'own' | 'remote'> = new Map([
  ...[
    'untrustedroot',
    'subjectmismatch',
    'chainvalidationfailure',
    'revocationcheckfailure',
    'revocationoffline',
    'partialchain',
    'wrongprincipal',
  ].map((word): [string, 'remote'] => [word, 'remote']),
  ['nocredentials', 'own'],
  ['unknowncredentials', 'own'],
]);

const REFUSAL = /[45]\d\d[ -]|\b[45]\.\d\.\d|negotiation failed|tlscertificatename|authentication failed/;

/** Refusals of the answering side, and what the server noted about TLS. */
function isRefusal(row: LogRow, log: LogKind): boolean {
  const speaks = row.event === '*' || row.event === (log === 'receive' ? '>' : '<');
  return speaks && REFUSAL.test(`${row.data} ${row.context}`.toLowerCase());
}

/** What a row refuses: a chain for each reply. */
function repliesOf(paste: Paste, row: LogRow, around: Around): ReplyClue[][] {
  // What the server itself notes stands in the context, behind the data.
  const end = row.event === '*' ? row.end : row.dataEnd;
  const heads = findHeads(paste, row.dataStart, end);
  if (heads.length > 0) return unfold(paste, heads, end).map((root) => chainClues(paste, root, around));
  const place = row.event === '*' ? noteOf(row) : undefined;
  return place ? [[sentenceClue(paste, ...place, around)]] : [];
}

const NOTE =
  /TLS negotiation failed with error \w{2,40}|The certificate specified in (?:the )?TlsCertificateName[^"\n]{0,160}|Outbound Authentication failed[^",\n]{0,80}/i;
function noteOf(row: LogRow): [number, number] | undefined {
  const found = NOTE.exec(row.text.slice(0, 2000));
  return found ? row.span(found.index, found.index + found[0].length) : undefined;
}
