import { code, defineOpenRule, ems, needed, onReply, or, say } from '../define.js';

// Exchange Server asks the DNS servers of its own network, so "nonexistent" may be their mistake. Exchange Online asks
// public DNS (5.4.310).
export default defineOpenRule({
  id: 'exchange-server-finds-no-domain',
  ...onReply({ certainty: 'open', codes: ['5.4.4', '4.4.0'], words: ['NonExistentDomain', 'nonexistent domain'], anyCode: true }),
  title: {
    en: 'Exchange Server finds no such domain in its DNS',
    ja: 'Exchange サーバーの DNS に宛先のドメインがない',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages'],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The DNS servers that Exchange asks say that ${or('remoteDomain', "the recipient's domain")} does not exist. Either that is true, or Exchange asks the wrong servers. With 5.4.4 the mail is returned.`,
      ja: say`Exchange が参照する DNS サーバーに、${or('remoteDomain', '受信者のドメイン')} が存在しません。ドメインが実在しないか、参照先の DNS サーバーが誤っています。5.4.4 の場合、メールは返されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends the mail: the same question to its own DNS and to a public one.`,
        ja: say`メールを送信するサーバーの Exchange 管理シェルで実行します。サーバー自身の DNS と公開 DNS に、同じ問い合わせをします。`,
      },
      run: ems`
        $domain = ${needed('remoteDomain')}
        Resolve-DnsName $domain -Type MX
        Resolve-DnsName $domain -Type MX -Server 8.8.8.8
        Get-TransportService | Format-List Name, ExternalDNS*, InternalDNS*
        Get-DnsClientServerAddress | Format-Table InterfaceAlias, ServerAddresses`,
    },
    outcomes: [
      {
        sees: { en: say`Both say that it does not exist`, ja: say`どちらにも存在しない場合` },
        means: {
          en: say`The address is mistyped or the domain has lapsed. Check the part behind the @ with the sender.`,
          ja: say`アドレスの誤りか、ドメインの失効です。@ より後の部分を送信者に確認します。`,
        },
      },
      {
        sees: { en: say`Only ${code('8.8.8.8')} answers`, ja: say`${code('8.8.8.8')} だけ応答がある場合` },
        means: {
          en: say`Your DNS is at fault: an internal zone of that name, no forwarders, or a dead server listed first. Repair it there.`,
          ja: say`社内の DNS の障害です。同名の内部ゾーンがある、フォワーダーがない、停止したサーバーが先頭に指定されている、のいずれかです。DNS 側を修正します。`,
        },
      },
      {
        sees: { en: say`Both answer`, ja: say`どちらも応答がある場合` },
        means: {
          en: say`The domain is new or DNS has recovered: send the mail again.`,
          ja: say`新しいドメインか、DNS が復旧した後です。メールを送信し直します。`,
        },
      },
    ],
  }),
});
