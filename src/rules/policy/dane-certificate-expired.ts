import { code, defineHelpdeskRule, ems, onReplyOrReport, or, say } from '../define.js';

// 4.7.322 is the date of the certificate on the path to a DANE domain's MX; 4.7.320 is the person's own outbound
// connector, and 4.7.323 a certificate that is in date and fits no TLSA record.
export default defineHelpdeskRule({
  id: 'dane-certificate-expired',
  ...onReplyOrReport({ certainty: 'certain', codes: ['4.7.322', '5.7.322'] }, { policy: 'tlsa', results: ['certificate-expired'] }),
  title: {
    en: "Certificate of the recipient's MX host has expired",
    ja: '受信側の MX ホストの証明書の有効期限が切れている',
  },
  sources: ['https://learn.microsoft.com/purview/how-smtp-dane-works', 'RFC 7672'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's domain uses DANE, and ${or('remoteHost', 'its MX host')} presents a certificate that is out of date. Senders retry (Exchange Online for 24 hours), then return the mail.`,
      ja: say`受信側のドメインは DANE を使用しています。${or('remoteHost', 'MX ホスト')} が提示した証明書の有効期限が切れています。送信側は再試行 (Exchange Online は 24 時間) の後、メールを返します。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: the certificate is on the recipient's side.`,
        ja: say`対処が必要なのは受信側の証明書です。送信側の設定は変更しません。`,
      },
      {
        en: say`Send the text below to the recipient's administrator by telephone or another address; your mail does not arrive.`,
        ja: say`次の文面を受信側の管理者に伝えます。メールは届かないため、電話などを使います。`,
      },
      {
        en: say`A message that came back with ${code('5.7.322')} has to be sent again afterwards.`,
        ja: say`${code('5.7.322')} で返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to your domain fails with 4.7.322 or 5.7.322, because the certificate that ${or('remoteHost', 'your MX host')} presents on port 25 has expired. Your domain uses DANE, so senders cannot deliver. Please renew the certificate; if its key changes, publish the new TLSA record first and keep both for one TTL.`,
      ja: say`貴ドメイン宛てのメールが 4.7.322 または 5.7.322 で失敗します。${or('remoteHost', 'MX ホスト')} がポート 25 で提示する証明書の有効期限が切れているためです。DANE のドメインのため、送信側は配信を続けられません。証明書を更新してください。キーが変わる場合は、先に新しい TLSA レコードを公開し、TTL の間は両方を残してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'The certificate on the MX host', ja: 'MX ホストの証明書' },
        why: {
          en: say`Exchange Management Shell, if the MX host is an Exchange server: the certificates for SMTP, the oldest first. Paste the output for the steps of a renewal.`,
          ja: say`MX ホストが Exchange サーバーの場合は、Exchange 管理シェルで実行します。SMTP の証明書が期限の順に表示されます。出力を貼り付けると、更新の手順を表示します。`,
        },
        run: ems`
          Get-ExchangeCertificate | Where-Object { $_.Services -match 'SMTP' } |
            Sort-Object NotAfter |
            Format-List Subject, Issuer, Thumbprint, Status, NotAfter, Services`,
      },
      {
        title: { en: 'After the renewal', ja: '更新の後' },
        why: {
          en: say`This test must pass for the domain, for the chain and for each MX host: ${code('https://testconnectivity.microsoft.com/tests/O365DaneValidation/input')}`,
          ja: say`次のテストに、ドメインのすべての MX ホストが合格することを確認します。 ${code('https://testconnectivity.microsoft.com/tests/O365DaneValidation/input')}`,
        },
      },
    ],
  }),
});
