import { code, defineRule, ems, needed, onReply, or, say, topSenders } from '../define.js';

// The receiver judges by its own or a bought score, not by a list with a removal page.
export default defineRule({
  id: 'sending-address-has-poor-reputation',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.28', '5.7.28'],
    anyCode: true,
    elsewhere: [
      'senderscore',
      'poor reputation',
      'bad reputation',
      'low reputation',
      'sender reputation',
      'reputation of the sending',
      'unusual rate of unsolicited mail',
      'unexpected volume or user complaints',
      'talosintelligence',
      'Dynamic Reputation',
      'ipcheck.proofpoint.com',
    ],
    unless: ['block list', 'blacklist', 'blocked using', 'rate limited due to IP reputation', 'permanently deferred'],
  }),
  title: {
    en: 'Sending address or domain has a poor reputation',
    ja: '送信元の IP アドレスまたはドメインの評価が低い',
  },
  sources: [
    'https://support.google.com/a/answer/81126',
    'https://senders.yahooinc.com/smtp-error-codes/',
    'https://talosintelligence.com/reputation_center',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', "The recipient's service")} scores senders, and the score of ${or('clientIp', 'the sending address')}, or of the domain where the reply names one, is too low: spam, complaints or a sudden rise. It slows down or refuses the mail.`,
      ja: say`${or('remoteHost', '受信側のサービス')} は送信元を評価しており、${or('clientIp', '送信元の IP アドレス')} の評価 (応答がドメインを示す場合はドメインの評価) が低すぎます。スパム、苦情、送信量の急増が理由です。メールは制限または拒否されます。`,
    },
    confirm: [
      topSenders(),
      {
        why: {
          en: say`If the reply is about an address: it needs a name that leads back to it; a generic one of a provider costs reputation.`,
          ja: say`応答が IP アドレスについての場合は、正しい逆引きの名前が必要です。事業者の汎用的な名前は評価を下げます。`,
        },
        run: ems`
          Resolve-DnsName ${needed('clientIp')} | Format-List NameHost`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Stop the source, send newsletters through a mailing service, and keep SPF, DKIM and DMARC passing. The score recovers within days of steady, wanted mail.`,
          ja: say`原因を止め、一斉配信は専用のサービスに移し、SPF、DKIM、DMARC に合格する状態を保ちます。正常な送信が続けば、評価は数日で回復します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Deferred mail leaves the queues, and no ${code('LastError')} names the reputation any more.`,
          ja: say`遅延していたメールがキューから送信され、評価に関する ${code('LastError')} が表示されなくなれば成功です。`,
        },
        run: ems`
          Get-TransportService | Get-Queue | Where-Object LastError |
            Format-List Identity, NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: "The receivers' own pages", ja: '受信側の確認ページ' },
    more: [
      {
        title: { en: 'Where the score is shown', ja: '評価を確認できる場所' },
        why: {
          en: say`Gmail: Postmaster Tools. Yahoo: Sender Hub. Cisco: Talos. Outlook.com: SNDS. The reply names the one that counts; each has a form for appeals.`,
          ja: say`Gmail は Postmaster Tools、Yahoo は Sender Hub、Cisco は Talos、Outlook.com は SNDS です。応答にあるサービスのページで確認し、改善後に再評価を申請します。`,
        },
      },
      {
        title: { en: "Exchange Online's own address was refused", ja: 'Exchange Online の IP アドレスが拒否された場合' },
        why: {
          en: say`Its addresses are shared (40.92.0.0/15, 40.107.0.0/16, 52.100.0.0/14, 104.47.0.0/17). Report it to Microsoft support and to the recipient; sending again often takes another address.`,
          ja: say`共有の IP アドレスです (40.92.0.0/15、40.107.0.0/16、52.100.0.0/14、104.47.0.0/17)。Microsoft サポートと受信側に知らせます。送信し直すと、別の IP アドレスから届くことがあります。`,
        },
      },
    ],
  }),
});
