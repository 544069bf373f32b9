import { readPaste } from '../../src/parsers/index.js';
import { undoEscapes } from '../../src/slack/request.js';
import { deciding, facts, sourceOf, valuesOf } from './clue-values.js';
import { MANGLE_NAMES, MANGLERS, type MangleName } from './mangle.js';
import { PASTE_NAMES, PASTES, type PasteName } from './pastes.js';

// What must survive: all clues with all values; what decides (event id, codes, STARTTLS, verify result); or no more
// than that nothing is made up, which holds for every pair.
type Level = 'same' | 'deciding' | 'nothing';
/** Where less than all clues must come back, and why that cannot be helped. */
const WEAKER: Partial<Record<MangleName, Partial<Record<PasteName, Level>>>> = {
  // Rows of a log and lines of a session are told by their beginnings.
  oneLine: {
    queue: 'deciding',
    log: 'nothing',
    telnet: 'nothing',
    connectors: 'deciding',
    certificates: 'deciding',
    ndr2016: 'deciding',
    ndrOnline: 'deciding',
    status: 'deciding',
    openssl: 'nothing',
  },
  wrapped80: { log: 'deciding' },
  wrapped66: { log: 'deciding' },
  quotedWrapped: { log: 'deciding' },
  // One line at the edge does not yet show a console.
  console80: { eventJa: 'deciding', connectors: 'deciding' },
  console120: { connectors: 'deciding' },
  doubledBlanks: { log: 'deciding', ndr2016: 'deciding', ndrOnline: 'deciding', openssl: 'nothing' },
  wideDigits: { certificates: 'deciding' },
  wideText: { event: 'deciding', eventJa: 'deciding', xml: 'deciding', connectors: 'deciding', certificates: 'deciding' },
  softHyphens: { connectors: 'deciding' },
  zeroWidth: { connectors: 'deciding', certificates: 'deciding' },
  boldLabels: { connectors: 'deciding', certificates: 'deciding', ndr2016: 'deciding', ndrOnline: 'deciding', status: 'deciding' },
  pythonTuple: {
    event: 'deciding',
    eventJa: 'deciding',
    queue: 'deciding',
    log: 'nothing',
    telnet: 'nothing',
    connectors: 'deciding',
    certificates: 'deciding',
    ndr2016: 'deciding',
    ndrOnline: 'deciding',
    status: 'deciding',
    openssl: 'nothing',
  },
  bracesToAngles: { queue: 'deciding' },
  errorPrefix: { log: 'deciding' },
  stackTrace: { telnet: 'deciding', connectors: 'deciding', certificates: 'deciding', status: 'deciding' },
  // Only the id in the Japanese sentence and labels would tell, and damaged encodings are not repaired.
  latin1: { eventJa: 'nothing' },
  cp850: { eventJa: 'nothing' },
  escapeless: { eventJa: 'nothing' },
  ocrWords: { event: 'deciding', log: 'deciding' },
  lowerCase: { eventJa: 'deciding', xml: 'deciding', queue: 'deciding' },
};
/**
 * Values that a parser still makes up: more than the name, from a sentence in full-width letters.
 */
const STILL_MADE_UP: Partial<Record<MangleName, Partial<Record<PasteName, readonly string[]>>>> = {
  wideText: { event: ['connector'] },
};
/** Slack's own changes are undone where its requests are read. */
const asRead = (name: MangleName, text: string): string => (name === 'slackLinks' ? undoEscapes(MANGLERS[name](text)) : MANGLERS[name](text));

const CLEAN = new Map(
  PASTE_NAMES.map((name) => {
    const { clues } = readPaste(PASTES[name]);
    return [name, { clues, source: sourceOf(PASTES[name], clues) }];
  }),
);
const clean = (name: PasteName) => CLEAN.get(name) ?? { clues: [], source: sourceOf('', []) };

test.each(PASTE_NAMES)('a clean paste is read: %s', (name) => expect(clean(name).clues).not.toEqual([]));

describe.each(MANGLE_NAMES)('%s', (mangler) => {
  test.each(PASTE_NAMES)('%s', (name) => {
    const { clues, source } = clean(name);
    const got = readPaste(asRead(mangler, PASTES[name])).clues;
    const level = WEAKER[mangler]?.[name] ?? 'same';
    if (level === 'same') expect(facts(got)).toEqual(facts(clues));
    if (level === 'deciding') expect(deciding(got)).toEqual(expect.arrayContaining(deciding(clues)));
    const known = STILL_MADE_UP[mangler]?.[name] ?? [];
    expect(valuesOf(got).filter((value) => !source.holds(value) && !known.includes(value.field))).toEqual([]);
  });
});
