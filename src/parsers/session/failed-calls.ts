import type { ConnectionClue } from '../../model/evidence.js';
import { FORMS } from '../forms.js';
import { hostOf } from '../reply/context.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { targetOf } from './tool.js';

const MOST_CLUES = 60;

/** What a tool says when nobody answered. A pattern runs over lower case, and only if its hint is on the line. */
const FAILURES: readonly { readonly hint: string; readonly find: RegExp }[] = [
  { hint: 'could not open', find: /could not open (?:a )?connection to (?:the )?host,? on port (?<port>\d{1,5})(?![\d\u2026]|\.{3})/ },
  { hint: 'ホストへ接続できません', find: /ホストへ接続できません(?:でした)?。? ?ポート(?:番号)? ?(?<port>\d{1,5})(?![\d\u2026]|\.{3})/ },
  { hint: 'connect to', find: /\bconnect(?:ing)? to (?<host>[\w.-]{1,253})\[(?<ip>[\d.:a-f]{2,45})\](?::(?<port>\d{1,5})(?![\d\u2026]|\.{3}))?: / },
  { hint: 'connect to address', find: /\bconnect to address (?<ip>[\d.:a-f]{2,45}): / },
  {
    hint: 'unable to connect',
    find: /\bunable to connect to (?:remote host|(?:\w{2,5}:\/\/)?(?<host>[\w.-]{1,253}):(?<port>\d{1,5})(?![\d\u2026]|\.{3}))/,
  },
  { hint: 'connect to ', find: /\bconnect to (?<host>[\w.:-]{1,253}) port (?<port>\d{1,5})(?![\d\u2026]|\.{3}) (?:failed|after \d{1,9} ms)/ },
  { hint: 'error connecting', find: /\berror connecting (?:\S{1,60} )?to (?<host>[\w.-]{1,253}):(?<port>\d{1,5})(?![\d\u2026]|\.{3})/ },
  { hint: 'requests to connect', find: /\bdid not accept our requests to connect/ },
  { hint: 'an smtp connection', find: /\b(?:wasn't able|unable) to establish an smtp connection/ },
  { hint: 'errno', find: /^connect:errno=\d{2,5}/ },
  { hint: 'connect:', find: /^(?:connect: |[\da-f:]{6,40}error:.{0,120}:connect:)connection (?:refused|timed out)/ },
  { hint: 'could not resolve', find: /\bcould not resolve (?:host: ?)?(?<host>[\w.-]{1,253})(?:\/(?<port>\d{1,5})(?![\d\u2026]|\.{3}))?/ },
  {
    hint: '] connection',
    find: /(?:^|[ =])(?<host>[\w.-]{1,253}) \[(?<ip>[\d.:a-f]{2,45})\](?::(?<port>\d{1,5})(?![\d\u2026]|\.{3}))?:? connection (?:refused|timed out)/,
  },
];

/** Three dots, because the port may stand in the next line. */
const HINTS = [...FORMS['failed-call'], '...'];
const SENTENCE = { hint: '...', find: undefined };
type Reason = NonNullable<ConnectionClue['reason']>;
const REASONS: readonly (readonly [Reason, RegExp])[] = [
  ['refused', /refused|\b10061\b|errno=111\b|拒否/],
  ['timeout', /timed? ?out|did not accept our requests|establish an smtp connection|\b10060\b|errno=110\b|タイムアウト/],
  ['unreachable', /no route|unreachable|\b1006[45]\b|errno=11[03]\b/],
  ['reset', /reset by peer|\b10054\b|errno=104\b/],
  ['not-found', /not resolve|not known|no such host|\b11001\b/],
];
const reasonOf = (words: string): Reason | undefined => REASONS.find(([, find]) => find.test(words))?.[0];

/** Calls that nobody answered: telnet, openssl, swaks, curl, Postfix, Exim. One clue for each host, address and port. */
export const readFailedCalls: Parser = (paste) => {
  const clues = new Map<string, ConnectionClue>();
  const understood: number[] = [];
  for (const line of paste.lines) {
    if (line.text.length < 8 || line.text.length > 2000 || !HINTS.some((word) => line.lower.includes(word))) continue;
    const read = readLine(paste, line);
    if (!read || clues.size >= MOST_CLUES) continue;
    understood.push(...read.lines);
    const { host, remoteIp, port } = read.clue;
    const key = `${host ?? remoteIp} ${port}`;
    if (!clues.has(key)) clues.set(key, read.clue);
  }
  return { clues: [...clues.values()], understood };
};

interface Read {
  readonly clue: ConnectionClue;
  readonly lines: readonly number[];
}

function readLine(paste: Paste, line: Line): Read | undefined {
  const lower = unquoted(line);
  const next = wrappedBelow(paste, line);
  return readWords(paste, line, lower, []) ?? (next && readWords(paste, line, `${lower.trimEnd()} ${unquoted(next)}`, [next.number]));
}

const unquoted = ({ lower }: Line): string => lower.replace(/^[> ]{1,20}/, '');

/** The next line, if this one is so long that a mail client may have wrapped it. */
const wrappedBelow = (paste: Paste, { text, number }: Line): Line | undefined =>
  text.length > 55 && text.length < 90 ? paste.lines[number] : undefined;

function readWords(paste: Paste, line: Line, lower: string, more: readonly number[]): Read | undefined {
  for (const { hint, find } of [...FAILURES, SENTENCE]) {
    const found = lower.includes(hint) ? (find === undefined ? inSentence(lower) : find.exec(lower)) : null;
    if (!found) continue;
    const front = lower.slice(0, find === undefined ? lower.indexOf('...') + 3 : found.index);
    const { ip, port, host = ip === undefined ? hostInFront(front) : undefined } = found.groups ?? {};
    const before = callBefore(paste, line);
    // A line that names a host itself may belong to another call than the one above.
    const isSame = host === undefined || before.host?.toLowerCase() === host || (before.host === undefined && before.port === port);
    const called = isSame ? before : NOBODY;
    const isOpen = lower.trimEnd().endsWith(':') || /: connection$/.test(lower.trimEnd());
    const below = reasonOf(lower) === undefined && isOpen ? paste.lines[line.number] : undefined;
    const name = spelled(line, host) ?? (host === undefined ? called.host : undefined);
    const clue: ConnectionClue = {
      kind: 'connection',
      at: paste.quote(line.start, line.end),
      host: isAddress(name) ? undefined : name,
      remoteIp: hostOf(ip) ?? (isAddress(name) ? name : called.ip),
      port: port ?? called.port,
      open: false,
      // swaks gives the reason on the next line.
      reason: reasonOf(lower) ?? reasonOf(below ? `${lower} ${unquoted(below)}` : ''),
    };
    return { clue, lines: [line.number, ...more, ...called.lines, ...(clue.reason !== undefined && below ? [below.number] : [])] };
  }
  return undefined;
}

const PORT = /(?:port|puerto|porta) (?<port>\d{1,5})(?![\d\u2026]|\.{3}): ?\S/;
/** Windows in other languages: the host that is being called, three dots, a sentence with the port. */
function inSentence(lower: string): RegExpExecArray | null {
  const dots = lower.indexOf('...');
  const found = dots < 1 ? null : PORT.exec(lower.slice(dots, dots + 200));
  return found && /^\.{3}[^\d:]{10,150}$/.test(lower.slice(dots, dots + found.index)) ? found : null;
}

/** telnet of Windows names the host first: `Connecting To mail.contoso.com...Could not open connection to the host`. */
function hostInFront(before: string): string | undefined {
  const words = before.trimEnd();
  const host = words.endsWith('...') ? words.slice(0, -3).trimEnd().split(/[ :]/).at(-1) : undefined;
  return host === '' ? undefined : host;
}

const isAddress = (name: string | undefined): boolean => name !== undefined && /^[\d.]{7,15}$|:/.test(name);

/** The host in the paste's own letters. */
function spelled(line: Line, host: string | undefined): string | undefined {
  const at = host === undefined ? -1 : line.lower.indexOf(host);
  return host === undefined || at < 0 ? undefined : hostOf(line.text.slice(at, at + host.length));
}

interface Call {
  readonly host: string | undefined;
  readonly ip: string | undefined;
  readonly port: string | undefined;
  readonly lines: readonly number[];
}

const NOBODY: Call = { host: undefined, ip: undefined, port: undefined, lines: [] };

/** The command that was typed a few lines above, and `Trying …`. Another failure in between belongs to another call. */
function callBefore(paste: Paste, line: Line): Call {
  let [host, ip, port]: (string | undefined)[] = [];
  const lines: number[] = [];
  for (let i = line.number - 2; i >= Math.max(0, line.number - 8) && port === undefined; i -= 1) {
    const { number = 0, text = '', lower = '' } = paste.lines[i] ?? {};
    if (/^[> ]{0,20}(?:telnet:|$)/.test(lower)) continue;
    if (/^[> ]{0,20}[\da-f]{6,40}:error:/.test(lower)) {
      lines.push(number);
      continue;
    }
    const target = TOLD.some((one) => lower.includes(one)) ? targetOf(text.slice(0, 500)) : undefined;
    if (!target) break;
    const name = hostOf(target.host);
    if (isAddress(name)) ip ??= name;
    else host ??= name;
    port = target.port;
    lines.push(number);
  }
  return { host, ip, port, lines };
}
const TOLD = ['telnet', 'trying ', 's_client', '-connect '];
