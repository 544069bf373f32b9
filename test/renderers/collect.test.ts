import { COLLECT_SCRIPT, drawCollect } from '../../src/renderers/collect.js';
import { characters } from '../../src/renderers/fit.js';
import { checkMessage } from '../../src/workspace/limits.js';
import { readCommand } from './powershell.js';

/** Every cmdlet that the script may name. None of them changes Exchange; clip.exe takes a copy. */
const ALLOWED = [
  'ConvertTo-Json',
  'ForEach-Object',
  'Get-AcceptedDomain',
  'Get-Command',
  'Get-ExchangeCertificate',
  'Get-ExchangeServer',
  'Get-FrontendTransportService',
  'Get-HybridConfiguration',
  'Get-Queue',
  'Get-ReceiveConnector',
  'Get-SendConnector',
  'Get-TransportService',
  'Get-WinEvent',
  'Group-Object',
  'Select-Object',
  'Sort-Object',
  'Where-Object',
  'Write-Warning',
];

const { outside, literals, closed } = readCommand(COLLECT_SCRIPT);
const count = (text: string, mark: string): number => text.split(mark).length - 1;

describe('the script that collects', () => {
  test('names reading cmdlets and no others', () => {
    expect([...new Set(COLLECT_SCRIPT.match(/\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b/g))].sort()).toEqual(ALLOWED);
  });

  test('closes every quote and bracket', () => {
    expect(closed).toBe(true);
    for (const [open, close] of ['{}', '()', '[]'].map((pair) => [...pair])) expect(count(outside, open ?? '')).toBe(count(outside, close ?? ''));
  });

  test('is one block, so that pasted lines run together', () => {
    expect(COLLECT_SCRIPT).toMatch(/^& \{\n/);
    expect(COLLECT_SCRIPT).toMatch(/\n\}\n$/);
    expect(COLLECT_SCRIPT).not.toMatch(/\n\n/);
  });

  test('keeps to the language of Windows PowerShell 4.0 and to ASCII', () => {
    expect(outside).not.toMatch(/::new|\bclass\b|\busing\b|\benum\b|Set-Clipboard|\?\?|&&|\|\|/);
    expect(COLLECT_SCRIPT).toMatch(/^[\n -~]*$/);
  });

  test('asks for no key, no password and no mail', () => {
    const asked = literals.flatMap((text) => text.split(' ')).map((word) => word.toLowerCase());
    expect(asked).toContain('hasprivatekey');
    expect(asked.filter((word) => /^privatekey|password|credential|accessrules|secret/.test(word))).toEqual([]);
  });

  test('no line is wider than a window', () => {
    expect(Math.max(...COLLECT_SCRIPT.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe.each(['en', 'ja'] as const)('its message in %s', (locale) => {
  const message = drawCollect(locale);

  test('shows the script unchanged and what it reads', () => {
    expect(JSON.stringify(message)).toContain(JSON.stringify(COLLECT_SCRIPT.trimEnd()).slice(1, -1));
    expect(message.text).toContain(locale === 'en' ? 'changes nothing' : '何も変更しません');
  });

  test('is taken by Slack', () => {
    expect(characters(message.blocks)).toBeLessThan(12_000);
    expect(checkMessage(message)).toEqual({ message });
  });
});
