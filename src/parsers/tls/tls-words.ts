import type { TlsClue } from '../../model/evidence.js';
import { isLogLine } from '../log/rows.js';
import { remoteOf } from '../reply/facts.js';
import { queueAround } from '../reply/queue.js';
import { type Flat, flatten } from '../text/flat.js';
import { mended } from '../text/mended.js';
import type { Line, Parser, Paste } from '../text/paste.js';
import { Triples } from '../text/triples.js';
import { askedHost, calledBy, connectorInFront, isAboutWeb, sameProcessAbove, verifiedName } from './around.js';
import { ALERTS, LED_WORDS, PHRASES, STATUS_WORDS, WINDOWS_NAMES } from './tls-word-list.js';

const MOST_CLUES = 200;
/** More words than this in one paste say nothing new, and each costs a look at its surroundings. */
const MOST_LOOKS = 400;
/** About whom a word was said matters no longer after so many times. */
const MOST_ALIKE = 50;

/** A word of the table where it stands in the flat text. */
interface Found {
  readonly from: number;
  readonly to: number;
  readonly alert?: number | undefined;
  readonly side?: TlsClue['side'];
}

/** Why TLS or a certificate failed, in the words of Exchange, Schannel, OpenSSL and mail programs, wherever they stand. */
export const readTlsWords: Parser = (given) => {
  if (isAboutWeb(given.lower)) return { clues: [], understood: [] };
  const paste = mended(given);
  const flat = flatten(paste);
  // `CERTIFICATE_VERIFY_FAILED`, `unable_to_get_local_issuer_certificate`: the same words.
  const lower = flat.lower.replaceAll('_', ' ');
  const triples = new Triples(lower);
  const found = [
    ...phrasesIn(lower, triples),
    ...statusWordsIn(lower, triples),
    ...ledWordsIn(lower, triples),
    ...alertsIn(lower),
    ...anyErrorIn(flat),
    ...windowsNamesIn(flat.lower),
  ];
  const understood: number[] = [];
  const seen = new Set<string>();
  const clues: TlsClue[] = [];
  const times = new Map<string, number>();
  let [last, skipped] = [0, false];
  for (const [i, one] of outermost(found).entries()) {
    const line = paste.lineAt(flat.place(one.from));
    if (line.number !== last) [last, skipped] = [line.number, isRead(line)];
    if (skipped) continue;
    understood.push(line.number);
    const word = lower.slice(one.from, one.to);
    times.set(word, (times.get(word) ?? 0) + 1);
    if (i >= MOST_LOOKS || clues.length >= MOST_CLUES || (times.get(word) ?? 0) > MOST_ALIKE) continue;
    const clue = clueOf(paste, flat, one);
    const key = [clue.word.toLowerCase().replace(/[_-]/g, ' '), clue.remoteHost, clue.remoteIp, clue.connector].join(' ');
    if (!seen.has(key)) clues.push(clue);
    seen.add(key);
  }
  return { clues: clues.filter((clue) => !isRepeated(clue, clues)), understood };
};

/** Postfix says the same once more in the line that names the host. */
const isRepeated = (clue: TlsClue, all: readonly TlsClue[]): boolean =>
  clue.remoteHost === undefined &&
  clue.remoteIp === undefined &&
  clue.connector === undefined &&
  all.some((other) => other.word === clue.word && (other.remoteHost ?? other.remoteIp) !== undefined);

/** Lines of protocol logs, of a certificate's own properties and of logs whose parsers tell the same. */
function isRead(line: Line): boolean {
  const lower = line.lower.slice(0, 2000);
  return (
    /^[> ]{0,20}(?:status|rootcatype|\w{0,20}level) {0,40}: /.test(lower) ||
    /(?<![\da-f])[\da-f]{40}(?![\da-f])/.test(lower) ||
    /verification failed for \S{1,255}\[|tlsrpt: status=|certificate validation for \S{1,255} failed/.test(lower) ||
    isLogLine(line.text)
  );
}

const isLetter = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return (unit > 96 && unit < 123) || (unit > 47 && unit < 58);
};
function* placesOf(lower: string, words: string): Generator<number> {
  for (let at = lower.indexOf(words); at !== -1; at = lower.indexOf(words, at + words.length)) {
    if (!isLetter(lower, at - 1) && !isLetter(lower, at + words.length)) yield at;
  }
}

/** Exchange's own events speak of certificates of the server: their parser tells which. */
const isAboutTls = (lower: string, at: number): boolean =>
  /tls|ssl|cert|x509|pkix|sspi|transport stream|リモート証明書|remotezertifikat/.test(lower.slice(Math.max(0, at - 160), at + 160)) &&
  !/(?:transport|starttls) $/.test(lower.slice(Math.max(0, at - 12), at));

