import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Wrappers of Exchange Online around a foreign reply that no other rule knows. Where the words behind the arrow are known, their
// rule answers and this one is not asked.
export default defineHelpdeskRule({
  id: 'recipients-server-refuses-for-its-own-reason',
  ...onReply({
    certainty: 'likely',
    codes: ['5.0.350', '5.1.350-352', '5.2.350-353', '5.3.350', '5.4.350', '5.5.350', '5.6.350', '5.7.349', '5.7.351-366', '5.7.368'],
    outer: true,
  }),
  title: {
    en: "Recipient's server refuses for a reason of its own",
    ja: '受信側のサーバーが独自の理由で拒否している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-0-350-in-exchange-online',
  ],
  explains: ['only-the-status-code-is-known', 'mail-is-refused-by-a-policy'],
  fallback: 'status',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online delivered to ${or('remoteDomain', 'the other side')}, whose server refused. ${or('code', 'The code')} only names the class of the refusal; that server's own words stand behind the arrow (${code('->')}).`,
      ja: say`Exchange Online から ${or('remoteDomain', '相手側')} に送信しましたが、相手側のサーバーが拒否しました。${or('code', 'コード')} は拒否の分類だけを示します。矢印 (${code('->')}) の後が相手側の応答です。`,
    },
    todo: [
      {
        en: say`Read the words behind the arrow: they name an address, a size, a filter or a reference number.`,
        ja: say`矢印の後の応答を読みます。アドレス、サイズ、フィルター、参照番号などが示されています。`,
      },
      {
        en: say`Check the address, then send a short text without attachment and links. If that arrives, the content was the reason.`,
        ja: say`アドレスを確認し、添付ファイルとリンクのない短いテキストを送信します。届けば、内容が原因です。`,
      },
      {
        en: say`Otherwise only the recipient's IT team can tell and change it: send them the paragraph below.`,
        ja: say`届かない場合、理由の確認と変更ができるのは受信側の管理者だけです。次の文面を送ります。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server refused a message of ours to ${or('recipient', 'one of your users')}. Exchange Online reports its reply in the attached bounce, behind the arrow. Please look it up in your log and tell us the reason.`,
      ja: say`${or('recipient', '貴組織の受信者')} 宛てのメールが、貴組織のメール サーバーに拒否されました。添付の NDR の矢印の後が、そのサーバーの応答です。ログを確認し、理由をお知らせください。`,
    },
    moreLabel: { en: 'I manage the sender', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'The whole reply', ja: '応答の全文' },
        why: {
          en: say`Exchange Online PowerShell; only reads. The detail has the full words of the other side, its host and the time.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみです。相手側の応答の全文、ホスト、時刻が表示されます。`,
        },
        run: ems`
          $when = @{ StartDate = (Get-Date).AddDays(-7); EndDate = (Get-Date) }
          $of = @{ RecipientAddress = ${needed('recipient')}; Status = 'Failed' }
          Get-MessageTraceV2 @when @of | Select-Object -First 10 |
            Get-MessageTraceDetailV2 @when -Event FAIL | Format-List Date, Detail`,
      },
    ],
  }),
});
