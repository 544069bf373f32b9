import { defineRule, ems, needed, onReply, or, say } from '../define.js';

// The domain does not take IPv6 at all. 4.7.26 and 5.7.25 do take IPv6, but want SPF, DKIM or a PTR.
export default defineRule({
  id: 'recipient-domain-takes-no-ipv6',
  ...onReply({ certainty: 'certain', codes: ['5.7.510'], anyCode: true, elsewhere: ['does not accept email over IPv6'] }),
  title: {
    en: "Recipient's domain does not accept mail over IPv6",
    ja: '宛先のドメインが IPv6 での受信に対応していない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/powershell/module/exchange/get-ipv6statusforaccepteddomain',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The mail came over IPv6, but ${or('remoteDomain', "the recipient's domain")} takes mail over IPv4 only. It was returned, though nothing is wrong with it.`,
      ja: say`メールは IPv6 で届きましたが、${or('remoteDomain', '宛先のドメイン')} は IPv4 だけで受信します。内容に問題はありませんが、返送されました。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on the sending server. A line with a next hop means that it reaches the Internet over IPv6.`,
          ja: say`送信側のサーバーの PowerShell で実行します。NextHop が表示される場合は、IPv6 でインターネットに接続しています。`,
        },
        run: ems`
          Get-NetRoute -DestinationPrefix '::/0' -ErrorAction SilentlyContinue |
            Format-Table InterfaceAlias, NextHop`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Send over IPv4: take the IPv6 gateway off that network adapter, or route through a smart host that uses IPv4. Leave IPv6 itself enabled; Exchange relies on it.`,
          ja: say`IPv4 で送信します。ネットワーク アダプターから IPv6 のゲートウェイを外すか、IPv4 を使うスマート ホストを経由します。IPv6 自体は Exchange が使用するため、有効のままにします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 prints nothing, and mail sent again is accepted.`,
          ja: say`手順 1 で何も表示されず、送信し直したメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'You manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: "Recipient's organization", ja: '受信側の組織' },
        why: {
          en: say`Exchange Online PowerShell. Since October 2024 accepted domains take IPv6 unless an administrator has switched it off; this shows the state.`,
          ja: say`Exchange Online PowerShell で状態を表示します。2024 年 10 月以降、承認済みドメインは、管理者が無効にしない限り IPv6 で受信します。`,
        },
        run: ems`Get-IPv6StatusForAcceptedDomain -Domain ${needed('remoteDomain')}`,
      },
    ],
  }),
});
