import type { CertificateClue, Clue, SessionClue } from '../../model/evidence.js';
import { pemAt } from '../certificate/pem.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { widthOf } from '../text/width.js';
import { certificateOf } from './certificate.js';
import { beginDraft, type Draft, hear, isSession, toClue, withoutRepeats } from './draft.js';
import { chainLine, type Handshake, handshakeLine, isNoise } from './handshake-lines.js';
import { sessionLines } from './lines.js';
import { unwrapped } from './wrapped.js';

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
  /** Where the first certificate in PEM begins, which is the server's; those behind it belong to authorities. */
  pem?: Line | undefined;
  /** The values of the PEM are among `shown`. */
  pemTaken?: boolean;
}

/** openssl s_client, gnutls-cli, swaks and curl: a session clue for each call and the certificate that the server presented. */
export const readTlsClient: Parser = (paste) => {
  const calls = whole(paste);
  const told = calls.filter((call) => isShown(call) || isSession(call.draft)).filter(isSmtp);
  return {
    clues: [...withoutRepeats(told.map((call) => sessionOf(paste, call))), ...told.flatMap((call) => certificateClue(paste, call))],
    understood: told.flatMap(({ draft, lines }) => [...draft.lines, ...lines]),
  };
};

/** Numbers of the lines on which a PEM begins whose certificate a session has told. */
export const pemsTold = (paste: Paste): ReadonlySet<number> =>
  new Set(
    whole(paste)
      .filter(isSmtp)
      .flatMap(({ pem, pemTaken }) => (pem && pemTaken ? [pem.number] : [])),
  );

/** The calls with what their PEM adds to the names that were printed. */
function whole(paste: Paste): Call[] {
  const calls = callsOf(paste);
  for (const call of calls) {
    const clue = call.pem && pemAt(paste, call.pem);
    if (!clue || (call.shown.subject !== undefined && call.shown.subject !== clue.subject)) continue;
    const { issuer, subject, thumbprint, notBefore, notAfter, domains, serialNumber, keySize, usages } = clue;
    call.shown = { notBefore, notAfter, keySize, ...call.shown, issuer, subject, thumbprint, domains, serialNumber, usages };
    call.subjectLine ??= call.pem;
    call.pemTaken = true;
  }
  return calls;
}

/** The first session begins with the paste: a tool may have printed its handshake before anybody spoke. */
function callsOf(paste: Paste): Call[] {
  const spoken = new Map(sessionLines(paste).map((one) => [one.line.number, one]));
  const width = widthOf(paste);
  const drafts: Draft[] = [beginDraft(1)];
  const calls: Call[] = [];
  for (const line of paste.lines) {
    const heard = spoken.get(line.number);
    if (heard) hear(drafts, heard);
    const [draft, last] = [drafts.at(-1), calls.at(-1)];
    if (draft && draft !== last?.draft) calls.push({ draft, shown: {}, depth: -1, lines: [], inPem: false });
    const call = calls.at(-1);
    if (call && line.text.length < 2000 && (heard?.spoken.who ?? 'tool') === 'tool') readLine(paste, call, line, width);
    if (drafts.length > MOST_SESSIONS) break;
  }
  return calls;
}

/** swaks marks its own lines with `===` or `***`, curl with `*`, gnutls-cli with `-`. */
const MARK = /^[> ]{0,20}(?:(?:===|\*{3}|\*|-(?! -)) {1,20})?/;

function readLine(paste: Paste, call: Call, line: Line, width: number): void {
  const start = MARK.exec(line.text)?.[0].length ?? 0;
  // A bar is left of a table that a web page made of the lines.
  const printed = line.text
    .slice(start)
    .replace(/ \| ?$/, '')
    .trimEnd();
  const wasPem = markPem(call, line, printed.toLowerCase());
  const { words, lines } = wasPem ? { words: printed, lines: [] } : unwrapped(paste, line, printed, width);
  const lower = words.toLowerCase();
  // gnutls-cli: `- Certificate[1] info:` begins one above the server's.
  const listed = /^certificate\[(\d)\] info/.exec(lower)?.[1];
  if (listed !== undefined) call.depth = Number(listed);
  // Some programs double the blanks; a date has two by itself.
  const said = saidBy(call, words) ?? (words.includes('  ') ? saidBy(call, words.replace(/ {2,}/g, ' ')) : undefined);
  if (said) {
    take(call, line, said);
    call.lines.push(...lines);
  } else if (wasPem || isNoise(lower.replace(/ {2,}/g, ' ')) || (start > 0 && isNoise(line.lower.trim()))) call.lines.push(line.number);
}

