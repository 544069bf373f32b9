import { readPaste } from '../../../src/parsers/index.js';

// What clipboards, word processors, windows and cautious people do to the text of an event. Nothing may come out that was not in it.
const read = (text: string) => readPaste(text).clues.filter((clue) => clue.kind === 'event');
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const unread = (text: string) => readPaste(text).unread.map((line) => line.text);

const missing = (name: string, connector: string, fqdn: string) =>
  `Microsoft Exchange could not find a certificate that contains the domain name ${name} in the personal store on the local computer. ` +
  `Therefore, it is unable to support the STARTTLS SMTP verb for the connector ${connector} with a FQDN parameter of ${fqdn}`;
const missingJa = (name: string, connector: string, fqdn: string) =>
  `ローカル コンピューターの個人用ストアにドメイン名${name}を含む証明書が見つかりませんでした。このため、FQDN パラメーターが${fqdn}のコネクタ${connector}` +
  'に対する STARTTLS SMTP コマンドをサポートできません。';
const head = 'ソース: MSExchangeTransport\nイベント ID: 12014\n';
const CONNECTOR = 'Default Frontend EX01';
const NAME = '<I>CN=Contoso CA 2, DC=contoso, DC=com<S>CN=mail.contoso.com, O=Contoso, C=JP';
const CERTIFICATE = { issuer: 'CN=Contoso CA 2, DC=contoso, DC=com', subject: 'CN=mail.contoso.com, O=Contoso, C=JP', domain: 'mail.contoso.com' };
const THUMBPRINT = '0A1B2C3D4E5F60718293A4B5C6D7E8F901234567';

describe('placeholders are no values', () => {
  test.each([
    ['words in brackets', `Event 12014 MSExchangeTransport: ${missing('<I>CN=[issuer]<S>CN=[host], O=X', '[name]', '[fqdn]')}.`],
    ['Japanese words', `${head}コンピューター: サーバー名\n${missingJa(' （ドメイン名） ', ' （コネクタ名） ', ' （FQDN） ')}`],
    ['entities', `${head}${missing('&lt;ドメイン&gt;', 'Default Frontend &lt;サーバー名&gt;', '&lt;fqdn&gt;')}.`],
  ])('%s', (_, text) => {
    const { id, domain, connector, fqdn, computer, certificate } = only(text) ?? {};
    expect({ id, domain, connector, fqdn, computer, ...certificate }).toEqual({ id: 12014 });
  });
});

describe('quotation marks are no part of a name', () => {
  const fields = { domain: 'mail.contoso.com', connector: CONNECTOR, fqdn: 'smtp.contoso.com' };
  test.each([
    ['typographic', missing('‘mail.contoso.com’', `“${CONNECTOR}”`, '‘smtp.contoso.com’.')],
    ['Japanese', missingJa('「mail.contoso.com」', `「${CONNECTOR}」`, '「smtp.contoso.com」')],
    ['double Japanese', missingJa('『mail.contoso.com』', `『${CONNECTOR}』`, '『smtp.contoso.com』')],
    ['French', missing('« mail.contoso.com »', `« ${CONNECTOR} »`, '«smtp.contoso.com».')],
    ['code of Markdown', missing('`mail.contoso.com`', `\`${CONNECTOR}\``, '`smtp.contoso.com`.')],
    ['bold type of Markdown', missing('**mail.contoso.com**', `**${CONNECTOR}**`, '**smtp.contoso.com**.')],
  ])('%s', (_, text) => expect(only(`${head}${text}`)).toMatchObject(fields));

  test("around a value of a certificate's name they are straight", () =>
    expect(only(missing('<I>CN=CA, O=“Contoso, Ltd.”<S>CN=mail.contoso.com, O=“Contoso, Ltd.”', CONNECTOR, 'x.contoso.com.'))).toMatchObject({
      certificate: { issuer: 'CN=CA, O="Contoso, Ltd."', subject: 'CN=mail.contoso.com, O="Contoso, Ltd."' },
    }));
  test('full-width letters of a host name are half-width', () =>
    expect(only('イベントＩＤ：１２０１４\nソース：MSExchangeTransport\nコンピュータ：ＥＸ０１')).toMatchObject({ computer: 'EX01' }));
});

