import { readFileSync } from 'node:fs';
import { LONGEST, readPaste } from '../../src/parsers/index.js';
import { MASK } from '../../src/parsers/text/secrets.js';

const EVENT =
  'Source: MSExchangeTransport\nEvent ID: 12015\nAn internal transport certificate expired. Thumbprint:5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

test('clues in the order of the paste, and what nobody read', () => {
  const evidence = readPaste(
    `Good morning\n\nTlsCertificateName : <I>CN=A<S>CN=b.contoso.com\nIdentity : EX01\\Relay\nAuthMechanism : Tls\n\n${EVENT}\n\nthanks`,
  );
  expect(evidence.clues.map(({ kind, at }) => [kind, at.line])).toEqual([
    ['connector', 3],
    ['event', 9],
  ]);
  expect(evidence.unread).toEqual([
    { text: 'Good morning', line: 1 },
    { text: 'thanks', line: 11 },
  ]);
  expect(evidence).toMatchObject({ lines: 8, cut: false, masked: 0 });
});

test('the same event from LF, CRLF and CR', () => {
  for (const breaks of ['\r\n', '\r']) expect(readPaste(EVENT.replace(/\n/g, breaks))).toEqual(readPaste(EVENT));
});

test('nothing invents nothing', () => {
  for (const text of ['', ' \n\t\u3000\n', '\uFEFF']) expect(readPaste(text)).toEqual({ clues: [], unread: [], lines: 0, cut: false, masked: 0 });
});

test('a long paste is cut at a line', () => {
  const line = `${'x'.repeat(99)}\n`;
  const evidence = readPaste(line.repeat(5_000));
  expect(evidence.cut).toBe(true);
  expect(evidence.lines).toBe(Math.floor(LONGEST / 100));
  expect(evidence.unread.at(-1)?.text).toHaveLength(99);
  expect(readPaste('x'.repeat(LONGEST))).toMatchObject({ cut: false, lines: 1 });
  expect(readPaste('x'.repeat(LONGEST + 1))).toMatchObject({ cut: true, lines: 1 });
});

test('secrets are masked before anything is read', () => {
  const evidence = readPaste('password=Sommer!2026\nhello');
  expect(evidence.masked).toBe(1);
  expect(evidence.unread[0]?.text).toBe(`password=${MASK}`);
  expect(JSON.stringify(evidence)).not.toContain('Sommer');
});

test('a command that somebody typed is no line that could not be read', () => {
  const evidence = readPaste('(Get-Queue | Select LastError -Unique).LastError\n\n451 5.7.3 Must issue a STARTTLS command first');
  expect(evidence.clues.map(({ kind }) => kind)).toEqual(['reply']);
  expect(evidence.unread).toEqual([]);
});

test('no text makes it throw', () => {
  for (const text of [
    '\0',
    '\uD800',
    '<'.repeat(5_000),
    '<I><S>'.repeat(2_000),
    '\uFFFF',
    '𠮷'.repeat(100),
    'Event ID: 99999999999',
    '- -'.repeat(999),
  ])
    expect(() => readPaste(text)).not.toThrow();
});

test('JSON says the same after a console has wrapped it', () => {
  const text = readFileSync('test/rules/certificates/receive-connector-pins-missing-certificate/match.collected.en.txt', 'utf8').trimEnd();
  const valuesOf = (paste: string) => readPaste(paste).clues.map(({ at, ...values }) => values);
  const wrapped = [...text.matchAll(/.{1,120}/g)].map(([line]) => line).join('\n');
  expect(wrapped.split('\n').length).toBeGreaterThan(30);
  expect(valuesOf(text).length).toBeGreaterThan(15);
  expect(valuesOf(wrapped)).toHaveLength(valuesOf(text).length);
  expect(valuesOf(wrapped)).toEqual(expect.arrayContaining(valuesOf(text)));
});
