import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';

export type ContentType = 'application/json' | 'application/x-www-form-urlencoded';
export type Refusal = 'method' | 'signature' | 'clock' | 'size' | 'type' | 'encoding';
export type Verified =
  | { readonly ok: true; readonly body: string; readonly contentType: ContentType }
  | { readonly ok: false; readonly status: number; readonly why: Refusal; readonly seconds?: number };

/** Slack's own limit of a request's age, in both directions. */
const MAX_SKEW_SECONDS = 300;
/** Bytes. Room for a paste of 1 MB, form-encoded; an honest command has a few kilobytes. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const STATUS: Record<Refusal, number> = { method: 405, signature: 401, clock: 401, size: 413, type: 415, encoding: 400 };
const refuse = (why: Refusal): Verified => ({ ok: false, status: STATUS[why], why });

/**
 * Slack's signature, checked over the bytes as they came and before anything reads them: HMAC-SHA256 of
 * `v0:timestamp:body`. A missing, odd or forged part is a refusal, never an exception.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verify(event: unknown, secrets: readonly string[], now: number): Verified {
  const { headers, body, isBase64Encoded, requestContext } = asRecord(event);
  if (methodOf(requestContext) !== 'POST') return refuse('method');
  const timestamp = headerOf(headers, 'x-slack-request-timestamp');
  const signature = headerOf(headers, 'x-slack-signature');
  if (!timestamp || !/^\d{10}$/.test(timestamp) || !signature || !/^v0=[0-9a-f]{64}$/.test(signature)) return refuse('signature');
  const seconds = Math.round(now / 1000 - Number(timestamp));
  if (!(Math.abs(seconds) <= MAX_SKEW_SECONDS)) return { ok: false, status: STATUS.clock, why: 'clock', seconds };

  const bytes = bytesOf(body, isBase64Encoded === true);
  if (bytes === undefined) return refuse('size');
  if (!signedByOne(secrets, timestamp, bytes, Buffer.from(signature.slice(3), 'hex'))) return refuse('signature');
  return accept(bytes, headerOf(headers, 'content-type'));
}

// Behind the signature: the sender is Slack, so what is odd from here on is not an attack but still no command.
function accept(bytes: Buffer, header: string | undefined): Verified {
  const contentType = mediaType(header);
  if (contentType === undefined) return refuse('type');
  return isUtf8(bytes) ? { ok: true, contentType, body: bytes.toString('utf8') } : refuse('encoding');
}

/** The fields of a value that may be anything; none if it is no object. */
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});

/** Payload format 2.0. A missing method is refused with the others: only POST is routed here. */
function methodOf(context: unknown): unknown {
  return asRecord(asRecord(context)['http'])['method'];
}

/** A header by its name in lower case. Two different values of one header are no value. */
export function headerOf(headers: unknown, name: string): string | undefined {
  const values = Object.entries(asRecord(headers))
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value);
  const [first] = values;
  return typeof first === 'string' && values.every((value) => value === first) ? first : undefined;
}

/** The body as bytes, or undefined if it is too long to look at. */
function bytesOf(body: unknown, base64: boolean): Buffer | undefined {
  if (typeof body !== 'string') return Buffer.alloc(0);
  if (body.length > (base64 ? (MAX_BODY_BYTES * 4) / 3 + 4 : MAX_BODY_BYTES)) return undefined;
  const bytes = Buffer.from(body, base64 ? 'base64' : 'utf8');
  return bytes.length > MAX_BODY_BYTES ? undefined : bytes;
}

/** All secrets are tried, whichever fits, so that the time does not tell which one did. An empty secret signs nothing. */
function signedByOne(secrets: readonly string[], timestamp: string, body: Buffer, given: Buffer): boolean {
  return secrets.reduce((found, secret) => {
    if (secret === '') return found;
    const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
    return timingSafeEqual(expected, given) || found;
  }, false);
}

function mediaType(header: string | undefined): ContentType | undefined {
  const type = header?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' || type === 'application/x-www-form-urlencoded' ? type : undefined;
}
