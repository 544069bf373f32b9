import { openPaste } from '../../../src/parsers/text/paste.js';
import { edgeOf, widthOf } from '../../../src/parsers/text/width.js';

const FULL = 'a'.repeat(80);

test.each([
  ['a console', `${FULL}\n${FULL}\nb`, 80],
  ['a mail client', `${'a'.repeat(76)}\n${'a'.repeat(72)}\n${'a'.repeat(75)}`, 0],
  ['one long line', `${FULL}\nb`, 0],
  ['lines that nothing has broken', `${'a'.repeat(300)}\n${'a'.repeat(300)}`, 0],
])('the edge of %s', (_, text, edge) => expect(edgeOf(openPaste(text))).toBe(edge));

test('the longest line', () => expect(widthOf(openPaste('a\nabc\nab'))).toBe(3));
