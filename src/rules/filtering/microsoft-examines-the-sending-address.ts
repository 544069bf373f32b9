import { defineRule, ems, onReply, or, say, topSenders } from '../define.js';

// Same words as the throttling of 4.7.500 to 4.7.699, but for suspicious activity instead of a risen volume.
export default defineRule({
  id: 'microsoft-examines-the-sending-address',
  ...onReply({ certainty: 'certain', codes: ['4.7.850-899'] }),
  title: {
    en: 'Sending address is restricted while it is examined',
    ja: '送信元 IP アドレスが調査のため一時的に制限されている',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online noticed suspicious mail from ${or('clientIp', 'the sending address')} and holds it back while it looks closer. If the mail is honest, the restriction ends by itself.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} から疑わしい送信があり、Exchange Online が調査のため受信を制限しています。問題がなければ、制限は自動的に解除されます。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`A sender you do not expect: reset that password, or cut off the device, before the restriction becomes a block. Otherwise wait.`,
          ja: say`覚えのない送信者がある場合は、ブロックに変わる前に、パスワードのリセットや機器の切り離しをします。ない場合は、解除を待ちます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue to Exchange Online drains, and its ${or('code', '4.7.85x')} error disappears.`,
          ja: say`Exchange Online 宛てのキューが減り、${or('code', '4.7.85x')} のエラーが表示されなくなれば成功です。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'If it becomes a block', ja: 'ブロックされた場合' },
    more: [
      {
        title: { en: 'If it becomes a block', ja: 'ブロックされた場合' },
        why: {
          en: say`Then the reply is 5.7.606 to 5.7.649, and the delist portal at sender.office.com removes the address.`,
          ja: say`応答が 5.7.606 から 5.7.649 に変わります。sender.office.com の解除ポータルで申請します。`,
        },
      },
    ],
  }),
});
