import { findAddress, mailboxOf } from '../../../src/parsers/text/mailbox.js';
import { cost } from '../../cost.js';

test.each([
  ['taro@contoso.com', 'taro@contoso.com'],
  ['<taro@contoso.com>', 'taro@contoso.com'],
  ["'taro@contoso.com'.", 'taro@contoso.com'],
  ['mailto:taro@contoso.com', 'taro@contoso.com'],
  ['<mailto:taro@contoso.com>', 'taro@contoso.com'],
  [' "taro@contoso.com" <taro@contoso.com>', 'taro@contoso.com'],
  ['taro@contoso.com:', 'taro@contoso.com'],
  ['taro@contoso.com。', 'taro@contoso.com'],
  ["o'brien", undefined],
  ["o'brien@contoso.com", undefined],
  ['花子@例え.jp', '花子@例え.jp'],
  [
    'IMCEAEX-_O=CONTOSO_OU=EXCHANGE+20ADMINISTRATIVE+20GROUP+20+28FYDIBOHF23SPDLT+29_CN=RECIPIENTS_CN=HANAKO@contoso.com',
    expect.stringMatching(/^IMCEAEX-.*HANAKO@contoso\.com$/),
  ],
  ['Taro Yamada <taro@contoso.com>', undefined],
  ['xxxx@contoso.com', undefined],
  ['****@contoso.com', undefined],
  ['<recipient>', undefined],
  ['taro@', undefined],
  ['@contoso.com', undefined],
  ['a@b@contoso.com', undefined],
  ['', undefined],
])('the address that %s begins with', (value, expected) => {
  expect(mailboxOf(value)).toEqual(expected);
});

test('no value, no address', () => {
  expect(mailboxOf(undefined)).toBeUndefined();
});

test('the first real address and its place', () => {
  const text = 'To: xxxx@contoso.com, Hanako <hanako@fabrikam.com>; jiro@fabrikam.com';
  const first = { value: 'hanako@fabrikam.com', start: 30, end: 49 };
  expect(findAddress(text)).toEqual(first);
  expect(text.slice(first.start, first.end)).toBe(first.value);
  expect(findAddress(text, first.end)?.value).toBe('jiro@fabrikam.com');
  expect(findAddress(text, text.length)).toBeUndefined();
});

test('a line of nothing but at signs takes no time', async () => {
  const find = () => {
    expect(findAddress('@'.repeat(250_000))).toBeUndefined();
    expect(findAddress('a@'.repeat(125_000))).toBeUndefined();
  };
  expect(await cost(500, find)).toBeLessThan(500);
});