function phrasesIn(lower: string, triples: Triples): Found[] {
  return PHRASES.filter(([words]) => triples.mayHold(words)).flatMap(([words, side]) =>
    [...placesOf(lower, words)].filter((from) => isAboutTls(lower, from)).map((from) => ({ from, to: from + words.length, side })),
  );
}

/** An event or a log tells with the same words that somebody could not sign in, which TLS has no part in. */
const SIGN_IN = /authentication (?:has )?failed|認証に失敗|受信認証|gssapi|ntlm/;
const isSignIn = (lower: string, from: number, to: number): boolean => SIGN_IN.test(lower.slice(Math.max(0, from - 60), to + 60));

const statusWordsIn = (lower: string, triples: Triples): Found[] =>
  STATUS_WORDS.filter((word) => triples.mayHold(word)).flatMap((word) =>
    [...placesOf(lower, word)].filter((from) => !isSignIn(lower, from, from + word.length)).map((from) => ({ from, to: from + word.length })),
  );

/** What leads up to a status word; the plain words for an error only where TLS is the topic, in any language. */
const LEAD = /(?:[[{](?:message|msg)=|tls channel: ?|security status )$/;
const PLAIN_LEAD = /(?:reason[:=]|status|error|fehler|erreur|erro|chybou|エラー|错误|錯誤|오류|failed with|due to|chain:)["'`(: ]{0,3}$/;
const isLed = (lower: string, at: number): boolean => {
  const lead = lower.slice(Math.max(0, at - 100), at);
  return LEAD.test(lead) || (PLAIN_LEAD.test(lead) && /tls|ssl|certificat|証明書|证书|憑證/.test(lead));
};
const ledWordsIn = (lower: string, triples: Triples): Found[] =>
  LED_WORDS.filter((word) => triples.mayHold(word)).flatMap((word) =>
    [...placesOf(lower, word)].filter((from) => isLed(lower, from)).map((from) => ({ from, to: from + word.length })),
  );

const ALERT_LEAD = /(?:tls(?:v1(?:\.[0-3])?)?|ssl(?:v3)?) $/;
const NUMBER = /^[^\n]{0,120}?(?:ssl alert number |alert number )(\d{1,3})(?!\d|\.{3}|\u2026)/;

/** `tlsv1 alert protocol version:…:SSL alert number 70`, `Received fatal alert: handshake_failure`, `remote error: tls: …`. */
const alertsIn = (lower: string): Found[] => [...alertsBehind(lower, 'alert'), ...alertsBehind(lower, 'remote error: tls')];

function alertsBehind(lower: string, mark: string): Found[] {
  return [...placesOf(lower, mark)].flatMap((at) => {
    const behind = at + mark.length;
    const gap = /^(?:: | )?(?:[([]\d{1,3}[)\]]:? )?/.exec(lower.slice(behind, behind + 12))?.[0] ?? '';
    const from = behind + gap.length;
    const name = ALERTS.find((one) => lower.startsWith(one, from));
    if (name === undefined) return [];
    const number = NUMBER.exec(lower.slice(behind, behind + 160))?.[1] ?? /[([](\d{1,3})[)\]]/.exec(gap)?.[1];
    const lead = ALERT_LEAD.exec(lower.slice(Math.max(0, at - 10), at))?.[0] ?? '';
    const begin = lead === '' ? from : at - lead.length;
    return [{ from: begin, to: from + name.length, alert: number === undefined ? undefined : Number(number), side: 'remote' as const }];
  });
}

const ANY_ERROR = /(?:TLS negotiation failed with (?:the )?error|Failed to establish appropriate TLS channel:) (Access Denied|[A-Z][A-Za-z]{2,40})/g;
/** A word that the table lacks counts where Exchange's own sentence leads up to it. */
const anyErrorIn = ({ text, lower }: Flat): Found[] =>
  lower.includes('tls negotiation failed with') || lower.includes('appropriate tls channel:')
    ? [...text.matchAll(ANY_ERROR)].map(({ index, 0: all, 1: word = '' }) => ({ from: index + all.length - word.length, to: index + all.length }))
    : [];

const WINDOWS_NAME = /\b(?:crypt|cert|trust|sec)_e_[a-z_]{3,40}\b/g;
/** The names that Windows gives its errors: `CERT_E_UNTRUSTEDROOT`, `CRYPT_E_REVOCATION_OFFLINE`, in every language. */
const windowsNamesIn = (lower: string): Found[] =>
  lower.includes('_e_')
    ? [...lower.matchAll(WINDOWS_NAME)]
        .filter(([name]) => WINDOWS_NAMES.has(name))
        .map(({ index, 0: name }) => ({ from: index, to: index + name.length, side: 'own' as const }))
    : [];

/** In order, without those that lie inside another one. */
function outermost(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return sorted.filter(({ from, to }) => {
    const isOutside = from >= end;
    if (isOutside) end = to;
    return isOutside;
  });
}

/** Where a record ends that a word may stand in: the next one begins. */
const RECORD_END = / led=|\{led=|\]\. [a-z]|lasterror :| status=| postfix\//;
/** What stands in front of `host [address]` in the logs of Exim and Postfix. */
const PEER_LEADS = [
  'connection to ',
  'connection from ',
  ' h=',
  'error to ',
  'error from ',
  'handshake with ',
  'session required for ',
  'session is required for ',
];
const PEER = /^([^\s[(]{1,255}) ?(?:\([^)\s]{0,255}\) )?\[([^\]\s]{2,45})\]/;

function peerIn(text: string): string | undefined {
  const lower = ` ${text.toLowerCase()}`;
  for (const lead of PEER_LEADS) {
    const place = lower.lastIndexOf(lead);
    const found = place < 0 ? null : PEER.exec(text.slice(place + lead.length - 1, place + lead.length + 600));
    if (found) return `{fqdn=${found[1]}};{ip=${found[2]}}`;
  }
  return undefined;
}

function clueOf(paste: Paste, flat: Flat, { from, to, alert, side }: Found): TlsClue {
  const start = flat.place(from);
  const line = paste.lineAt(start);
  const before = paste.text.slice(Math.max(line.start, start - 400), start);
  const peer = peerOf(flat, from, to, before);
  return {
    kind: 'tls',
    at: paste.quote(start, flat.place(to - 1) + 1),
    word: flat.text.slice(from, to),
    alert,
    side: sideOf(flat.lower, from) ?? side,
    ...((peer.remoteHost ?? peer.remoteIp) === undefined ? peerAbove(paste, line) : peer),
    ...verifiedName(paste, line),
    ...askedHost(flat.text.slice(from, to + 200)),
    connector: queueAround(paste, line).connector ?? connectorInFront(flat, from),
  };
}

/** The peer of a line that names none, where a line above it does. */
function peerAbove(paste: Paste, line: Line): Pick<TlsClue, 'remoteHost' | 'remoteIp'> {
  const above = sameProcessAbove(paste, line);
  return above === undefined ? calledBy(paste, line) : remoteOf(peerIn(above) ?? '', above);
}

/** Host and address, in the record around the word: behind it first. */
function peerOf(flat: Flat, from: number, to: number, before: string): Pick<TlsClue, 'remoteHost' | 'remoteIp'> {
  const behind = flat.text.slice(to, to + 500);
  const stop = behind.toLowerCase().search(RECORD_END);
  const own = `${before.slice(before.lastIndexOf('{LED=') + 1)}${flat.text.slice(from, to)}${stop < 0 ? behind : behind.slice(0, stop)}`;
  return remoteOf(peerIn(before.slice(-300)) ?? peerIn(flat.text.slice(from, to + 320)) ?? own, before);
}

const OWN_LEADS = ['certificate validation fail', 'tls negotiation failed with error ', 'tls negotiation failed with the error ', 'security status '];
const REMOTE_LEADS = ['responded with', 'returned ', 'said: ', '-> ', '<<< ', 'remote error: '];
/** Exchange says these of a host that it called, also where a bounce puts "Remote Server returned" in front. */
/** swaks draws an arrow in front of what it says itself, .NET a long one in front of the exception inside. */
const OWN_ARROW = /-> (?=ehlo|helo|starttls|mail from|rcpt to|quit|auth)|--> /g;
const WIDE_OWN_LEADS = ['cannot connect to remote server', 'connection dropped due to'];

/** One of the words stands near the end of a text. */
const leads = (text: string, words: readonly string[], near: number): boolean => words.some((word) => text.slice(-near - word.length).includes(word));

/** Who found the fault, where the words in front tell it. Exchange checks certificates itself, also where it seems to quote. */
function sideOf(lower: string, from: number): TlsClue['side'] {
  const lead = lower.slice(Math.max(0, from - 240), from).replace(OWN_ARROW, '');
  if (leads(lead, OWN_LEADS, 40) || leads(lead, WIDE_OWN_LEADS, 120)) return 'own';
  if (leads(lead, REMOTE_LEADS, 160)) return 'remote';
  return /[{ ;[]led=/.test(lead) ? 'own' : undefined;
}
