import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// The copies are made by rules, journaling or agents, one from another; no two servers hand the same message to and fro.
export default defineOpenRule({
  id: 'rules-keep-creating-messages',
  ...onReply({ certainty: 'open', codes: ['5.4.11'], words: ['Agent generated message depth'], anyCode: true }),
  title: {
    en: 'Rules create messages from messages without end',
    ja: 'ルールがメールから際限なくメールを作成している',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-transportconfig',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-4-6-through-5-4-20-in-exchange-online',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A mail flow rule, journaling or an agent makes a copy, and the copy triggers the next one. Exchange stops at the allowed depth and returns the message.`,
      ja: say`メール フロー ルール、ジャーナル、エージェントが作成したコピーに、同じ処理が繰り返されています。許可された段数に達したため、Exchange はメールを返しました。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell or Exchange Online PowerShell, where the bounce was written: everything that creates or redirects mail.`,
        ja: say`NDR を生成した側の Exchange 管理シェルか Exchange Online PowerShell で実行します。メールを作成または転送する設定を一覧表示します。`,
      },
      run: ems`
        Get-TransportRule | Where-Object { $_.BlindCopyTo -or $_.CopyTo -or
          $_.RedirectMessageTo -or $_.GenerateNotification } |
          Format-List Name, State, BlindCopyTo, CopyTo, RedirectMessageTo
        Get-JournalRule | Format-List Name, Enabled, Scope, JournalEmailAddress
        Get-TransportConfig | Format-List AgentGeneratedMessage*`,
    },
    outcomes: [
      {
        sees: { en: say`Two rules that send to each other's condition`, ja: say`互いの条件に合うコピーを送る 2 つのルールがある場合` },
        means: {
          en: say`Give one of them an exception for what the other creates, or turn one off.`,
          ja: say`一方に例外を追加するか、一方を無効にします。`,
        },
      },
      {
        sees: { en: say`A copy to a group that contains the original recipient`, ja: say`コピー先が、元の宛先を含むグループの場合` },
        means: {
          en: say`The rule acts on its own copy. Exclude that group, or messages that already carry a header of yours.`,
          ja: say`ルールが自身のコピーに適用されています。そのグループか、目印のヘッダーがあるメールを除外します。`,
        },
      },
      {
        sees: {
          en: say`${code('JournalEmailAddress')} is a mailbox that is journaled itself`,
          ja: say`${code('JournalEmailAddress')} もジャーナルの対象の場合`,
        },
        means: {
          en: say`Reports of reports arise. Let the journal go to a mailbox outside of the rule's scope.`,
          ja: say`レポートのレポートが作成されます。ジャーナルの送信先を、ルールの対象外のメールボックスにします。`,
        },
      },
    ],
  }),
});
