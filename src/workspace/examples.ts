/** Texts to try, one for each kind of answer. All names are made up. */
export interface Example {
  readonly label: string;
  readonly lang?: 'ja';
  readonly text: string;
}

const REPLY_450 =
  '450 4.4.101 Proxy session setup failed on Frontend with \'451 4.4.0 Primary target IP address responded with: "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 192.0.2.25:25\'';

const EVENT_EN = `Log Name:      Application
Source:        MSExchangeFrontEndTransport
Date:          11/19/2026 3:11:07 AM
Event ID:      12014
Task Category: TransportService
Level:         Error
Keywords:      Classic
User:          N/A
Computer:      HYB01.contoso.com
Description:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso Issuing CA 3, O=Contoso Trust, C=US<S>CN=mail.contoso.com, O=Contoso, C=US in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB01 with a FQDN parameter of HYB01.contoso.com. If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector configuration and the installed certificates to make sure that there is a certificate with a domain name for that FQDN. If this certificate exists, run Enable-ExchangeCertificate -Services SMTP to make sure that the Microsoft Exchange Transport service has access to the certificate key.

${REPLY_450}`;

const EVENT_JA = `ログの名前:     Application
ソース:         MSExchangeFrontEndTransport
日付:           2026/11/19 3:11:07
イベント ID:    12014
タスクのカテゴリ: TransportService
レベル:         エラー
キーワード:     クラシック
ユーザー:       N/A
コンピューター: HYB01.contoso.com
説明:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso Issuing CA 3, O=Contoso Trust, C=US<S>CN=mail.contoso.com, O=Contoso, C=US in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB01 with a FQDN parameter of HYB01.contoso.com.

Exchange Online からのメールが「451 5.7.3 STARTTLS is required to send mail」で届きません。`;

const SESSION = `telnet hyb01.contoso.com 25
220 HYB01.contoso.com Microsoft ESMTP MAIL Service ready at Thu, 19 Nov 2026 03:20:41 +0000
EHLO test
250-HYB01.contoso.com Hello [198.51.100.7]
250-SIZE 37748736
250-PIPELINING
250-DSN
250-ENHANCEDSTATUSCODES
250-8BITMIME
250-BINARYMIME
250 CHUNKING`;

const NO_FAULT = `220 mx1.fabrikam.com ESMTP ready
EHLO hyb01.contoso.com
250-mx1.fabrikam.com
250-STARTTLS
250 SIZE 52428800
STARTTLS
220 2.0.0 Ready to start TLS`;

const UNKNOWN_RECIPIENT = `Delivery has failed to these recipients or groups:

ana.kovac@fabrikam.com
The email address you entered couldn't be found.

Diagnostic information for administrators:

Generating server: HYB01.contoso.com

ana.kovac@fabrikam.com
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ana.kovac@fabrikam.com not found by SMTP address lookup'`;

export const EXAMPLES: readonly Example[] = [
  { label: 'Event 12014', text: EVENT_EN },
  { label: 'イベント 12014', lang: 'ja', text: EVENT_JA },
  { label: '450 4.4.101', text: REPLY_450 },
  { label: '5.7.3 alone', text: '451 5.7.3 STARTTLS is required to send mail' },
  { label: 'Telnet session', text: SESSION },
  { label: 'Unknown recipient', text: UNKNOWN_RECIPIENT },
  { label: 'Code 5.7.64', text: '5.7.64' },
  { label: 'No fault', text: NO_FAULT },
  { label: 'Help', text: 'help' },
];
