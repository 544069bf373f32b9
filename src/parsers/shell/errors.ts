import type { ErrorClue } from '../../model/evidence.js';
import { hostName } from '../certificate/name.js';
import { connectorName, thumbprintIn } from '../event/sentences.js';
import { type Paste, quoteUpTo } from '../text/paste.js';
import { isPrompt, type ShellLine, startsWithCmdlet } from './lines.js';
import { type Heading, headingAt } from './servers.js';

/** The lines of one error record: `from` to `to`, and where its details (`At line:1`, `+ CategoryInfo`) begin. */
interface Span {
  readonly from: number;
  readonly details: number;
  readonly to: number;
}
export interface ErrorReading {
  readonly clues: readonly ErrorClue[];
  readonly lines: readonly number[];
}

const CMDLET = /\b(?:Get|Set|New|Remove|Enable|Disable|Import|Export|Test|Update|Add|Start|Stop|Validate)-[A-Z][A-Za-z]{3,50}\b/;
const NOUNS =
  /-(?:Exchange|Receive|Send|Inbound|Outbound|Transport|FrontendTransport|Hybrid|Edge|Queue|Pfx|AcceptedDomain|RemoteDomain|SmtpConnectivity|MailFlow|OrganizationConfig)/;
const IN_CMDLET = /Error in [A-Z][a-z]{2,12}-[A-Z]/;
const HEAD = /^((?:Get|Set|New|Remove|Enable|Disable|Import|Export|Test|Update|Add|Start|Stop|Validate)-[A-Z][A-Za-z]{3,50}) ?: /;
// `At line:1 char:4`, `At C:\a.ps1:20 char:6`, in any language; then lines that begin with a plus sign.
const DETAIL = /^\+|^\D{2,24}\d{1,6} \D{2,16}: ?\d{1,5}$|:\d{1,6} \D{2,16}: ?\d{1,5}$/;
const MENTIONS =
  /error|fail|cannot|can't|could ?n[o']t|wasn't|isn't|not (?:found|recogni|valid)|denied|invalid|エラー|失敗|できません|見つかりません|認識され|拒否|無効/i;
/** The shell does not know the cmdlet, so no head stands in front. */
const UNKNOWN = /'([A-Z][a-z]{2,9}-[A-Z][A-Za-z]{3,50})' (?:is not recognized as |は、?コマンドレット)/;
const CATEGORY = /CategoryInfo {0,20}: |FullyQualifiedErrorId {0,20}: /;
const MOST_LINES = 14;
const MOST_RECORDS = 100;
const LONGEST_TEXT = 1_000;
const LONGEST_QUOTE = 400;

/** Error records of Exchange cmdlets, in whatever a script has wrapped them. */
export function readErrors(paste: Paste, lines: readonly ShellLine[], headings: readonly Heading[]): ErrorReading {
  const records = findRecords(lines);
  const clues = records.flatMap((record) => clueOf(paste, lines, record, headings) ?? []);
  return { clues, lines: records.flatMap(({ from, to }) => lines.slice(from, to).map(({ number }) => number)) };
}

function findRecords(lines: readonly ShellLine[]): Span[] {
  const records: Span[] = [];
  for (let i = 0; i < lines.length && records.length < MOST_RECORDS; i += 1) {
    const text = lines[i]?.text ?? '';
    const head = opens(text) || (startsWithCmdlet(text) && HEAD.test(text.slice(0, 80)) && isFailure(lines, i));
    const record = head
      ? recordFrom(lines, i)
      : text.includes(': ') && CATEGORY.test(text.slice(0, 60))
        ? recordAround(lines, i, records.at(-1)?.to ?? 0)
        : undefined;
    if (!record) continue;
    records.push(record);
    i = record.to - 1;
  }
  return records;
}

const REFUSED_CERTIFICATE = /certificate with thumbprint [\dA-F]{40} was found but is not valid for use with Exchange/;

/** The shell refuses the value before the cmdlet runs, so its name need not stand there. */
const REFUSED_NAME = /[Pp]arameter ['"\u201E\u201C]TlsCertificateName['"\u201C\u201D]|パラメーター ?['"「]TlsCertificateName/;

/** Words that begin an error whatever stands in front of them. */
const opens = (text: string): boolean =>
  text.includes('A special Rpc error occurs on server') ||
  text.includes('These certificates are tagged with') ||
  REFUSED_CERTIFICATE.test(text.slice(0, 200)) ||
  (text.includes('TlsCertificateName') && REFUSED_NAME.test(text.slice(0, 300))) ||
  (text.includes('Error in ') && IN_CMDLET.test(text)) ||
  ((text.includes("' is not recognized as") || text.includes('コマンドレット')) && UNKNOWN.test(text.slice(0, 300)));

/** A head is an error if its words say so, or if the details of an error follow. */
const isFailure = (lines: readonly ShellLine[], from: number): boolean =>
  lines.slice(from, from + 8).some(({ text }, index) => (index < 4 && MENTIONS.test(text.slice(0, 400))) || CATEGORY.test(text.slice(0, 60)));

