import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../../src/parsers/file/files.js';
import expected from './expected.json';

const folder = 'test/mails';
const read = async (name: string) => (await readFileBytes(readFileSync(join(folder, name)), name)).evidence.clues;

test('every mail stands in expected.json', () => {
  const mails = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.eml'));
  expect(Object.keys(expected).sort()).toEqual(mails.map(String).sort());
});

test.each(Object.entries(expected))('%s', async (name, { status, recipients }) => {
  const clues = await read(name);
  const found = {
    status: new Set(clues.flatMap((clue) => ('status' in clue ? [clue.status] : []))),
    recipients: new Set(clues.flatMap((clue) => ('recipient' in clue ? [clue.recipient?.toLowerCase()] : []))),
  };
  expect(status.filter((one) => !found.status.has(one))).toEqual([]);
  expect(recipients.filter((one) => !found.recipients.has(one.toLowerCase()))).toEqual([]);
});

test.each([
  ['bsd/lhost-exchange2007-01.eml', 'mac/lhost-exchange2007-01.eml'],
  ['bsd/lhost-notes-01.eml', 'mac/lhost-notes-01.eml'],
  ['bsd/lhost-courier-01.eml', 'dos/lhost-courier-01.eml'],
  ['bsd/lhost-powermta-01.eml', 'mac/lhost-powermta-01.eml'],
  ['dos/lhost-gsuite-01.eml', 'mac/lhost-gsuite-01.eml'],
])('the line end makes no difference: %s and %s', async (one, other) => {
  expect(await read(one)).toEqual(await read(other));
});
