import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// "Sender denied" is what the Sender Filter agent of Exchange writes. "Sender address rejected" is Postfix, SPF has its own words,
// and 5.1.8 with "bad outbound sender" is a block of the own account.
export default defineHelpdeskRule({
  id: 'sender-filter-refuses-the-sender',
  ...onReply({
    certainty: 'likely',
    codes: ['5.1.0'],
    words: ['Sender denied', 'sender is denied'],
    anyCode: true,
    unless: ['SPF', 'DMARC', 'bad outbound'],
  }),
  title: {
    en: "Sender filter of the recipient's server refuses the sender",
    ja: '受信側の送信者フィルターが送信者を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/sender-filtering',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-1-0-in-exchange-online',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', "The recipient's server")} does not take mail from ${or('sender', 'this sender')}. Most likely the address or domain is on its list of blocked senders, or on the recipient's own. The mail was returned.`,
      ja: say`${or('remoteHost', '受信側のサーバー')} は、${or('sender', 'この送信者')} からのメールを受け付けません。アドレスまたはドメインが、サーバーか受信者個人の受信拒否リストにあると考えられます。メールは返送されています。`,
    },
    todo: [
      {
        en: say`Ask the recipient in another way to look at the blocked senders in Outlook, and to take the address off.`,
        ja: say`別の手段で受信者に連絡し、Outlook の受信拒否リストから送信者のアドレスを削除するように依頼します。`,
      },
      {
        en: say`Not there? Their administrator has to look; the quoted line tells what to search for.`,
        ja: say`リストにない場合は、上の引用行を添えて受信側の管理者に確認を依頼します。`,
      },
      {
        en: say`Was it a reply to a saved or very old message? Write a new one and type the address in full.`,
        ja: say`保存したメールや古いメールへの返信の場合は、新しいメールを作成し、宛先のアドレス全体を入力して送信します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`${or('remoteHost', 'Your server')} refuses mail from ${or('sender', 'our sender')} with "5.1.0 Sender denied". Please check the blocked senders of the server and of the recipient for the address and its domain. If it is there by mistake, please remove it.`,
      ja: say`${or('remoteHost', '貴組織のサーバー')} が、${or('sender', '当方の送信者')} からのメールを「5.1.0 Sender denied」で拒否しています。アドレスまたはドメインが、サーバーまたは受信者の受信拒否リストに登録されていないかを確認し、誤りであれば削除してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Sender filter of Exchange Server', ja: 'Exchange Server の送信者フィルター' },
        why: {
          en: say`Exchange Management Shell, on the Edge server if there is one; only reads. ${code('BlankSenderBlockingEnabled')} refuses mail without a sender as well.`,
          ja: say`Exchange 管理シェル (エッジ トランスポート サーバーがある場合はそのサーバー) で実行します。参照のみです。${code('BlankSenderBlockingEnabled')} が有効な場合、送信者が空のメールも拒否されます。`,
        },
        run: ems`
          Get-SenderFilterConfig | Format-List Enabled, Action, Blocked*, Blank*
          Get-TransportAgent | Format-Table Identity, Enabled`,
      },
    ],
  }),
});
