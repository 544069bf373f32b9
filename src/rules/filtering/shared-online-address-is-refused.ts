import { code, defineHelpdeskRule, ems, likely, or, type ReplyClue, say } from '../define.js';

const WORDS = ['blocked using', 'listed', 'Spamhaus', 'block list', 'blocklist', 'reverse', 'PTR', 'rbl', 'dnsbl'];

// A list or a missing name is about an address of Exchange Online: nobody but Microsoft can have it removed. Its own address that
// only has a low score is told with the other scores.
export default defineHelpdeskRule({
  id: 'shared-online-address-is-refused',
  title: {
    en: 'Receiver refuses a shared address of Exchange Online',
    ja: 'Exchange Online の共有 IP アドレスが拒否されている',
  },
  sources: [
    'https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges',
    'https://learn.microsoft.com/defender-office-365/outbound-spam-high-risk-delivery-pool-about',
  ],
  reads: ['reply'],
  words: WORDS,
  needsWords: true,
  explains: ['sending-address-is-on-a-block-list', 'sending-host-is-listed-by-spamhaus', 'sending-address-lacks-reverse-dns'],
  mail: 'unknown',

  match(evidence) {
    const reply = evidence.first('reply', isAboutShared);
    return reply ? likely({ clientIp: sharedIn(reply), remoteHost: reply.remoteHost, recipient: reply.recipient }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`${'clientIp'} belongs to Exchange Online, and many tenants share it. The receiving server refuses it by a block list or for its name, so most likely nothing of yours is at fault, and you cannot have it removed.`,
      ja: say`${'clientIp'} は、多くのテナントが共有する Exchange Online の IP アドレスです。受信側のサーバーが、ブロック リストまたは逆引きの名前を理由に拒否しています。利用者に原因はなく、利用者側では解除できないと考えられます。`,
    },
    todo: [
      {
        en: say`Send the message again: the next attempt often leaves by another address.`,
        ja: say`メールを送信し直します。別の IP アドレスから送信されることがあります。`,
      },
      {
        en: say`If it goes on, open a request with Microsoft's support, with this report.`,
        ja: say`続く場合は、この NDR を添えて Microsoft サポートに問い合わせます。`,
      },
      {
        en: say`Ask the recipient's administrator to let mail of Exchange Online pass, by SPF and DKIM of your domain.`,
        ja: say`受信側の管理者に、自社ドメインの SPF と DKIM に基づいて Exchange Online からのメールを許可するように依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server refuses mail that reaches you from ${'clientIp'}. This is an address of Exchange Online that many organizations share; such addresses are listed now and then. Please let mail of our domain pass by its SPF and DKIM result, or except the ranges of Exchange Online from this list.`,
      ja: say`貴組織のメール サーバーが、${'clientIp'} からのメールを拒否しています。これは多くの組織が共有する Exchange Online の IP アドレスで、ブロック リストに一時的に登録されることがあります。当方のドメインの SPF と DKIM の結果に基づいて許可するか、Exchange Online の IP アドレス範囲をこのリストの対象から除外してください。`,
    },
    moreLabel: { en: 'I manage the tenant', ja: 'テナントの管理者' },
    more: [
      {
        title: { en: 'Mail that leaves by a worse pool', ja: '評価の低いプールからの送信' },
        why: {
          en: say`Exchange Online PowerShell: in the details, ${code('OutboundIpPoolName')} with HighRisk or Relay means that your own mail or a forward is the cause. It only reads.`,
          ja: say`Exchange Online PowerShell で実行します。詳細の ${code('OutboundIpPoolName')} が HighRisk や Relay の場合は、自社の送信または転送が原因です。参照のみのコマンドです。`,
        },
        run: ems`
          $of = @{ Status = 'Failed' }
          $to = ${or('recipient', "''")}
          if ($to) { $of.RecipientAddress = $to }
          Get-MessageTraceV2 @of | Select-Object -First 3 |
            Get-MessageTraceDetailV2 | Format-List Date, Event, Detail, Data`,
      },
    ],
  }),
});

/** Ranges of Exchange Online, id 10 of Microsoft's list: 40.92.0.0/15, 40.107.0.0/16, 52.100.0.0/14, 104.47.0.0/17, and IPv6. */
const SHARED =
  /(?<![\d.:a-f])(?:(?:40\.(?:92|93|107)|52\.10[0-3])\.\d{1,3}\.\d{1,3}|104\.47\.\d{1,3}\.\d{1,3}|2a01:111:f40[03]:[\da-f:]{1,30})(?![\d.])/i;
const sharedIn = ({ text }: ReplyClue): string => SHARED.exec(text)?.[0] ?? '';
const isAboutShared = (reply: ReplyClue): boolean => {
  const lower = reply.text.toLowerCase();
  return WORDS.some((word) => lower.includes(word.toLowerCase())) && sharedIn(reply) !== '';
};
