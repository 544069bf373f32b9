import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// The receiver looked up the sender's domain and found neither MX nor address. "Sender address rejected" with other words
// is a list or a policy of the receiver.
export default defineRule({
  id: 'sender-domain-is-not-in-dns',
  ...onReply({
    certainty: 'certain',
    codes: ['5.1.8', '4.1.8', '5.7.27'],
    words: [
      'Sender address rejected: Domain not found',
      'Domain of sender address',
      'Domain of sender does not',
      'sender domain does not',
      'sender domain must',
      'sender domain not found',
      "sender's domain does not exist",
      'Sender address has null MX',
    ],
    anyCode: true,
    unless: ['Recipient'],
    // "must match", "must be verified" and a list of allowed domains are no DNS.
    where: ({ text }) =>
      !/sender domain (?:must (?!exist|resolve|be resolv)|does not (?!exist|resolve|have|seem)|not found in (?:our|the|allowed))/i.test(text),
  }),
  title: {
    en: "Sender's domain cannot be found in DNS",
    ja: '送信者のドメインが DNS で見つからない',
  },
  sources: ['RFC 7505', 'https://www.postfix.org/postconf.5.html#reject_unknown_sender_domain'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's server finds no mail server for the domain of ${or('sender', 'the sender')}, so it could never answer, or the domain says by a null MX (5.7.27) that it takes no mail. Often an application or device sends with an internal name such as .local.`,
      ja: say`受信側のサーバーが、${or('sender', '送信者')} のドメインのメール サーバーを DNS で見つけられないか、null MX (5.7.27) によりメールを受信しないドメインとされています。多くの場合、アプリケーションや機器が .local などの内部の名前で送信しています。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell on any computer: public DNS has to show an MX record with a host name, or an address. An empty name or ${code('.')} is a null MX. An error means that port 53 to 8.8.8.8 is closed.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。公開 DNS に、ホスト名のある MX レコードまたは IP アドレスが必要です。名前が空か ${code('.')} の場合は null MX です。エラーの場合は、8.8.8.8 のポート 53 が遮断されています。`,
        },
        run: ems`
          $domain = ${needed('senderDomain')}
          foreach ($type in 'MX', 'A') {
            Resolve-DnsName $domain -Type $type -Server 8.8.8.8 |
              Where-Object Section -eq 'Answer' |
              Format-Table Name, Type, NameExchange, IPAddress
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If nothing comes back, give the application or device a sender address in a domain of yours that receives mail. If the domain is real, repair its MX record at the DNS provider; a null MX only if it shall receive mail.`,
          ja: say`何も表示されない場合は、受信できる自社ドメインのアドレスを、アプリケーションや機器の送信者に設定します。実在するドメインの場合は、DNS の MX レコードを修正します (null MX は、受信するドメインの場合だけ変更)。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 shows an MX record with a host name, or an address, and mail sent again is accepted.`,
          ja: say`手順 1 でホスト名のある MX レコードまたは IP アドレスが表示され、送信し直したメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Only now and then', ja: 'ときどき発生する場合' },
    more: [
      {
        title: { en: 'Only some receivers, or only now and then', ja: '一部の宛先、またはときどき発生する場合' },
        why: {
          en: say`One of the name servers of the domain does not answer, or DNSSEC fails. The registrar's name servers and those of the zone have to be the same.`,
          ja: say`ドメインのネーム サーバーの一部が応答しないか、DNSSEC の検証に失敗しています。レジストラーに登録したネーム サーバーと、ゾーンのネーム サーバーを一致させます。`,
        },
        run: ems`
          Resolve-DnsName ${needed('senderDomain')} -Type NS | Format-Table Name, NameHost`,
      },
    ],
  }),
});