describe('what is cut off is no value', () => {
  const whole = missing('mail.contoso.com', CONNECTOR, 'mail.contoso.com');
  test.each([
    ['the last word in front of the name', whole.slice(0, -'f mail.contoso.com'.length)],
    ['the first letter', whole.slice(0, -'ail.contoso.com'.length)],
    ['a part', whole.slice(0, -'.com'.length)],
    ['a part with its stop', whole.slice(0, -'com'.length)],
  ])('the FQDN, behind %s', (_, text) => {
    expect(only(text)).toMatchObject({ domain: 'mail.contoso.com', connector: CONNECTOR, cut: true });
    expect(only(text)?.fqdn).toBeUndefined();
  });
  test('the FQDN, by a line break', () => expect(only(missing('a.contoso.com', CONNECTOR, 'mail\n.contoso.com.'))?.fqdn).toBeUndefined());
  test('the FQDN in Japanese, by a line break', () =>
    expect(only(missingJa(' a.contoso.com ', ` ${CONNECTOR} `, ' sm\ntp.contoso.com '))).toMatchObject({ connector: CONNECTOR, fqdn: undefined }));
  test.each(['CN=mail.cont', 'CN=mail.contoso.com', 'CN=mail.contoso.com,', 'CN=mail.contoso.com, O'])('the subject %s', (subject) => {
    const clue = only(`${head}ローカル コンピュータの個人用ストアにドメイン名 <I>CN=Contoso CA, C=JP<S>${subject}`);
    expect(clue).toMatchObject({ cut: true, certificate: { issuer: 'CN=Contoso CA, C=JP' } });
    expect(clue?.certificate?.subject).toBeUndefined();
  });
  test.each(['for the FQDN of m', 'for the FQDN of mail.contoso'])('12016 %s', (end) =>
    expect(only(`There is no valid SMTP Transport Layer Security (TLS) certificate ${end}`)?.fqdn).toBeUndefined(),
  );
  test('a name in front of what a table cut off is whole', () => {
    const row = '11/22/2026 9:15:03 AM        12014 Error            ';
    const text = `   ProviderName: MSExchangeTransport\n\n${row}${whole.slice(0, whole.indexOf(' personal'))}...`;
    expect(only(text)).toMatchObject({ domain: 'mail.contoso.com', cut: true });
    expect(only(text.replace('mail.contoso.com', NAME))).toMatchObject({ certificate: CERTIFICATE, cut: true });
  });
});

describe('a hard wrap', () => {
  const hard = (text: string, width: number): string => text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
  test.each([53, 61, 80])('after %i columns', (width) =>
    expect(only(`Event ID: 12014\nSource: MSExchangeTransport\n${hard(`${missing(NAME, CONNECTOR, NAME)}.`, width)}`)).toMatchObject({
      connector: CONNECTOR,
      certificate: CERTIFICATE,
    }),
  );
  test('inside the name of a connector', () =>
    expect(only(missing('mail.contoso.com', 'Default Fro\nntend EX01', 'mail.contoso.com.'))).toMatchObject({ connector: CONNECTOR }));
  test('between two words that could be one', () =>
    expect(only(`An internal transport certificate\nexpired. Thumbprint:${THUMBPRINT}`)).toMatchObject({ id: 12015, thumbprint: THUMBPRINT }));
  test.each([1, 19, 38])('inside a thumbprint, behind %i digits', (at) => {
    const broken = `${THUMBPRINT.slice(0, at)}\n${THUMBPRINT.slice(at)}`;
    expect(only(`An internal transport certificate expired. Thumbprint:${broken}`)?.thumbprint).toBe(at < 8 ? undefined : THUMBPRINT);
  });
  test('more digits than a thumbprint has are none', () =>
    expect(only(`An internal transport certificate expired. Thumbprint:${THUMBPRINT} 0A1B2C3D4E`)?.thumbprint).toBe(THUMBPRINT));
});

