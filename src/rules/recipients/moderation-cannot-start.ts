import { code, defineOpenRule, ems, needed, onReply, or, say } from '../define.js';

// The approval request never reached a moderator. A missing retention tag has words of its own (APPROVAL.InvalidExpiry), and a
// moderator's refusal is no fault.
export default defineOpenRule({
  id: 'moderation-cannot-start',
  ...onReply({
    certainty: 'open',
    codes: ['5.2.0', '5.6.0'],
    words: ['NoArbitrationAddress', 'NoModeratorAddresses', 'MT.ModerationLoop', 'CannotStartModeration', 'MT.ReencryptionFailed'],
    anyCode: true,
  }),
  title: {
    en: 'Moderation of the recipient cannot start',
    ja: '受信者のモデレートを開始できない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/recipients/moderated-recipients-exo/configure-moderated-recipients-exo',
    'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Mail to ${or('recipient', 'this recipient')} needs approval, but Exchange could not send the request: no moderator, no arbitration mailbox, a loop, or content it cannot attach. The mail was returned.`,
      ja: say`${or('recipient', 'この受信者')} 宛てのメールには承認が必要ですが、承認の要求を送信できません。モデレーターまたは調停メールボックスがないか、ループしているか、要求に添付できない内容です。メールは返送されました。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell or Exchange Online PowerShell: who approves, through which mailbox. The last line is for Exchange Server.`,
        ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で、モデレーターと調停メールボックスを表示します。最後の行は Exchange Server 用です。`,
      },
      run: ems`
        $to = ${needed('recipient')}
        Get-Recipient $to | Format-List RecipientTypeDetails, PrimarySmtpAddress
        Get-DistributionGroup $to -ErrorAction SilentlyContinue |
          Format-List ModerationEnabled, ModeratedBy, ManagedBy, ArbitrationMailbox
        Get-Mailbox -Arbitration | Format-Table Name, Database, ServerName`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('ModeratedBy')} and ${code('ManagedBy')} are empty or name people who left`,
          ja: say`${code('ModeratedBy')} と ${code('ManagedBy')} が空か、退職者の場合`,
        },
        means: {
          en: say`Enter a moderator who is there, in the properties of the group.`,
          ja: say`グループのプロパティで、在籍しているモデレーターを指定します。`,
        },
      },
      {
        sees: {
          en: say`No arbitration mailbox, or its database is not mounted`,
          ja: say`調停メールボックスがないか、データベースがマウントされていない場合`,
        },
        means: {
          en: say`Mount the database, or create the mailbox anew by setup (PrepareAD).`,
          ja: say`データベースをマウントするか、セットアップの PrepareAD で調停メールボックスを作り直します。`,
        },
      },
      {
        sees: { en: say`All is there`, ja: say`すべて正常な場合` },
        means: {
          en: say`The content: a protected or very large message cannot be attached to the request. Or two moderated groups hold each other.`,
          ja: say`保護されたメールや大きなメールは要求に添付できません。または、モデレートされた 2 つのグループが互いをメンバーに含んでいます。`,
        },
      },
    ],
  }),
});
