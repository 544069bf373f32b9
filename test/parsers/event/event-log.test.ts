import { readEventLog } from '../../../src/parsers/event/event-log.js';
import { FORMS } from '../../../src/parsers/forms.js';
import { readPaste } from '../../../src/parsers/index.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

// Event XML is read by the file for rare events, so these go through the door that everything goes through.
const read = (text: string) => readPaste(text).clues.filter((clue) => clue.kind === 'event');
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const unread = (text: string) => readPaste(text).unread.map((line) => line.text);

const ISSUER = 'CN=Fabrikam Issuing CA 2, O="Fabrikam, Inc.", C=US';
const SUBJECT = 'CN=mail.contoso.com, OU=Messaging, O=Contoso, L=Oslo, S=Oslo, C=NO';
const PINNED = `<I>${ISSUER}<S>${SUBJECT}`;
const CERTIFICATE = { issuer: ISSUER, subject: SUBJECT, domain: 'mail.contoso.com' };
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

const missing = (name: string, connector = 'Default Frontend HYB01', fqdn = name) =>
  `Microsoft Exchange could not find a certificate that contains the domain name ${name} in the personal store on the local computer. ` +
  `Therefore, it is unable to support the STARTTLS SMTP verb for the connector ${connector} with a FQDN parameter of ${fqdn}. ` +
  "If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector configuration.";
const missingJa = (name: string, connector = 'Default Frontend HYB01', fqdn = name, mark = '') =>
  `ローカル コンピュータ${mark}の個人用ストアにドメイン名 ${name} を含む証明書が見つかりませんでした。このため、FQDN パラメータ${mark}が ${fqdn} のコネクタ${mark} ${connector} に対する ` +
  `STARTTLS SMTP コマンドをサポートできません。コネクタの FQDN が指定されていない場合、コンピュータの FQDN が使用されます。`;
const entry = (text: string, { source = 'MSExchangeFrontEndTransport', id = 12014, computer = 'HYB01.contoso.com' } = {}) =>
  [
    'Log Name:      Application',
    `Source:        ${source}`,
    'Date:          11/20/2026 6:02:11 AM',
    `Event ID:      ${id}`,
    'Task Category: TransportService',
    'Level:         Error',
    'Keywords:      Classic',
    'User:          N/A',
    `Computer:      ${computer}`,
    'Description:',
    text,
  ].join('\n');
const entryJa = (text: string, { colon = ':', computer = 'HYB01.contoso.com' } = {}) =>
  [
    `ログの名前${colon}         Application`,
    `ソース${colon}           MSExchangeFrontEndTransport`,
    `日付${colon}            2026/11/20 6:02:11`,
    `イベント ID${colon}       12014`,
    `タスクのカテゴリ${colon}      TransportService`,
    `レベル${colon}           エラー`,
    `キーワード${colon}         クラシック`,
    `ユーザー${colon}          N/A`,
    `コンピューター${colon}       ${computer}`,
    `説明${colon}`,
    text,
  ].join('\n');
/** The same entry under labels of another language: log, source, date, id, category, level, keywords, user, computer, description. */
const entryIn = (labels: readonly string[], text = missing(PINNED)) => {
  const values = [
    'Application',
    'MSExchangeFrontEndTransport',
    '20.11.2026 06:02:11',
    '12014',
    'TransportService',
    '2',
    'x',
    'N/A',
    'HYB01.contoso.com',
    '',
  ];
  return `${labels.map((label, index) => `${label}:  ${values[index]}`).join('\n')}\n${text}`;
};
const FULL = {
  kind: 'event',
  id: 12014,
  source: 'MSExchangeFrontEndTransport',
  computer: 'HYB01.contoso.com',
  connector: 'Default Frontend HYB01',
  certificate: CERTIFICATE,
};

