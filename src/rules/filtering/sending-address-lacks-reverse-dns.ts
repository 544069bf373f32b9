import { code, defineRule, ems, mentions, needed, onReply, or, say } from '../define.js';

const reply = onReply({
  certainty: 'certain',
  codes: ['5.7.25', '4.7.25'],
  anyCode: true,
  elsewhere: [
    'reverse DNS',
    'reverse hostname',
    'reverse lookup',
    'reverse mapping',
    'reverse entry',
    'PTR record',
    'PTR entry',
    'no PTR',
    'RDNS',
    'cannot find your hostname',
    'mismatches client ip',
    'unverifyable sending IP',
  ],
  unless: ['SPF'],
});

// The receiver looked up the name of the sending address. SPF looks up the domain of the sender instead; "mismatches client IP"
// may mean either.
export default defineRule({
  id: 'sending-address-lacks-reverse-dns',
  ...reply,
  title: {
    en: 'Sending address has no matching reverse DNS',
    ja: '送信元 IP アドレスの逆引き DNS が正しくない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://support.google.com/a/answer/81126',
    'RFC 7372',
  ],
  explains: [],
  mail: 'held',

  match(evidence) {
    const found = reply.match(evidence);
    return found && mentions(found.because[0].at.text, 'mismatches client ip') ? { ...found, certainty: 'likely' } : found;
  },

  text: () => ({
    cause: {
      en: say`The PTR record of ${or('clientIp', 'the sending address')} is missing, or its name does not lead back to the address. Many receivers refuse such senders; over IPv6 nearly all do.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} の PTR レコードがないか、その名前から同じアドレスに戻れません。多くの受信側がこのような送信元を拒否し、IPv6 ではほぼすべてが拒否します。`,
    },
    confirm: [
      {
        why: {
          en: say`The name that your servers give in EHLO; empty means the server's own name.`,
          ja: say`サーバーが EHLO で名乗る名前です。空の場合はサーバー自身の名前です。`,
        },
        run: ems`Get-SendConnector | Format-Table Name, Fqdn, SourceTransportServers`,
      },
      {
        why: {
          en: say`One name and then the same address have to appear; best, the name of step 1.`,
          ja: say`名前が 1 つと、同じ IP アドレスが表示されることを確認します。手順 1 の名前と同じであれば最適です。`,
        },
        run: ems`
          $ptr = Resolve-DnsName ${needed('clientIp')} -ErrorAction Ignore
          $ptr | Format-List NameHost
          if ($ptr) {
            Resolve-DnsName @($ptr)[0].NameHost | Format-List Name, IPAddress
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Ask the provider of the address (not the DNS provider of the domain) to set its PTR to that name. Then publish an A or AAAA record from the name to the address.`,
          ja: say`IP アドレスを提供している事業者 (ドメインの DNS 事業者ではありません) に、PTR レコードをその名前にするように依頼します。名前から IP アドレスへの A または AAAA レコードも公開します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 2: name and address agree in both directions. Mail sent again is accepted.`,
          ja: say`手順 2 をもう一度実行し、正引きと逆引きが一致すれば成功です。送信し直したメールも受け付けられます。`,
        },
      },
    ],
    moreLabel: { en: 'Provider address and IPv6', ja: '事業者のアドレスと IPv6' },
    more: [
      {
        title: { en: 'The address is not yours', ja: '自社の IP アドレスではない場合' },
        why: {
          en: say`Then a provider or a cloud service sends: its support sets the PTR. Exchange Online's own addresses have one.`,
          ja: say`事業者またはクラウド サービスが送信しています。PTR はそのサポートが設定します。Exchange Online のアドレスには設定されています。`,
        },
      },
      {
        title: { en: 'Only IPv6 is refused', ja: 'IPv6 だけが拒否される場合' },
        why: {
          en: say`Until the IPv6 address has its PTR, send over IPv4. The reply names ${code('IPv6')} or an address with colons.`,
          ja: say`IPv6 アドレスの PTR が設定されるまでは、IPv4 で送信します。応答に ${code('IPv6')} またはコロンを含むアドレスがあれば、この場合です。`,
        },
      },
    ],
  }),
});
