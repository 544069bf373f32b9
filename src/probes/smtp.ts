import type { Duplex } from 'node:stream';
import { REPLY } from './limits.js';
import { printable } from './printable.js';

/** A reply of the server, whole: its code and the words of each line. */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
  /** As sent, lines joined by line breaks, control characters replaced. */
  readonly text: string;
}

/** Why no reply came. `silent`: not in time. `foreign`: what came is no SMTP. */
export interface Break {
  readonly broken: 'closed' | 'reset' | 'silent' | 'oversize' | 'foreign';
  /** What had been sent until then. */
  readonly text: string;
  /** Code of an error of the socket: `ECONNRESET`, `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED`. */
  readonly code?: string | undefined;
}

/** A talk with a server in lines. One reply is awaited at a time. */
export interface Talk {
  /** Sends a command if there is one, and waits for the reply. */
  ask(command: string | undefined, limit: number): Promise<Reply | Break>;
  /** Ends the talk over this stream without closing it; gives what the server had sent beyond the last reply. */
  leave(): Buffer;
}

export const isReply = (answer: Reply | Break): answer is Reply => 'lines' in answer;

const BEGINS = /^\d{3}[ \r-]/;
const LINE = /^(\d{3})(?:([ -])([^\n]*))?$/;
/** Begins to read a stream. Its data, end and errors go to the reply that is awaited; later errors are swallowed. */
export function talkOver(stream: Duplex): Talk {
  let buffer: Buffer = Buffer.alloc(0);
  let ended: Pick<Break, 'broken' | 'code'> | undefined;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    // A server that goes on and on is heard no further until somebody asks.
    if (buffer.length > REPLY.bytes) stream.pause();
    wake();
  };
  const onEnd = () => {
    ended ??= { broken: 'closed' };
    wake();
  };
  const onError = ({ code }: NodeJS.ErrnoException) => {
    ended ??= { broken: code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'closed', code };
    wake();
  };
  stream.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);

  const read = (late: boolean): Reply | Break | undefined => {
    const found = takeReply(buffer);
    if (found && 'rest' in found) {
      buffer = found.rest;
      return found.reply;
    }
    const end = found ?? ended ?? (late ? { broken: 'silent' as const } : undefined);
    return end && { ...end, text: printable(buffer.toString('utf8')) };
  };

  return {
    ask(command, limit) {
      if (command !== undefined && !ended) stream.write(`${command}\r\n`);
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(true), Math.max(0, limit));
        function settle(late: boolean) {
          const answer = read(late);
          if (!answer) return;
          clearTimeout(timer);
          wake = () => {};
          resolve(answer);
        }
        wake = () => settle(false);
        settle(false);
      });
    },
    leave() {
      stream.off('data', onData).off('end', onEnd).off('close', onEnd);
      return buffer;
    },
  };
}

/** A whole reply at the front of the bytes, or what is against one; undefined as long as more may come. */
function takeReply(buffer: Buffer): { reply: Reply; rest: Buffer } | Pick<Break, 'broken'> | undefined {
  const lines: string[] = [];
  for (let from = 0; ; ) {
    const end = buffer.indexOf(10, from);
    const length = (end === -1 ? buffer.length : end) - from;
    if (length > REPLY.line || lines.length >= REPLY.lines || from > REPLY.bytes) return { broken: 'oversize' };
    // No line end is needed to see that this is no SMTP.
    if (end === -1) return length >= 4 && !BEGINS.test(buffer.toString('latin1', from, from + 4)) ? { broken: 'foreign' } : undefined;
    const line = buffer.toString('utf8', from, end).replace(/\r$/, '');
    const match = LINE.exec(line);
    if (!match) return { broken: 'foreign' };
    lines.push(line);
    from = end + 1;
    if (match[2] === '-') continue;
    return { reply: replyOf(Number(match[1]), lines), rest: buffer.subarray(from) };
  }
}

const replyOf = (code: number, lines: readonly string[]): Reply => ({
  code,
  lines: lines.map((line) => printable(line.slice(4))),
  text: printable(lines.join('\n')),
});
