import type { ReplyClue } from '../../../src/model/evidence.js';
import { readSmtpReply } from '../../../src/parsers/reply/smtp-reply.js';
import { openPaste } from '../../../src/parsers/text/paste.js';
import { cost } from '../../cost.js';

const read = (text: string): ReplyClue[] => readSmtpReply(openPaste(text)).clues.filter((clue): clue is ReplyClue => clue.kind === 'reply');
const codes = (text: string) => read(text).map(({ code, status, depth }) => `${depth}: ${code ?? '-'} ${status ?? '-'}`);
const innermost = (text: string) => read(text).filter((clue) => clue.innermost);

const PROXY = `450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 192.0.2.10:25'`;

describe('replies inside replies', () => {
  test('a chain of three, with the endpoint', () => {
    const clues = read(`LastError : ${PROXY}`);
    expect(clues.map(({ code, status, depth, innermost: inner }) => [code, status, depth, inner])).toEqual([
      [450, '4.4.101', 0, false],
      [451, '4.4.0', 1, false],
      [451, '5.7.3', 2, true],
    ]);
    expect(clues[2]).toMatchObject({ text: 'STARTTLS is required to send mail.', wrappers: ['4.4.101', '4.4.0'], endpoint: '192.0.2.10' });
    expect(clues[2]?.at).toEqual({ text: '451 5.7.3 STARTTLS is required to send mail.', line: 1 });
    expect(clues[1]?.text).toContain('Attempted failover to alternate host');
    expect(clues[1]?.text).not.toContain('STARTTLS');
  });

  test.each([
    ['smart quotes', PROXY.replace(/'451/, '\u2018451').replace(/"451/, '\u201C451').replace('mail."', 'mail.\u201D').replace(/'$/, '\u2019')],
    ['primes and guillemets', PROXY.replace(/"451/, '\u00AB451').replace('mail."', 'mail.\u00BB').replaceAll("'", '\u2032')],
    ['Japanese quotes', PROXY.replace(/'451/, '\u300E451').replace(/"451/, '\u300C451').replace('mail."', 'mail.\u300D').replace(/'$/, '\u300F')],
    ['HTML entities', PROXY.replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['JSON escapes', `{"error":"${PROXY.replaceAll('"', '\\"')}"}`],
    ['an outer quote', `Error: "${PROXY}"`],
    ['backticks', `\`${PROXY}\``],
    ['stars', PROXY.replace('"451', '"**451')],
    ['quotes lost', PROXY.replaceAll('"', '').replaceAll("'", '')],
    ['a quoted mail', PROXY.replaceAll(' with ', ' with\n> ').replace(/^/, '> ')],
    [
      'wrapped lines',
      PROXY.replace('failed on ', 'failed on\n                    ')
        .replace('"451 5.7.3 ', '"451 5.7.3\n                    ')
        .replace('to all ', 'to all\n                    '),
    ],
    [
      'wrapped at a width',
      PROXY.replace('address responded', 'address\nresponded')
        .replace('required to', 'required\nto')
        .replace('alternate hosts, or', 'alternate hosts,\nor')
        .replace('endpoint attempted', 'endpoint\nattempted'),
    ],
    ['doubled line breaks', PROXY.replace('required to', 'required\n\nto').replace('that did', 'that\n\ndid')],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual(['0: 450 4.4.101', '1: 451 4.4.0', '2: 451 5.7.3']);
    expect(innermost(text)[0]).toMatchObject({ text: expect.stringMatching(/^STARTTLS is required to send mail/), endpoint: '192.0.2.10' });
  });

  test.each(['<endpoint>', 'x.x.x.x:25', '***', '[redacted]'])('%s is no endpoint', (endpoint) => {
    const clues = read(PROXY.replace('192.0.2.10:25', endpoint));
    expect(clues).toHaveLength(3);
    expect(clues.map((clue) => clue.endpoint)).toEqual([undefined, undefined, undefined]);
  });

  test('the front end in {FQDN=} is not the host that refused', () => {
    const text = `[{LED=${PROXY.replace('192.0.2.10:25', '<endpoint>')}};{FQDN=fe01.contoso.com};{IP=192.0.2.5}]`;
    expect(innermost(text)[0]?.endpoint).toBeUndefined();
  });

  test.each([
    [
      '[LastAttemptedServerName]',
      '[LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=192.0.2.1:25] [SmtpSecurity=-2;-2]',
      '',
      'mail.contoso.com',
    ],
    ['{FQDN=}', '', '{FQDN=hyb.contoso.com};{IP=192.0.2.1};', 'hyb.contoso.com'],
    ['{IP=} when the name is hidden', '', '{FQDN=****};{IP=192.0.2.1};', '192.0.2.1'],
    ['nothing', '[LastAttemptedServerName=] [LastAttemptedIP=]', '', undefined],
  ])('message trace with %s', (_, keys, tail, endpoint) => {
    const text = `Reason: [{LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] ${keys}};{MSG=451 5.7.3 STARTTLS is required to send mail};${tail}{LRT=11/20/2026 8:11:02 AM}]`;
    expect(codes(text)).toEqual(['0: 450 4.4.317', '1: 451 5.7.3']);
    expect(innermost(text)[0]).toMatchObject({ text: 'STARTTLS is required to send mail', wrappers: ['4.4.317'], endpoint });
  });

  test('-> hands on what the target host said', () => {
    expect(codes('{LED=451 4.4.395 Target host responded with error. -> 421 4.3.2 Service not available};{MSG=}')).toEqual([
      '0: 451 4.4.395',
      '1: 421 4.3.2',
    ]);
  });

  test('-> hands on a reply without a status code, whatever its words', () => {
    const text = "Remote Server returned '550 5.0.350 Remote server returned an error -> 550 x-dg-ref header is too long'";
    expect(innermost(text)[0]).toMatchObject({ code: 550, text: 'x-dg-ref header is too long', wrappers: ['5.0.350'] });
  });

  test('an expired message: each line of its history', () => {
    const text = [
      "11/20/2026 8:21:10 AM - Server at AM6PR01.eurprd01.prod.outlook.com returned '550 5.4.317 Message expired, cannot connect to remote server(451 5.7.3 STARTTLS is required to send mail)'",
      "11/20/2026 8:11:10 AM - Server at hyb.contoso.com (192.0.2.10) returned '450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] [AM6EUR05FT001.eop-EUR05.prod.protection.outlook.com](451 5.7.3 STARTTLS is required to send mail)'",
    ].join('\n');
    expect(read(text).map(({ status, endpoint, at }) => [status, endpoint, at.line])).toEqual([
      ['5.4.317', undefined, 1],
      ['5.7.3', undefined, 1],
      ['4.4.317', 'hyb.contoso.com', 2],
      ['5.7.3', 'hyb.contoso.com', 2],
    ]);
  });

  test('a cut paste still shows the innermost reply', () => {
    expect(innermost('> LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is requ')[0]).toMatchObject({
      status: '5.7.3',
      text: 'STARTTLS is requ',
    });
  });

  test('replies side by side are not nested', () => {
    expect(codes("'421 4.4.2 Connection dropped due to SocketError'\n'451 5.7.3 Must issue a STARTTLS command first'")).toEqual([
      '0: 421 4.4.2',
      '0: 451 5.7.3',
    ]);
    expect(codes('- one: "421 4.4.2 Connection dropped"\n- two: "454 4.7.0 TLS not available"')).toEqual(['0: 421 4.4.2', '0: 454 4.7.0']);
    expect(codes('451 5.7.3 STARTTLS is required, 5.7.0 Must issue a STARTTLS command first')).toEqual(['0: 451 5.7.3', '0: - 5.7.0']);
  });
});

describe('Japanese', () => {
  test('code inside the translated sentence', () => {
    const text =
      '450 4.4.101 プロキシ セッションを開けませんでした。『451 4.4.0 プライマリ IP アドレスが「電子メールの送信には ４５１ ５．７．３ ＳＴＡＲＴＴＬＳ が必要です。」と応答しました。最後のエンドポイントの試行は 192.0.2.10:25 です。』';
    expect(codes(text)).toEqual(['0: 450 4.4.101', '1: 451 4.4.0', '2: 451 5.7.3']);
    expect(innermost(text)[0]).toMatchObject({
      text: '電子メールの送信には STARTTLS が必要です。',
      endpoint: '192.0.2.10',
      wrappers: ['4.4.101', '4.4.0'],
    });
    expect(innermost(text)[0]?.at.text).toBe('電子メールの送信には ４５１ ５．７．３ ＳＴＡＲＴＴＬＳ が必要です。');
  });
  test('alone', () => {
    expect(read('電子メールの送信には 451 5.7.3 STARTTLS が必要です')[0]).toMatchObject({
      code: 451,
      status: '5.7.3',
      text: 'STARTTLS が必要です',
      innermost: true,
    });
  });
  test('a translation beside the original is dropped', () => {
    const clues = read(
      `${PROXY}\n(訳: 450 4.4.101 フロントエンドで失敗「451 4.4.0 プライマリ IP が『電子メールの送信には 451 5.7.3 STARTTLS が必要です。』と応答」)`,
    );
    expect(clues.map(({ at }) => at.line)).toEqual([1, 1, 1]);
  });
});

describe('other forms', () => {
  test('several lines are one reply', () => {
    const clues = read('550-5.7.1 The sender is not allowed\n550-5.7.1 to relay here.\n550 5.7.1 See https://contoso.com/relay');
    expect(clues.map(({ text }) => text)).toEqual(['The sender is not allowed to relay here. See https://contoso.com/relay']);
  });
  test.each([
    [
      '.NET',
      'System.Net.Mail.SmtpException: The server response was: 5.7.3 STARTTLS is required to send mail',
      undefined,
      '5.7.3',
      'STARTTLS is required to send mail',
    ],
    ['no reply code', '5.7.0 Must issue a STARTTLS command first', undefined, '5.7.0', 'Must issue a STARTTLS command first'],
    ['Exchange 2010', '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##', 550, '5.1.1', 'RESOLVER.ADR.RecipNotFound; not found'],
    ['Exchange 2013', "Remote Server returned '550 5.7.1 Unable to relay'", 550, '5.7.1', 'Unable to relay'],
    [
      'Exchange 2007',
      'mx.fabrikam.com #<mx.fabrikam.com #5.7.1 smtp;530 5.7.1 Client was not authenticated> #SMTP#',
      530,
      '5.7.1',
      'Client was not authenticated',
    ],
    [
      'Postfix',
      '454 4.7.0 Failed to establish appropriate TLS channel: Access Denied (in reply to RCPT TO command)',
      454,
      '4.7.0',
      'Failed to establish appropriate TLS channel: Access Denied (in reply to RCPT TO command)',
    ],
    ['Google', 'The response was: 500 Remote server does not support TLS (state 6)', 500, undefined, 'Remote server does not support TLS (state 6)'],
    ['a session', 'STARTTLS\n454 TLS not available due to temporary reason', 454, undefined, 'TLS not available due to temporary reason'],
    [
      'Python',
      "smtplib.SMTPSenderRefused: (530, b'5.7.0 Must issue a STARTTLS command first', 'app@contoso.com')",
      530,
      '5.7.0',
      'Must issue a STARTTLS command first',
    ],
    ['the sentence alone', 'The reply was "Must issue a STARTTLS command first".', undefined, undefined, 'Must issue a STARTTLS command first'],
    [
      'a folded field',
      'Diagnostic-Code: smtp; 530 5.7.0 Must issue a STARTTLS\n  command first',
      530,
      '5.7.0',
      'Must issue a STARTTLS command first',
    ],
  ])('%s', (_, text, code, status, words) => {
    const [clue, ...rest] = read(text);
    expect(rest).toEqual([]);
    expect(clue).toMatchObject({ code, status, text: words, depth: 0, innermost: true, wrappers: [] });
  });

  test('the connector that the sentence names', () => {
    expect(
      read("454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector 'Outbound to Office 365' could not be found.")[0],
    ).toMatchObject({ status: '4.7.5', connector: 'Outbound to Office 365' });
    expect(read('454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.')[0]?.connector).toBeUndefined();
  });

  test('Postfix names host and recipient', () => {
    const log =
      'mx postfix/smtp[12]: 4AB: to=<hanako@fabrikam.com>, relay=mx.fabrikam.com[192.0.2.9]:25, dsn=5.7.0, status=bounced (host mx.fabrikam.com[192.0.2.9] said: 530 5.7.0 Must issue a STARTTLS command first (in reply to MAIL FROM command))';
    expect(read(log)).toHaveLength(1);
    expect(read(log)[0]).toMatchObject({
      code: 530,
      endpoint: 'mx.fabrikam.com',
      recipient: 'hanako@fabrikam.com',
      text: expect.stringMatching(/\(in reply to MAIL FROM command\)$/),
    });
    const plain = log.replace(/dsn.*/, 'dsn=4.7.4, status=deferred (TLS is required, but was not offered by host mx.fabrikam.com[192.0.2.9])');
    expect(read(plain)[0]).toMatchObject({ status: '4.7.4', endpoint: 'mx.fabrikam.com', recipient: 'hanako@fabrikam.com' });
    expect(read(plain)[0]?.code).toBeUndefined();
  });

  test.each([
    [
      'host and port apart',
      'The server response was: 5.7.3 STARTTLS is required to send mail\nServer: smtp.office365.com\nPort: 587',
      'smtp.office365.com',
      '587',
    ],
    ['host:port', '530 5.7.57 Client not authenticated (smtp.office365.com:587)', 'smtp.office365.com', '587'],
    ['a settings file', "'host' => 'mail.contoso.com',\n'port' => 25,\n530 5.7.0 Must issue a STARTTLS command first", 'mail.contoso.com', '25'],
    ['Host=', 'Host=smtp.office365.com\n451 5.7.3 STARTTLS is required to send mail', 'smtp.office365.com', undefined],
    [
      'Japanese',
      '送信サーバー: contoso-com.mail.protection.outlook.com\nポート番号: 25\n451 5.7.3 STARTTLS is required to send mail',
      'contoso-com.mail.protection.outlook.com',
      '25',
    ],
  ])('an application names its server: %s', (_, text, submissionHost, port) => {
    expect(innermost(text)[0]).toMatchObject({ submissionHost, port });
  });
  test('a next hop is no setting of an application', () => {
    expect(
      innermost('[{LED=451 5.7.3 STARTTLS is required to send mail};{FQDN=contoso-com.mail.protection.outlook.com};{IP=192.0.2.1}]')[0]
        ?.submissionHost,
    ).toBeUndefined();
  });
});

describe('the lines above', () => {
  const refused = '550 5.1.1 <neko@fabrikam.com>... User unknown';
  test.each(['... while talking to mx.fabrikam.com.:', 'S: ... while talking to mx.fabrikam.com.:'])('name the host: %s', (above) =>
    expect(innermost(`${above}\n>>> DATA\n<<< ${refused}`)[0]?.endpoint).toBe('mx.fabrikam.com'),
  );
  test.each(['RCPT To:<tama@fabrikam.com>', '>>> RCPT To:<tama@fabrikam.com>', '[1234] > RCPT TO: tama@fabrikam.com', '宛先: tama@fabrikam.com'])(
    'name the recipient: %s',
    (above) => expect(innermost(`${above}\n<<< ${refused}`)[0]?.recipient).toBe('tama@fabrikam.com'),
  );
  test('a field in the middle of a line is not the field of this reply', () =>
    expect(innermost('Action: delayed Diagnostic-Code: X-Postfix; TLS is required, but was not offered')).toHaveLength(1));
});

describe('no reply', () => {
  test.each([
    'send up to 550 newsletters a day',
    'Offer 4.7.5',
    'version 5.7 of the server, build 5.7.3 with TLS',
    'see KB 5.7.3',
    'at 4:51 on 2026-11-20 from 192.0.5.7 and 10.4.5.0.1',
    '250 2.1.0 Sender OK\n220 2.0.0 SMTP server ready\n250-STARTTLS\n250 CHUNKING',
    'The remote server returned an error: 503 Service Unavailable',
    'Error 500 Internal Server Error',
    '.NET 4.7.2 TLS support',
    'PHP/5.6.40 with SMTP authentication',
    '証明書を更新したら 451 人に届かなくなりました',
  ])('%s', (text) => {
    expect(codes(text)).toEqual([]);
  });
});

describe('what it costs', () => {
  test('ten thousand nested replies stay cheap and end at eight levels', async () => {
    const paste = openPaste(`'451 4.4.0 "`.repeat(87_000));
    const { clues } = readSmtpReply(paste);
    expect(await cost(600, () => readSmtpReply(paste))).toBeLessThan(600);
    expect(Math.max(...clues.map((clue) => (clue.kind === 'reply' ? clue.depth : 0)))).toBe(7);
  });
  test('one error in hundreds of queues is one chain', () => {
    expect(read(`LastError : ${PROXY}\n`.repeat(300))).toHaveLength(3);
  });
});

test.each([
  [
    'Exim',
    'a@fabrikam.com R=dns T=remote_smtp: a TLS session is required for mx.fabrikam.com [192.0.2.9], but the server did not offer TLS support',
    'mx.fabrikam.com',
  ],
  [
    'Exim, what the host said',
    'SMTP error from remote mail server after MAIL FROM: host mx.fabrikam.com [192.0.2.9]: 530 5.7.0 Must issue a STARTTLS command first',
    'mx.fabrikam.com',
  ],
  [
    'sendmail',
    '... while talking to mx.fabrikam.com.:\n>>> MAIL From:<a@contoso.com>\n<<< 530 5.7.0 Must issue a STARTTLS command first',
    'mx.fabrikam.com',
  ],
])('%s names the host', (_, text, endpoint) => {
  expect(read(text)).toMatchObject([{ endpoint, innermost: true }]);
});

describe('as qmail, Exim and Sendmail write', () => {
  test('the status behind the words', () =>
    expect(read('Remote host said: 550 sorry, no mailbox here by that name. (#5.1.1)\nGiving up on 192.0.2.25.')).toMatchObject([
      { code: 550, status: '5.1.1', text: 'sorry, no mailbox here by that name. (#5.1.1)' },
    ]));
  test('Exim names the peer and the recipient in front', () =>
    expect(
      read(
        '2026-11-22 09:15:12 1tQabe ** saburo@contoso.com R=dnslookup T=remote_smtp H=mail.contoso.com [192.0.2.25]: SMTP error from remote mail server after end of data: 550 5.7.54 Unable to relay recipient',
      ),
    ).toMatchObject([{ recipient: 'saburo@contoso.com', remoteHost: 'mail.contoso.com', remoteIp: '192.0.2.25' }]));
  test('Sendmail has a full stop behind the host', () =>
    expect(
      read('0AM0G4x1: to=<taro@contoso.com>, relay=mail.contoso.com. [192.0.2.25], dsn=4.0.0, stat=Deferred: 403 4.7.0 TLS handshake failed.'),
    ).toMatchObject([{ endpoint: 'mail.contoso.com', remoteHost: 'mail.contoso.com', remoteIp: '192.0.2.25' }]));
  test('a sentence has the status of its own line, not of the line above', () => {
    const text = [
      'postfix/smtp[1]: 4X: to=<taro@contoso.com>, relay=mail.contoso.com[192.0.2.25]:25, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)',
      'postfix/smtp[2]: 4Y: to=<taro@contoso.com>, relay=mail.contoso.com[192.0.2.25]:25, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host mail.contoso.com[192.0.2.25])',
    ].join('\n');
    expect(read(text).map(({ status, text: words }) => [status, words.slice(0, 10)])).toEqual([
      ['4.7.4', 'TLS is req'],
      ['4.7.5', 'Cannot sta'],
    ]);
  });
  test.each(['quit', ' ~> QUIT', 'mail from:<a@contoso.com>', 'closed', 'Giving up on 192.0.2.25.'])('a reply ends in front of %s', (next) =>
    expect(read(`550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain\n${next}`).map(({ text }) => text)).toEqual([
      'SMTP; Unable to relay recipient in non-accepted domain',
    ]),
  );
});
