// Clean pastes, one of every form, for the tests that mangle, cut and mix them. All names and addresses are made up.

const PIN = '<I>CN=Contoso Issuing CA, O="Contoso, Ltd.", C=US<S>CN=mail.contoso.com, O="Contoso, Ltd.", L=Osaka, C=JP';

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
Microsoft Exchange could not find a certificate that contains the domain name ${PIN} in the personal store on the local computer. \
Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend EX01 with a FQDN parameter of ${PIN}. \
If the connector's FQDN is not specified, the computer's FQDN is used.`;

const EVENT_JA = `ログの名前:         Application
ソース:           MSExchangeTransport
日付:            2026/11/22 9:15:03
イベント ID:       12014
タスクのカテゴリ:      TransportService
レベル:           エラー
キーワード:         クラシック
ユーザー:          N/A
コンピューター:       EX02.contoso.com
説明:
ローカル コンピュータの個人用ストアにドメイン名 mail.contoso.com を含む証明書が見つかりませんでした。このため、FQDN パラメータが mail.contoso.com \
のコネクタ Client Frontend EX02 に対する STARTTLS SMTP コマンドをサポートできません。`;

const XML = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
  <System>
    <Provider Name="MSExchangeFrontEndTransport" />
    <EventID Qualifiers="49156">12014</EventID>
    <Level>2</Level>
    <TimeCreated SystemTime="2026-11-22T00:15:03.000000000Z" />
    <Channel>Application</Channel>
    <Computer>EX01.contoso.com</Computer>
  </System>
  <EventData>
    <Data>&lt;I&gt;CN=Contoso Issuing CA, C=US&lt;S&gt;CN=mail.contoso.com, C=JP</Data>
    <Data>Default Frontend EX01</Data>
    <Data>&lt;I&gt;CN=Contoso Issuing CA, C=US&lt;S&gt;CN=mail.contoso.com, C=JP</Data>
  </EventData>
</Event>`;

const REPLY = `451 4.4.0 Primary target IP address responded with: "451 5.7.3 STARTTLS is required to send mail." \
Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. \
The last endpoint attempted was 192.0.2.25:25`;

const QUEUE = `RunspaceId             : 0c2d9a1e-5b7f-4d7a-9a31-6f2b6f1d3e10
DeliveryType           : SmartHostConnectorDelivery
NextHopDomain          : fabrikam.com
NextHopConnector       : 7b1f0a52-3c44-4a0e-8d2b-15a6d9c1e0f7
Status                 : Retry
MessageCount           : 12
LastError              : [{LRT=11/22/2026 9:15:03 AM};{LED=451 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target \
IP address responded with "451 5.7.3 STARTTLS is required to send mail."'};{FQDN=mx1.fabrikam.com};{IP=203.0.113.7}]
RetryCount             : 4
Identity               : EX01\\15`;

const LOG_ROW = '2026-11-22T00:15:03.125Z,EX01\\Default Frontend EX01,08DE29A1B2C3D4E5';
const LOG_ENDS = '192.0.2.10:25,198.51.100.7:30648';
const PROTOCOL_LOG = `#Software: Microsoft Exchange Server
#Version: 15.02.1544.004
#Log-type: SMTP Receive Protocol Log
#Date: 2026-11-22T00:00:01.123Z
#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
${LOG_ROW},0,${LOG_ENDS},+,,
${LOG_ROW},1,${LOG_ENDS},>,"220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:15:03 +0900",
${LOG_ROW},2,${LOG_ENDS},<,EHLO mx1.fabrikam.com,
${LOG_ROW},3,${LOG_ENDS},>,250  mail.contoso.com Hello [198.51.100.7] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES 8BITMIME BINARYMIME CHUNKING,
${LOG_ROW},4,${LOG_ENDS},<,MAIL FROM:<hana@fabrikam.com>,
${LOG_ROW},5,${LOG_ENDS},>,451 5.7.3 STARTTLS is required to send mail,
${LOG_ROW},6,${LOG_ENDS},-,,Local`;

const TELNET = `220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:15:03 +0900
EHLO test.fabrikam.com
250-mail.contoso.com Hello [192.0.2.10]
250-SIZE 37748736
250-PIPELINING
250-DSN
250-ENHANCEDSTATUSCODES
250-AUTH NTLM
250-8BITMIME
250-BINARYMIME
250-CHUNKING
250 XRDST
QUIT
221 2.0.0 Service closing transmission channel`;

