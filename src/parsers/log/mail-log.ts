import type { Clue, SessionClue, TlsClue } from '../../model/evidence.js';
import { FORMS } from '../forms.js';
import { hostOf } from '../reply/context.js';
import { productOf } from '../session/words.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { realValue } from '../text/placeholder.js';
import { tlsVersionOf } from '../tls/tls-version.js';

const MOST_SESSIONS = 60;

/** What a line of a mail log tells of one peer. */
interface Told {
  readonly line: Line;
  readonly host?: string | undefined;
  readonly ip?: string | undefined;
  readonly port?: string | undefined;
  readonly version?: string | undefined;
  readonly cipher?: string | undefined;
  /** The peer called; otherwise it was called. */
  readonly calls: boolean;
  /** TLS was begun, or STARTTLS was offered. */
  readonly startTls: boolean;
  /** Why its certificate was not taken. */
  readonly fault?: string | undefined;
  readonly issuer?: string | undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;
interface Form {
  /** In lower case, and always on the line. */
  readonly hint: string;
  readonly and?: string;
  readonly find: RegExp;
  /** Has to be found as well. */
  readonly also?: RegExp;
  readonly calls?: boolean;
  /** Says nothing of TLS. */
  readonly plain?: boolean;
}
const EXIM_HOST = / H=(?<host>[\w.-]{1,253}) (?:\([^)\s]{1,253}\) )?\[(?<ip>[\w.:]{2,45})\](?::(?<port>\d{2,5}))?/;
const EXIM_TLS = / X=(?<version>TLS[\w.]{1,6}):(?<cipher>[^:\s]{3,60}):/;
/** Patterns over the text as printed. */
const FORMS_OF_LINES: readonly Form[] = [
  // Postfix.
  {
    hint: 'tls connection established to',
    find: /TLS connection established to (?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\](?::(?<port>\d{2,5}))?: (?<version>\S{3,10}) with cipher (?<cipher>\S{3,60})/i,
  },
  {
    hint: 'tls connection established from',
    find: /TLS connection established from (?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\](?::\d{2,5})?: (?<version>\S{3,10}) with cipher (?<cipher>\S{3,60})/i,
    calls: true,
  },
  {
    hint: 'verification failed for',
    find: /verification failed for (?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\](?::(?<port>\d{2,5}))?: (?<fault>[^\n/]{3,120})(?<issuer>\/[A-Za-z]{1,20}=[^\n]{1,400})?/i,
  },
  { hint: 'ssl_connect error to', find: /SSL_connect error to (?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\](?::(?<port>\d{2,5}))?/i },
  { hint: 'ssl_accept error from', find: /SSL_accept error from (?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\]/i, calls: true },
  {
    hint: 'tlsrpt: status=failure',
    find: /receiving_mx=(?<host>[\w.-]{1,253})\[(?<ip>[\w.:]{2,45})\], failure_type=(?:[\w-]{3,60}, failure_reason=)?(?<fault>[\w-]{3,80})/i,
  },
  { hint: 'host offered starttls', find: /Host offered STARTTLS: \[(?<host>[\w.-]{1,253})\]/i },
  // Sendmail.
  {
    hint: 'starttls=client, relay=',
    find: /STARTTLS=client, relay=(?<host>[\w.-]{1,253})\.?, version=(?<version>\S{3,10}), (?:verify=OK|(?<fault>verify=[A-Z]{2,20})), cipher=(?<cipher>[^,\s]{3,60})/i,
  },
  {
    hint: 'starttls=server, relay=',
    find: /STARTTLS=server, relay=(?<host>[\w.-]{1,253}) \[(?<ip>[\w.:]{2,45})\][^,\n]{0,40}, version=(?<version>\S{3,10}), verify=\w{2,20}, cipher=(?<cipher>[^,\s]{3,60})/i,
    calls: true,
  },
  // Exim: `=>` to a host, `<=` from one.
  { hint: ' x=tls', and: ' <= ', find: EXIM_HOST, also: EXIM_TLS, calls: true },
  { hint: ' x=tls', and: ' &lt;= ', find: EXIM_HOST, also: EXIM_TLS, calls: true },
  { hint: ' x=tls', find: EXIM_HOST, also: EXIM_TLS },
  {
    hint: 'tls session: (ssl_connect)',
    find: / H=(?<host>[\w.-]{1,253}) \[(?<ip>[\w.:]{2,45})\](?::(?<port>\d{2,5}))?:? TLS session: \(SSL_connect\)/i,
  },
  // All three name the host that answered so; that says nothing of TLS.
  { hint: 'relay=', find: /\brelay=(?<host>[\w.-]{1,253}?)\.?(?: ?\[(?<ip>[\w.:]{2,45})\])?(?::(?<port>\d{2,5}))?(?=[,\s]|$)/i, plain: true },
];

