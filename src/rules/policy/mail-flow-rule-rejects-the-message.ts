import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// A rule of Exchange with a reject action. With a code of the administrator's own (5.7.900 to 5.7.999) the rule is found by it.
export default defineHelpdeskRule({
  id: 'mail-flow-rule-rejects-the-message',
  ...onReply({ certainty: 'certain', codes: ['5.7.1'], words: ['TRANSPORT.RULES.RejectMessage'], anyCode: true }),
  title: {
    en: 'Mail flow rule rejects the message',
    ja: 'メール フロー ルールがメッセージを拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/security-and-compliance/mail-flow-rules/mail-flow-rule-actions',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A mail flow (transport) rule of the organization that wrote the report rejects this message on purpose. Neither server nor mailbox is at fault.`,
      ja: say`NDR を作成した組織のメール フロー ルール (トランスポート ルール) が、このメッセージを意図的に拒否しています。サーバーやメールボックスの障害ではありません。`,
    },
    todo: [
      {
        en: say`Read "Generating server" in the report: if it is your organization's, ask your own administrator; otherwise the recipient's.`,
        ja: say`NDR の「生成サーバー」を確認します。自組織であれば自組織の管理者に、そうでなければ受信側の管理者に問い合わせます。`,
      },
      {
        en: say`Attachments, words in the subject and outside recipients are the usual conditions; send again without them.`,
        ja: say`添付ファイル、件名の語句、社外の宛先が条件になることが多いため、これらを除いて送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the administrator', ja: '管理者に送る文面' },
    forward: {
      en: say`A mail flow rule rejected the message from ${or('sender', 'our sender')} to ${or('recipient', 'your recipient')} (${or('code', '5.7.1')} TRANSPORT.RULES.RejectMessage). Please check which rule did this, and whether this mail needs an exception.`,
      ja: say`${or('sender', '送信者')} から ${or('recipient', '受信者')} へのメッセージが、メール フロー ルールで拒否されました (${or('code', '5.7.1')} TRANSPORT.RULES.RejectMessage)。該当のルールと、例外の要否をご確認ください。`,
    },
    moreLabel: { en: 'I manage the rules', ja: 'ルールを管理している場合' },
    more: [
      {
        title: { en: 'Rules that reject', ja: '拒否するルール' },
        why: {
          en: say`Exchange Online PowerShell or Exchange Management Shell, where the report was written. It only reads.`,
          ja: say`NDR を作成した側の Exchange Online PowerShell または Exchange 管理シェルで実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-TransportRule -State Enabled | Where-Object {
            $_.RejectMessageReasonText -or $_.RejectMessageEnhancedStatusCode } |
            Format-List Name, Priority, Description`,
      },
      {
        title: { en: 'The rule that rejected this message', ja: 'このメッセージを拒否したルール' },
        why: {
          en: say`Exchange Online PowerShell: the event ${code('Transport rule')} names it. On Exchange Server compare the conditions listed.`,
          ja: say`Exchange Online PowerShell で実行します。イベント ${code('Transport rule')} (トランスポート ルール) にルールの名前が表示されます。Exchange Server では、一覧の条件と照合します。`,
        },
        run: ems`
          Get-MessageTraceV2 -RecipientAddress ${needed('recipient')} -Status Failed |
            Select-Object -First 3 | Get-MessageTraceDetailV2 |
            Format-List Date, Event, Detail`,
      },
      {
        title: { en: 'Making an exception', ja: '例外を追加する場合' },
        why: {
          en: say`${code('Set-TransportRule -ExceptIfFrom')} replaces the exceptions there are: note them first and write all of them back.`,
          ja: say`${code('Set-TransportRule -ExceptIfFrom')} は既存の例外を置き換えます。先に現在の値を控え、すべて含めて設定します。`,
        },
      },
    ],
  }),
});
