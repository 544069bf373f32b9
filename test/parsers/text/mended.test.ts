import { mended } from '../../../src/parsers/text/mended.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const mend = (text: string) => mended(openPaste(text)).text;

describe('words and codes cut by a hard wrap', () => {
  test.each([
    ['a keyword', '451 5.7.3 STARTT\nLS is required', '451 5.7.3 STARTTLS\n is required'],
    ['doubled line breaks', '451 5.7.3 STARTT\n\nLS is required', '451 5.7.3 STARTTLS\n\n is required'],
    ['the last part', '450 4.4.\n101 Proxy', '450 4.4.101\n Proxy'],
    ['the last part with its point', '451 5.7\n.3 STARTTLS', '451 5.7.3\n STARTTLS'],
    ['inside the last part', '450 4.4.1\n01 Proxy', '450 4.4.101\n Proxy'],
    ['the reply code', '45\n0 4.4.101 Proxy', '450\n 4.4.101 Proxy'],
    ['at a capital', '[Message=Certificate\nExpired]', '[Message=CertificateExpired\n]'],
    ['the name of a connector', 'Defa\nult Fron\ntend EX01', 'Default\n Frontend\n EX01'],
    ['a quoted mail', '> [Message=Untrusted\n> Root]', '> [Message=UntrustedRoot\n> ]'],
  ])('%s', (_, text, whole) => {
    expect(mend(text)).toBe(whole);
  });

  test.each([
    'there are no alternate\nhosts',
    'a certificate\nexpired',
    'the connection\nreset',
    'see 4.4.0\n12 messages',
    'EX01\nSTARTTLS',
    'the key is 5.\nIt works',
    'abc\n\n\n\nSTARTT\n\n\n\nLS',
  ])('left alone: %j', (text) => {
    expect(mend(text)).toBe(text);
  });

  test('places and the spelling of the paste stay', () => {
    const paste = openPaste('first\n451 5.7.3 STARTT\nLS is required');
    const whole = mended(paste);
    expect(whole.text).toHaveLength(paste.text.length);
    expect(whole.lower).toContain('starttls\n is required');
    expect(whole.quote(6, 24)).toEqual({ text: '451 5.7.3 STARTT\nLS', line: 2 });
  });

  test('a paste without cuts is the same one', () => {
    const paste = openPaste('451 5.7.3 STARTTLS is required\nto send mail');
    expect(mended(paste)).toBe(paste);
  });
});