describe('where a value ends', () => {
  test('a computer that a sentence is glued to', () =>
    expect(
      only('ソース: MSExchangeTransportイベント ID: 1035コンピューター: EX01.contoso.com受信コネクタ Default に対する受信認証に失敗しました。'),
    ).toMatchObject({ id: 1035, computer: 'EX01.contoso.com' }));
  test.each([
    ['French', 'Nom du journal :Application\nSource : A\nID de l’événement :12014', 'le nom de domaine', ' dans le magasin', 'complet'],
    ['Chinese', '来源: MSExchangeTransport\n事件 ID: 12014', '找不到包含域名', ' 的证书', 'FQDN 参数为'],
  ])('a subject that the sentence names twice, %s', (_, labels, domain, store, fqdn) =>
    expect(only(`${labels}\nMicrosoft Exchange ${domain} ${NAME}${store}, ${fqdn} ${NAME}.`)).toMatchObject({ certificate: CERTIFICATE }),
  );
  test('the FQDN in Korean', () =>
    expect(
      only(
        '원본: MSExchangeTransport\n이벤트 ID: 12014\n로컬 컴퓨터의 개인 저장소에서 도메인 이름 mail.contoso.com을(를) 포함하는 인증서를 찾을 수 없습니다. ' +
          '따라서 FQDN 매개 변수가 smtp.contoso.com인 커넥터에 대해 지원할 수 없습니다.',
      ),
    ).toMatchObject({ domain: 'mail.contoso.com', fqdn: 'smtp.contoso.com' }));
});

describe('letters that another code page has spoilt', () => {
  const spoilt = 'ƒCƒxƒ“ƒg ID: 12014';
  test('id, source and certificate are legible', () =>
    expect(only(`ƒ[ƒX: MSExchangeTransport\n${spoilt}\n‚ÌŒÂl—pƒXƒgƒA ${NAME} ‚ðŠÜ‚ÞØ–¾`)).toMatchObject({
      id: 12014,
      source: 'MSExchangeTransport',
      certificate: CERTIFICATE,
    }));
  test('an id without a source is none', () => expect(read(spoilt)).toEqual([]));
});

describe('every line of an event is understood', () => {
  test.each([
    ['Get-EventLog as a list', `Index : 184423\nEntryType : Error\nInstanceId : 3221499630\nMessage : gone\nSource : MSExchangeTransport`],
    ['the list of Event Viewer', 'Level\tDate and Time\tSource\tEvent ID\tTask Category\nError\t11/22/2026 9:15:03 AM\tSchannel\t36888\tNone'],
    ['that list in Japanese', 'レベル\t日付と時刻\tソース\tイベント ID\tタスクのカテゴリ\nエラー\t2026/11/22 9:12:03\tSchannel\t36888\tなし'],
    [
      'Get-EventLog as a table',
      '   Index Time          EntryType   Source                 InstanceID Message\n' +
        '   ----- ----          ---------   ------                 ---------- -------\n' +
        '  184423 11 22 09:15   Error       MSExchangeTransport    3221499630 Microsoft Exchange could not find a cert...',
    ],
    [
      'doubled line breaks inside the sentence',
      `Source: MSExchangeTransport\n\nEvent ID: 12014\n\n${missing('mail.contoso.com', CONNECTOR, 'mail.contoso.com. If').replace(
        / (?=personal|support)/g,
        '\n\n',
      )}\n\nthe connector's FQDN is not specified, the computer's FQDN\n\nis used.`,
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toHaveLength(1);
    expect(unread(text)).toEqual([]);
  });
  test('what somebody says below is not', () =>
    expect(unread(`Source: MSExchangeTransport\nEvent ID: 12014\n\nwe do not know why\n\nError level and source?`)).toEqual([
      'we do not know why',
      'Error level and source?',
    ]));
});
