import { readEventDetails } from '../../../src/parsers/event/details.js';
import { formsIn } from '../../../src/parsers/forms.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const only = (text: string) => {
  const paste = openPaste(text);
  expect(formsIn(paste)).toContain('event');
  const { clues } = readEventDetails(paste);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const entry = (id: number, text: string) =>
  `Log Name:      System\nSource:        Schannel\nDate:          11/20/2026 6:02:11 AM\nEvent ID:      ${id}\nTask Category: None\nLevel:         Error\nUser:          SYSTEM\nComputer:      EX01.contoso.com\nDescription:\n${text}`;
const entryJa = (id: number, text: string) =>
  `ログの名前:         System\nソース:           Schannel\n日付:            2026/11/20 6:02:11\nイベント ID:       ${id}\nレベル:           エラー\nユーザー:          SYSTEM\nコンピューター:       EX01.contoso.com\n説明:\n${text}`;
const xml = (id: number, data: Readonly<Record<string, string | number>>) =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Schannel" Guid="{1F678132-5938-4686-9FDC-C8FF68F15C85}" /><EventID>${id}</EventID><Channel>System</Channel><Computer>EX01.contoso.com</Computer></System><EventData>${Object.entries(
    data,
  )
    .map(([name, value]) => `<Data Name="${name}">${value}</Data>`)
    .join('')}</EventData></Event>`;

test.each([
  [
    '36887',
    entry(36887, 'A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 48.'),
    { id: 36887, alert: 48 },
  ],
  ['36887, older', entry(36887, 'The following fatal alert was received: 40.'), { id: 36887, alert: 40, computer: 'EX01.contoso.com' }],
  ['36887, the sentence alone', 'The following fatal alert was received: 40.', { id: 36887, alert: 40 }],
  [
    '36888',
    entry(
      36888,
      'A fatal alert was generated and sent to the remote endpoint. This may result in termination of the connection. The TLS protocol defined fatal error code is 40. The Windows SChannel error state is 1205.',
    ),
    { id: 36888, alert: 40, errorState: 1205 },
  ],
  [
    '36888, older',
    entry(36888, 'The following fatal alert was generated: 10. The internal error state is 1203.'),
    { id: 36888, alert: 10, errorState: 1203 },
  ],
  [
    '36888, back from a translation',
    'Source: Schannel\nEvent ID: 36888\nA fatal warning was generated and sent to the remote\nendpoint. The warning has this code in the TLS protocol: 70. The error status of Windows SChannel is: 105',
    { id: 36888, alert: 70, errorState: 105 },
  ],
  [
    '36888, German',
    'Quelle: Schannel\nEreignis-ID: 36888\nComputer: EX01\nBeschreibung:\nEs wurde eine schwerwiegende Warnung generiert: 40. Der interne Fehlerstatus lautet: 1205.',
    { id: 36888, computer: 'EX01', alert: 40, errorState: 1205 },
  ],
  [
    '36887, French',
    "Source : Schannel\nID de l'événement : 36887\nDescription :\nL'alerte fatale suivante a été reçue : 40.",
    { id: 36887, alert: 40 },
  ],
  ['36887, Chinese', '来源: Schannel\n事件 ID: 36887\n计算机: EX01\n描述:\n收到以下严重警告: 70。', { id: 36887, computer: 'EX01', alert: 70 }],
  [
    '36887, Japanese',
    entryJa(36887, 'リモート エンドポイントから致命的な警告を受け取りました。TLS プロトコルで定義されているこの致命的な警告のコードは 20 です。'),
    { id: 36887, alert: 20 },
  ],
  ['36887, Japanese, older', entryJa(36887, '次の致命的な警告を受け取りました: 48。'), { id: 36887, alert: 48, computer: 'EX01.contoso.com' }],
  [
    '36888, Japanese',
    entryJa(
      36888,
      '致命的な警告が生成され、リモート エンドポイントに送信されました。これにより、接続が終了される可能性があります。TLS プロトコルで定義されているこの致命的な警告のコードは 10 です。Windows SChannel エラーの状態は 1203 です。',
    ),
    { id: 36888, alert: 10, errorState: 1203 },
  ],
  [
    '36888, Japanese, later',
    entryJa(
      36888,
      '致命的な警告が生成され、リモート エンドポイントに送信されました。これにより接続が終了する可能性があります。TLS プロトコルで定義された致命的な警告コードは 40 です。',
    ),
    { id: 36888, alert: 40 },
  ],
  ['36888, Japanese, older', '次の致命的な警告が生成されました: 40。内部エラーの状態は 1205 です。', { id: 36888, alert: 40, errorState: 1205 }],
  [
    '36888, Japanese, wrapped inside words',
    entryJa(36888, '次の致命的な警\n告が生成されました: 40。内部エラーの状\n態は 1205 です。'),
    { id: 36888, alert: 40, errorState: 1205 },
  ],
  [
    '36888, a monitoring tool',
    'LogFile:System\nEvent Type: エラー\nCategory: 0\nComputer Name: EX01.contoso.com\nEvent Code: 36888\nMessage: 次の致命的な警告が生成されました: 10。内部エラーの状態は 1203 です。\nSource Name: Schannel\nTime Written: 2026/11/20 7:06:55',
    { id: 36888, source: 'Schannel', computer: 'EX01.contoso.com', alert: 10, errorState: 1203 },
  ],
  [
    '36888, XML',
    xml(36888, { AlertDesc: 40, ErrorState: 1205 }),
    { id: 36888, source: 'Schannel', computer: 'EX01.contoso.com', alert: 40, errorState: 1205 },
  ],
  [
    '36888, text and XML',
    `${entry(36888, 'The following fatal alert was generated: 40. The internal error state is 1205.')}\nEvent Xml:\n${xml(36888, { AlertDesc: 40, ErrorState: 1205 })}`,
    { id: 36888, alert: 40 },
  ],
  [
    '36887, Get-EventLog',
    '  4711 Nov 20 06:02  Error       Schannel                 36887 The following fatal alert was received: 46.',
    { id: 36887, source: 'Schannel', alert: 46 },
  ],
  [
    '36887, CSV',
    'Level,Date and Time,Source,Event ID,Task Category\nError,11/20/2026 6:02:11 AM,Schannel,36887,None,"The following fatal alert was received: 46."',
    { id: 36887, source: 'Schannel', alert: 46 },
  ],
  ['36887 in prose', 'Since Monday event 36887 from Schannel keeps coming on two servers.', { id: 36887, source: 'Schannel' }],
  [
    '36871',
    entry(36871, 'A fatal error occurred while creating a TLS client credential. The internal error state is 10013.'),
    { id: 36871, errorState: 10013 },
  ],
  ['36871, XML', xml(36871, { Type: 'client', ErrorState: 10013 }), { id: 36871, errorState: 10013 }],
  [
    '36871, Japanese',
    entryJa(36871, 'TLS クライアント 資格情報を作成しているときに致命的なエラーが発生しました。内部エラーの状態は 10013 です。'),
    { id: 36871, errorState: 10013 },
  ],
  [
    '36870',
    entry(
      36870,
      'A fatal error occurred when attempting to access the TLS server credential private key. The error code returned from the cryptographic module is 0x8009030D. The internal error state is 10001.',
    ),
    { id: 36870, error: '0x8009030D', errorState: 10001 },
  ],
  [
    '36874',
    entry(
      36874,
      'An TLS 1.2 connection request was received from a remote client application, but none of the cipher suites supported by the client application are supported by the server. The TLS connection request has failed.',
    ),
    { id: 36874, tlsVersion: 'TLS 1.2' },
  ],
  [
    '36874, Japanese',
    entryJa(
      36874,
      'リモート クライアント アプリケーションから TLS 1.2 接続要求を受信しましたが、クライアントでサポートされている暗号スイートがサーバーでサポートされていません。',
    ),
    { id: 36874, tlsVersion: 'TLS 1.2' },
  ],
  [
    '36876',
    'The certificate received from the remote server has not validated correctly. The error code is 0x80090325.',
    { id: 36876, error: '0x80090325' },
  ],
  [
    '36880',
    entry(
      36880,
      'An TLS server handshake completed successfully. The negotiated cryptographic parameters are as follows.\n   Protocol version: TLS 1.2\n   CipherSuite: 0xC030',
    ),
    { id: 36880, tlsVersion: 'TLS 1.2' },
  ],
  ['36882', 'The certificate received from the remote server was issued by an untrusted certificate authority.', { id: 36882 }],
  [
    '36882, Japanese',
    entryJa(36882, 'リモート サーバーから受信した証明書は、信頼されていない証明機関によって発行されています。'),
    { id: 36882, source: 'Schannel' },
  ],
  [
    '36884',
    entry(
      36884,
      'The certificate received from the remote server does not contain the expected name. The server name we were expecting is mx.fabrikam.com. The TLS connection request has failed.',
    ),
    { id: 36884, domain: 'mx.fabrikam.com' },
  ],
  [
    '36885',
    entry(
      36885,
      'When asking for client authentication, this server sends a list of trusted certificate authorities to the client. Currently, this server trusts so many certificate authorities that the list has grown too long.',
    ),
    { id: 36885 },
  ],
  [
    'CAPI2',
    '<Event><System><Provider Name="Microsoft-Windows-CAPI2" Guid="{5bbca4a8-b209-48dc-a8c7-b23d3e5216fb}" /><EventID>30</EventID><Channel>Microsoft-Windows-CAPI2/Operational</Channel><Computer>EX01.contoso.com</Computer></System><UserData><CertVerifyCertificateChainPolicy><Certificate fileRef="A1.cer" subjectName="mail.contoso.com" /><Result value="800B0109">A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.</Result></CertVerifyCertificateChainPolicy></UserData></Event>',
    { id: 30, source: 'Microsoft-Windows-CAPI2', computer: 'EX01.contoso.com', error: '800B0109', subject: 'mail.contoso.com' },
  ],
])('%s', (_name, text, fields) => expect(only(text)).toMatchObject(fields));

test('an alert that the paste cuts off is missing', () => {
  const clue = only(entry(36887, 'A fatal alert was received from the remote endpoint. The TLS 1.2 protocol defined'));
  expect(clue).toMatchObject({ id: 36887, computer: 'EX01.contoso.com' });
  expect(clue).not.toHaveProperty('alert', expect.anything());
});

test.each([
  ['the paste ends in it', 'The TLS protocol defined fatal alert code is 4'],
  ['a line break is in it', 'The TLS protocol defined fatal alert code is 4\n0.'],
])('an alert is missing where %s', (_, text) => {
  const clue = only(entry(36887, `A fatal alert was received from the remote endpoint. ${text}`));
  expect(clue).toMatchObject({ id: 36887 });
  expect(clue).not.toHaveProperty('alert', expect.anything());
});
test('an error state that a line break cuts is missing, the alert is not', () => {
  const clue = only('次の致命的な警告が生成されました: 40。内部エラーの状態は 12\n05 です。');
  expect(clue).toMatchObject({ id: 36888, alert: 40 });
  expect(clue).not.toHaveProperty('errorState', expect.anything());
});
test('a number at the end of a line is whole', () =>
  expect(only(entry(36887, 'A fatal alert was received from the remote endpoint. The fatal alert code is 48\nand nothing else.'))).toMatchObject({
    alert: 48,
  }));
test('the digits of an entity are no alert', () =>
  expect(
    only('Origine: Schannel\nID evento: 36887\nÈ stato ricevuto un avviso irreversibile dall&#39;endpoint remoto. Il codice è 48.'),
  ).toMatchObject({
    alert: 48,
  }));