/** Postfix, Exim and Sendmail on their sessions: a session clue for each peer, and why its certificate was not taken. */
export const readMailLog: Parser = (paste) => {
  const told = paste.lines.flatMap((line) => readLine(line) ?? []);
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = `${one.host} ${one.ip} ${one.calls}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const sessions = [...groups.values()].slice(0, MOST_SESSIONS).flatMap((group) => sessionOf(paste, group));
  const faults = told.slice(0, MOST_SESSIONS).flatMap((one) => faultOf(paste, one));
  const validated = paste.lines.flatMap((line) => validationOf(paste, line)).slice(0, MOST_SESSIONS);
  const clues: Clue[] = [...sessions, ...faults, ...validated];
  return { clues, understood: [...told.map(({ line }) => line), ...linesOf(paste, validated)].map(({ number }) => number) };
};

const linesOf = (paste: Paste, clues: readonly Clue[]): Line[] => paste.lines.filter(({ number }) => clues.some(({ at }) => at.line === number));

function readLine(line: Line): Told | undefined {
  if (line.text.length < 20 || line.text.length > 2000 || !FORMS['mail-log'].some((word) => line.lower.includes(word))) return undefined;
  for (const { hint, and = hint, find, also, calls = false, plain = false } of FORMS_OF_LINES) {
    const groups = line.lower.includes(hint) && line.lower.includes(and) ? find.exec(line.text)?.groups : undefined;
    const more = also ? also.exec(line.text)?.groups : {};
    if (groups && more) return toldBy(line, { ...groups, ...more }, calls, !plain);
  }
  return undefined;
}

function toldBy(line: Line, { host, ip, port, version, cipher, fault, issuer }: Groups, calls: boolean, startTls: boolean): Told | undefined {
  const name = host === 'unknown' ? undefined : hostOf(host);
  const address = hostOf(ip);
  // `relay=none`, `relay=local`: nobody was called.
  if ((name === undefined || (!startTls && !name.includes('.'))) && address === undefined) return undefined;
  return {
    line,
    host: name,
    ip: address,
    port,
    version: tlsVersionOf(version),
    cipher: realValue(cipher),
    calls,
    startTls,
    fault: fault?.trim(),
    issuer: realValue(issuer),
  };
}

/** A peer of whom nothing but `relay=` is known has no session to tell of. */
function sessionOf(paste: Paste, group: readonly Told[]): SessionClue[] {
  const main = group.find(({ cipher }) => cipher !== undefined) ?? group.find(({ startTls }) => startTls);
  if (!main) return [];
  const { host, ip, calls, line } = main;
  return [
    {
      kind: 'session',
      at: paste.quote(line.start, line.end),
      host: calls ? undefined : host,
      port: calls ? undefined : group.find(({ port }) => port !== undefined)?.port,
      keywords: [],
      complete: false,
      startTls: calls ? undefined : true,
      masked: false,
      product: calls ? 'unknown' : productOf(undefined, host ?? '', []),
      local: false,
      client: calls ? host : undefined,
      clientIp: calls ? ip : undefined,
      remoteIp: ip,
      tlsVersion: main.version,
      cipher: main.cipher,
    },
  ];
}

/** Sendmail: no certificate was asked for or none was sent. */
const UNASKED = new Set(['verify=NO', 'verify=NOT', 'verify=NONE']);

function faultOf(paste: Paste, { line, fault, host, ip, issuer }: Told): TlsClue[] {
  if (fault === undefined || UNASKED.has(fault)) return [];
  const from = line.text.indexOf(fault);
  const to = issuer === undefined ? from + fault.length : line.text.indexOf(issuer, from) + issuer.length;
  return [{ kind: 'tls', at: paste.quote(line.start + from, line.start + to), word: fault, side: 'own', remoteHost: host, remoteIp: ip, issuer }];
}

const VALIDATION =
  /certificate validation for (?<host>[\w.:-]{1,253}) failed\. ?(?<words>remotecertificate\w{4,40}(?:, ?remotecertificate\w{4,40}){0,3})/;

/** A program built on .NET names the host and the flags of SslPolicyErrors. */
function validationOf(paste: Paste, line: Line): TlsClue[] {
  const { host = '', words = '' } =
    (line.lower.includes('certificate validation for') ? VALIDATION.exec(line.lower.slice(0, 1000))?.groups : undefined) ?? {};
  const peer = hostOf(host);
  const from = line.lower.indexOf(words);
  if (peer === undefined) return [];
  const isAddress = /^[\d.]{7,15}$|:/.test(peer);
  return line.text
    .slice(from, from + words.length)
    .split(/, ?/)
    .map((word) => {
      const start = line.start + line.text.indexOf(word, from);
      const at = paste.quote(start, start + word.length);
      return { kind: 'tls', at, word, side: 'own', remoteHost: isAddress ? undefined : peer, remoteIp: isAddress ? peer : undefined };
    });
}
