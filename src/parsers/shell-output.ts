import type { Clue } from '../model/evidence.js';
import type { Parser, Paste } from './paste.js';
import { CERTIFICATE_HINTS, certificateOf } from './shell-certificates.js';
import { CONNECTOR_HINTS, connectorOf } from './shell-connectors.js';
import { readErrors } from './shell-errors.js';
import { isPrompt, shellLines } from './shell-lines.js';
import { listObjects, type ShellObject, tableObjects } from './shell-objects.js';

const HINTS = [...CONNECTOR_HINTS, ...CERTIFICATE_HINTS];

/** Output of Exchange cmdlets: connectors and certificates as lists and tables, and error records. */
export const readShellOutput: Parser = (paste) => {
  const lines = shellLines(paste);
  const errors = readErrors(paste, lines);
  const hasObjects = HINTS.some((name) => paste.lower.includes(name));
  const objects = hasObjects ? [...listObjects(paste, lines), ...tableObjects(paste, lines)] : [];
  const read = objects.flatMap((object) => {
    const clue = clueOf(paste, object);
    return clue ? [{ clue, lines: object.lines }] : [];
  });
  const clues = [...errors.clues, ...read.map(({ clue }) => clue)];
  const typed = lines.filter(isPrompt).map(({ number }) => number);
  return { clues, understood: [...errors.lines, ...typed, ...read.flatMap((one) => one.lines)] };
};

const clueOf = (paste: Paste, object: ShellObject): Clue | undefined => certificateOf(paste, object) ?? connectorOf(paste, object);
