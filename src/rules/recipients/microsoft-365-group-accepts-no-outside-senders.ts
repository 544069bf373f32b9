import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// A Microsoft 365 group (UnifiedGroupAgent) says 5.7.193; a distribution group says 5.7.133 and has another cmdlet.
export default defineHelpdeskRule({
  id: 'microsoft-365-group-accepts-no-outside-senders',
  ...onReply({ certainty: 'certain', codes: ['5.7.193'] }),
  title: {
    en: 'Microsoft 365 group takes no mail from this sender',
    ja: 'Microsoft 365 グループがこの送信者を受け付けない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/550-5-7-193-when-external-users-send-to-microsoft-365-group'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The Microsoft 365 group')} is closed to senders from outside its organization, or to senders who are not members. The mail was returned.`,
      ja: say`${or('recipient', '宛先の Microsoft 365 グループ')} は、組織外の送信者、またはメンバー以外の送信者からのメールを受け付けません。メールは返送されました。`,
    },
    todo: [
      {
        en: say`Ask an owner of the group to allow mail from outside, or to add you as a guest.`,
        ja: say`グループの所有者に、組織外からの送信の許可か、ゲストとしての追加を依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your Microsoft 365 group ${or('recipient', 'named in the report')} refused mail from ${or('sender', 'our sender')} (550 5.7.193). If this mail is wanted, an owner can let people outside the organization write to it, in the settings of the group.`,
      ja: say`貴組織の Microsoft 365 グループ ${or('recipient', '(NDR に記載)')} が ${or('sender', '当組織の送信者')} からのメールを拒否しました (550 5.7.193)。受信を認める場合は、所有者がグループの設定で、組織外のユーザーからのメールを許可してください。`,
    },
    moreLabel: { en: 'I manage the group', ja: 'グループを管理している場合' },
    more: [
      {
        title: { en: 'Who may write to the group', ja: 'グループに送信できる人' },
        why: {
          en: say`Exchange Online PowerShell. It only reads.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-UnifiedGroup ${needed('recipient')} |
            Format-List RequireSenderAuthenticationEnabled, ManagedBy,
              AcceptMessagesOnlyFromSendersOrMembers`,
      },
      {
        title: { en: 'The owner wants mail from outside', ja: '所有者が組織外からの受信を望む場合' },
        why: {
          en: say`Anybody on the internet may write to the group then. It takes up to an hour. Undo: the same line with ${code('$true')}.`,
          ja: say`インターネット上の誰でもグループに送信できるようになります。反映には最大 1 時間かかります。元に戻すには ${code('$true')} を指定します。`,
        },
        run: ems`
          Get-UnifiedGroup ${needed('recipient')} |
            Set-UnifiedGroup -RequireSenderAuthenticationEnabled $false`,
      },
    ],
  }),
});
