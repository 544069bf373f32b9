// A slash command as API Gateway delivers it: version 2, form body in base64, signed by the secret of the bench.
import { createHmac } from 'node:crypto';

export const SECRET = 'exchange-tls-bench-signing-secret';

/** The four symptoms of a receive connector that names a certificate that is gone. */
export const PASTE = `We cannot receive mail from Exchange Online over TLS since Friday.

Log Name:      Application
Source:        MSExchangeFrontEndTransport
Date:          11/20/2026 3:04:05 AM
Event ID:      12014
Task Category: TransportService
Level:         Error
Computer:      HYB01.contoso.com
Description:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso Issuing CA 3, DC=contoso, DC=com<S>CN=mail.contoso.com, O=Contoso, C=JP in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB01 with a FQDN parameter of HYB01.contoso.com.

450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded with: "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. The last endpoint attempted was 192.0.2.25:25'

220 HYB01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 03:05:00 +0900
EHLO test
250-HYB01.contoso.com Hello [192.0.2.77]
250-SIZE 37748736
250-PIPELINING
250-DSN
250-ENHANCEDSTATUSCODES
250-8BITMIME
250-BINARYMIME
250 CHUNKING
`;

const FILLER = [
  'The connector was created by the wizard and nobody has touched it since.',
  '2026-11-20T03:05:00.123Z,HYB01\\Default Frontend HYB01,08DD0A1B2C3D4E5F,7,192.0.2.10:25,192.0.2.77:50123,>,250-SIZE 37748736,',
  'Remote server returned "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found" for someone@example.com',
  'TlsCertificateName      : <I>CN=Contoso Issuing CA 3<S>CN=mail.contoso.com',
  'Get-ReceiveConnector の出力を確認しましたが、変更はありません。',
  '',
];

/** The paste followed by other lines, `length` characters in all. */
export function pasteOf(length) {
  let text = PASTE;
  for (let i = 0; text.length < length; i += 1) text += `${FILLER[i % FILLER.length]}\n`;
  return text.slice(0, length);
}

export function slashCommand(text, time = Math.floor(Date.now() / 1000)) {
  const form = new URLSearchParams({
    token: 'none',
    team_id: 'T0BENCH00',
    team_domain: 'contoso',
    channel_id: 'C0BENCH00',
    channel_name: 'mail',
    user_id: 'U0BENCH00',
    user_name: 'sato',
    command: '/exchange-tls',
    // Slack sends these three characters escaped.
    text: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    api_app_id: 'A0BENCH00',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0BENCH00/1/none',
    trigger_id: `${time}.1.none`,
  });
  const body = form.toString();
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`;
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': String(time), 'x-slack-signature': signature },
    requestContext: { http: { method: 'POST', path: '/slack/events' }, requestId: 'bench', stage: '$default' },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}
