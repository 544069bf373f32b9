import { drawReasons } from '../../src/renderers/reasons.js';
import { event, reply } from '../engine/made-up.js';

test('what was read and what every rule made of it, in an order that begins with what counts', () => {
  const text = drawReasons(
    [event(12014, 3, { computer: 'HYB01', cut: false }), reply('5.7.3', 9)],
    [
      { id: 'blind', outcome: 'not-considered', lacks: ['session', 'certificate'] },
      { id: 'silent', outcome: 'no-match' },
      { id: 'symptom', outcome: 'explained', by: 'cause' },
      { id: 'cause', outcome: 'matched', certainty: 'certain' },
    ],
    'en',
  );
  expect(text).toBe(`Read from the text
  3: event  id=12014  computer=HYB01  cut=false
  9: SMTP reply  status=5.7.3  text=  depth=0  innermost=true

Matched
  cause  (certain)

Explained by another rule
  symptom  <- cause

Did not match
  silent

Not considered, nothing to read: 1
`);
});

test('in Japanese, and with nothing read', () => {
  expect(drawReasons([], [{ id: 'a', outcome: 'not-needed' }], 'ja')).toBe(`テキストから読み取った情報
  なし

別のルールが一致したため不要
  a
`);
});

test('control characters of a paste are not printed', () => {
  expect(drawReasons([event(1, 1, { computer: 'HYB\u001b[31m01' })], [], 'en')).toContain('computer=HYB [31m01');
});
