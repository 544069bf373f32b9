import { tlsVersionOf } from '../tls/tls-version.js';
import { exchangeName } from './certificate.js';

/** What a TLS client printed of a handshake and of the certificate that the server presented. */
export interface Handshake {
  issuer?: string | undefined;
  subject?: string | undefined;
  notBefore?: string | undefined;
  notAfter?: string | undefined;
  serialNumber?: string | undefined;
  thumbprint?: string | undefined;
  signature?: string | undefined;
  keySize?: number | undefined;
  domains?: readonly string[] | undefined;
  usages?: readonly string[] | undefined;
  tlsVersion?: string | undefined;
  cipher?: string | undefined;
  verify?: number | undefined;
  /** The answer lacks STARTTLS, as the tool itself says. */
  offered?: boolean | undefined;
  /** The handshake or its failure was printed, so STARTTLS had been accepted. */
  reached?: boolean | undefined;
  /** TLS was begun, as an alert or the tool's own words show; perhaps neither certificate nor cipher was printed. */
  begun?: boolean | undefined;
  /** The command was told to use STARTTLS. */
  asked?: boolean | undefined;
  /** The client could name no certificate of the server. */
  empty?: boolean | undefined;
}

type Read = (found: readonly (string | undefined)[], known: Handshake) => Handshake;
interface Form {
  /** In lower case, and always on the line. */
  readonly hint: string;
  readonly find: RegExp;
  readonly read: Read;
}
const form = (hint: string, find: RegExp, read: Read): Form => ({ hint, find, read });
const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
/** A cipher's name, as OpenSSL or the RFCs spell it; `0000` and `(NONE)` are none, nor is what an ellipsis has left. */
const cipherOf = (text: string | undefined): string | undefined => (text !== undefined && /^[A-Z][A-Z\d_-]{2,59}$/i.test(text) ? text : undefined);
const name = (text: string | undefined): string | undefined => (text === undefined ? undefined : exchangeName(text));
const hosts = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.replace(/^ ?(?:DNS|IP Address|IP):/i, '').trim())
    .filter((one) => /^[\w*.:-]{1,255}$/.test(one));
const reached = (found: Handshake): Handshake => ({ ...found, reached: true });
const begun = (found: Handshake): Handshake => ({ ...found, reached: true, begun: true });

/** The verify result that the tool prints at the end is final; before it the first error of the chain counts, but 21 behind 20 adds that only one certificate was sent. */
const verdict: Read = ([, code]) => reached({ verify: number(code) });
const chainError: Read = ([, code], { verify }) => reached({ verify: verify === 20 && code === '21' ? 21 : (verify ?? number(code)) });

