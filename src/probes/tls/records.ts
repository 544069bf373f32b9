/** Types of TLS records (RFC 8446, section 5.1). */
export const RECORD = { change: 20, alert: 21, handshake: 22, data: 23 } as const;
export interface Record {
  readonly type: number;
  readonly head: Buffer;
  readonly body: Buffer;
}

const HEAD = 5;
/** 2^14 and what encryption adds to it (RFC 8446, section 5.2; RFC 5246 allows 2,048). */
const LONGEST = 16_384 + 2048;

/** The whole records at the front of the bytes. Stops at what is no TLS. */
export function recordsIn(bytes: Buffer): Record[] {
  const records: Record[] = [];
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 3);
    if (!isHead(bytes, at) || length > LONGEST || at + HEAD + length > bytes.length) break;
    records.push({ type: bytes[at] ?? 0, head: bytes.subarray(at, at + HEAD), body: bytes.subarray(at + HEAD, at + HEAD + length) });
    at += HEAD + length;
  }
  return records;
}

/** The bytes begin as TLS does: a known type, and version 3.x. */
export const beginsAsTls = (bytes: Buffer): boolean => bytes.length > 0 && isHead(bytes, 0);

const isHead = (bytes: Buffer, at: number): boolean => {
  const [type = 0, major] = [bytes[at], bytes[at + 1]];
  return type >= RECORD.change && type <= RECORD.data && (major === undefined || major === 3);
};

export interface Message {
  readonly type: number;
  readonly body: Buffer;
}

/** Handshake messages in the joined bodies of records; one may be spread over several, and several may stand in one. */
export function messagesIn(bytes: Buffer): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUIntBE(at + 1, 3);
    if (at + 4 + length > bytes.length) break;
    messages.push({ type: bytes[at] ?? 0, body: bytes.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return messages;
}

/** Reads forward through a message; a length that leads beyond its end gives nothing, and nothing after it. */
export class Cursor {
  #at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  get left(): number {
    return this.#bytes.length - this.#at;
  }
  number(size: 1 | 2 | 3): number | undefined {
    if (this.left < size) return this.#end();
    const value = this.#bytes.readUIntBE(this.#at, size);
    this.#at += size;
    return value;
  }
  take(length: number): Buffer | undefined {
    if (this.left < length) return this.#end();
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }
  /** A part with its length in front. */
  part(size: 1 | 2 | 3): Buffer | undefined {
    const length = this.number(size);
    return length === undefined ? undefined : this.take(length);
  }
  #end(): undefined {
    this.#at = this.#bytes.length;
    return undefined;
  }
}
