import type { Locale } from '../model/rule.js';

/** What the caller did wrong, in a sentence. */
export class UseError extends Error {}

export const EXIT = { noFault: 0, fault: 1, use: 2, unknown: 3, failure: 4 } as const;

export const readable = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const WIDTH = { least: 40, usual: 80 };

/** Colours and columns of this terminal. */
export const terminal = (color: boolean | undefined) => ({
  color: color ?? (process.stdout.isTTY === true && !process.env['NO_COLOR']),
  width: Math.max(WIDTH.least, Math.min(WIDTH.usual, process.stdout.columns ?? WIDTH.usual)),
});

/** The language asked for, or undefined. */
export function wantedLocale(wanted: string | undefined): Locale | undefined {
  if (wanted === undefined || wanted === 'en' || wanted === 'ja') return wanted;
  throw new UseError(`--locale is en or ja, not ${JSON.stringify(wanted)}.`);
}

export const print = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
