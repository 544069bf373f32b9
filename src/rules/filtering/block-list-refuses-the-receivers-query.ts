import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// The list answered the receiver's query with an error (127.255.255.x, page /returnc/), and the receiver took that for a
// listing. The sender is not listed.
export default defineHelpdeskRule({
  id: 'block-list-refuses-the-receivers-query',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1'],
    words: ['spamhaus.org/returnc', 'open resolver', 'public resolver', 'excessive number of queries', '127.255.255.'],
    anyCode: true,
    // An open resolver of the sender's is another matter.
    where: ({ text }) => /spamhaus|127\.255\.255\./i.test(text),
  }),
  title: {
    en: "Recipient's block list query fails; nobody is listed",
    ja: '受信側のブロック リスト照会が失敗している (登録なし)',
  },
  sources: ['https://www.spamhaus.org/faqs/dnsbl-usage/'],
  explains: [],
  often: 'rare',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', "The recipient's server")} asks Spamhaus through a public DNS resolver, or too often, and gets an error. It takes the error for a listing and refuses everybody's mail.`,
      ja: say`${or('remoteHost', '受信側のサーバー')} は、公開 DNS リゾルバー経由で、または上限を超える回数で Spamhaus に照会し、エラーを返されています。このエラーを登録済みと解釈し、すべてのメールを拒否しています。`,
    },
    todo: [
      {
        en: say`Nothing is wrong on the sending side. Tell the recipient's administrator by another way; mail does not reach them.`,
        ja: say`送信側に問題はありません。メールは届かないため、別の手段で受信側の管理者に知らせます。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server ${or('remoteHost', '(named in the bounce)')} refuses all mail with a Spamhaus error about open resolvers. It has to query Spamhaus through a DNS resolver of its own, not a public one, or with a Spamhaus DQS key. It must not treat 127.255.255.x as a listing.`,
      ja: say`貴組織のメール サーバー ${or('remoteHost', '(バウンス メッセージに記載)')} が、Spamhaus のオープン リゾルバーに関するエラーですべてのメールを拒否しています。公開 DNS ではなく貴組織専用の DNS リゾルバー、または Spamhaus の DQS キーで照会し、127.255.255.x を登録済みと扱わないようにしてください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Exchange Server with an IP block list provider', ja: 'IP 禁止一覧プロバイダーを使う Exchange Server' },
        why: {
          en: say`Shows the lists, what counts as a listing, and the resolvers. ${code('AnyMatch')} True also counts errors; only answers 127.0.x.x are listings.`,
          ja: say`リスト、登録済みと扱う応答、DNS リゾルバーを表示します。${code('AnyMatch')} が True の場合は、エラーも登録済みと扱われます。登録を示す応答は 127.0.x.x だけです。`,
        },
        run: ems`
          Get-IPBlockListProvider |
            Format-List Name, LookupDomain, AnyMatch, BitmaskMatch, IPAddressesMatch
          Get-DnsClientServerAddress -AddressFamily IPv4`,
      },
    ],
  }),
});