const CONNECTORS = `Identity             : EX01\\Default Frontend EX01
Server               : EX01
Fqdn                 : EX01.contoso.com
Bindings             : {[::]:25, 0.0.0.0:25}
AuthMechanism        : Tls, Integrated, BasicAuth, BasicAuthRequireTLS
PermissionGroups     : AnonymousUsers, ExchangeServers
RequireTLS           : False
TlsCertificateName   : ${PIN}

Identity             : EX01\\Anonymous relay
Server               : EX01
Fqdn                 : relay.contoso.com
Bindings             : {0.0.0.0:25}
AuthMechanism        : None
PermissionGroups     : AnonymousUsers
RequireTLS           : False
TlsCertificateName   : `;

const CERTIFICATES = `CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}
HasPrivateKey      : True
IsSelfSigned       : False
Issuer             : CN=Contoso Issuing CA, O="Contoso, Ltd.", C=US
NotAfter           : 11/22/2027 9:15:03 AM
NotBefore          : 11/22/2026 9:15:03 AM
PublicKeySize      : 2048
RootCAType         : ThirdParty
SerialNumber       : 0A1B2C3D4E5F60718293A4B5C6D7E8F9
Services           : IIS, SMTP
Status             : Valid
Subject            : CN=mail.contoso.com, O="Contoso, Ltd.", L=Osaka, C=JP
Thumbprint         : 5E1D0A9B77C34F2681D0E4A6B9C8F7123456789A

CertificateDomains : {EX01, EX01.contoso.com}
HasPrivateKey      : True
IsSelfSigned       : True
Issuer             : CN=EX01
NotAfter           : 10/1/2029 8:00:00 AM
NotBefore          : 10/1/2024 8:00:00 AM
PublicKeySize      : 2048
RootCAType         : None
SerialNumber       : 1F2E3D4C5B6A79888796A5B4C3D2E1F0
Services           : SMTP
Status             : Valid
Subject            : CN=EX01
Thumbprint         : 9A8B7C6D5E4F30211203F4E5D6C7B8A998765432`;

const NDR_2016 = `Delivery has failed to these recipients or groups:

taro@fabrikam.com<mailto:taro@fabrikam.com>
Your message wasn't delivered. Despite repeated attempts to contact the recipient's email system it didn't respond.

Diagnostic information for administrators:

Generating server: EX01.contoso.com
Receiving server: mx1.fabrikam.com (203.0.113.7)

taro@fabrikam.com
mx1.fabrikam.com
Remote Server returned '550 5.7.1 Client was not authenticated'

Original message headers:`;

const NDR_ONLINE = `Your message to jiro@contoso.com couldn't be delivered.
More Info for Email Admins
Status code: 550 5.4.317

Error Details
Reported error: 550 5.4.317 Message expired, cannot connect to remote server(451 5.7.3 STARTTLS is required to send mail)
DSN generated by: AS8PR01MB0001.apcprd01.prod.exchangelabs.com
Remote server: mail.contoso.com

Message Hops`;

const STATUS = `Reporting-MTA: dns; mx1.fabrikam.com
Arrival-Date: Sun, 22 Nov 2026 09:15:03 +0900

Final-Recipient: rfc822; hanako@contoso.com
Action: failed
Status: 5.7.5
Remote-MTA: dns; mail.contoso.com
Diagnostic-Code: smtp; 454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found`;

const OPENSSL = `$ openssl s_client -connect mail.contoso.com:25 -starttls smtp
CONNECTED(00000003)
depth=0 C = JP, L = Osaka, O = Contoso, CN = mail.contoso.com
verify error:num=10:certificate has expired
notAfter=Nov 20 23:59:59 2026 GMT
---
Certificate chain
 0 s:C = JP, L = Osaka, O = Contoso, CN = mail.contoso.com
   i:C = US, O = Contoso, CN = Contoso Issuing CA
---
subject=C = JP, L = Osaka, O = Contoso, CN = mail.contoso.com
issuer=C = US, O = Contoso, CN = Contoso Issuing CA
---
SSL handshake has read 3212 bytes and written 430 bytes
New, TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384
    Verify return code: 10 (certificate has expired)`;

export const PASTES = {
  event: EVENT,
  eventJa: EVENT_JA,
  xml: XML,
  reply: REPLY,
  queue: QUEUE,
  log: PROTOCOL_LOG,
  telnet: TELNET,
  connectors: CONNECTORS,
  certificates: CERTIFICATES,
  ndr2016: NDR_2016,
  ndrOnline: NDR_ONLINE,
  status: STATUS,
  openssl: OPENSSL,
} as const;
export type PasteName = keyof typeof PASTES;
// The keys are the names by the type of the object they are read from.
export const PASTE_NAMES = Object.keys(PASTES) as readonly PasteName[];
