import { hostName } from '../certificate/name.js';
import { isPrompt, type ShellLine, typedIn } from './lines.js';

/** From this line on, output belongs to a server, or to none that the text names. */
export interface Heading {
  readonly line: number;
  readonly server: string | undefined;
  /** The cmdlet that was typed; the last one of a pipe makes the output. */
  readonly cmdlet?: string | undefined;
  /** What was typed; empty for the name of a server. */
  readonly typed: string;
  /** Thumbprint that was typed. */
  readonly thumbprint?: string | undefined;
  /** The heading and what was typed; the lines of a command that goes on. */
  readonly lines: readonly number[];
}

const MOST_LINES = 8;
const MOST_HEADINGS = 500;
const CMDLETS = /\b(?:Get|Set|New|Remove|Enable|Disable|Test|Import|Export|Validate|Restart|Start|Stop|Retry|Suspend|Resume)-[A-Z][A-Za-z]{2,50}\b/g;
const SERVER = /-server[ :]{1,3}["']?([\w.-]{1,253})/g;
const COMPUTER = /-computername[ :]{1,3}["']?([\w.-]{1,253})/g;
/** The identity of a connector, a queue or a certificate: `EX02\Default Frontend EX02`. */
const IDENTITY = /(?:-identity[ :]{1,3}|(?:receiveconnector|exchangecertificate|queue|message) )["']?([a-z0-9][\w.-]{1,252})\\/g;
const LISTED = /^[A-Z][A-Za-z0-9]{1,60} {0,60}:(?: |$)/;
const SESSION = /^\[([\w.-]{1,253})\]: ?(?:PS|\[PS\])/;

/** `VERBOSE: Connected to ex01.contoso.com.`, as the shell greets; from here on commands without a server run there. */
const GREETING = /^(?:verbose|ausführlich|詳細): [^\n]{0,40}?\b([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,6})\b/;
const CONNECTED = ['connected to', 'connecting to', 'verbindung', 'verbunden', '接続し'];

/** Typed commands and lines that hold nothing but the name of a server, in order. */
export function headingsIn(lines: readonly ShellLine[]): Heading[] {
  const headings: Heading[] = [];
  let session: string | undefined;
  for (let i = 0; i < lines.length && headings.length < MOST_HEADINGS; i += 1) {
    const line = lines[i];
    if (!line || line.text === '') continue;
    const greeted = greetedBy(line.text);
    session = greeted ?? session;
    if (greeted !== undefined) headings.push({ line: line.number, server: greeted, typed: '', lines: [line.number] });
    else if (isPrompt(line)) {
      const command = commandFrom(lines, i);
      headings.push(headingOf(line, command, session));
      i += command.length - 1;
    } else {
      const server = line.text.length < 80 && isFollowed(lines, i) ? aloneIn(line.text) : undefined;
      if (server !== undefined) headings.push({ line: line.number, server, typed: '', lines: [line.number] });
    }
  }
  return headings;
}

/** The heading that a line stands under. */
export function headingAt(headings: readonly Heading[], line: number): Heading | undefined {
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

/** The lines of a command: behind a bar, a comma, a bracket or a backtick it goes on. */
function commandFrom(lines: readonly ShellLine[], from: number): ShellLine[] {
  const command = lines.slice(from, from + 1);
  for (let i = from + 1; i < lines.length && command.length < MOST_LINES; i += 1) {
    const [above, line] = [command.at(-1), lines[i]];
    if (
      !above ||
      !line ||
      line.text === '' ||
      !(/[|,{(`]$/.test(above.text) || (above.full && !LISTED.test(line.text)) || line.text.startsWith('>>'))
    )
      break;
    if (isPrompt(line) && !line.text.startsWith('>>') && !/[|,{(`]$/.test(above.text)) break;
    command.push(line);
  }
  return command;
}

function headingOf(line: ShellLine, command: readonly ShellLine[], greeted: string | undefined): Heading {
  const typed = [typedIn(line), ...command.slice(1).map(({ text }) => text)].join(command.some(({ full }) => full) ? '' : ' ').slice(0, 2_000);
  const session = hostName(SESSION.exec(line.text)?.[1]) ?? greeted;
  const thumbprint = /-Thumbprint[ :]{1,3}["']?([0-9A-Fa-f]{40})\b/.exec(typed)?.[1];
  return {
    line: line.number,
    server: typedServer(typed) ?? session,
    cmdlet: typed.match(CMDLETS)?.at(-1),
    typed,
    thumbprint,
    lines: command.map(({ number }) => number),
  };
}

function greetedBy(text: string): string | undefined {
  const lower = text.length < 200 && text.includes(': ') ? text.toLowerCase() : '';
  const found = CONNECTED.some((words) => lower.includes(words)) ? GREETING.exec(lower) : null;
  const end = found ? found.index + found[0].length : 0;
  return found ? hostName(text.slice(end - (found[1]?.length ?? 0), end)) : undefined;
}

/** The one server that the command names. */
function typedServer(typed: string): string | undefined {
  const lower = typed.toLowerCase();
  const isRemote = lower.includes('invoke-command') || lower.includes('enter-pssession');
  for (const pattern of [SERVER, IDENTITY, ...(isRemote ? [COMPUTER] : [])]) {
    const names = [...lower.matchAll(pattern)].map(({ index, 0: all, 1: name = '' }) =>
      typed
        .slice(index, index + all.length)
        .slice(all.lastIndexOf(name))
        .slice(0, name.length),
    );
    const server = hostName(names[0]);
    if (server !== undefined) return names.every((name) => name.toLowerCase() === server.toLowerCase()) ? server : undefined;
  }
  return undefined;
}

/** `EX01`, `EX01:`, `== ex01.contoso.com ==`. A word without digit and point may be any word. */
function aloneIn(text: string): string | undefined {
  const name = /^[#=*-]{0,10} ?([A-Za-z][\w.-]{1,62}) ?:?[#=*-]{0,10}$/.exec(text)?.[1];
  return name !== undefined && /[\d.]/.test(name) && !name.endsWith('.') ? hostName(name) : undefined;
}

/** Output follows: a list, a table or JSON. */
function isFollowed(lines: readonly ShellLine[], at: number): boolean {
  let next = at + 1;
  while (next < at + 4 && lines[next]?.text === '') next += 1;
  const text = lines[next]?.text ?? '';
  return '[{"'.includes(text.charAt(0) || ' ') || LISTED.test(text) || lines[next + 1]?.text.startsWith('--') === true;
}
