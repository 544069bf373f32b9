import { HEADING_WORDS, kindOf } from '../../../src/parsers/bounce/beginnings.js';

test.each([
  ['diagnostic information for administrators:', 'admin'],
  ['管理者向けの診断情報:', 'admin'],
  ['original message headers', 'headers'],
  ['元のメッセージ ヘッダー:', 'headers'],
  ['original message details', 'end'],
  ['--- below this line is a copy of the message.', 'copy'],
  ['----- original message -----', 'copy'],
  ['delivery has failed to these recipients or groups:', 'friendly'],
  ['次の受信者またはグループへの配信に失敗しました:', 'friendly'],
  ["i'm sorry to have to inform you that your message could not", 'line'],
  ['hanako@fabrikam.com', undefined],
  ['550 5.1.1 user unknown', undefined],
  ['', undefined],
])('%s: %s', (line, expected) => {
  expect(kindOf(line)).toBe(expected);
});

test('headings are in lower case, as the lines that they are looked for in', () => {
  expect(HEADING_WORDS.filter((words) => words !== words.toLowerCase())).toEqual([]);
});
