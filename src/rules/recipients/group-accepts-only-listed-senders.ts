import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// A list decides (5.7.124), so that a colleague or the owner may be refused too; 5.7.133 refuses everybody outside.
export default defineHelpdeskRule({
  id: 'group-accepts-only-listed-senders',
  ...onReply({ certainty: 'certain', codes: ['5.7.124'], anyCode: true, elsewhere: ['NotAuthorizedToGroup'] }),
  title: {
    en: 'Sender is missing from the list of the group',
    ja: '送信者がグループの許可一覧に登録されていない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-124-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The group')} takes mail only from the senders on its list, and this sender is not on it. Owners of the group are not on it by themselves.`,
      ja: say`${or('recipient', '宛先のグループ')} は、許可一覧に登録された送信者からのメールだけを受け付けますが、この送信者は登録されていません。グループの所有者も、登録がなければ送信できません。`,
    },
    todo: [
      {
        en: say`Ask the owner of the group to add you to its allowed senders, or to pass the mail on.`,
        ja: say`グループの所有者に、許可された送信者への追加か、メールの転送を依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the owner of the group', ja: 'グループの所有者に送る文面' },
    forward: {
      en: say`The group ${or('recipient', 'named in the report')} refused mail from ${or('sender', 'our sender')} (550 5.7.124): the address is not among its allowed senders. Please add it, if this sender may write to the group.`,
      ja: say`グループ ${or('recipient', '(NDR に記載)')} が ${or('sender', '送信者')} からのメールを拒否しました (550 5.7.124)。許可された送信者に登録されていないためです。送信を認める場合は追加してください。`,
    },
    moreLabel: { en: 'I manage the group', ja: 'グループを管理している場合' },
    more: [
      {
        title: { en: 'Who may write to the group', ja: 'グループに送信できる人' },
        why: {
          en: say`Exchange Online PowerShell; Exchange Management Shell if ${code('IsDirSynced')} is True. A group with more than 5,000 members needs such a list and moderation. It only reads.`,
          ja: say`Exchange Online PowerShell で実行します。${code('IsDirSynced')} が True の場合は Exchange 管理シェルを使います。メンバーが 5,000 人を超えるグループには、許可一覧とモデレートが必要です。参照のみのコマンドです。`,
        },
        run: ems`
          Get-DistributionGroup ${needed('recipient')} |
            Format-List AcceptMessagesOnlyFromSendersOrMembers, IsDirSynced, ManagedBy,
              RequireSenderAuthenticationEnabled, ModerationEnabled`,
      },
      {
        title: { en: 'Add this sender', ja: '送信者の追加' },
        why: {
          en: say`The rest of the list stays. Someone outside needs a mail contact first. Undo: the same line with ${code('Remove')} for ${code('Add')}.`,
          ja: say`登録済みの送信者は残ります。社外の送信者には、先にメール連絡先を作成します。元に戻すには、${code('Add')} を ${code('Remove')} に変えて実行します。`,
        },
        run: ems`
          $list = @{ AcceptMessagesOnlyFromSendersOrMembers = @{
            Add = ${needed('sender')} } }
          $by = @{ BypassSecurityGroupManagerCheck = $true }
          Set-DistributionGroup ${needed('recipient')} @list @by`,
      },
    ],
  }),
});
