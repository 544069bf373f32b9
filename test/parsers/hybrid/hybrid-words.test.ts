import { readHybridWords } from '../../../src/parsers/hybrid/hybrid-words.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readHybridWords(openPaste(text)).clues;

test('a sentence of the wizard, with the code in front of it, is one clue', () => {
  expect(read('10276 *ERROR* HCW8010 Default Receive Connector cannot be found on server EX01. Try again.')).toMatchObject([
    { kind: 'error', text: 'HCW8010 Default Receive Connector cannot be found on server EX01.', server: 'EX01', at: { line: 1 } },
  ]);
});

test('a sentence that a window has wrapped', () => {
  expect(read('> The Secure Mail Certificate on server\n> EX02.contoso.com is not bound to the SMTP Service at Microsoft.Exchange')).toMatchObject([
    { server: 'EX02.contoso.com', at: { line: 1 } },
  ]);
});

test('a header ends with its line', () => {
  expect(read('X-CrossPremisesHeadersFilteredBySendConnector: EX01.contoso.com\nX-MS-Has-Attach: yes')).toMatchObject([
    { text: 'X-CrossPremisesHeadersFilteredBySendConnector: EX01.contoso.com', server: 'EX01.contoso.com' },
  ]);
});

test.each([
  ['a name that was blacked out', 'HCW8010 Default Receive Connector cannot be found on server <ServerName>.'],
  ['no name', 'No valid certificate exists for the Hub Transport server(s).'],
])('%s gives no server', (_name, text) => {
  expect(read(text)).toMatchObject([{ kind: 'error', server: undefined }]);
});

test('everyday words are none of them', () => {
  expect(read('We run the wizard as part of the migration. No valid certificate exists yet.')).toEqual([]);
});
