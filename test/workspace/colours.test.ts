import { readFileSync } from 'node:fs';

const css = readFileSync('src/workspace/page/page.css', 'utf8');
const colours = new Map(
  [...css.matchAll(/--([a-z-]{1,20}): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]),
);

function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : (hex.slice(1).match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = digits
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = '', other = ''): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

test.each([
  ['text', 'page'],
  ['text', 'alarm-page'],
  ['soft', 'page'],
  ['soft', 'side'],
  ['soft', 'note'],
  ['mark', 'code'],
  ['link', 'note'],
  ['on-here', 'here'],
  ['alarm', 'alarm-page'],
])('%s on %s is readable, light and dark', (text, ground) => {
  for (const scheme of [0, 1]) expect(contrast(colours.get(text)?.[scheme], colours.get(ground)?.[scheme])).toBeGreaterThanOrEqual(4.5);
});
