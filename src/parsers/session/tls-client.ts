import type { CertificateClue, Clue, SessionClue } from '../../model/evidence.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { certificateOf } from './certificate.js';
import { beginDraft, type Draft, hear, isSession, toClue, withoutRepeats } from './draft.js';
import { chainLine, type Handshake, handshakeLine, isNoise } from './handshake-lines.js';
import { sessionLines } from './lines.js';

const MOST_SESSIONS = 40;

/** A session together with what its TLS client printed. */
interface Call {
  readonly draft: Draft;
  shown: Handshake;
  /** Certificate of the chain that is being printed, 0 is the server's. */
  depth: number;
  readonly lines: number[];
  /** The line that says most: the fault, the subject, the version. */
  deciding?: Line | undefined;
  subjectLine?: Line | undefined;
  inPem: boolean;
}

/** openssl s_client, gnutls-cli, swaks and curl: a session clue for each call and the certificate that the server presented. */
export const readTlsClient: Parser = (paste) => {
  const calls = callsOf(paste);
  const told = calls.filter((call) => isShown(call) || isSession(call.draft)).filter(isSmtp);
  return {
    clues: [...withoutRepeats(told.map((call) => sessionOf(paste, call))), ...told.flatMap((call) => certificateClue(paste, call))],
    understood: told.flatMap(({ draft, lines }) => [...draft.lines, ...lines]),
  };
};

/** The first session begins with the paste: a tool may have printed its handshake before anybody spoke. */
function callsOf(paste: Paste): Call[] {
  const spoken = new Map(sessionLines(paste).map((one) => [one.line.number, one]));
  const drafts: Draft[] = [beginDraft(1)];
  const calls: Call[] = [];
  for (const line of paste.lines) {
    const heard = spoken.get(line.number);
    if (heard) hear(drafts, heard);
    const [draft, last] = [drafts.at(-1), calls.at(-1)];
    if (draft && draft !== last?.draft) calls.push({ draft, shown: {}, depth: -1, lines: [], inPem: false });
    const call = calls.at(-1);
    if (call && line.text.length < 2000 && (heard?.spoken.who ?? 'tool') === 'tool') readLine(call, line);
    if (drafts.length > MOST_SESSIONS) break;
  }
  return calls;
}

/** swaks marks its own lines with `===` or `***`, curl with `*`, gnutls-cli with `-`. */
const MARK = /^[> ]{0,20}(?:(?:===|\*{3}|\*|-(?! -)) {1,20})?/;

function readLine(call: Call, line: Line): void {
  const start = MARK.exec(line.text)?.[0].length ?? 0;
  // A bar is left of a table that a web page made of the lines.
  const words = line.text
    .slice(start)
    .replace(/ \| ?$/, '')
    .trimEnd();
  const lower = words.toLowerCase();
  const wasPem = call.inPem;
  if (lower.startsWith('-----begin certificate')) call.inPem = true;
  else if (lower.startsWith('-----end certificate')) call.inPem = false;
  // gnutls-cli: `- Certificate[1] info:` begins one above the server's.
  const listed = /^certificate\[(\d)\] info/.exec(lower)?.[1];
  if (listed !== undefined) call.depth = Number(listed);
  // Some programs double the blanks; a date has two by itself.
  const said = saidBy(call, words) ?? (words.includes('  ') ? saidBy(call, words.replace(/ {2,}/g, ' ')) : undefined);
  if (said) take(call, line, said);
  else if (call.inPem || wasPem || isNoise(lower.replace(/ {2,}/g, ' ')) || (start > 0 && isNoise(line.lower.trim()))) call.lines.push(line.number);
}

function saidBy(call: Call, words: string): Handshake | undefined {
  const chained = chainLine(words, call.depth);
  if (chained) call.depth = chained.depth;
  const lower = words.toLowerCase();
  return chained?.found ?? (call.depth > 0 && lower.startsWith('subject `') ? {} : handshakeLine(words, lower, call.shown));
}

/** The first value counts, but the final verify result replaces the one of the chain. */
function take(call: Call, line: Line, said: Handshake): void {
  call.lines.push(line.number);
  const known = Object.fromEntries(Object.entries(call.shown).filter(([, value]) => value !== undefined));
  call.shown = { ...said, ...known, verify: said.verify ?? call.shown.verify };
  if (said.reached) call.draft.tls = true;
  if (said.subject !== undefined) call.subjectLine ??= line;
  const isFault = said.offered === false || (said.verify ?? 0) > 0;
  if (isFault || said.subject !== undefined || said.empty || said.reached) call.deciding ??= line;
}

const isShown = ({ shown, draft }: Call): boolean =>
  shown.offered !== undefined || shown.reached === true || shown.empty === true || draft.inside.length > 0;

const SMTP_PORTS = new Set(['25', '465', '587', '717', '2525']);
const isSmtp = ({ draft: { port } }: Call): boolean => port === undefined || SMTP_PORTS.has(port);

function sessionOf(paste: Paste, call: Call): SessionClue {
  const { draft, shown } = call;
  const clue = toClue(paste, draft);
  const line = call.deciding ?? paste.lines[(draft.lines[0] ?? 1) - 1];
  return {
    ...clue,
    at: line && (clue.at.text === '' || draft.answer.length === 0 || shown.offered === false) ? paste.quote(line.start, line.end) : clue.at,
    complete: clue.complete || shown.offered !== undefined,
    startTls: startTlsOf(call, clue),
    certificate: certificateOf(shown.issuer, shown.subject),
    selfSigned: selfSignedOf(shown),
    thumbprint: shown.thumbprint,
    tlsVersion: shown.cipher === undefined ? undefined : shown.tlsVersion,
    cipher: shown.cipher,
    verify: shown.subject === undefined && shown.cipher === undefined && (shown.verify ?? 0) === 0 ? undefined : shown.verify,
  };
}

/** What the tool says itself, or what a handshake proves although the answer was not printed. Port 465 needs no STARTTLS. */
function startTlsOf({ draft, shown }: Call, clue: SessionClue): boolean | undefined {
  if (shown.offered !== undefined) return shown.offered;
  if (draft.answer.length > 0) return clue.startTls;
  return (shown.subject !== undefined || shown.cipher !== undefined || clue.startTlsAnswer === 220) && draft.port !== '465' ? true : clue.startTls;
}

/** OpenSSL's 18 is the server's own certificate; 19 is a self-signed root above it. */
function selfSignedOf({ issuer, subject, verify }: Handshake): boolean | undefined {
  if (verify === 18) return true;
  return issuer === undefined || subject === undefined ? undefined : issuer === subject;
}

function certificateClue(paste: Paste, { shown, subjectLine: line }: Call): CertificateClue[] {
  if (!line) return [];
  const { issuer, subject, thumbprint, notAfter, notBefore, domains, serialNumber, keySize, signature } = shown;
  const at = paste.quote(line.start, line.end);
  const selfSigned = selfSignedOf(shown);
  return [
    {
      kind: 'certificate',
      at,
      origin: 'shown',
      issuer,
      subject,
      thumbprint,
      selfSigned,
      notAfter,
      notBefore,
      domains,
      serialNumber,
      keySize,
      signature,
    } satisfies Clue,
  ];
}