describe('event 12014 in every form of paste', () => {
  test('Event Viewer text copy', () => {
    const clue = only(entry(missing(PINNED)));
    expect(clue).toMatchObject(FULL);
    expect(clue).not.toHaveProperty('cut', true);
    expect(clue?.at.line).toBe(11);
    expect(clue?.at.text).toMatch(/^could not find a certificate .*<S>CN=mail\.contoso\.com.* for the connector Default Frontend HYB01$/);
    expect(unread(entry(missing(PINNED)))).toEqual([]);
  });

  test('a plain name is a domain, not a certificate', () => {
    const clue = only(entry(missing('mail.contoso.com', 'Relay printers', 'smtp.contoso.com'), { source: 'MSExchangeTransport' }));
    expect(clue).toMatchObject({ source: 'MSExchangeTransport', domain: 'mail.contoso.com', fqdn: 'smtp.contoso.com', connector: 'Relay printers' });
    expect(clue).not.toHaveProperty('certificate');
  });

  test.each([
    ['all on one line', entry(missing(PINNED)).replace(/\n/g, ' ')],
    ['CRLF', entry(missing(PINNED)).replace(/\n/g, '\r\n')],
    ['quoted by a mail client', entry(missing(PINNED)).replace(/^/gm, '> ')],
    ['doubled line breaks', entry(missing(PINNED)).replace(/\n/g, '\n\n')],
    ['indented, tabs', entry(missing(PINNED)).replace(/: +/g, ':\t').replace(/^/gm, '\t')],
    ['labels glued to values', entry(missing(PINNED)).replace(/: +/g, ':').replace(/\n/g, '')],
    ['wrapped after 60 columns', entry(missing(PINNED).replace(/(.{50,60}) /g, '$1\n'))],
    ['description label lost', entry(missing(PINNED)).replace('Description:\n', '')],
    ['bold labels of a web page', entry(missing(PINNED)).replace(/^([A-Z][A-Za-z ]+):/gm, '**$1:**')],
    ['escaped marks', entry(missing(PINNED)).replace(/<([IS])>/g, '\\<$1>')],
    ['entities', entry(missing(PINNED)).replace(/<([IS])>/g, '&lt;$1&gt;')],
    ['lower-case marks', entry(missing(PINNED)).replace('<I>', '<i>').replace('<S>', '<s>')],
    ['labels in lower case', entry(missing(PINNED)).replace(/^[A-Z][A-Za-z ]+:/gm, (label) => label.toLowerCase())],
    [
      'Windows 2003 labels',
      entry(missing(PINNED))
        .replace('Log Name:      Application\nSource', 'Event Type: Error\nEvent Source')
        .replace('Task Category', 'Event Category'),
    ],
    [
      'a monitoring tool',
      entry(missing(PINNED))
        .replace(/: +/g, '=')
        .replace('Event ID', 'EventCode')
        .replace('Source', 'SourceName')
        .replace('Computer=', 'ComputerName='),
    ],
    ['Japanese labels, English text', entryJa(missing(PINNED))],
    ['Japanese labels, full-width colon', entryJa(missing(PINNED), { colon: '\uFF1A' })],
    ['Japanese labels, blank before the colon', entryJa(missing(PINNED), { colon: ' :' })],
    ['Japanese labels without blanks', entryJa(missing(PINNED)).replace('イベント ID', 'イベントID').replace('コンピューター:', 'コンピュータ:')],
    ['Japanese labels, accelerators', entryJa(missing(PINNED)).replace('ソース:', 'ソース(S):').replace('イベント ID:', 'イベント ID(E):')],
    [
      'Japanese, Windows 2003',
      entryJa(missingJa(PINNED))
        .replace('ソース:', 'イベント ソース:')
        .replace('レベル:', 'イベントの種類:')
        .replace('コンピューター', 'コンピュータ'),
    ],
    ['Japanese text', entryJa(missingJa(PINNED))],
    ['Japanese text with long marks', entryJa(missingJa(PINNED, undefined, undefined, 'ー'))],
    ['Japanese text wrapped inside words', entryJa(missingJa(PINNED)).replace('証明書が見', '証明\n書が見').replace('コマンドを', 'コマ\nンドを')],
    ['Japanese on one line', entryJa(missingJa(PINNED)).replace(/\n/g, ' ')],
  ])('%s', (_name, text) => expect(only(text)).toMatchObject(FULL));

  test('full-width forms keep the spelling of the paste', () => {
    const wide = entryJa(missing(PINNED))
      .replace('<I>', '\uFF1CI\uFF1E')
      .replace('<S>', '\uFF1CS\uFF1E')
      .replace('12014', '\uFF11\uFF12\uFF10\uFF11\uFF14');
    expect(only(wide)).toMatchObject(FULL);
  });

  test('Japanese names FQDN before connector, and the connector may hold the word itself', () => {
    const clue = only(entryJa(missingJa('mail.contoso.com', '組織内の SMTP 送信コネクタ', 'ex01.contoso.local')));
    expect(clue).toMatchObject({ domain: 'mail.contoso.com', fqdn: 'ex01.contoso.local', connector: '組織内の SMTP 送信コネクタ' });
    expect(clue?.at.text).toMatch(/^ドメイン名 mail\.contoso\.com を含む証明書/);
  });

  test('event XML', () => {
    const xml = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="MSExchangeFrontEndTransport" /><EventID Qualifiers="49156">12014</EventID>
  <Level>2</Level><TimeCreated SystemTime="2026-11-20T05:02:11.000Z" /><Channel>Application</Channel><Computer>HYB01.contoso.com</Computer><Security /></System>
  <EventData><Data>${PINNED.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}</Data><Data>Default Frontend HYB01</Data><Data>${PINNED.replace(/</g, '&lt;').replace(/>/g, '&gt;')}</Data></EventData></Event>`;
    expect(only(xml)).toMatchObject(FULL);
    expect(unread(xml)).toEqual([]);
    expect(only(`${entry(missing(PINNED))}\nEvent Xml:\n${xml}`)).toMatchObject(FULL);
  });

  test('event XML with a plain name', () => {
    const xml =
      "<Event><System><Provider Name='MSExchangeTransport'/><EventID>12014</EventID><Computer>EX02</Computer></System><EventData><Data>mail.contoso.com</Data><Data>Relay</Data><Data>smtp.contoso.com</Data></EventData></Event>";
    expect(only(xml)).toMatchObject({
      source: 'MSExchangeTransport',
      computer: 'EX02',
      domain: 'mail.contoso.com',
      connector: 'Relay',
      fqdn: 'smtp.contoso.com',
    });
  });

  test('Get-WinEvent list, wrapped to the value column', () => {
    const list = `TimeCreated  : 11/20/2026 6:02:11 AM\nProviderName : MSExchangeFrontEndTransport\nId           : 12014\nMachineName  : HYB01.contoso.com\nMessage      : ${missing(PINNED).replace(/(.{50,60}) /g, '$1\n               ')}`;
    expect(only(list)).toMatchObject(FULL);
  });

  test('Get-EventLog list: the instance id carries the severity', () => {
    const list = `Index              : 84122\nEntryType          : Error\nInstanceId         : 3221499630\nMessage            : ${missing(PINNED)}\nCategory           : TransportService\nSource             : MSExchangeFrontEndTransport\nTimeGenerated      : 11/20/2026 6:02:11 AM\nMachineName        : HYB01.contoso.com`;
    expect(only(list)).toMatchObject(FULL);
  });

  test('Get-WinEvent table: a message that is cut tells what is whole', () => {
    const table = `   ProviderName: MSExchangeFrontEndTransport\n\nTimeCreated                     Id LevelDisplayName Message\n-----------                     -- ---------------- -------\n11/20/2026 6:02:11 AM        12014 Error            Microsoft Exchange could not find a certifica...\n11/20/2026 5:47:11 AM        12018 Warning          The STARTTLS certificate will expire soo...`;
    expect(read(table)).toMatchObject([
      { id: 12014, source: 'MSExchangeFrontEndTransport' },
      { id: 12018, source: 'MSExchangeFrontEndTransport' },
    ]);
  });

  test('a row of the Event Viewer list', () => {
    expect(only(`Error\t11/20/2026 6:02:11 AM\tMSExchangeFrontEndTransport\t12014\tTransportService`)).toMatchObject({
      id: 12014,
      source: 'MSExchangeFrontEndTransport',
    });
    expect(only(`Error,11/20/2026 6:02:11 AM,MSExchangeFrontEndTransport,12014,TransportService,"${missing(PINNED)}"`)).toMatchObject({
      connector: 'Default Frontend HYB01',
      certificate: CERTIFICATE,
    });
  });

  test.each([
    [
      'wevtutil',
      `Event[0]:\n  Log Name: Application\n  Source: MSExchangeFrontEndTransport\n  Date: 2026-11-20T06:02:11.000\n  Event ID: 12014\n  Task: N/A\n  Level: Error\n  Opcode: N/A\n  Keyword: Classic\n  User: N/A\n  User Name: N/A\n  Computer: HYB01.contoso.com\n  Description:\n${missing(PINNED)}\n`,
    ],
    [
      'ConvertTo-Json',
      JSON.stringify(
        {
          Id: 12014,
          Level: 2,
          ProviderName: 'MSExchangeFrontEndTransport',
          LogName: 'Application',
          MachineName: 'HYB01.contoso.com',
          Message: missing(PINNED),
        },
        undefined,
        4,
      ),
    ],
    [
      'ConvertTo-Json of Windows PowerShell',
      JSON.stringify({ Message: missing(PINNED), Id: 12014, ProviderName: 'MSExchangeFrontEndTransport', MachineName: 'HYB01.contoso.com' }).replace(
        /[<>']/g,
        (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`,
      ),
    ],
    [
      'CSV of PowerShell',
      `"Message","Id","ProviderName","MachineName"\n"Source: MSExchangeFrontEndTransport","12014","MSExchangeFrontEndTransport","Computer: HYB01.contoso.com"\n"${missing(PINNED)}"`,
    ],
    ['Format-List on one line', `ProviderName : MSExchangeFrontEndTransport Id : 12014 MachineName : HYB01.contoso.com Message : ${missing(PINNED)}`],
    [
      'German labels',
      entryIn([
        'Protokollname',
        'Quelle',
        'Datum',
        'Ereignis-ID',
        'Aufgabenkategorie',
        'Ebene',
        'Schlüsselwörter',
        'Benutzer',
        'Computer',
        'Beschreibung',
      ]),
    ],
    [
      'French labels',
      entryIn([
        'Nom du journal ',
        'Source ',
        'Date ',
        'ID de l\u2019événement ',
        'Catégorie de la tâche ',
        'Niveau ',
        'Mots clés ',
        'Utilisateur ',
        'Ordinateur ',
        'Description ',
      ]),
    ],
    [
      'Spanish labels',
      entryIn([
        'Nombre de registro',
        'Origen',
        'Fecha',
        'Id. del evento',
        'Categoría de la tarea',
        'Nivel',
        'Palabras clave',
        'Usuario',
        'Equipo',
        'Descripción',
      ]),
    ],
    [
      'Italian labels',
      entryIn([
        'Nome registro',
        'Origine',
        'Data',
        'ID evento',
        'Categoria attività',
        'Livello',
        'Parole chiave',
        'Utente',
        'Computer',
        'Descrizione',
      ]),
    ],
    [
      'Portuguese labels',
      entryIn([
        'Nome do Log',
        'Fonte',
        'Data',
        'Identificação do Evento',
        'Categoria da Tarefa',
        'Nível',
        'Palavras-chave',
        'Usuário',
        'Computador',
        'Descrição',
      ]),
    ],
    ['Chinese labels', entryIn(['日志名称', '来源', '日期', '事件 ID', '任务类别', '级别', '关键字', '用户', '计算机', '描述'])],
    ['Korean labels', entryIn(['로그 이름', '원본', '날짜', '이벤트 ID', '작업 범주', '수준', '키워드', '사용자', '컴퓨터', '설명'])],
    [
      'Russian labels',
      entryIn([
        'Имя журнала',
        'Источник',
        'Дата',
        'Код события',
        'Категория задачи',
        'Уровень',
        'Ключевые слова',
        'Пользователь',
        'Компьютер',
        'Описание',
      ]),
    ],
    [
      'German labels on one line',
      entryIn([
        'Protokollname',
        'Quelle',
        'Datum',
        'Ereignis-ID',
        'Aufgabenkategorie',
        'Ebene',
        'Schlüsselwörter',
        'Benutzer',
        'Computer',
        'Beschreibung',
      ]).replace(/\n/g, ' '),
    ],
    [
      'ID and Machine',
      `Time:     11/20/2026 6:02:11 AM\nID:       12014\nLevel:    Error\nSource:   MSExchangeFrontEndTransport\nMachine:  HYB01.contoso.com\nMessage:  ${missing(PINNED)}`,
    ],
    [
      'a table of a web page',
      `| Source | MSExchangeFrontEndTransport |\n| --- | --- |\n| Event ID | 12014 |\n| Computer | HYB01.contoso.com |\n| Description | ${missing(PINNED)} |`,
    ],
    [
      'articles lost in translation',
      entry(
        missing(PINNED)
          .replace('could not find a certificate that contains', 'cannot find any certificate containing')
          .replace('for the connector', 'for connector')
          .replace('with a FQDN parameter of', 'with FQDN parameter'),
      ),
    ],
  ])('%s', (_name, text) => expect(only(text)).toMatchObject(FULL));

  test('an id and a source decide in any language, and names are found behind the words for domain and FQDN', () => {
    const german = entryIn(
      ['Protokollname', 'Quelle', 'Datum', 'Ereignis-ID', 'Aufgabenkategorie', 'Ebene', 'Schlüsselwörter', 'Benutzer', 'Computer', 'Beschreibung'],
      'Es wurde kein Zertifikat mit dem Domänennamen mail.contoso.com gefunden, daher fehlt STARTTLS dem Connector Relay mit dem FQDN-Parameter smtp.contoso.com.',
    );
    expect(only(german)).toMatchObject({ id: 12014, computer: 'HYB01.contoso.com', domain: 'mail.contoso.com', fqdn: 'smtp.contoso.com' });
    expect(only('事件 ID: 12014\n来源: MSExchangeTransport\n找不到包含域名 mail.contoso.com 的证书。')).toMatchObject({
      domain: 'mail.contoso.com',
      source: 'MSExchangeTransport',
    });
  });

  test('tables in other orders and languages', () => {
    expect(only('"12014","MSExchangeTransport","11/20/2026 6:02:11 AM"')).toMatchObject({ id: 12014, source: 'MSExchangeTransport' });
    expect(only('| 12014 | MSExchangeTransport | EX01 |')).toMatchObject({ id: 12014, source: 'MSExchangeTransport' });
    expect(
      only('   ProviderName: MSExchangeTransport\n\n20.11.2026 06:02:11        12014 Fehler           Microsoft Exchange konnte...'),
    ).toMatchObject({ id: 12014, source: 'MSExchangeTransport' });
    expect(only('84122 Nov 20 06:02  Error  MSExchangeFrontEn...  3221499630 Microsoft Exchange could not fin...')).toMatchObject({
      id: 12014,
      source: 'MSExchangeFrontEndTransport',
    });
  });

  test('a paste that breaks off inside the FQDN', () => {
    const text = missing('mail.contoso.com', 'Relay', 'smtp.contoso.com');
    const clue = only(text.slice(0, text.indexOf('smtp.conto') + 10));
    expect(clue).toMatchObject({ domain: 'mail.contoso.com', connector: 'Relay', cut: true });
    expect(clue).not.toHaveProperty('fqdn', expect.anything());
  });

  test('the sentence alone, and with a source that only prose names', () => {
    expect(only(missing(PINNED))).toMatchObject({ id: 12014, certificate: CERTIFICATE });
    expect(only(missing(PINNED))).not.toHaveProperty('source', expect.anything());
    expect(only(`MSExchangeFrontEndTransport logs this since Friday: ${missing(PINNED)}`)).toMatchObject({ source: 'MSExchangeFrontEndTransport' });
    expect(only(missingJa(PINNED))).toMatchObject({ id: 12014, connector: 'Default Frontend HYB01' });
    expect(only(`MSExchangeFrontEndTransport のイベント 12014 が出ています。\n${missingJa(PINNED)}`)).toMatchObject({
      source: 'MSExchangeFrontEndTransport',
      certificate: CERTIFICATE,
    });
  });

  test('labels without colons, a line each', () => {
    expect(only('Event ID 12014\nSource MSExchangeTransport\nDescription cut')).toMatchObject({ id: 12014, source: 'MSExchangeTransport' });
    expect(only('イベント ID 12014\nソース MSExchangeTransport')).toMatchObject({ id: 12014, source: 'MSExchangeTransport' });
    expect(read('Event ID 12014 was seen\nand source MSExchangeTransport too')).toEqual([]);
  });

  test('another language: by id, source and marks', () => {
    const german = entry(
      `Microsoft Exchange konnte kein Zertifikat finden, das den Domainnamen ${PINNED} im persönlichen Speicher enthält. Connector: Default Frontend HYB01.`,
    );
    expect(only(german)).toMatchObject({ id: 12014, source: 'MSExchangeFrontEndTransport', certificate: CERTIFICATE });
  });

  test('another language with the labels below its words; the text of one event is no other one', () => {
    const words = 'Microsoft Exchange no encontró un certificado que contenga el nombre de dominio NAME en el almacén personal del equipo local.';
    const labels = 'Id. del evento: 12014 Origen: MSExchangeFrontEndTransport';
    expect(only(`${words.replace('NAME', 'mail.contoso.com')} ${labels}`)).toMatchObject({ id: 12014, domain: 'mail.contoso.com' });
    expect(only(`${words.replace('NAME', PINNED)} ${labels}`)).toMatchObject({ certificate: CERTIFICATE });
    const second = read(`${entry(missing(PINNED))}\n\n${labels}`).at(-1);
    expect(second).not.toHaveProperty('domain', expect.anything());
  });

  test('only the first sentence, and placeholders for the names', () => {
    const text = entry(
      'Microsoft Exchange could not find a certificate that contains the domain name <I>CN=CA, OU=<Issuer>, C=US<S>CN=mail.contoso.com, C=US in the personal store on the local computer.',
      {
        computer: '<HybridServerName>.contoso.com',
      },
    );
    const clue = only(text);
    expect(clue).toMatchObject({ certificate: { subject: 'CN=mail.contoso.com, C=US', domain: 'mail.contoso.com' } });
    expect(clue).toMatchObject({ computer: undefined });
    expect(clue).not.toHaveProperty('connector');
    expect(clue).not.toHaveProperty('certificate.issuer', expect.anything());
    expect(clue).not.toHaveProperty('cut', true);
  });

  test('marks that a web page ate', () => {
    expect(only(entry(missing(PINNED.replace(/<[IS]>/g, ''))))).toMatchObject({ certificate: CERTIFICATE });
  });

  test('names that were deleted', () => {
    const clue = only(entry(missing('', 'Default Frontend HYB01', '').replace(/ {2}/g, ' ').replace(' of . If', ' of If')));
    expect(clue).toMatchObject({ cut: true, connector: 'Default Frontend HYB01', computer: 'HYB01.contoso.com' });
    expect(clue).not.toHaveProperty('domain', expect.anything());
    expect(clue).not.toHaveProperty('fqdn', expect.anything());
  });

  test('a paste that breaks off inside the name', () => {
    const text = missing(PINNED);
    const clue = only(text.slice(0, text.indexOf('CN=mail.cont') + 8));
    expect(clue).toMatchObject({ id: 12014, cut: true, certificate: { issuer: ISSUER } });
    expect(clue).not.toHaveProperty('certificate.subject', expect.anything());
  });
});

