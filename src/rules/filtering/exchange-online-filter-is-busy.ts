import { defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// A filter of the receiving service was overloaded for a moment. It says nothing about the sender, unlike 4.7.500-699.
export default defineHelpdeskRule({
  id: 'exchange-online-filter-is-busy',
  ...onReply({ certainty: 'certain', codes: ['4.7.700'], words: ['PFA agent busy'], anyCode: true }),
  title: {
    en: 'Filter of Exchange Online is busy for a moment',
    ja: 'Exchange Online のフィルターが一時的に混雑している',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online', 'RFC 5321'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`A filter of the receiving service was overloaded and asked to try again. The sending server does so by itself; nothing is wrong on either side.`,
      ja: say`受信側サービスのフィルターが混雑し、再試行を求めました。送信側のサーバーが自動的に再試行します。どちらの設定にも問題はありません。`,
    },
    todo: [
      {
        en: say`Wait: the mail usually leaves within an hour.`,
        ja: say`通常は 1 時間以内に送信されるため、待ちます。`,
      },
      {
        en: say`Held for hours? Look at the Microsoft 365 service health page.`,
        ja: say`数時間続く場合は、Microsoft 365 のサービス正常性を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your mail to ${or('recipient', 'the recipient')} is delayed because the recipient's service was busy. It is sent again automatically; you need not do anything.`,
      ja: say`${or('recipient', '宛先')} へのメールは、受信側サービスの混雑により遅延しています。自動的に再送されるため、操作は必要ありません。`,
    },
    moreLabel: { en: 'I manage the sending server', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'Sending server', ja: '送信側のサーバー' },
        why: {
          en: say`Shows whether the mail still waits and when it is tried next. This only reads.`,
          ja: say`メールが待機中かどうかと、次の再試行の時刻を表示します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, MessageCount, NextRetryTime, LastError`,
      },
    ],
  }),
});
