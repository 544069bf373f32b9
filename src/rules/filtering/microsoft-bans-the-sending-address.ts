import { code, defineRule, onReply, or, say, topSenders } from '../define.js';

// 5.7.511 has the words "banned sender" of 5.7.502 and 5.7.503, but means the IP address. The portal of 5.7.606-649 does
// not lift it.
export default defineRule({
  id: 'microsoft-bans-the-sending-address',
  ...onReply({ certainty: 'certain', codes: ['5.7.511'] }),
  title: {
    en: 'Microsoft has banned the sending address',
    ja: '送信元 IP アドレスが Microsoft に禁止されている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Microsoft has banned ${or('clientIp', 'the sending address')}, and the delist portal does not lift this one. Mail to Microsoft 365 and Outlook.com returns until a person at Microsoft removes it.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} が Microsoft に禁止されています。この禁止は解除ポータルでは解除できず、Microsoft の担当者が解除するまで、Microsoft 365 と Outlook.com 宛てのメールは返送されます。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`Stop the source first: reset the password of that mailbox, or cut off the device or open relay.`,
          ja: say`先に原因を止めます。該当するメールボックスのパスワードをリセットし、侵入された機器やオープン リレーを切り離します。`,
        },
      },
      {
        why: {
          en: say`Then forward the whole NDR with the address to ${code('delist@microsoft.com')} (older replies name another address). Say what you stopped.`,
          ja: say`次に、NDR の全文と IP アドレスを ${code('delist@microsoft.com')} に送ります (以前の応答には別の宛先が記載されています)。止めた原因も書き添えます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After Microsoft's answer, mail to Microsoft 365 is accepted without ${code('5.7.511')}.`,
          ja: say`Microsoft の回答後、${code('5.7.511')} が返らず、Microsoft 365 宛てのメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Urgent mail meanwhile', ja: '解除までの急ぎのメール' },
    more: [
      {
        title: { en: 'Urgent mail meanwhile', ja: '解除までの急ぎのメール' },
        why: {
          en: say`Once the source is stopped, send through your provider's relay or Exchange Online. Before that, their addresses end on lists too.`,
          ja: say`原因を止めた後であれば、事業者の中継サーバーや Exchange Online を経由して送信できます。止める前に使うと、その IP アドレスもブロックされます。`,
        },
      },
    ],
  }),
});