describe('the other certificate events', () => {
  test.each([
    [
      '12015',
      entry(`An internal transport certificate expired. Thumbprint:${THUMBPRINT}`, { source: 'MSExchangeTransport', id: 12015 }),
      { id: 12015, thumbprint: THUMBPRINT },
    ],
    ['12015 in Japanese, alone', `内部トランスポート証明書の有効期限が切れています。拇印: ${THUMBPRINT}`, { id: 12015, thumbprint: THUMBPRINT }],
    [
      '12016 under a heading',
      'Event 12016, MSExchangeTransport\n\nThere is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN of smtp.fabrikam.com. The existing certificate for that FQDN has expired. The continued use of that FQDN will cause mail flow problems.',
      { id: 12016, source: 'MSExchangeTransport', fqdn: 'smtp.fabrikam.com' },
    ],
    [
      '12017 as a row',
      `MSExchangeTransport 12017 TransportService\nAn internal transport certificate will expire soon. Thumbprint:${THUMBPRINT}, hours remaining: 71`,
      { id: 12017, source: 'MSExchangeTransport', thumbprint: THUMBPRINT, hours: '71' },
    ],
    [
      '12018 with a plain name',
      `The STARTTLS certificate will expire soon: subject: smtp.fabrikam.com, thumbprint: ${THUMBPRINT}, hours remaining: 8. Run the New-ExchangeCertificate cmdlet.`,
      { id: 12018, domain: 'smtp.fabrikam.com', thumbprint: THUMBPRINT, hours: '8' },
    ],
    [
      '12018 with a subject',
      `The STARTTLS certificate will expire soon: subject: CN=smtp.fabrikam.com, O=Fabrikam, thumbprint: ${THUMBPRINT}, hours remaining: 8.`,
      { id: 12018, domain: 'smtp.fabrikam.com' },
    ],
    [
      '12013 with an id',
      `Event ID: 12013\nMicrosoft Exchange could not load the certificate with thumbprint of ${THUMBPRINT} from the personal store on the local computer.`,
      { id: 12013, thumbprint: THUMBPRINT },
    ],
    [
      '12024 with an id',
      `Event ID: 12024\nMicrosoft Exchange could not load the certificate with thumbprint of ${THUMBPRINT} from the personal store on the local computer.`,
      { id: 12024, thumbprint: THUMBPRINT },
    ],
    [
      '12018 as XML',
      `<Event><System><Provider Name="MSExchangeTransport"/><EventID>12018</EventID></System><EventData><Data>smtp.fabrikam.com</Data><Data>${THUMBPRINT}</Data><Data>12</Data></EventData></Event>`,
      { id: 12018, domain: 'smtp.fabrikam.com', thumbprint: THUMBPRINT, hours: '12' },
    ],
  ])('%s', (_name, text, fields) => expect(only(text)).toMatchObject(fields));

  test("a remote server's certificate is another event", () => {
    const text = entry('The remote internal transport certificate expired. Certificate subject: CN=ex09.contoso.com.', {
      source: 'MSExchangeTransport',
      id: 12019,
    });
    expect(only(text)).toMatchObject({ id: 12019, computer: 'HYB01.contoso.com', subject: 'CN=ex09.contoso.com', remoteHost: 'ex09.contoso.com' });
    const cut = only('The remote internal transport certificate expired. Certificate subject: CN=ex09.conto');
    expect(cut).toMatchObject({ id: 12019 });
    expect(cut).not.toHaveProperty('subject', expect.anything());
    expect(read(`リモート コンピュータ用の内部トランスポート証明書の有効期限が切れています`)).toEqual([]);
  });
});