function recordFrom(lines: readonly ShellLine[], from: number): Span {
  let details = from + 1;
  while (details < lines.length && details - from < MOST_LINES && isMessage(lines[details])) details += 1;
  return { from, details, to: endOfDetails(lines, details) };
}

/** Details without a head: the message stands in front of them. */
function recordAround(lines: readonly ShellLine[], at: number, limit: number): Span {
  let first = at;
  while (first > limit && at - first < MOST_LINES && lines[first - 1]?.text !== '' && !isTyped(lines[first - 1])) first -= 1;
  const details = lines.slice(first, at).findIndex(({ text }) => DETAIL.test(text.slice(0, 200)));
  return { from: first, details: details === -1 ? at : first + details, to: endOfDetails(lines, at) };
}

const isTyped = (line: ShellLine | undefined): boolean => line === undefined || isPrompt(line);
const isMessage = (line: ShellLine | undefined): boolean =>
  line !== undefined && line.text !== '' && !isPrompt(line) && !DETAIL.test(line.text.slice(0, 200)) && !HEAD.test(line.text.slice(0, 80));

function endOfDetails(lines: readonly ShellLine[], from: number): number {
  let to = from;
  while (
    to < lines.length &&
    to - from < MOST_LINES &&
    lines[to]?.text !== '' &&
    !isTyped(lines[to]) &&
    !HEAD.test(lines[to]?.text.slice(0, 80) ?? '')
  )
    to += 1;
  return to;
}

function clueOf(paste: Paste, lines: readonly ShellLine[], { from, details, to }: Span, headings: readonly Heading[]): ErrorClue | undefined {
  const message = lines.slice(from, Math.max(details, from + 1));
  const all = lines
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 4_000);
  const text = message
    .map(({ start, end }) => paste.raw(start, end))
    .join(' ')
    .slice(0, LONGEST_TEXT);
  const cmdlet = cmdletOf(text, all);
  const typed = headingAt(headings, message[0]?.number ?? 0);
  const tagged = /tagged with (?:the )?following Send Connectors ?: ?/i.exec(text);
  const refused = REFUSED_CERTIFICATE.test(text) ? 'Enable-ExchangeCertificate' : undefined;
  const said = cmdlet ?? (tagged ? 'Remove-ExchangeCertificate' : refused);
  if (said === undefined && !REFUSED_NAME.test(text.slice(0, 300))) return undefined;
  return {
    kind: 'error',
    cmdlet: said,
    text: HEAD.test(text) ? text.replace(HEAD, '') : text,
    server: serverOf(all) ?? typed?.server,
    connector: tagged ? taggedConnector(text.slice(tagged.index + tagged[0].length)) : undefined,
    thumbprint: thumbprintIn(all) ?? (typed?.cmdlet === cmdlet ? typed?.thumbprint : undefined),
    at: quoteOf(paste, message, tagged ? tagged.index + tagged[0].length : LONGEST_QUOTE),
  };
}

/** The message up to the line that holds what decides, between words. */
function quoteOf(paste: Paste, message: readonly ShellLine[], decides: number): ErrorClue['at'] {
  const from = message[0]?.start ?? 0;
  let length = 0;
  const last = message.find((line) => {
    length += line.text.length + 1;
    return length > decides;
  });
  const to = (last ?? message.at(-1))?.end ?? from;
  return quoteUpTo(paste, from, to, LONGEST_QUOTE);
}

/** The cmdlet that failed: of the category, of the error's id, of the head, or the one that the message speaks of. */
function cmdletOf(text: string, all: string): string | undefined {
  const category = /\[([A-Z][a-z]+-[A-Za-z]{3,50})\]/.exec(all)?.[1] ?? /\(([A-Z][a-z]+-[A-Za-z]{3,50}):String\)/.exec(all)?.[1];
  const at = all.indexOf('FullyQualifiedErrorId');
  const id = at === -1 ? undefined : /,([A-Z][a-z]{1,9}-[A-Za-z]{3,50})(?: |$)/.exec(all.slice(at, at + 260))?.[1];
  return [category, id, HEAD.exec(text)?.[1], CMDLET.exec(text)?.[0]].find((name) => name !== undefined && NOUNS.test(name));
}

const SERVERS = [/\bon server ([^\s:,]{1,255})/i, /\[Server=([^\s,\]]{1,255})/, /PSComputerName {0,20}: ([^\s,]{1,255})/];
const serverOf = (all: string): string | undefined => {
  for (const pattern of SERVERS) {
    const server = hostName(pattern.exec(all)?.[1]);
    if (server !== undefined) return server;
  }
  return undefined;
};

/** The first of the connectors that are named; the sentence goes on behind them. */
function taggedConnector(behind: string): string | undefined {
  const end = behind.search(/\. (?:Removing|If|To)|\.$/);
  const names = end === -1 ? behind : behind.slice(0, end);
  return connectorName(names.split(', ')[0] ?? '');
}
