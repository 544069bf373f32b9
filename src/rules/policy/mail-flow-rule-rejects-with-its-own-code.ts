import { defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// 5.7.900 to 5.7.999 are free for administrators, so code and words are theirs; Exchange itself never sends them.
export default defineHelpdeskRule({
  id: 'mail-flow-rule-rejects-with-its-own-code',
  ...onReply({ certainty: 'certain', codes: ['5.7.900-999'], unless: ['TRANSPORT.RULES'] }),
  title: {
    en: 'Rule of an administrator rejects the message',
    ja: '管理者が作成したルールがメッセージを拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/powershell/module/exchange/new-transportrule',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The code ${or('code', '5.7.9xx')} is reserved for mail flow rules that an administrator wrote, and so are the words behind it. The message was rejected on purpose.`,
      ja: say`コード ${or('code', '5.7.9xx')} は、管理者が作成するメール フロー ルール専用です。コードに続く文面も管理者が決めたものです。メッセージは意図的に拒否されました。`,
    },
    todo: [
      {
        en: say`Do what the quoted words ask for; whoever wrote the rule chose them.`,
        ja: say`引用された文面の指示に従います。文面はルールの作成者が決めたものです。`,
      },
      {
        en: say`Unclear? Ask the administrator of the organization whose server wrote the report.`,
        ja: say`不明な場合は、NDR を作成したサーバーの組織の管理者に問い合わせます。`,
      },
    ],
    forwardTo: { en: 'To send to the administrator', ja: '管理者に送る文面' },
    forward: {
      en: say`Your mail flow rule with the code ${or('code', '5.7.9xx')} rejected the message from ${or('sender', 'our sender')} to ${or('recipient', 'your recipient')}. Please check whether this mail needs an exception.`,
      ja: say`貴組織のメール フロー ルール (コード ${or('code', '5.7.9xx')}) が、${or('sender', '送信者')} から ${or('recipient', '受信者')} へのメッセージを拒否しました。例外の要否をご確認ください。`,
    },
    moreLabel: { en: 'I manage the rules', ja: 'ルールを管理している場合' },
    more: [
      {
        title: { en: 'The rule with this code', ja: 'このコードのルール' },
        why: {
          en: say`Exchange Online PowerShell or Exchange Management Shell, where the report was written. It only reads.`,
          ja: say`NDR を作成した側の Exchange Online PowerShell または Exchange 管理シェルで実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-TransportRule |
            Where-Object RejectMessageEnhancedStatusCode -like ${needed('code')} |
            Format-List Name, State, Description`,
      },
    ],
  }),
});
