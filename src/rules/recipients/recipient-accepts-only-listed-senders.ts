import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Not a matter of inside or outside (AuthRequired, 5.7.134), but of a list. Older servers write 5.7.1 and NotAuthorized, and
// do not tell a mailbox from a group.
export default defineHelpdeskRule({
  id: 'recipient-accepts-only-listed-senders',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.129'],
    anyCode: true,
    elsewhere: ['RST.NotAuthorized', 'RST.RestrictedToRecipientsPermission'],
  }),
  title: {
    en: 'Recipient takes mail only from listed senders',
    ja: '宛先が、登録された送信者以外を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/configure-message-delivery-restrictions',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A list of allowed or refused senders of ${or('recipient', 'the recipient')}, or of a group in between, excludes this sender. The mail was returned; nothing is wrong with the sender's mailbox.`,
      ja: say`${or('recipient', '宛先')}、または途中のグループの配信制限 (許可または拒否の一覧) により、この送信者は除外されています。メールは返送されました。送信者のメールボックスに問題はありません。`,
    },
    todo: [
      {
        en: say`Ask the recipient, by other means, for permission to write.`,
        ja: say`別の方法で受信者に連絡し、送信の許可を依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`${or('recipient', 'Your recipient')} refused mail from ${or('sender', 'our sender')} (550 ${or('code', '5.7.1')}, not authorized). Please check its message delivery restrictions, and add the sender if this mail is wanted.`,
      ja: say`${or('recipient', '貴組織の宛先')} が ${or('sender', '送信者')} からのメールを拒否しました (550 ${or('code', '5.7.1')})。メッセージの配信制限を確認し、受信を認める場合は送信者を追加してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'The lists of the recipient', ja: '受信者の許可一覧と拒否一覧' },
        why: {
          en: say`Where the recipient is: Exchange Online PowerShell or Exchange Management Shell. For a group look at nested groups too. After 5.7.129 also look whether the synced account is disabled. It only reads.`,
          ja: say`受信者が存在する側の Exchange Online PowerShell または Exchange 管理シェルで実行します。グループでは、入れ子のグループも確認します。5.7.129 の場合は、同期元のアカウントが無効でないことも確認します。参照のみのコマンドです。`,
        },
        run: ems`
          $to = @{ Identity = ${needed('recipient')} }
          $to.ErrorAction = 'SilentlyContinue'
          $one = @(Get-Mailbox @to) + @(Get-DistributionGroup @to)
          $one | Format-List RecipientTypeDetails, IsDirSynced,
            AcceptMessagesOnlyFromSendersOrMembers, RejectMessagesFromSendersOrMembers`,
      },
      {
        title: { en: 'Add this sender', ja: '送信者の追加' },
        why: {
          en: say`In the same window. It does nothing where there is no list of allowed senders. Undo: the same with ${code('Remove')} for ${code('Add')}.`,
          ja: say`同じウィンドウで実行します。許可一覧がなければ何も変更されません。元に戻すには、${code('Add')} を ${code('Remove')} に変えて実行します。`,
        },
        run: ems`
          $list = @{ AcceptMessagesOnlyFromSendersOrMembers = @{
            Add = ${needed('sender')} } }
          $by = @{ BypassSecurityGroupManagerCheck = $true }
          $one | Where-Object AcceptMessagesOnlyFromSendersOrMembers | ForEach-Object {
            if ($_.RecipientTypeDetails -like '*Mailbox') {
              Set-Mailbox $_.Identity @list
            } else { Set-DistributionGroup $_.Identity @list @by } }`,
      },
    ],
  }),
});
