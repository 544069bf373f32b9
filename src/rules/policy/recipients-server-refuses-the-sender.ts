import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The words of Postfix and its kin. Exchange Online's 5.1.8 blocks the own account ("bad outbound sender"); here a server
// behind it refuses, whatever Exchange writes above the code.
export default defineHelpdeskRule({
  id: 'recipients-server-refuses-the-sender',
  ...onReply({
    certainty: 'certain',
    codes: ['5.1.8', '5.1.0', '5.7.1', '5.7.0'],
    words: ['Sender address rejected', 'Sender rejected'],
    anyCode: true,
    unless: [
      'not logged in',
      'not owned by',
      'fully-qualified',
      'not found',
      'unknown',
      'undeliverable',
      'unverified',
      'SPF',
      'DMARC',
      'bad outbound',
    ],
  }),
  title: {
    en: "Recipient's server refuses this sender",
    ja: '受信側のサーバーがこの送信者を拒否している',
  },
  sources: [
    'https://www.postfix.org/access.5.html',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-1-0-in-exchange-online',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', "The recipient's server")} does not take mail from ${or('sender', 'this sender')}: its own list or policy forbids the address or its domain. It does not say why. If that host is your own relay or provider, its list of senders decides.`,
      ja: say`${or('remoteHost', '受信側のサーバー')} は、${or('sender', 'この送信者')} からのメールを受け付けません。アドレスまたはドメインが、受信側の一覧やポリシーで禁止されています。理由は示されていません。このホストが自社または事業者の中継サーバーの場合は、その送信者の制限によるものです。`,
    },
    todo: [
      {
        en: say`Ask the recipient by telephone or another way whether the sender or its domain is blocked there.`,
        ja: say`送信者またはドメインを拒否していないか、電話などで受信者に確認します。`,
      },
      {
        en: say`Only their administrator can lift it; the quoted line shows what to search for.`,
        ja: say`解除できるのは受信側の管理者だけです。上の引用行を伝えます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server ${or('remoteHost', '(named in the bounce)')} refuses mail from ${or('sender', 'our sender')} to ${or('recipient', 'your user')} with "Sender address rejected". Please look at the sender access list and the log of that server, and tell us the reason or allow the address.`,
      ja: say`貴組織のメール サーバー ${or('remoteHost', '(バウンス メッセージに記載)')} が、${or('sender', '当方の送信者')} から ${or('recipient', '貴組織の受信者')} へのメールを「Sender address rejected」で拒否しています。送信者の制限一覧とログを確認し、理由をお知らせいただくか、アドレスを許可してください。`,
    },
    moreLabel: { en: 'I manage the sender', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'Mail of your domain in general', ja: '自社ドメインのメール全般' },
        why: {
          en: say`If more recipients refuse the domain, look at its SPF record first; the sender must also be able to receive mail.`,
          ja: say`ほかの宛先でも拒否される場合は、まず SPF レコードを確認します。送信者のアドレスは、受信できるものである必要があります。`,
        },
        run: ems`
          Resolve-DnsName ${needed('senderDomain')} -Type TXT | Format-List Name, Strings`,
      },
    ],
  }),
});
