import { isBounce, isDelayed, roleOf } from '../../../src/parsers/bounce/words.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

test.each([
  ['a field', 'Final-Recipient: rfc822; hanako@fabrikam.com'],
  ['a heading in Japanese', '生成サーバー: ex01.contoso.com'],
  ['a subject with a code', 'Undeliverable: order\n550 5.1.1 User unknown'],
  ['words across lines', 'Your message did not reach some or all of the\nintended recipients.'],
  ['a status behind a mark', 'ex01.contoso.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound ##'],
])('%s makes a bounce', (_, text) => {
  expect(isBounce(openPaste(text))).toBe(true);
});

test.each([
  ['a subject without a code', 'Undeliverable: order\nPlease call me.'],
  ['an abuse report', 'Feedback-Type: abuse\nFinal-Recipient: rfc822; hanako@fabrikam.com'],
  ['a receipt', 'Final-Recipient: rfc822; hanako@fabrikam.com\nDisposition: manual-action; displayed'],
  ['good news', 'Your message has been delivered to the following recipients:\nhanako@fabrikam.com'],
  ['a log', '2026-06-01 220 mx.fabrikam.com ready'],
])('%s makes none', (_, text) => {
  expect(isBounce(openPaste(text))).toBe(false);
});

test.each([
  ['Action: delayed', true],
  ['This is a warning message only.', true],
  ['配信の遅延: 月次報告', true],
  ['Action: failed', false],
])('%s: delayed is %s', (text, expected) => {
  expect(isDelayed(openPaste(text))).toBe(expected);
});

test.each([
  ['generating server', 'generator'],
  ['serveur de génération', 'generator'],
  ['受信サーバー', 'remote'],
  ['sender address', 'sender'],
  ['to', 'addressee'],
  ['件名', 'other'],
  ['colour', undefined],
])('%s names: %s', (label, expected) => {
  expect(roleOf(label)).toBe(expected);
});
