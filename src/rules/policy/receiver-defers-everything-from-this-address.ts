import { defineHelpdeskRule, onReply, or, say } from '../define.js';

// Yahoo's way to block an address: a 421 that never ends. Exchange Server knows it and returns the mail at once. A slow-down
// for reputation ends by itself.
export default defineHelpdeskRule({
  id: 'receiver-defers-everything-from-this-address',
  ...onReply({ certainty: 'certain', codes: ['4.7.1', '4.7.0', '5.7.1'], words: ['permanently deferred'], anyCode: true }),
  title: {
    en: 'Receiver blocks the sending address for good',
    ja: '受信側が送信元 IP アドレスを恒久的に拒否している',
  },
  sources: ['https://senders.yahooinc.com/smtp-error-codes/', 'https://github.com/microsoft/CSS-Exchange'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The receiver')} refuses all mail from ${or('clientIp', 'the sending address')} for its reputation. The code looks temporary, but trying again does not help: Exchange Server returns such mail.`,
      ja: say`${or('remoteHost', '受信側')} が、評価を理由に ${or('clientIp', '送信元の IP アドレス')} からのすべてのメールを拒否しています。コードは一時的なエラーですが、再試行しても届かないため、Exchange Server は NDR を返します。`,
    },
    todo: [
      {
        en: say`Find out why first: a hacked account, an infected computer or a mailing that people complained about.`,
        ja: say`先に原因を調べます。乗っ取られたアカウント、感染したコンピューター、苦情の多い一斉送信などです。`,
      },
      {
        en: say`Check SPF, DKIM, DMARC and reverse DNS of the sending address.`,
        ja: say`SPF、DKIM、DMARC、送信元 IP アドレスの逆引きを確認します。`,
      },
      {
        en: say`Then ask for removal on the page that the quoted line names.`,
        ja: say`そのうえで、引用行に示されたページから解除を申請します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`All mail from our server ${or('clientIp', 'address')} to your users is permanently deferred. We found and removed the cause, and SPF, DKIM and reverse DNS are in place. Please lift the block, or tell us what still leads to it.`,
      ja: say`当方のサーバー ${or('clientIp', 'の IP アドレス')} から貴サービス宛てのメールが、すべて拒否されています。原因は取り除き、SPF、DKIM、逆引きも設定済みです。解除をお願いします。問題が残っている場合はお知らせください。`,
    },
    moreLabel: { en: 'Meanwhile', ja: '解除までの対応' },
    more: [
      {
        title: { en: 'Mail that cannot wait', ja: '急ぎのメール' },
        why: {
          en: say`Send it by another way, such as Exchange Online. A new address of your own has no reputation yet and is soon blocked for the same cause.`,
          ja: say`Exchange Online など別の経路で送信します。IP アドレスを変えても、原因が残っていれば再び拒否されます。`,
        },
      },
    ],
  }),
});
