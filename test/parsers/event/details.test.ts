import { readEventDetails } from '../../../src/parsers/event/details.js';
import { formsIn } from '../../../src/parsers/forms.js';
import { readPaste } from '../../../src/parsers/index.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => {
  const paste = openPaste(text);
  expect(formsIn(paste)).toContain('event');
  return readEventDetails(paste).clues;
};
const only = (text: string) => {
  const clues = read(text);
  expect(clues).toHaveLength(1);
  return clues[0];
};
const events = (text: string) => readPaste(text).clues.filter((clue) => clue.kind === 'event');
const THUMBPRINT = '5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A';

const inbound = (connector = 'Default Frontend EX01', error = 'LogonDenied', mechanism = 'Login', ip = '192.0.2.44') =>
  `Inbound authentication failed with error ${error} for Receive connector ${connector}. The authentication mechanism is ${mechanism}. ` +
  `The source IP address of the client who tried to authenticate to Microsoft Exchange is [${ip}].`;
const outbound = (connector = 'Intra-Organization SMTP Send Connector', target = 'SMTPSVC/ex02.contoso.com') =>
  `Outbound authentication failed with error LogonDenied for Send connector ${connector}. The authentication mechanism is ExchangeAuth. The target is ${target}.`;
const noTls = (connector: string) =>
  `Send connector ${connector} couldn't connect to remote domain fabrikam.com. The send connector requires Transport Layer Security (TLS) authentication, but is unable to ` +
  "establish TLS with the receiving server for the remote domain. Check this connector's authentication setting and the EHLO response from the remote server mx.fabrikam.com.";
const entry = (id: number, text: string, source = 'MSExchangeTransport') =>
  `Log Name:      Application\nSource:        ${source}\nDate:          11/20/2026 6:02:11 AM\nEvent ID:      ${id}\nTask Category: SmtpSend\nLevel:         Error\nComputer:      EX01.contoso.com\nDescription:\n${text}`;
const xml = (id: number, data: readonly string[], source = 'MSExchangeTransport') =>
  `<Event><System><Provider Name="${source}" /><EventID Qualifiers="49156">${id}</EventID><Computer>EX01.contoso.com</Computer></System><EventData>${data.map((one) => `<Data>${one}</Data>`).join('')}</EventData></Event>`;
const INBOUND = { id: 1035, error: 'LogonDenied', connector: 'Default Frontend EX01', mechanism: 'Login', remoteIp: '192.0.2.44' };
const OUTBOUND = {
  id: 2017,
  error: 'LogonDenied',
  connector: 'Intra-Organization SMTP Send Connector',
  mechanism: 'ExchangeAuth',
  remoteHost: 'ex02.contoso.com',
};

describe('a port that is taken', () => {
  test.each([
    [1018, 'The address is already in use. Binding: 0.0.0.0:25.', { port: '25' }],
    [1019, 'Failed to start listening (Error: 10048). Binding: [::]:2525.', { port: '2525', error: '10048' }],
    [1019, 'Failed to start listening (Error: 10013). Binding: 192.0.2.4:25.', { port: '25', error: '10013' }],
  ])('%i: %s', (id, text, fields) => {
    expect(only(entry(id, text))).toMatchObject({ id, ...fields });
    expect(only(text)).toMatchObject({ id, ...fields });
  });
});