const OPENSSL: readonly Form[] = [
  form(':error:', /^[\dA-F]{8,40}:error:[\dA-F]{4,10}:SSL routines:.{0,300}alert number \d/i, () => begun({})),
  form('-starttls smtp', /\bs_client\b/i, () => ({ asked: true })),
  // Without STARTTLS the connection may have broken before TLS was spoken of.
  form('write:errno=', /^write:errno=\d{2,3}$/i, (_, { asked }) => (asked ? begun({}) : reached({}))),
  form("didn't find starttls", /Didn't find STARTTLS in server response/i, () => ({ offered: false })),
  form('no peer certificate', /^no peer certificate available/i, () => ({ empty: true })),
  form('verify error', /^verify error:num=(\d{1,3}):/i, chainError),
  form('verify return code', /^Verify return code: (\d{1,3}) \(/i, verdict),
  form('verification: ok', /^Verification: OK\b/i, (_, { verify }) => reached({ verify: verify ?? 0 })),
  form('subject', /^subject ?=\s?(\S.{0,800})$/i, ([, subject]) => reached({ subject: name(subject) })),
  form('issuer', /^issuer ?=\s?(\S.{0,800})$/i, ([, issuer]) => reached({ issuer: name(issuer) })),
  form('server public key', /^Server public key is (\d{3,5}) bit/i, ([, size]) => ({ keySize: number(size) })),
  // Older builds print the oldest version that knows the cipher; only with 1.2 and 1.3 that is the version in use.
  form('cipher is', /^New, (TLSv1\.[23])?[^,]{0,30}, Cipher is (\S{3,60})/i, ([, version, cipher]) =>
    cipherOf(cipher) === undefined ? {} : { tlsVersion: tlsVersionOf(version), cipher },
  ),
  form('protocol', /^Protocol {0,4}: (TLSv1(?:\.\d)?|SSLv\d)\b/i, ([, version]) => ({ tlsVersion: tlsVersionOf(version) })),
  form('cipher', /^Cipher {0,6}: (\S{3,60})$/i, ([, cipher]) => ({ cipher: cipherOf(cipher) })),
  // s_client -brief.
  form('connection established', /^CONNECTION ESTABLISHED$/i, () => reached({})),
  form('protocol version:', /^Protocol version: (TLSv1(?:\.\d)?|SSLv\d)$/i, ([, version]) => ({ tlsVersion: tlsVersionOf(version) })),
  form('ciphersuite:', /^Ciphersuite: (\S{3,60})$/i, ([, cipher]) => ({ cipher: cipherOf(cipher) })),
  form('peer certificate:', /^Peer certificate: (\S.{0,800})$/i, ([, subject]) => ({ subject: name(subject) })),
  form('notafter', /^notAfter ?= ?(\S.{6,50}\d{4}[ A-Z]{0,12})$/i, ([, notAfter]) => ({ notAfter })),
  form('notbefore', /^notBefore ?= ?(\S.{6,50}\d{4}[ A-Z]{0,12})$/i, ([, notBefore]) => ({ notBefore })),
  form('serial', /^serial ?= ?([0-9A-F]{2,64})$/i, ([, serialNumber]) => ({ serialNumber })),
  form('fingerprint', /^SHA1 Fingerprint ?= ?((?:[0-9A-F]{2}:){19}[0-9A-F]{2})$/i, ([, print]) => ({ thumbprint: print?.replaceAll(':', '') })),
  form('dns:', /^(DNS:[\w*.-]{1,255}(?:, ?(?:DNS|IP Address):[\w*.:-]{1,255}){0,200})$/i, ([, names]) => ({ domains: hosts(names) })),
];

const SWAKS: readonly Form[] = [
  form('host did not advertise starttls', /^Host did not advertise STARTTLS/i, () => ({ offered: false })),
  form('tls started with', /^TLS started with cipher ([^:\s]{2,12}):([^:\s]{2,60})/i, ([, version, cipher]) =>
    reached({ tlsVersion: tlsVersionOf(version), cipher: cipherOf(cipher) }),
  ),
  form('tls startup failed', /^TLS startup failed/i, () => reached({})),
  form('tls peer dn', /^TLS peer DN ?= ?"(.{1,800})"$/i, ([, subject]) => ({ subject: name(subject) })),
  form('tls peer[0]', /^TLS peer\[0\] {1,6}subject=\[(.{1,800})\]$/i, ([, subject]) => ({ subject: name(subject) })),
  form(
    'notafter=[',
    /^commonName=\[[^\]]{0,256}\], subjectAltName=\[([^\]]{0,2000})\],? notAfter=\[([^\]]{4,60})\]/i,
    ([, names, notAfter], known) => (known.domains === undefined && known.notAfter === undefined ? { domains: hosts(names), notAfter } : {}),
  ),
];

const CURL: readonly Form[] = [
  form('ssl connection using', /^SSL connection using (\S{3,10}) \/ (\S{3,60})/i, ([, version, cipher]) =>
    reached({ tlsVersion: tlsVersionOf(version), cipher: cipherOf(cipher) }),
  ),
  form('subject:', /^subject: (\S.{0,800})$/i, ([, subject]) => ({ subject: name(subject) })),
  form('issuer:', /^issuer: (\S.{0,800})$/i, ([, issuer]) => ({ issuer: name(issuer) })),
  form('start date', /^start date: (\S.{6,50}\d{4}[ A-Z]{0,12})$/i, ([, notBefore]) => ({ notBefore })),
  form('expire date', /^expire date: (\S.{6,50}\d{4}[ A-Z]{0,12})$/i, ([, notAfter]) => ({ notAfter })),
  form('certificate verify', /^SSL certificate verify (?:ok|result: .{1,80} \((\d{1,3})\))/i, ([, code = '0']) => ({ verify: number(code) })),
];

