import { openPaste, visible } from '../../../src/parsers/text/paste.js';

test('matching is normalised, quoting is not', () => {
  const source = 'a\u00A0b\r\nＦＱＤＮ： \u201Cｍail\u201D\u200B「x」\rz';
  const paste = openPaste(source);
  expect(paste.text).toBe('a b\nFQDN: "mail""x"\nz');
  expect(paste.lines.map(({ number, text }) => [number, text])).toEqual([
    [1, 'a b'],
    [2, 'FQDN: "mail""x"'],
    [3, 'z'],
  ]);
  const at = paste.text.indexOf('"mail"');
  expect(paste.quote(at, at + 6)).toEqual({ text: '\u201Cｍail\u201D\u200B', line: 2 });
  expect(paste.lineAt(paste.text.indexOf('z')).number).toBe(3);
});

test('one character stays one character', () => {
  // NFKC makes several characters of these; they would shift all places behind them.
  expect(openPaste('㍿ﬁ…').text).toBe('㍿ﬁ…');
  expect(openPaste('𠮷野').text).toBe('𠮷野');
  expect(openPaste('\uD800x').raw(1, 2)).toBe('x');
});

test('a paste of line breaks, and none at all', () => {
  expect(openPaste('').lines).toEqual([{ number: 1, start: 0, end: 0, text: '', lower: '' }]);
  expect(openPaste('\n\n').lines).toHaveLength(3);
  expect(openPaste('').quote(0, 10)).toEqual({ text: '', line: 1 });
});

test('invisible characters leave a value', () => expect(visible('\u200EEX\u200B01\uFEFF')).toBe('EX01'));

test.each([
  ['FQDN : mail.cont\u2026', 'FQDN : \u2026'],
  ['Computer: E...\n', 'Computer: ...'],
  ['Event ID: 12...', 'Event ID: ...'],
  ["the connector's FQDN is not spec...", "the connector's FQDN is not spec..."],
  ['C:\\>', 'C:\\>'],
])('what an ellipsis at the end has left of a word is no word: %s', (given, text) => expect(openPaste(given).text).toBe(text));

test('what another program wrote is undone before anything is read', () => {
  const paste = openPaste('{"message":"Log Name: A\\nEvent ID: 12014 \\u003cI\\u003e"}');
  expect(paste.lines.map(({ text }) => text)).toEqual(['{"message":', 'Log Name: A', 'Event ID: 12014 <I>', '}']);
  expect(paste.quote(paste.text.indexOf('Event'), paste.text.length - 2)).toEqual({ text: 'Event ID: 12014 <I>', line: 3 });
});

test('a secret that came to light then is masked', () => {
  const paste = openPaste('- host: a\n- password=3DSommer=\n2026\n- end', { masked: 1 });
  expect(paste.text).not.toContain('Sommer');
  expect(paste.masked).toBe(2);
});
