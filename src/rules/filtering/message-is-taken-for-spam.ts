import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// A filter says so itself. A block list judges the address of the sender, SPF, DKIM and DMARC its domain, and 5.7.350 is how
// Exchange Online reports such a refusal of another server.
export default defineHelpdeskRule({
  id: 'message-is-taken-for-spam',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1', '5.7.0'],
    words: [
      'rejected as spam by Content Filtering',
      'message content rejected',
      'considered spam',
      'classified as spam',
      'identified as spam',
      'detected as spam',
      'rejected as spam',
      'due to spam classification',
      'due to spam content',
      'spam message rejected',
      'likely unsolicited mail',
      'MCSpamSignature',
    ],
    unless: [
      'Spamhaus',
      'Blocklist',
      'blacklist',
      'block list',
      'sending IP',
      'your IP',
      'IP address',
      'spam source',
      'client host',
      'outbound',
      'outgoing',
    ],
    anyCode: true,
  }),
  title: {
    en: "Recipient's spam filter refuses the message",
    ja: '受信側の迷惑メール フィルターがメールを拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/content-filtering',
    'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/scl',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The filter of ${or('endpoint', "the recipient's server")} rated this message as spam, by its content, its links or the reputation of the sender's domain. Address and connection are right; the mail was returned.`,
      ja: say`${or('endpoint', '受信側のサーバー')} のフィルターが、本文、リンク、または送信元ドメインの評価から迷惑メールと判定しました。宛先と接続に問題はありません。メールは返送されています。`,
    },
    todo: [
      {
        en: say`Send a short plain text without links, signature and attachment. If it arrives, the content was the reason.`,
        ja: say`リンク、署名、添付ファイルのない短いテキストを送信します。届けば、内容が原因です。`,
      },
      {
        en: say`If that is refused too, send the paragraph below. Only the other side can change its filter.`,
        ja: say`それも拒否される場合は、次の文面を送ります。フィルターを変更できるのは受信側だけです。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your spam filter refused a message of ours to ${or('recipient', 'one of your users')}; the reply of your server is quoted in the attached bounce. Please look it up in the log of the filter and tell us what it objects to.`,
      ja: say`${or('recipient', '貴組織の受信者')} 宛てのメールが、迷惑メール フィルターで拒否されました。添付の NDR に、サーバーの応答が引用されています。フィルターのログを確認し、判定の理由をお知らせください。`,
    },
    moreLabel: { en: 'I manage one of the sides', ja: '管理者の場合' },
    more: [
      {
        title: { en: 'My Exchange server refused', ja: '自組織の Exchange サーバーが拒否した場合' },
        why: {
          en: say`Exchange Management Shell on the server that refused: the threshold, who is exempt, and what the filter refused in the last day. For a genuine sender add the one address to ${code('BypassedSenders')}, never its domain.`,
          ja: say`拒否したサーバーの Exchange 管理シェルで、しきい値、除外された送信者、過去 24 時間に拒否されたメールを表示します。正当な送信者の場合は、ドメインではなくそのアドレスだけを ${code('BypassedSenders')} に追加します。`,
        },
        run: ems`
          Get-ContentFilterConfig | Format-List Enabled, SCLReject*, BypassedSenders
          Get-AgentLog -StartDate (Get-Date).AddDays(-1) |
            Where-Object Agent -eq 'Content Filter Agent' |
            Format-Table Timestamp, P1FromAddress, Action, ReasonData`,
      },
      {
        title: { en: 'I manage the sender', ja: '送信側を管理している場合' },
        why: {
          en: say`If all messages are refused, check SPF, DKIM and DMARC of your domain, and whether a mailbox of yours sends spam.`,
          ja: say`すべてのメールが拒否される場合は、自ドメインの SPF、DKIM、DMARC と、迷惑メールを送信しているメールボックスの有無を確認します。`,
        },
      },
    ],
  }),
});
