import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readShellOutput(openPaste(text));
const only = (text: string) => {
  const { clues } = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const unread = (text: string) => {
  const { understood } = read(text);
  return openPaste(text)
    .lines.filter((line) => line.text.trim() !== '' && !understood.includes(line.number))
    .map((line) => line.text);
};
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

/** The details that the shell prints below its message; they stay English. */
const details = (category: string, id: string, place = 'At line:1 char:1') =>
  `${place}\n+ ${'~'.repeat(20)}\n    + CategoryInfo          : ${category}\n    + FullyQualifiedErrorId : ${id}`;
const UNKNOWN = details('ObjectNotFound: (Get-ExchangeCertificate:String) [], CommandNotFoundException', 'CommandNotFoundException');
const UNKNOWN_JA = UNKNOWN.replace('At line:1 char:1', '発生場所 行:1 文字:1').replace('[], ', '[]、');

describe('the shell does not know the cmdlet', () => {
  test.each([
    ['English', `Get-ExchangeCertificate : The term 'Get-ExchangeCertificate' is not recognized as the name of a cmdlet.\n${UNKNOWN}`],
    [
      'Japanese, wrapped inside words',
      `Get-ExchangeCertificate : 用語 'Get-ExchangeCertificate' は、コマンドレット、関数、スクリプト ファイル、また\nは操作可能なプログラムの名前として認識されません。\n${UNKNOWN_JA}`,
    ],
    [
      'Japanese, the sentence alone',
      "用語 'Get-ExchangeCertificate' は、コマンドレット、関数、または操作可能なプログラムの名前として認識されません。",
    ],
    ['English, the sentence alone', "The term 'Get-ExchangeCertificate' is not recognized as a name of a cmdlet, function or script file."],
    [
      'German',
      `Get-ExchangeCertificate : Die Benennung "Get-ExchangeCertificate" ist unbekannt.\n${UNKNOWN.replace('At line:1 char:1', 'In Zeile:1 Zeichen:1')}`,
    ],
    [
      'Spanish with broken letters',
      `Get-ExchangeCertificate : El t\u00C3\u00A9rmino no se reconoce.\n${UNKNOWN.replace('At line:1 char:1', 'En l\u00EF\u00BF\u00BDnea: 1 Car\u00EF\u00BF\u00BDcter: 1')}`,
    ],
    ['without a head', `Die Benennung ist unbekannt.\n${UNKNOWN}`],
  ])('%s', (_name, text) => {
    expect(only(text)).toMatchObject({ kind: 'error', cmdlet: 'Get-ExchangeCertificate', server: undefined, thumbprint: undefined });
    expect(unread(text)).toEqual([]);
  });
});

test.each([
  [
    'a name without quotes',
    `Get-ReceiveConnector : 引数 'Frontend' を受け入れる位置指定パラメーターが見つかりません。\n${details('InvalidArgument: (:) [Get-ReceiveConnector]、ParameterBindingException', 'PositionalParameterNotFound,Get-ReceiveConnector', '発生場所 行:1 文字:1')}`,
    'Get-ReceiveConnector',
  ],
  [
    'a parameter of another version',
    `Enable-ExchangeCertificate : パラメーター名 'DoNotRequireSsl' に一致するパラメーターが見つかりません。\n${details('InvalidArgument: (:) [Enable-ExchangeCertificate]、ParameterBindingException', 'NamedParameterNotFound,Enable-ExchangeCertificate', '発生場所 行:1 文字:28')}`,
    'Enable-ExchangeCertificate',
  ],
  [
    'an id whose category is lost',
    `Ein Parameter wurde nicht gefunden.\n    + FullyQualifiedErrorId : NamedParameterNotFound,Set-SendConnector`,
    'Set-SendConnector',
  ],
])('%s', (_name, text, cmdlet) => {
  expect(only(text)).toMatchObject({ kind: 'error', cmdlet });
  expect(unread(text)).toEqual([]);
});

describe('where and about which certificate', () => {
  const MISSING = `The certificate with thumbprint ${THUMBPRINT} was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).`;
  const CATEGORY = '    + CategoryInfo          : NotSpecified: (:) [Enable-ExchangeCertificate], InvalidOperationException';

  test('the computer of a remote session', () =>
    expect(only(`${MISSING}\n${CATEGORY}\n    + PSComputerName        : ex02.contoso.com`)).toMatchObject({
      cmdlet: 'Enable-ExchangeCertificate',
      server: 'ex02.contoso.com',
      thumbprint: THUMBPRINT,
      text: MISSING,
    }));

  test('the typed command', () =>
    expect(
      only(`[PS] C:\\>Enable-ExchangeCertificate -Server EX02 -Thumbprint ${THUMBPRINT} -Services SMTP\nZertifikat nicht gefunden.\n${CATEGORY}`),
    ).toMatchObject({ server: 'EX02', thumbprint: THUMBPRINT }));

  test('redacted names are none', () =>
    expect(
      only(
        `[PS] C:\\>Enable-ExchangeCertificate -Thumbprint ****\nA special Rpc error occurs on server <server>: ${MISSING.replace(THUMBPRINT, '****')}\n${CATEGORY}`,
      ),
    ).toMatchObject({ server: undefined, thumbprint: undefined }));

  test('two errors of one transcript', () => {
    const one = (server: string) => `[PS] C:\\>Enable-ExchangeCertificate -Server ${server} -Thumbprint ${THUMBPRINT}\n${MISSING}\n${CATEGORY}\n\n`;
    expect(read(one('EX01') + one('EX02')).clues).toMatchObject([{ server: 'EX01' }, { server: 'EX02' }]);
  });
});