/** True for a line of a certificate in PEM, its first and its last included. */
function markPem(call: Call, line: Line, lower: string): boolean {
  const wasPem = call.inPem;
  if (lower.startsWith('-----begin certificate')) [call.inPem, call.pem] = [true, call.pem ?? line];
  else if (lower.startsWith('-----end certificate')) call.inPem = false;
  return call.inPem || wasPem;
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

const isShown = ({ shown, draft, pemTaken }: Call): boolean =>
  pemTaken === true || shown.offered !== undefined || shown.reached === true || shown.empty === true || draft.inside.length > 0;

const SMTP_PORTS = new Set(['25', '465', '587', '717', '2525']);
const isSmtp = ({ draft: { port } }: Call): boolean => port === undefined || SMTP_PORTS.has(port);

function sessionOf(paste: Paste, call: Call): SessionClue {
  const { draft, shown } = call;
  const clue = withoutInside(paste, draft, toClue(paste, draft));
  const line = call.deciding ?? paste.lines[(draft.lines[0] ?? 1) - 1];
  return {
    ...clue,
    at: line && (clue.at.text === '' || draft.answer.length === 0 || shown.offered === false) ? paste.quote(line.start, line.end) : clue.at,
    complete: clue.complete || shown.offered !== undefined,
    startTls: startTlsOf(call, clue),
    certificate: certificateOf(issuerOf(shown), shown.subject),
    selfSigned: selfSignedOf(shown),
    thumbprint: shown.thumbprint,
    tlsVersion: shown.cipher === undefined ? undefined : shown.tlsVersion,
    cipher: shown.cipher,
    verify: shown.subject === undefined && shown.cipher === undefined && (shown.verify ?? 0) === 0 ? undefined : shown.verify,
  };
}

const HANDSHAKE = ['verify return code', 'cipher is ', 'ssl handshake has read', 'handshake was completed', 'ciphersuite:', 'simple client mode'];
/** Where the line breaks were lost, the handshake stands on the line of the answer: that one came inside TLS. */
function withoutInside(paste: Paste, { from, answer }: Draft, clue: SessionClue): SessionClue {
  const [first] = answer;
  if (!first || clue.startTls !== false) return clue;
  const before = paste.lower.slice(paste.lines[from - 1]?.start ?? 0, first.line.end);
  return HANDSHAKE.some((words) => before.includes(words)) ? { ...clue, keywords: [], complete: false, startTls: true } : clue;
}

/** What the tool says itself, or what a handshake proves although the answer was not printed. Port 465 needs no STARTTLS. */
function startTlsOf({ draft, shown }: Call, clue: SessionClue): boolean | undefined {
  if (shown.offered !== undefined) return shown.offered;
  if (draft.answer.length > 0) return clue.startTls;
  const isBegun = shown.subject !== undefined || shown.cipher !== undefined || shown.begun === true || clue.startTlsAnswer === 220;
  return isBegun && draft.port !== '465' ? true : clue.startTls;
}

/** `s_client -brief` names the subject alone; that of a self-signed certificate is the issuer too. */
const issuerOf = ({ issuer, subject, verify }: Handshake): string | undefined => issuer ?? (verify === 18 ? subject : undefined);

/** OpenSSL's 18 is the server's own certificate; 19 is a self-signed root above it. */
function selfSignedOf({ issuer, subject, verify }: Handshake): boolean | undefined {
  if (verify === 18) return true;
  return issuer === undefined || subject === undefined ? undefined : issuer === subject;
}

function certificateClue(paste: Paste, { shown, subjectLine: line }: Call): CertificateClue[] {
  if (!line) return [];
  const { subject, thumbprint, usages, notAfter, notBefore, domains, serialNumber, keySize, signature } = shown;
  const at = paste.quote(line.start, line.end);
  const selfSigned = selfSignedOf(shown);
  return [
    {
      kind: 'certificate',
      at,
      origin: 'shown',
      issuer: issuerOf(shown),
      subject,
      thumbprint,
      selfSigned,
      notAfter,
      notBefore,
      domains,
      serialNumber,
      keySize,
      signature,
      usages,
    } satisfies Clue,
  ];
}