describe('authentication between servers', () => {
  test.each([
    ['the sentence alone', inbound()],
    ['a text copy', entry(1035, inbound())],
    ['doubled line breaks', entry(1035, inbound()).replace(/\n/g, '\n\n')],
    [
      'wrapped inside the sentence',
      entry(1035, inbound().replace('authentication failed', 'authentication\nfailed').replace('source IP', 'source\nIP')),
    ],
    ['quotes around the name', entry(1035, inbound('\u201CDefault Frontend EX01\u201D'))],
    ['XML', xml(1035, ['LogonDenied', 'Default Frontend EX01', 'Login', '192.0.2.44'])],
    ['text and XML', `${entry(1035, inbound())}\nEvent Xml:\n${xml(1035, ['LogonDenied', 'Default Frontend EX01', 'Login', '192.0.2.44'])}`],
    ['JSON', JSON.stringify({ Message: inbound(), Id: 1035, ProviderName: 'MSExchangeTransport' })],
    [
      'Japanese',
      'ソース: MSExchangeTransport\nイベント ID: 1035\n説明:\n受信コネクタ Default Frontend EX01 に対するエラー LogonDenied が発生したため、受信認証に失敗しました。認証機構は Login です。接続元のクライアントの送信元 IP アドレスは [192.0.2.44] です。',
    ],
  ])('1035: %s', (_name, text) => expect(only(text)).toMatchObject(INBOUND));

  test('1035 in a text that a machine has torn: what is whole', () => {
    const clue = only(
      '送信元 MSExchangeTransport イベント ID: 1035\n受信コネクタの既定のエラー IllegalMessage で受信認証に失敗しました。認証メカニズムは ExchangeAuth です。',
    );
    expect(clue).toMatchObject({ id: 1035, error: 'IllegalMessage', mechanism: 'ExchangeAuth' });
    expect(clue).not.toHaveProperty('connector', expect.anything());
  });

  test('placeholders are no values', () => {
    const clue = only(inbound('Client Frontend <server>', 'IllegalMessage', 'Gssapi', 'x.x.x.x'));
    expect(clue).toMatchObject({ error: 'IllegalMessage', mechanism: 'Gssapi' });
    expect(clue).not.toHaveProperty('connector', expect.anything());
    expect(clue).not.toHaveProperty('remoteIp', expect.anything());
  });

  test.each([
    ['the sentence alone', outbound()],
    ['a text copy', entry(2017, outbound())],
    ['XML', xml(2017, ['LogonDenied', 'Intra-Organization SMTP Send Connector', 'ExchangeAuth', 'SMTPSVC/ex02.contoso.com'])],
    ['a row and its sentence', `MSExchangeTransport 2017 SmtpSend\n${outbound()}`],
  ])('2017: %s', (_name, text) => expect(only(text)).toMatchObject(OUTBOUND));

  test.each(['Internes Senden - Büro', "Bob's connector", '组织内发送', '社内 送信コネクタ'])('2017: a connector named %s', (connector) => {
    const clue = only(`Time: 11/20/2026\nID: 2017\nSource: MSExchangeTransport\nMachine: EX01.contoso.com\nMessage: ${outbound(connector)}`);
    expect(clue).toMatchObject({ ...OUTBOUND, connector, computer: 'EX01.contoso.com', source: 'MSExchangeTransport' });
  });

  test('2017 that breaks off tells what is whole', () => {
    const text = outbound();
    const clue = only(text.slice(0, text.indexOf('SMTPSVC/ex02.con') + 16));
    expect(clue).toMatchObject({ error: 'LogonDenied', mechanism: 'ExchangeAuth' });
    expect(clue).not.toHaveProperty('remoteHost', expect.anything());
  });

  test('2016 and 2017 differ by their beginning', () =>
    expect(
      only('Initialization of outbound authentication failed with error TargetUnknown for Send connector Relay. The target is smtp.fabrikam.com.'),
    ).toMatchObject({
      id: 2016,
      error: 'TargetUnknown',
      connector: 'Relay',
      remoteHost: 'smtp.fabrikam.com',
    }));

  test('an id, a source and the words of the product are enough', () =>
    expect(
      only(
        'Origen: MSExchangeTransport\nId. del evento: 2017\nEquipo: EX01\nDescripción: No se pudo autenticar: LogonDenied, ExchangeAuth, SMTPSVC/ex02.contoso.com.',
      ),
    ).toMatchObject({
      id: 2017,
      computer: 'EX01',
      error: 'LogonDenied',
      mechanism: 'ExchangeAuth',
      remoteHost: 'ex02.contoso.com',
    }));
});

