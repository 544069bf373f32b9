import { code, defineHelpdeskRule, ems, onReplyOrReport, or, say } from '../define.js';

// The words end in (DANE): the chain fits a TLSA record of usage 2, only the name is wrong. MTA-STS has the same words
// without that end, and 4.7.323 is a key that fits no record.
export default defineHelpdeskRule({
  id: 'dane-certificate-lacks-host-name',
  ...onReplyOrReport({ certainty: 'certain', codes: ['4.7.325', '5.7.325'] }, { policy: 'tlsa', results: ['certificate-host-mismatch'] }),
  title: {
    en: 'Certificate lacks the name of the MX host (DANE)',
    ja: '証明書に MX ホストの名前が含まれていない (DANE)',
  },
  sources: ['https://learn.microsoft.com/purview/how-smtp-dane-works', 'RFC 7672'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The TLSA record of usage 2 trusts an authority, so the certificate must also carry the name of ${or('remoteHost', 'the MX host')}. It does not. Senders retry (Exchange Online for 24 hours), then return the mail.`,
      ja: say`用途 2 の TLSA レコードは証明機関を指定するため、証明書には ${or('remoteHost', 'MX ホスト')} の名前も必要ですが、含まれていません。送信側は再試行 (Exchange Online は 24 時間) の後、メールを返します。`,
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
        en: say`A message that came back with ${code('5.7.325')} has to be sent again afterwards.`,
        ja: say`${code('5.7.325')} で返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to your domain fails with 4.7.325 or 5.7.325. The certificate of ${or('remoteHost', 'your MX host')} does not contain the host's name, which a TLSA record of usage 2 requires. Please install a certificate with that name in its subject alternative names, or publish a 3 1 1 record, which does not check names.`,
      ja: say`貴ドメイン宛てのメールが 4.7.325 または 5.7.325 で失敗します。用途 2 の TLSA レコードではホスト名の一致が必要ですが、${or('remoteHost', 'MX ホスト')} の証明書にその名前がありません。サブジェクトの別名にその名前を含む証明書をインストールするか、名前を検証しない 3 1 1 レコードを公開してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Names in the certificates', ja: '証明書に含まれる名前' },
        why: {
          en: say`Exchange Management Shell, if the MX host is an Exchange server. ${code('CertificateDomains')} of the one in use must list the name in the MX record.`,
          ja: say`MX ホストが Exchange サーバーの場合は、Exchange 管理シェルで実行します。使用中の証明書の ${code('CertificateDomains')} に、MX レコードの名前が必要です。`,
        },
        run: ems`
          Get-ExchangeCertificate | Where-Object { $_.Services -match 'SMTP' } |
            Format-List Subject, CertificateDomains, Thumbprint, NotAfter
          Get-ReceiveConnector | Where-Object { $_.Bindings -like '*:25' } |
            Format-List Identity, Fqdn, TlsCertificateName`,
      },
    ],
  }),
});
