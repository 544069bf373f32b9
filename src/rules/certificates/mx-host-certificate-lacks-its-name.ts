import { code, defineRule, ems, likely, peerOf, say, tlsSaid } from '../define.js';

// Google's words for a name that does not fit, seen from the sender: the check is the sender's, the certificate the receiver's.
// A chain that it does not trust reads otherwise, and Exchange Online names MTA-STS.
export default defineRule({
  id: 'mx-host-certificate-lacks-its-name',
  title: {
    en: "Receiving host's name is not in its certificate",
    ja: '受信側ホストの名前が証明書に含まれていない',
  },
  sources: ['https://support.google.com/a/answer/2520500', 'RFC 8461', 'RFC 6125'],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, { words: ["certificate doesn't match the host"] });
    return said ? likely(peerOf(said.clue, said.reply), [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The sender compares the name of the host in the recipient's MX record with its certificate, and the name is not there. It insists on this because of MTA-STS or a TLS rule of its own; the cure is most likely on the receiving side.`,
      ja: say`送信側は、受信者の MX レコードのホスト名と証明書を照合しますが、名前が含まれていません。MTA-STS または送信側の TLS の規則によるもので、対処は受信側で必要と考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell of the recipient: the MX hosts of your domains, then the names in the certificates for SMTP. Each MX host must be among them.`,
          ja: say`受信側の Exchange 管理シェルで実行します。ドメインの MX ホストと、SMTP 用の証明書の名前が表示されます。すべての MX ホストが含まれている必要があります。`,
        },
        run: ems`
          (Get-AcceptedDomain).DomainName | ForEach-Object {
            Resolve-DnsName "$_" -Type MX -ErrorAction Ignore } |
            Format-Table Name, NameExchange
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':25\b' } |
            Format-List Identity, Fqdn, TlsCertificateName
          Get-ExchangeCertificate | Where-Object { "$($_.Services)" -match 'SMTP' } |
            Format-List Subject, CertificateDomains, NotAfter, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Get a certificate with every MX host name and name it on the receive connector, or let the MX record name a host that the certificate contains. A gateway in front: change it there. Keep the MTA-STS policy.`,
          ja: say`すべての MX ホスト名を含む証明書を取得して受信コネクタに指定するか、MX レコードを証明書に含まれるホスト名にします。手前にゲートウェイがある場合は、ゲートウェイ側で変更します。MTA-STS のポリシーは維持します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`From outside, ${code('openssl s_client -starttls smtp -connect')} with the MX host and port 25 shows that name, and a new message arrives.`,
          ja: say`外部から ${code('openssl s_client -starttls smtp -connect')} で MX ホストのポート 25 に接続し、その名前が表示され、新しいメールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more case', ja: 'ほかの 1 点' },
    more: [
      {
        title: { en: 'You are the sender', ja: '送信側の場合' },
        why: {
          en: say`Send the quoted line to the recipient's mail administrator. Do not take the TLS rule off: the mail may be going to the wrong host.`,
          ja: say`引用した行を相手側のメール管理者に送ります。誤ったホストに送信している可能性もあるため、TLS の規則は外しません。`,
        },
      },
    ],
  }),
});