const GNUTLS: readonly Form[] = [
  // The line of the names may be wrapped.
  form('got a certificate list', /^Got a certificate list of \d/i, () => reached({})),
  form('handshake was completed', /^Handshake was completed/i, () => begun({})),
  form('subject `', /^subject `([^'\n]{1,800})', issuer `([^'\n]{1,800})', serial (?:0x)?([0-9a-f]{2,64}),/i, ([, subject, issuer, serialNumber]) =>
    reached({ subject: name(subject), issuer: name(issuer), serialNumber }),
  ),
  form('expires `', / (\d{3,5}) bits?, signed using ([\w-]{3,40}).{0,40}, activated `([^']{4,40})', expires `([^']{4,40})'/, (found) => {
    const [, size, signature, notBefore, notAfter] = found;
    return { keySize: number(size), signature, notBefore, notAfter };
  }),
  form('received alert', /^Received alert \[\d{1,3}\]: /i, () => begun({})),
  form('description:', /^Description: \((TLS[\d.]{3}|SSL[\d.]{3})[^()]{0,40}\)-.{0,120}-\(([\w-]{3,60})\)$/i, ([, version, cipher]) =>
    reached({ tlsVersion: tlsVersionOf(version), cipher: cipherOf(cipher) }),
  ),
];

const FORMS = [...OPENSSL, ...SWAKS, ...CURL, ...GNUTLS];

/** Printed by openssl, gnutls-cli and curl around what matters. Over lower case. */
const NOISE: readonly RegExp[] = [
  /^(?:-{3}$|depth=\d|verify return:|verification|certificate chain|server certificate:?$|tlsv1(?:\.\d)? \((?:in|out)\)|subjectaltname:|public key|pki verification|no client certificate ca|acceptable client|client certificate types|requested signature|shared requested|peer (?:signing|signature)|peer temp key|server temp key|negotiated|ssl handshake has|secure renegotiation|compression:|expansion:|no alpn|early data|ssl-session|session-id|master-key|resumption psk|psk identity|srp username|krb5|key-arg|start time|timeout|extended master|max early|tls session ticket|read r block|closed$|done$|new, |processed \d|- (?:simple client|certificate|status:|got a|session id|options:|server )|\*{3} starting tls|- ?-----|write:errno|poll error|read:errno|tls (?:no |peer|local|is |startup)|starttls attempted|ssl (?:connection|certificate)|alpn[,:]|[0-9a-f]{4} - |[0-9a-f]{4,20}:error:)/,
  /^(?:can't use ssl_get_servername|hash used:|signature type:|supported elliptic|post-handshake new session|this tls version forbids|handshake was completed|fatal error:|server has terminated|(?:pin-)?sha(?:1|256):[\w+/=]{20,70}$)/,
  /^(?:[{}] \[\d{1,7} bytes data\]|% total {1,4}% received|dload {1,4}upload|\d{1,3} {1,6}\d{1,3} {1,6}\d|ca(?:file|path):|closing connection|curl: \(|(?:mail|rcpt|ehlo) failed: \d{3}$|more details here: |curl failed to verify|establish a secure connection|how to fix it, )/,
];
export const isNoise = (lower: string): boolean => NOISE.some((one) => one.test(lower));

/** One line of a chain: ` 0 s:…`, `   i:…`, `   a:PKEY: rsaEncryption, 2048 (bit); sigalg: …`, `   v:NotBefore: …; NotAfter: …`. */
const CHAIN = /^(?:(\d{1,2}) )?([siav]):[ ]?(\S.{0,900})$/;
const KEY = /^PKEY: [\w-]{1,30}, (\d{2,5}) \(bit\); sigalg: ([\w-]{3,40})$/;
const DATES = /^NotBefore: (\S[^;]{6,40}); NotAfter: (\S.{6,30} \d{4} [A-Z]{3})$/;

/** Reads a line of the chain; only certificate 0 is the server's. `undefined` if the line is none. */
export function chainLine(words: string, depth: number): { depth: number; found: Handshake } | undefined {
  const [, index, letter, value = ''] = CHAIN.exec(words) ?? [];
  if (letter === undefined) return undefined;
  const now = index === undefined ? depth : Number(index);
  return { depth: now, found: now === 0 ? reached(leafOf(letter, value)) : {} };
}

function leafOf(letter: string, value: string): Handshake {
  if (letter === 's') return { subject: exchangeName(value) };
  if (letter === 'i') return { issuer: exchangeName(value) };
  if (letter === 'a') {
    const [, size, signature] = KEY.exec(value) ?? [];
    return { keySize: number(size), signature };
  }
  const [, notBefore, notAfter] = DATES.exec(value) ?? [];
  return { notBefore, notAfter };
}

/** What one line says of the handshake; `undefined` if nothing. */
export function handshakeLine(words: string, lower: string, known: Handshake): Handshake | undefined {
  let said: Handshake | undefined;
  for (const { hint, find, read } of FORMS) {
    const found = lower.includes(hint) ? find.exec(words) : null;
    if (found) said = { ...said, ...read(found, { ...known, ...said }) };
  }
  return said;
}