describe('other events of transport', () => {
  test.each([
    [
      '2015',
      entry(2015, noTls('Partner mail')),
      { id: 2015, connector: 'Partner mail', remoteDomain: 'fabrikam.com', remoteHost: 'mx.fabrikam.com' },
    ],
    ['2015 alone', noTls('Partner - TLS'), { id: 2015, connector: 'Partner - TLS', remoteDomain: 'fabrikam.com', remoteHost: 'mx.fabrikam.com' }],
    [
      '2015 as XML',
      xml(2015, ['Partner mail', 'fabrikam.com', 'mx.fabrikam.com']),
      { connector: 'Partner mail', remoteDomain: 'fabrikam.com', remoteHost: 'mx.fabrikam.com' },
    ],
    [
      '2004',
      'Send connector Outbound to Office 365: Message delivery was not successful. The message with message ID <1@contoso.com> was acknowledged with SMTP response 454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot: Access Denied.',
      { id: 2004, connector: 'Outbound to Office 365', error: 'UntrustedRoot' },
    ],
    [
      '11022',
      entry(
        11022,
        "Failed to confirm domain capabilities 'mail.protection.outlook.com' on connector 'Default Frontend EX01' because validation of the Transport Layer Security (TLS) certificate failed with status 'UntrustedRoot'. Contact the administrator of 'mail.protection.outlook.com' to resolve the problem.",
      ),
      { id: 11022, connector: 'Default Frontend EX01', error: 'UntrustedRoot', computer: 'EX01.contoso.com' },
    ],
    [
      '11015',
      entry(
        11015,
        "A message from domain-secured domain 'fabrikam.com' on connector 'Partner in' failed to authenticate because the certificate does not contain the domain name.",
      ),
      { id: 11015, connector: 'Partner in', remoteDomain: 'fabrikam.com' },
    ],
    [
      '1036',
      entry(
        1036,
        'Inbound direct trust authentication failed for certificate CN=edge01, O=Contoso. The source IP address of the server that tried to authenticate to Microsoft Exchange is [192.0.2.7]. Make sure EdgeSync is running properly.',
      ),
      { id: 1036, subject: 'CN=edge01, O=Contoso', remoteIp: '192.0.2.7' },
    ],
    ['2018 as XML', xml(2018, [THUMBPRINT, '[2001:db8::25]']), { id: 2018, thumbprint: THUMBPRINT, remoteIp: '2001:db8::25' }],
    [
      'EdgeSync',
      "Source: MSExchange EdgeSync\nEvent ID: 10104\nMicrosoft Exchange couldn't match certificate when contacting edge01.contoso.com. The connection was stopped.",
      { id: 10104, source: 'MSExchange EdgeSync', remoteHost: 'edge01.contoso.com' },
    ],
    ['an EdgeSync event by its id', 'MSExchangeEdgeSync 1032 Synchronization', { id: 1032 }],
  ])('%s', (_name, text, fields) => expect(only(text)).toMatchObject(fields));

  test('an everyday event beside rare ones keeps its values', () => {
    const expired = entry(12015, `An internal transport certificate expired. Thumbprint:${THUMBPRINT}`);
    expect(
      events([entry(1035, inbound()), expired, entry(36887, 'The following fatal alert was received: 48.', 'Schannel')].join('\n')),
    ).toMatchObject([
      { ...INBOUND, computer: 'EX01.contoso.com' },
      { id: 12015, thumbprint: THUMBPRINT },
      { id: 36887, source: 'Schannel', alert: 48 },
    ]);
  });

  test('all lines of an entry are understood', () => {
    const text = entry(1035, inbound());
    expect(readEventDetails(openPaste(text)).understood).toEqual(text.split('\n').map((_, index) => index + 1));
  });
});

describe('what is no event', () => {
  test.each([
    'The authentication mechanism is NTLM, and users see 535 5.7.3 Authentication unsuccessful.',
    'I found a fatal alert in the log of the proxy, code 40.',
    'A TLS fatal alert has been received.',
    'We disabled Schannel SSL 3.0 in 2015. ID: 1035',
    'Our EdgeSync subscription from 2017 is fine.',
    'tls: handshake completed in 2015 ms',
  ])('%s', (text) => expect(events(text)).toEqual([]));
});