describe('several events', () => {
  test('each entry gives its own clue', () => {
    const clues = read(
      [entry(missing(PINNED)), entry(missing('smtp.contoso.com', 'Relay'), { source: 'MSExchangeTransport', computer: 'EX02' })].join('\n\n'),
    );
    expect(clues).toMatchObject([FULL, { source: 'MSExchangeTransport', computer: 'EX02', connector: 'Relay', domain: 'smtp.contoso.com' }]);
  });

  test('without a blank line in between, and other events around', () => {
    const clues = read(
      [entry('x', { source: 'MSExchange ADAccess', id: 2080 }), entry(missing(PINNED)), entry('y', { source: 'ESENT', id: 326 })].join('\n'),
    );
    expect(clues.map((clue) => clue.kind === 'event' && [clue.id, clue.source, clue.connector])).toEqual([
      [2080, 'MSExchange ADAccess', undefined],
      [12014, 'MSExchangeFrontEndTransport', 'Default Frontend HYB01'],
      [326, 'ESENT', undefined],
    ]);
  });

  test('source and id on neighbouring lines are one entry each', () => {
    const one = `Source: MSExchangeTransport\nEvent ID: 12015\nComputer: EX01\nAn internal transport certificate expired. Thumbprint:${THUMBPRINT}`;
    const two = 'Source: MSExchangeTransport\nEvent ID: 12014\nComputer: EX02';
    expect(read(`${one}\n${two}`)).toMatchObject([
      { id: 12015, computer: 'EX01', thumbprint: THUMBPRINT },
      { id: 12014, source: 'MSExchangeTransport', computer: 'EX02' },
    ]);
  });

  test('a heading in front of its own entry is no event of its own', () => {
    expect(only(`We get event 12014 from MSExchangeFrontEndTransport:\n\n${entry(missing(PINNED))}`)).toMatchObject(FULL);
  });
});

