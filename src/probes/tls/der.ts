/** One value of DER (X.690): its tag, its content, and everything with the head. */
export interface Der {
  readonly tag: number;
  readonly content: Buffer;
  readonly end: number;
}

export const TAG = { integer: 2, bits: 3, octets: 4, oid: 6, sequence: 0x30 } as const;

/** The value that begins at a place; undefined if it does not end within the bytes. Lengths of more than three bytes are no certificate's. */
export function derAt(bytes: Buffer, at = 0): Der | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const size = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + size;
  if (size > 3 || first === 0x80 || start > bytes.length) return undefined;
  const length = size === 0 ? first : bytes.readUIntBE(at + 2, size);
  return start + length > bytes.length ? undefined : { tag, content: bytes.subarray(start, start + length), end: start + length };
}

const MOST_PARTS = 1000;

/** The values within a value, one after the other. */
export function partsOf({ content }: Pick<Der, 'content'>): Der[] {
  const parts: Der[] = [];
  for (let at = 0; at < content.length && parts.length < MOST_PARTS; ) {
    const part = derAt(content, at);
    if (!part) break;
    parts.push(part);
    at = part.end;
  }
  return parts;
}

/** An object identifier in dotted form. */
export function oidOf({ content }: Pick<Der, 'content'>): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}
