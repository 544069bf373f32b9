import { RECORD } from './records.js';

const RECORD_HEAD = 5;
const MESSAGE_HEAD = 4;
const SERVER_HELLO_DONE = 14;
const FATAL = 2;

/**
 * Tells when a server has said all that it says in the clear before the client answers: after ServerHelloDone, or a fatal
 * alert. Looks at each byte once, so that one who sends thousands of tiny records costs no more than their bytes.
 */
export function flightEnds(): (chunk: Buffer) => boolean {
  const record = { head: Buffer.alloc(RECORD_HEAD), known: 0, left: 0 };
  const message = { head: Buffer.alloc(MESSAGE_HEAD), known: 0, left: 0 };
  let level = 0;

  /** A byte of a handshake message: true with the last one of ServerHelloDone. */
  function inMessage(byte: number): boolean {
    if (message.known < MESSAGE_HEAD) {
      message.head[message.known] = byte;
      message.known += 1;
      if (message.known < MESSAGE_HEAD) return false;
      message.left = message.head.readUIntBE(1, 3);
    } else message.left -= 1;
    if (message.left > 0) return false;
    message.known = 0;
    return message.head[0] === SERVER_HELLO_DONE;
  }

  function inRecord(byte: number): boolean {
    if (record.known < RECORD_HEAD) {
      record.head[record.known] = byte;
      record.known += 1;
      if (record.known === RECORD_HEAD) record.left = record.head.readUInt16BE(3);
      if (record.known === RECORD_HEAD && record.left === 0) record.known = 0;
      return false;
    }
    const [type] = record.head;
    record.left -= 1;
    if (record.left === 0) record.known = 0;
    if (type === RECORD.handshake) return inMessage(byte);
    if (type === RECORD.alert && record.left === 1) level = byte;
    return type === RECORD.alert && record.left === 0 && level === FATAL;
  }

  // Every byte has to be seen, also behind the first end.
  return (chunk) => chunk.reduce((ends, byte) => inRecord(byte) || ends, false);
}