describe('events that somebody has counted, a line each', () => {
  test('are as many events', () => {
    const text = `1) Event 15004 from MSExchangeTransport on EX01: resource pressure went from Normal to High.
2) Event 12014 from MSExchangeFrontEndTransport on EX01: ${missing(PINNED)}`;
    expect(read(text)).toMatchObject([
      { id: 15004, source: 'MSExchangeTransport' },
      { id: 12014, source: 'MSExchangeFrontEndTransport' },
    ]);
  });
  test('one line that names two is the one its words tell of', () => {
    expect(read(`After event 15004 we got event 12014 from MSExchangeTransport: ${missing(PINNED)}`)).toMatchObject([{ id: 12014 }]);
  });
});

describe('what is no event', () => {
  test.each([
    'We saw event 12014 last week, that is fixed.',
    '先週イベント 12014 が出ましたが、解決しました。',
    'Restart-Service MSExchangeFrontEndTransport\nRestart-Service MSExchangeTransport',
    'Source: the manual, page 12014\nDate: 11/22/2015',
    'Message-ID: <12014@contoso.com>\nDate: Mon, 2 Nov 2026 09:00:00 +0000\nUser: 2015',
    'リソース: 12014',
    'Name : notepad\nId   : 12014',
    'Process ID: 2015\nID: 2017\nMachine: EX01',
    'Quelle: Handbuch, Seite 12014',
    'Our MSExchangeTransport service was updated on 2015-11-22.',
    '11/22/2015 MSExchangeTransport is fine',
    '',
  ])('%s', (text) => expect(read(text)).toEqual([]));

  test('no computer is invented', () =>
    expect(only(`Source: MSExchangeTransport\nEvent ID: 12015\nComputer:\nDescription: gone`)).toMatchObject({ computer: undefined }));
});

test('the everyday entry needs no file for rare events', () => {
  for (const text of [entry(missing(PINNED)), entryJa(missingJa(PINNED)), missing('mail.contoso.com')]) {
    expect(FORMS.event.filter((word) => text.toLowerCase().includes(word))).toEqual([]);
    expect(readEventLog(openPaste(text)).clues).toEqual(read(text));
  }
});
