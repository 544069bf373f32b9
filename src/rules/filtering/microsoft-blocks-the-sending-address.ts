import { code, defineRule, ems, needed, onReply, or, say, topSenders } from '../define.js';

// The list that the delist portal empties at once. 5.7.511 is lifted by mail only, and Spamhaus by Spamhaus.
export default defineRule({
  id: 'microsoft-blocks-the-sending-address',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.606-649'],
    anyCode: true,
    elsewhere: ['banned sending IP', 'AS16012609', 'blocked using Blocklist', 'FBLW15'],
    unless: ['Spamhaus'],
  }),
  title: {
    en: "Sending address is on Microsoft's block list",
    ja: '送信元 IP アドレスが Microsoft のブロック リストにある',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Microsoft refuses mail from ${or('clientIp', 'the address in the reply')} because spam came from it. All mail to Microsoft 365 and Outlook.com returns until the address is taken off the list.`,
      ja: say`${or('clientIp', '応答にある IP アドレス')} からスパムが送信されたため、Microsoft が受信を拒否しています。リストから解除されるまで、Microsoft 365 と Outlook.com 宛てのメールはすべて返送されます。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`Stop the source first: reset the password of that mailbox, or cut off the device or open relay. Listed again, an address is slower to come off.`,
          ja: say`先に原因を止めます。該当するメールボックスのパスワードをリセットし、侵入された機器やオープン リレーを切り離します。再登録されると、解除に時間がかかります。`,
        },
      },
      {
        why: {
          en: say`Then enter ${or('clientIp', 'the address')} at ${code('https://sender.office.com')} and confirm the mail that follows. Removal takes up to 24 hours.`,
          ja: say`次に、${code('https://sender.office.com')} に ${or('clientIp', 'IP アドレス')} を入力し、届いた確認メールで手続きを終えます。解除には最大 24 時間かかります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send again the next day: the mail leaves, and no queue shows ${code('banned sending IP')}.`,
          ja: say`翌日に送信し直します。キューに ${code('banned sending IP')} が表示されず、メールが送信されれば成功です。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, NextHopDomain, LastError`,
      },
    ],
    moreLabel: { en: 'Reputation and providers', ja: '評価の維持と事業者の場合' },
    more: [
      {
        title: { en: 'Keep the reputation', ja: '評価を保つために' },
        why: {
          en: say`The address needs a PTR that leads to a name of yours, and the sending domains need SPF and DKIM.`,
          ja: say`IP アドレスには自社の名前を指す PTR レコードが、送信ドメインには SPF と DKIM が必要です。`,
        },
        run: ems`
          Resolve-DnsName ${needed('clientIp')} | Format-List NameHost`,
      },
      {
        title: { en: 'Address of a provider', ja: '事業者の IP アドレスの場合' },
        why: {
          en: say`If many share the address, only the provider can stop the source: send it this reply. Dynamic addresses have to send through the provider's relay.`,
          ja: say`共有の IP アドレスでは、事業者しか原因を止められません。この応答を事業者に送ります。動的な IP アドレスからは、事業者の中継サーバーを経由して送信します。`,
        },
      },
    ],
  }),
});
