import { FORMS, type Form, formsIn } from '../../src/parsers/forms.js';
import { readPaste } from '../../src/parsers/index.js';
import { openPaste } from '../../src/parsers/text/paste.js';

const kindsOf = (text: string): string[] => [...new Set(readPaste(text).clues.map(({ kind }) => kind))].sort();

interface Sample {
  readonly form: Form;
  readonly what: string;
  readonly text: string;
  /** Kinds of clues that must come through. */
  readonly kinds: readonly string[];
}

const SAMPLES: readonly Sample[] = [
  {
    form: 'abuse-report',
    what: 'RFC 5965',
    kinds: ['bounce'],
    text: 'Feedback-Type: abuse\nOriginal-Mail-From: <news@contoso.com>\nOriginal-Rcpt-To: user1@fabrikam.com\n',
  },
  {
    form: 'ses-notice',
    what: 'a complaint',
    kinds: ['bounce'],
    text: '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"hanako@fabrikam.com"}]}}',
  },
  {
    form: 'protocol-log',
    what: 'receive log',
    kinds: ['session'],
    text: `#Software: Microsoft Exchange Server
#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
2026-11-22T09:15:03.120Z,EX01\\Default Frontend EX01,08DE29A1,0,192.0.2.10:25,198.51.100.7:51220,+,,
2026-11-22T09:15:03.130Z,EX01\\Default Frontend EX01,08DE29A1,1,192.0.2.10:25,198.51.100.7:51220,>,220 mail.contoso.com Microsoft ESMTP MAIL Service ready,
2026-11-22T09:15:03.140Z,EX01\\Default Frontend EX01,08DE29A1,2,192.0.2.10:25,198.51.100.7:51220,<,EHLO mx.fabrikam.com,
2026-11-22T09:15:03.150Z,EX01\\Default Frontend EX01,08DE29A1,3,192.0.2.10:25,198.51.100.7:51220,>,250  mail.contoso.com Hello [198.51.100.7] SIZE STARTTLS 8BITMIME,`,
  },
  {
    form: 'protocol-log',
    what: 'receive log of a spreadsheet',
    kinds: ['session'],
    text: [
      ['>', '220 mail.contoso.com Microsoft ESMTP MAIL Service ready'],
      ['<', 'EHLO mx.fabrikam.com'],
    ]
      .map(
        (row) => `2026-11-22T09:15:03.120Z\tEX01\\Default Frontend EX01\t08DE29A1B2C3D4E5\t0\t192.0.2.10:25\t198.51.100.7:51220\t${row.join('\t')}\t`,
      )
      .join('\n'),
  },
  {
    form: 'connectivity-log',
    what: 'a host that did not answer',
    kinds: ['connection'],
    text: '2026-11-22T00:15:24.010Z,08DE29A1B2C3D4E9,SMTP,fabrikam.com,>,Failed connection to 203.0.113.7:25 (TimedOut:0000274C)',
  },
  {
    form: 'tls-client',
    what: 'openssl s_client',
    kinds: ['certificate', 'session'],
    text: `$ openssl s_client -starttls smtp -connect mail.contoso.com:25
CONNECTED(00000003)
depth=0 CN = mail.contoso.com
verify error:num=20:unable to get local issuer certificate
---
Certificate chain
 0 s:CN = mail.contoso.com
   i:C = US, O = Fabrikam, CN = Fabrikam CA 2
---
subject=CN = mail.contoso.com
issuer=C = US, O = Fabrikam, CN = Fabrikam CA 2
New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
Verify return code: 20 (unable to get local issuer certificate)
---
250 SMTPUTF8`,
  },
  {
    form: 'mail-log',
    what: 'Postfix',
    kinds: ['tls'],
    text: 'Nov 22 09:15:03 mx1 postfix/smtp[2201]: certificate verification failed for mail.contoso.com[203.0.113.5]:25: untrusted issuer /C=US/O=Fabrikam/CN=Fabrikam CA 2',
  },
  {
    form: 'failed-call',
    what: 'telnet',
    kinds: ['connection'],
    text: 'C:\\>telnet mail.contoso.com 25\nConnecting To mail.contoso.com...Could not open connection to the host, on port 25: Connect failed',
  },
  {
    form: 'failed-call',
    what: 'telnet, Japanese',
    kinds: ['connection'],
    text: 'C:\\>telnet mail.contoso.com 25\n接続中: mail.contoso.com...ホストへ接続できませんでした。 ポート番号 25: 接続に失敗しました',
  },
  {
    form: 'tls-words',
    what: 'a word of Schannel',
    kinds: ['tls'],
    text: 'TLS negotiation failed with error UntrustedRoot for mail.contoso.com',
  },
  {
    form: 'message-trace',
    what: 'Get-MessageTrace',
    kinds: ['reply'],
    text: `MessageTraceId   : 0c2d9a1e-5b7f-4d7a-9a31-6f2b6f1d3e10
SenderAddress    : taro@contoso.com
RecipientAddress : hanako@fabrikam.com
Status           : Failed
FromIP           : 198.51.100.7
Detail           : Reason: [{LED=451 5.7.3 STARTTLS is required to send mail [mx1.fabrikam.com]};{FQDN=mx1.fabrikam.com};{IP=203.0.113.7}]`,
  },
  {
    form: 'socket-error',
    what: 'Winsock',
    kinds: ['connection'],
    text: '421 4.2.1 Unable to connect. Attempted failover to alternate host, but that did not succeed. The last endpoint attempted was 203.0.113.7:25. Socket error code 10060',
  },
  {
    form: 'event',
    what: 'Schannel',
    kinds: ['event'],
    text: 'Log Name: System\nSource: Schannel\nEvent ID: 36887\nLevel: Error\nComputer: EX01.contoso.com\nDescription:\nA fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 46.',
  },
  {
    form: 'event',
    what: 'Schannel, Japanese',
    kinds: ['event'],
    text: 'ログの名前: System\nソース: Schannel\nイベント ID: 36887\nレベル: エラー\nコンピューター: EX01.contoso.com\n説明:\nリモート エンドポイントから致命的なアラートを受信しました。TLS プロトコルで定義されている致命的なアラート コードは 46 です。',
  },
  {
    form: 'bounce',
    what: 'delivery status',
    kinds: ['bounce', 'reply'],
    text: 'Reporting-MTA: dns; ex01.contoso.com\n\nFinal-Recipient: rfc822; hanako@fabrikam.com\nAction: failed\nStatus: 5.7.3\nRemote-MTA: dns; mx1.fabrikam.com\nDiagnostic-Code: smtp; 550 5.7.3 STARTTLS is required to send mail',
  },
  {
    form: 'bounce',
    what: 'bounce of Exchange, Japanese',
    kinds: ['bounce', 'reply'],
    text: "配信に失敗した受信者またはグループ:\n\nhanako@fabrikam.com\n\n管理者向けの診断情報:\n\n生成サーバー: EX01.contoso.com\n\nhanako@fabrikam.com\nRemote Server returned '550 5.7.3 STARTTLS is required to send mail'",
  },
  {
    form: 'certificate',
    what: 'openssl x509',
    kinds: ['certificate'],
    text: 'subject=C = NO, O = Contoso, CN = mail.contoso.com\nissuer=C = US, O = Fabrikam, CN = Fabrikam CA 2\nnotBefore=Nov  1 00:00:00 2026 GMT\nnotAfter=Nov  1 23:59:59 2027 GMT',
  },
  {
    form: 'certificate',
    what: 'the certificate window',
    kinds: ['certificate'],
    text: 'Issued to: mail.contoso.com\nIssued by: Fabrikam CA 2\nValid from 11/1/2026 to 11/1/2027',
  },
  {
    form: 'certificate',
    what: 'certutil -store, Japanese',
    kinds: ['certificate'],
    text: `my "個人"
================ 証明書 0 ================
シリアル番号: 4600000012ab34cd56ef
発行者: CN=Contoso CA, DC=contoso, DC=com
 この日以降: 2026/11/01 9:00
 この日以前: 2027/11/01 9:00
サブジェクト: CN=mail.contoso.com, O=コントソ株式会社, C=JP
証明書ハッシュ(sha1): 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567`,
  },
  {
    form: 'tls-report',
    what: 'a report',
    kinds: ['policy', 'report'],
    text: '{"organization-name":"Fabrikam","policies":[{"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: enforce","mx: mail.contoso.com","max_age: 86400"],"policy-domain":"contoso.com"},"failure-details":[{"result-type":"certificate-expired","failed-session-count":2}]}]}',
  },
  {
    form: 'probe-report',
    what: 'a report of its own',
    kinds: ['probe', 'connection', 'domain'],
    text: '{"version":1,"target":"mail.contoso.com","verdict":"conn_refused","addresses":[{"host":"mail.contoso.com","ip":"203.0.113.10","port":25,"verdict":"conn_refused","also":[],"info":[],"observed":{"connections":1},"ms":3}],"mx":{"kind":"not-asked","records":[]},"policy":{},"findings":[],"notTested":[]}',
  },
  {
    form: 'sts-policy',
    what: 'a policy',
    kinds: ['policy'],
    text: 'version: STSv1\nmode: enforce\nmx: mail.contoso.com\nmax_age: 604800',
  },
  {
    form: 'wizard',
    what: 'a line of its log',
    kinds: ['error'],
    text: 'The Secure Mail Certificate on server HYB01 is not bound to the SMTP Service.',
  },
  {
    form: 'tls-registry',
    what: 'reg query',
    kinds: ['setting'],
    text: String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client
    DisabledByDefault    REG_DWORD    0x0
    Enabled    REG_DWORD    0x1`,
  },
  {
    form: 'dns',
    what: 'nslookup',
    kinds: ['dns'],
    text: 'Server:  dc01.corp.contoso.com\nAddress:  192.0.2.10\n\nName:    mail.contoso.com\nAddress:  203.0.113.5',
  },
  {
    form: 'dns',
    what: 'nslookup, Japanese',
    kinds: ['dns'],
    text: 'サーバー:  UnKnown\nAddress:  192.0.2.10\n\n*** UnKnown が mx9.contoso.com を見つけられません: Non-existent domain',
  },
  {
    form: 'dns',
    what: 'a record of dig',
    kinds: ['dns'],
    text: 'contoso.com.\t\t3600\tIN\tMX\t10 mail.contoso.com.',
  },
  {
    form: 'dns',
    what: 'Resolve-DnsName',
    kinds: ['dns'],
    text: 'Name                 Type   TTL   Section    NameExchange          Preference\n----                 ----   ---   -------    ------------          ----------\ncontoso.com          MX     3600  Answer     mail.contoso.com      10',
  },
  {
    form: 'queue',
    what: 'Get-Queue',
    kinds: ['queue', 'reply'],
    text: 'Identity       : EX01\\7\nDeliveryType   : SmartHostConnectorDelivery\nNextHopDomain  : fabrikam.com\nStatus         : Retry\nMessageCount   : 12\nLastError      : 451 5.7.3 STARTTLS is required to send mail',
  },
  {
    form: 'shell',
    what: 'Get-ReceiveConnector',
    kinds: ['connector'],
    text: '[PS] C:\\>Get-ReceiveConnector "EX01\\Default Frontend EX01" | Format-List\n\nIdentity           : EX01\\Default Frontend EX01\nBindings           : {0.0.0.0:25}\nFqdn               : EX01.contoso.com\nAuthMechanism      : Tls, Integrated\nTlsCertificateName :',
  },
  {
    form: 'shell',
    what: 'Get-ExchangeCertificate',
    kinds: ['certificate'],
    text: 'Thumbprint                                Services   Subject\n----------                                --------   -------\n0A1B2C3D4E5F60718293A4B5C6D7E8F901234567  ...WS..    CN=mail.contoso.com',
  },
];

test.each(SAMPLES)('$form: $what', ({ form, text, kinds }) => {
  expect(formsIn(openPaste(text))).toContain(form);
  expect(kindsOf(text)).toEqual(expect.arrayContaining([...kinds]));
});

test('every form has a sample', () => {
  const shown = new Set<string>(SAMPLES.map(({ form }) => form));
  expect(Object.keys(FORMS).filter((form) => !shown.has(form))).toEqual([]);
});

test('words of forms are in lower case and on one line, as the text is that they are looked for in', () => {
  const words = Object.values<readonly string[]>(FORMS).flat();
  expect(words.filter((word) => word !== word.toLowerCase() || /\n| {2}/.test(word))).toEqual([]);
});

const EVENT = `Log Name:      Application
Source:        MSExchangeFrontEndTransport
Date:          11/22/2026 9:15:03 AM
Event ID:      12014
Task Category: TransportService
Level:         Error
Keywords:      Classic
User:          N/A
Computer:      EX01.contoso.com
Description:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Fabrikam CA 2, O=Fabrikam, C=US<S>CN=mail.contoso.com, O=Contoso, C=NO in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend EX01 with a FQDN parameter of <I>CN=Fabrikam CA 2, O=Fabrikam, C=US<S>CN=mail.contoso.com, O=Contoso, C=NO. If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector configuration and the installed certificates to make sure that there is a certificate with a domain name for that FQDN. If this certificate exists, run Enable-ExchangeCertificate -Services SMTP to make sure that the Microsoft Exchange Transport service has access to the certificate key.`;
const EVENT_JA = `ログの名前:         Application
ソース:           MSExchangeFrontEndTransport
日付:            2026/11/22 9:15:03
イベント ID:       12014
タスクのカテゴリ:      TransportService
レベル:           エラー
キーワード:         クラシック
ユーザー:          N/A
コンピューター:       EX01.contoso.com
説明:
ローカル コンピュータの個人用ストアにドメイン名 mail.contoso.com を含む証明書が見つかりませんでした。このため、FQDN パラメータが mail.contoso.com のコネクタ Default Frontend EX01 に対する STARTTLS SMTP コマンドをサポートできません。`;
const REPLY = `451 4.4.0 Primary target IP address responded with: "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 192.0.2.25:25`;
const TELNET = `C:\\>telnet mail.contoso.com 25
220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:15:03 +0900
EHLO test.fabrikam.com
250-EX01.contoso.com Hello [198.51.100.7]
250-SIZE 37748736
250-PIPELINING
250-DSN
250-ENHANCEDSTATUSCODES
250-8BITMIME
250-BINARYMIME
250 CHUNKING`;

test.each([
  ['English', `${EVENT}\n\n${REPLY}\n\n${TELNET}`],
  ['Japanese', `${EVENT_JA}\n\n${REPLY}\n\n${TELNET}`],
])('the everyday paste needs no rare form: %s', (_, text) => {
  expect(formsIn(openPaste(text))).toEqual([]);
  expect(kindsOf(text)).toEqual(expect.arrayContaining(['event', 'reply', 'session']));
});
