import { openPaste } from '../../../src/parsers/text/paste.js';
import { relined } from '../../../src/parsers/text/relined.js';

const SENTENCE =
  'Microsoft Exchange could not find a certificate that contains the domain name mail.contoso.com in the personal store on the local computer. ' +
  'Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend EX01 with a FQDN parameter of mail.contoso.com.';
const hard = (text: string, width: number): string => text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';

describe('marks in front of every line', () => {
  test.each([
    ['bullets', '- a\n- b\n\n- c', 'a\nb\n\nc'],
    ['dots', '• a\n• b\n• c', 'a\nb\nc'],
    ['Japanese dots', '・ a\n・ b\n・ c', 'a\nb\nc'],
    ['code', '`a`\n`b c`\n`d`', 'a\nb c\nd'],
    ['code with empty lines', '`a`\n``\n`  b`', 'a\n\n  b'],
    ['a table of one column', '| a |\n|---|\n|   b c |\n|  |\n| d|e |', 'a\n\n  b c\n\nd|e'],
    ['a log', '2026-11-22 09:15:04 ERROR a\n2026-11-22 09:15:05 ERROR b\n2026-11-22 09:15:05 WARN c', 'a\nb\nc'],
    [
      'a log in brackets',
      '[2026-11-22T09:15:04.123Z] [INFO] a\n[2026-11-22T09:15:04.124Z] [INFO]   b\n[2026-11-22T09:15:05.001Z] [ERROR] c',
      'a\n  b\nc',
    ],
    ['a level', 'Error: a\nError: b\nError: c', 'a\nb\nc'],
  ])('%s', (_, given, bare) => expect(relined(given)).toBe(bare));

  test.each([
    ['one line lacks it', '- a\n- b\nc'],
    ['too few lines', '- a\n- b'],
    ['rows of a protocol log', '2026-11-22T00:15:03.125Z,a\n2026-11-22T00:15:03.125Z,b\n2026-11-22T00:15:03.125Z,c'],
    ['replies with a code', '220 a\n250-b\n250 c'],
    ['a table of two columns', '| a | b |\n|---|---|\n| c | d |'],
    ['a fence', '```\na\n```'],
    ['times without a level', '2026-11-22 09:15:04 a\n2026-11-22 09:15:05 b\n2026-11-22 09:15:05 c'],
  ])('stay where %s', (_, given) => expect(relined(given)).toBe(given));
});

describe('lines that a console broke at its edge', () => {
  test.each([80, 120])('%s columns', (width) =>
    expect(relined(`Event ID: 12014\n${hard(SENTENCE, width)}\nend`)).toBe(`Event ID: 12014\n${SENTENCE}\nend`),
  );
  test('any other width shows on three lines', () => {
    expect(relined(hard(SENTENCE, 93))).toBe(SENTENCE);
    expect(relined(hard(SENTENCE, 110))).toBe(hard(SENTENCE, 110));
  });
  test('a narrow window shows by a word that it broke, or in the name of a certificate', () => {
    expect(relined(hard(SENTENCE, 61))).toBe(SENTENCE);
    const named = `Es fehlt ${'x '.repeat(20)}<I>CN=Contoso Issuing CA 2, O="Contoso, Ltd.", C=JP<S>CN=mail.contoso.com, O="Contoso, Ltd.", C=JP ${'y '.repeat(30)}`;
    expect(relined(hard(named, 57))).toBe(named);
    const hex = `${'a1 b2 c3 d4 '.repeat(5)}\n`.repeat(6).trimEnd();
    expect(relined(hex)).toBe(hex);
    const key = `${'QWJj'.repeat(16)}\n${'ZGVm'.repeat(16)}\n${'Z2hp'.repeat(16)}\n${'amts'.repeat(16)}\nbQ==`;
    expect(relined(key)).toBe(key);
  });
  test('a rule below a line that fills the window is no part of it', () => {
    const [full, other] = [`issuer=${'a'.repeat(73)}`, `depth=${'b'.repeat(74)}`];
    expect(relined(`${other}\nb\n${other}\nb\n${full}\n---\nend`)).toBe(`${other}b\n${other}b\n${full}\n---\nend`);
  });
  test('words that were moved to the next line as a whole stay there', () => {
    const moved = `${'a'.repeat(80)}\n${'b'.repeat(72)}\n${'c'.repeat(80)}\n${'d'.repeat(80)}\nend`;
    expect(relined(moved)).toBe(moved);
  });
  test('rows and replies of one length are no broken line', () => {
    const row = `2026-11-22T00:15:03.125Z,${'a'.repeat(55)}`;
    expect(row).toHaveLength(80);
    const rows = `${row}\n${row}\n${row}\n${row}`;
    expect(relined(rows)).toBe(rows);
  });
  test('a value is one again, with the line that it stands on now', () => {
    const paste = openPaste(`Log Name: Application\n${hard(SENTENCE, 80)}`);
    const at = paste.text.indexOf('Default Frontend EX01');
    expect(paste.quote(at, at + 21)).toEqual({ text: 'Default Frontend EX01', line: 2 });
  });
});
