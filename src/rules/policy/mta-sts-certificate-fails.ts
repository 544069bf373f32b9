import { code, defineHelpdeskRule, ems, needed, onPolicy, or, say } from '../define.js';

// The host is in the policy, but its certificate does not pass. Exchange Server checks no MTA-STS: its 454 4.7.5
// "Certificate validation failure" comes from a connector. DANE has codes of its own (4.7.32x).
export default defineHelpdeskRule({
  id: 'mta-sts-certificate-fails',
  ...onPolicy(
    {
      certainty: 'certain',
      codes: ['4.7.5', '5.7.5'],
      words: ['Remote certificate failed MTA-STS validation', 'matching the hostname (MTA-STS)'],
      anyCode: true,
    },
    { policy: 'sts', results: ['certificate-host-mismatch', 'certificate-expired', 'certificate-not-trusted'], vague: 'validation-failure' },
    { sts: ['certificate'] },
  ),
  title: {
    en: "Certificate of the recipient's MX host fails MTA-STS",
    ja: '受信側の証明書が MTA-STS の検証に失敗している',
  },
  sources: [
    'RFC 8461',
    'RFC 8460',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/purview/enhancing-mail-flow-with-mta-sts',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's domain publishes an MTA-STS policy. The certificate of ${or('remoteHost', 'its MX host')} does not meet it: a public authority, the host's name, in date. With ${code('mode: enforce')} senders hold the mail, then return it; with ${code('testing')} they only report.`,
      ja: say`受信側のドメインは MTA-STS ポリシーを公開していますが、${or('remoteHost', 'MX ホスト')} の証明書が条件 (公的な証明機関、ホスト名の一致、有効期限内) を満たしていません。${code('mode: enforce')} では送信側がメールを保留した後に返し、${code('testing')} では報告するだけです。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: the certificate is on the recipient's side.`,
        ja: say`対処が必要なのは受信側の証明書です。送信側の設定は変更しません。`,
      },
      {
        en: say`Mail came back? Send the text below to the recipient's administrator by telephone or another address.`,
        ja: say`メールが返された場合は、次の文面を受信側の管理者に電話などで伝えます。`,
      },
      {
        en: say`Your own domain stands in the report? Then the certificate is yours: continue with the folded part.`,
        ja: say`レポートに記載されたドメインを管理している場合は、この後の「受信側を管理している場合」に進みます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('remoteDomain', 'your domain')} fails MTA-STS validation: the certificate that ${or('remoteHost', 'your MX host')} presents on port 25 does not meet your own policy. Please install a certificate from a public authority, with its intermediate certificates and the name of the MX host, on every MX host.`,
      ja: say`${or('remoteDomain', '貴ドメイン')} 宛てのメールが MTA-STS の検証に失敗します。${or('remoteHost', 'MX ホスト')} がポート 25 で提示する証明書が、貴ドメインのポリシーの条件を満たしていません。公的な証明機関が発行し、MX ホストの名前を含む証明書を、中間証明書とともにすべての MX ホストにインストールしてください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Certificates on the MX host', ja: 'MX ホストの証明書' },
        why: {
          en: say`Exchange Management Shell on the MX host. The one in use has to list the name from the MX record, be in date and not self-signed. Paste the output for the next step.`,
          ja: say`MX ホストの Exchange 管理シェルで実行します。使用中の証明書は、MX レコードの名前を含み、有効期限内で、自己署名でない必要があります。出力を貼り付けると、次の手順を表示します。`,
        },
        run: ems`
          Get-ExchangeCertificate | Where-Object { $_.Services -match 'SMTP' } |
            Format-List Subject, CertificateDomains, Issuer, Status,
              NotAfter, IsSelfSigned
          Get-ReceiveConnector | Where-Object { $_.Bindings -like '*:25' } |
            Format-List Identity, Fqdn, TlsCertificateName`,
      },
      {
        title: { en: 'The policy', ja: 'ポリシー' },
        why: {
          en: say`${code('mode: testing')} lets mail flow while you repair; raise the id of the TXT record after each change. It only reads.`,
          ja: say`修正が終わるまで ${code('mode: testing')} にすると、メールが止まりません。変更のたびに TXT レコードの id を更新します。参照のみのコマンドです。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName $domain -Type MX | Format-Table NameExchange, Preference
          Resolve-DnsName "_mta-sts.$domain" -Type TXT | Format-List Strings
          [Net.ServicePointManager]::SecurityProtocol = 'Tls12'
          Invoke-RestMethod "https://mta-sts.$domain/.well-known/mta-sts.txt"`,
      },
    ],
  }),
});
