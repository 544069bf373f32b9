import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text));
const [OLD, NEW] = ['5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A', '0123456789ABCDEF0123456789ABCDEF01234567'];

const ENGLISH = `Confirm
Overwrite the existing default SMTP certificate?

Current certificate: '${OLD}' (expires 11/20/2026 12:00:00 PM)
Replace it with certificate: '${NEW}' (expires 11/20/2027 12:00:00 PM)
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is "Y"):`;
const JAPANESE = `確認
既存の既定の SMTP 証明書を上書きしますか?

現在の証明書 : "${OLD}" (有効期限:2026/11/20 12:00:00)
証明書を証明書 "${NEW}" (有効期限:2027/11/20 12:00:00) で置き換えます。
[Y] はい(Y)  [A] すべて続行(A)  [N] いいえ(N)  [L] すべて無視(L)  [?] ヘルプ (既定値は "Y"):`;
const GERMAN = `Bestätigung
Vorhandenes SMTP-Standardzertifikat überschreiben?

Aktuelles Zertifikat: '${OLD}' (läuft ab am 20.11.2026 12:00:00)
Ersetzen durch Zertifikat: '${NEW}' (läuft ab am 20.11.2027 12:00:00)
[J] Ja  [A] Ja, alle  [N] Nein  [K] Nein, keine  [?] Hilfe (Standard ist "J"):`;

test.each([
  ['English', ENGLISH],
  ['Japanese', JAPANESE],
  ['any language', GERMAN],
  ['quoted', ENGLISH.replace(/^/gm, '> ')],
  ['without the answers', ENGLISH.split('\n').slice(1, 5).join('\n')],
  ['double quotes, no blank line', ENGLISH.replaceAll("'", '"').replace('\n\n', '\n')],
])('%s', (_name, text) => expect(read(text).clues).toMatchObject([{ kind: 'prompt', current: OLD, replacement: NEW }]));

test('the question is quoted, and all of its lines are understood', () => {
  const { clues, understood } = read(ENGLISH);
  expect(clues[0]?.at).toEqual({ text: 'Overwrite the existing default SMTP certificate?', line: 2 });
  expect(understood).toEqual(expect.arrayContaining([2, 4, 5, 6]));
});

test('a redacted thumbprint is none, and the other keeps its place', () => {
  expect(read(ENGLISH.replace(OLD, '****')).clues).toMatchObject([{ kind: 'prompt', current: undefined, replacement: NEW }]);
  expect(read(JAPANESE.replace(NEW, '●●●●')).clues).toMatchObject([{ kind: 'prompt', current: OLD, replacement: undefined }]);
  expect(read('既存の既定の SMTP 証明書を上書きしますか?').clues).toMatchObject([{ kind: 'prompt', current: undefined, replacement: undefined }]);
});

test.each([
  `The thumbprint '${OLD}' (expires 11/20/2026) is old.`,
  '[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is "Y"):',
  'Answer N when it asks whether the default SMTP certificate may be replaced.',
])('no question: %s', (text) => expect(read(text).clues).toEqual([]));
