import type { Clue, ConnectionClue } from '../../model/evidence.js';
import type { Parser, Paste } from '../text/paste.js';
import { holdsAny } from '../text/words.js';
import { bareNames, withName } from './bare.js';
import { CERTIFICATE_HINTS, certificateOf } from './certificates.js';
import { jsonObjects } from './collected.js';
import { CONNECTOR_HINTS, connectorOf } from './connectors.js';
import { readErrors } from './errors.js';
import { type ShellLine, shellLines } from './lines.js';
import { listObjects, MOST_OBJECTS, type ShellObject } from './objects.js';
import { readPrompts } from './prompt.js';
import { queueOf } from './queues.js';
import { type Heading, headingAt, headingsIn } from './servers.js';
import { SETTING_HINTS, settingOf } from './settings.js';
import { tableObjects } from './tables.js';
import { connectionOf, readWarnings, TEST_HINTS } from './tests.js';

const HINTS = [...CONNECTOR_HINTS, ...CERTIFICATE_HINTS, ...SETTING_HINTS, ...TEST_HINTS, 'get-receiveconnector', 'get-sendconnector'];

/** Output of Exchange and Windows cmdlets: objects as lists, tables, JSON and CSV, error records, questions. */
export const readShellOutput: Parser = (paste) => {
  const lines = shellLines(paste);
  const headings = headingsIn(lines);
  const errors = readErrors(paste, lines, headings);
  const prompts = readPrompts(paste, lines);
  const objects = readObjects(paste, lines, headings);
  const tested = objects.clues.filter((clue): clue is ConnectionClue => clue.kind === 'connection');
  const warnings = readWarnings(paste, lines, tested);
  const readings = [errors, prompts, objects, warnings];
  const empty = objects.clues.length > 0 ? lines.filter(({ text }) => text === '').map(({ number }) => number) : [];
  return {
    clues: readings.flatMap((reading): readonly Clue[] => reading.clues),
    understood: [...readings.flatMap((reading) => reading.lines), ...headings.flatMap((heading) => heading.lines), ...empty],
  };
};

function readObjects(paste: Paste, lines: readonly ShellLine[], headings: readonly Heading[]): { clues: Clue[]; lines: number[] } {
  if (!holdsAny(paste, HINTS)) return { clues: [], lines: [] };
  const json = jsonObjects(paste, lines, (object) => clueOf(paste, object) !== undefined || queueOf(paste, object) !== undefined);
  const taken = new Set(json.objects.flatMap((object) => object.lines));
  const rest = taken.size === 0 ? lines : lines.filter(({ number }) => !taken.has(number));
  const parted = new Set(headings.flatMap((heading) => heading.lines));
  const printed = [...listObjects(paste, rest, parted), ...tableObjects(paste, rest), ...bareNames(paste, rest, headings)];
  const objects = [...json.objects, ...printed].slice(0, MOST_OBJECTS);
  const fromJson = new Set<ShellObject>(json.objects);
  const read = objects.flatMap((object) => {
    const clue = clueOf(paste, placed(object, headings)) ?? (fromJson.has(object) ? queueOf(paste, object) : undefined);
    return clue ? [{ clue, lines: object.lines }] : [];
  });
  return { clues: read.map(({ clue }) => clue), lines: [...json.lines, ...read.flatMap((one) => one.lines)] };
}

/** The object with what the command above it tells. */
function placed(object: ShellObject, headings: readonly Heading[]): ShellObject {
  const heading = headingAt(headings, object.lines[0] ?? 0);
  return { ...withName(object, heading), server: object.server ?? heading?.server, cmdlet: heading?.cmdlet };
}

const clueOf = (paste: Paste, object: ShellObject): Clue | undefined =>
  connectionOf(paste, object) ?? certificateOf(paste, object) ?? settingOf(paste, object) ?? connectorOf(paste, object);
