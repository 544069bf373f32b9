import { code, defineRule, ems, onReply, or, say, topSenders } from '../define.js';

// A rate limit for the whole IPv6 range; 4.7.500-699 throttles one address and only for a while.
export default defineRule({
  id: 'ipv6-range-sends-too-fast',
  ...onReply({ certainty: 'certain', codes: ['5.7.508'], anyCode: true, elsewhere: ['has exceeded permitted limits within'] }),
  title: {
    en: 'IPv6 range sends too much mail at once',
    ja: '送信元の IPv6 アドレス範囲が送信数の上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/microsoft-365/security/office-365-security/support-for-anonymous-inbound-email-messages-over-ipv6',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online limits what an IPv6 range may send in a short time, and that of ${or('clientIp', 'the sending address')} is over it. Neighbours in the same range count, too.`,
      ja: say`Exchange Online は、IPv6 アドレスの範囲ごとに短時間の送信数を制限しています。${or('clientIp', '送信元の IP アドレス')} の範囲が上限を超えました。同じ範囲のほかの利用者の送信も数えられます。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`Spread bulk mail over hours. If the volume is normal, send over IPv4, where this limit does not exist. Leave IPv6 enabled, but take its gateway off the adapter; if the next hop begins with fe80, turn off RouterDiscovery with ${code('Set-NetIPInterface')}.`,
          ja: say`一斉配信は数時間に分けます。通常の送信量の場合は、この制限がない IPv4 で送信します。IPv6 自体は有効のまま、アダプターから IPv6 のゲートウェイを外します。次ホップが fe80 で始まる場合は、${code('Set-NetIPInterface')} で RouterDiscovery を無効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The command prints no next hop, so only IPv4 is used. Mail sent again is accepted.`,
          ja: say`何も表示されなければ、IPv4 だけで送信されます。送信し直したメールが受け付けられれば成功です。`,
        },
        run: ems`
          Get-NetRoute -DestinationPrefix '::/0' -ErrorAction SilentlyContinue |
            Format-Table NextHop`,
      },
    ],
    moreLabel: { en: 'Returned mail', ja: '返送されたメール' },
    more: [
      {
        title: { en: 'Returned mail', ja: '返送されたメール' },
        why: {
          en: say`${code('5.7.508')} is final: the senders have to send again, once the limit no longer applies.`,
          ja: say`${code('5.7.508')} は再試行されません。制限が解除された後、送信者が送信し直す必要があります。`,
        },
      },
    ],
  }),
});
