import { writeSync } from 'node:fs';
import type { Verdict } from '../model/probe.js';
import type { Certainty, Locale } from '../model/rule.js';

/**
 * One line of the log. These fields and no others: no text of a person, no name but that of a
 * probed host, no token, no signature. An alarm
 * counts the lines whose outcome is `refused`, another those that `failed`.
 */
export interface LogLine {
  readonly outcome: 'answered' | 'refused' | 'failed' | 'ignored';
  readonly requestId: string;
  /** What was asked, or at which place it failed. */
  readonly what?:
    | 'paste'
    | 'help'
    | 'collect'
    | 'probe'
    | 'store'
    | 'lookup'
    | 'button'
    | 'unknown'
    | 'workspace'
    | 'ssl-check'
    | 'listener'
    | 'post'
    | 'bolt'
    | undefined;
  readonly button?: 'more' | 'less' | 'next' | 'language' | 'share' | 'probe' | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly certainty?: Certainty | undefined;
  readonly locale?: Locale | undefined;
  /** Lines of the paste. */
  readonly lines?: number | undefined;
  readonly ms?: number | undefined;
  /** Why something was refused or failed: a word of ours, an error code, the name of an error's class. */
  readonly why?: string | undefined;
  /** Difference of the clocks in seconds, where it was the reason. */
  readonly seconds?: number | undefined;
  /** Of a probe, for the audit: ids of Slack, a host or address that passed the grammar, a word of our own list. */
  readonly user?: string | undefined;
  readonly team?: string | undefined;
  readonly target?: string | undefined;
  readonly verdict?: Verdict | undefined;
  /** The result was less than a minute old, and nothing was called. */
  readonly kept?: boolean | undefined;
  /** Places in our code, without the error's words: those may quote the paste. */
  readonly at?: readonly string[] | undefined;
}

export type Log = (line: LogLine) => void;

/**
 * Straight to the standard output: console.log would put the runtime's own words in front, and the line were no JSON.
 * A cold start would wait 4 ms for the stream process.stdout, so it is made only where a pipe takes no more at the moment.
 */
export const log: Log = (line) => {
  const text = `${JSON.stringify(line)}\n`;
  try {
    writeSync(1, text);
  } catch {
    process.stdout.write(text);
  }
};

/** What may be said of an error: its class and where it came from. */
export function describe(error: unknown): Pick<LogLine, 'why' | 'at'> {
  if (!(error instanceof Error)) return { why: typeof error };
  const head = `${error}`;
  const places = error.stack?.startsWith(head) ? error.stack.slice(head.length).split('\n') : [];
  return {
    why: error.constructor.name,
    at: places
      .filter((line) => line.trim() !== '')
      .slice(0, 4)
      .map((line) => line.trim().slice(0, 120)),
  };
}
