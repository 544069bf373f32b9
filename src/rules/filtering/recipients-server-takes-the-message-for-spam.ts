import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Exchange Online names only the class (5.7.350); the foreign server's own words stand behind the arrow, and where they name a
// reason, such as a block list, that rule answers.
export default defineHelpdeskRule({
  id: 'recipients-server-takes-the-message-for-spam',
  ...onReply({ certainty: 'certain', codes: ['5.7.350'], outer: true }),
  title: {
    en: "Recipient's server takes the message for spam",
    ja: '受信側のサーバーが迷惑メールと判定している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/email-authentication-about',
  ],
  explains: ['only-the-status-code-is-known', 'mail-is-refused-by-a-policy'],
  fallback: 'status',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The spam filter of ${or('remoteDomain', "the recipient's domain")} refused the message; its words stand behind the arrow (${code('->')}). It judges the content, the links or the sender's domain.`,
      ja: say`${or('remoteDomain', '受信側')} の迷惑メール フィルターが拒否しました。矢印 (${code('->')}) の後が相手側の応答です。本文、リンク、送信元ドメインのいずれかで判定されています。`,
    },
    todo: [
      {
        en: say`Send a short plain text without links, signature and attachment. If it arrives, the content was the reason.`,
        ja: say`リンク、署名、添付ファイルのない短いテキストを送信します。届けば、内容が原因です。`,
      },
      {
        en: say`If that fails too, ask the recipient's IT team with the quoted line; only they can change their filter.`,
        ja: say`届かない場合は、上の引用行を添えて受信側の管理者に問い合わせます。フィルターを変更できるのは受信側だけです。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your spam filter refused a message of ours to ${or('recipient', 'one of your users')}. Exchange Online reports 5.7.350, and the attached report quotes your server's reply. Please look it up in your filter's log and tell us what it objects to.`,
      ja: say`${or('recipient', '貴組織の受信者')} 宛てのメールが、迷惑メール フィルターで拒否されました (Exchange Online の 5.7.350)。添付の NDR に、サーバーの応答が引用されています。フィルターのログを確認し、判定の理由をお知らせください。`,
    },
    moreLabel: { en: 'I manage the sender', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'SPF, DKIM and DMARC of your domain', ja: '送信元ドメインの SPF、DKIM、DMARC' },
        why: {
          en: say`Exchange Online PowerShell on Windows; only reads. SPF has to contain ${code('spf.protection.outlook.com')}, DKIM has to be enabled.`,
          ja: say`Windows の Exchange Online PowerShell で実行します。参照のみです。SPF に ${code('spf.protection.outlook.com')} が含まれ、DKIM が有効であることを確認します。`,
        },
        run: ems`
          $domain = ${needed('senderDomain')}
          Resolve-DnsName $domain -Type TXT | Where-Object Strings -match 'spf1'
          Resolve-DnsName "_dmarc.$domain" -Type TXT -ErrorAction Ignore
          Get-DkimSigningConfig $domain | Format-List Enabled, Status`,
      },
      {
        title: { en: 'It happens with many recipients', ja: '多くの宛先で起きる場合' },
        why: {
          en: say`Then look for a compromised account and a bulk mailing from your domain first: the reputation of the domain suffers.`,
          ja: say`先に、アカウントの不正使用や大量送信がないかを確認します。ドメインの評価が下がっている可能性があります。`,
        },
      },
    ],
  }),
});
