import type { TlsVersion } from '../../model/probe.js';
import { opener } from './opener.js';
import { Cursor, type Message, messagesIn, RECORD, type Record, recordsIn } from './records.js';

/** What a server said in its handshake, by its own bytes. */
export interface Flight {
  /** A ServerHello came, of whatever version. */
  readonly isAnswered: boolean;
  readonly version?: TlsVersion | undefined;
  /** DER as sent, the server's own certificate first. */
  readonly chain: readonly Buffer[];
  readonly clientCertificateRequested: boolean;
  /** Number of a fatal alert. */
  readonly alert?: number | undefined;
}

const MESSAGE = { serverHello: 2, certificate: 11, certificateRequest: 13 } as const;
const MOST_CERTIFICATES = 20;
const LONGEST_CERTIFICATE = 65_536;
const FATAL = 2;
const VERSIONS: Readonly<{ [number: number]: TlsVersion }> = { 769: 'TLSv1', 770: 'TLSv1.1', 771: 'TLSv1.2', 772: 'TLSv1.3' };
const SUPPORTED_VERSIONS = 43;
/** The random of a HelloRetryRequest (RFC 8446, section 4.1.3): another ServerHello follows. */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

/**
 * Reads the server's side of a handshake. Up to TLS 1.2 it is in the clear; that of TLS 1.3 is opened with the traffic
 * secret of the handshake (`secret`, as Node's `keylog` event gives it). Never throws: what cannot be read is missing.
 */
export function readFlight(bytes: Buffer, secret?: Buffer): Flight {
  const records = recordsIn(bytes);
  const clear = messagesOf(records.filter(({ type }) => type === RECORD.handshake));
  const hello = clear.map(serverHello).findLast((one) => one !== undefined);
  const sealed = hello?.version === 'TLSv1.3';
  const opened = sealed && secret ? openAll(records, secret, hello.cipher) : [];
  // Behind the ChangeCipherSpec of TLS 1.2 everything is encrypted, and no message of interest comes.
  const messages = sealed ? messagesOf(opened) : clear;
  return {
    isAnswered: hello !== undefined,
    version: hello?.version,
    chain: chainIn(messages, sealed),
    clientCertificateRequested: messages.some(({ type }) => type === MESSAGE.certificateRequest),
    alert: alertIn(sealed ? opened : records) ?? alertIn(records),
  };
}

const messagesOf = (records: readonly Record[]): Message[] =>
  messagesIn(Buffer.concat(records.filter(({ type }) => type === RECORD.handshake).map(({ body }) => body)));

function openAll(records: readonly Record[], secret: Buffer, cipher: number): Record[] {
  const open = opener(secret, cipher);
  const opened: Record[] = [];
  for (const record of records.filter(({ type }) => type === RECORD.data)) {
    const inner = open(record);
    // The first record of the application keys ends the flight.
    if (!inner) break;
    opened.push(inner);
  }
  return opened;
}

function alertIn(records: readonly Record[]): number | undefined {
  const alert = records.find(({ type, body }) => type === RECORD.alert && body.length === 2 && body[0] === FATAL);
  return alert?.body[1];
}

function serverHello({ type, body }: Message): { version: TlsVersion | undefined; cipher: number } | undefined {
  if (type !== MESSAGE.serverHello) return undefined;
  const cursor = new Cursor(body);
  const legacy = cursor.number(2);
  if (cursor.take(32)?.equals(RETRY)) return undefined;
  cursor.part(1);
  const cipher = cursor.number(2);
  cursor.number(1);
  const chosen = versionExtension(cursor.part(2));
  return cipher === undefined || legacy === undefined ? undefined : { version: VERSIONS[chosen ?? legacy], cipher };
}

function versionExtension(extensions: Buffer | undefined): number | undefined {
  const cursor = new Cursor(extensions ?? Buffer.alloc(0));
  while (cursor.left > 0) {
    const type = cursor.number(2);
    const data = cursor.part(2);
    if (type === SUPPORTED_VERSIONS && data?.length === 2) return data.readUInt16BE(0);
  }
  return undefined;
}

/** RFC 5246, section 7.4.2; TLS 1.3 puts a context in front and extensions behind each (RFC 8446, section 4.4.2). */
function chainIn(messages: readonly Message[], is13: boolean): Buffer[] {
  const message = messages.find(({ type }) => type === MESSAGE.certificate);
  if (!message) return [];
  const cursor = new Cursor(message.body);
  if (is13) cursor.part(1);
  const list = new Cursor(cursor.part(3) ?? Buffer.alloc(0));
  const chain: Buffer[] = [];
  while (list.left > 0 && chain.length < MOST_CERTIFICATES) {
    const der = list.part(3);
    if (is13) list.part(2);
    if (der && der.length > 0 && der.length <= LONGEST_CERTIFICATE) chain.push(der);
  }
  return chain;
}
