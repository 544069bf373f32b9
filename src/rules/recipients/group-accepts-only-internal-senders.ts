import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Everybody outside is refused (5.7.133), not everybody who is missing from a list (5.7.124). A Microsoft 365 group says 5.7.193.
export default defineHelpdeskRule({
  id: 'group-accepts-only-internal-senders',
  ...onReply({ certainty: 'certain', codes: ['5.7.133'] }),
  title: {
    en: 'Group takes no mail from outside its organization',
    ja: 'グループが組織外からのメールを受け付けない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-133-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The group')} takes mail only from authenticated senders of its own organization. This mail came from outside, or a server on the way no longer treated it as internal.`,
      ja: say`${or('recipient', '宛先のグループ')} は、認証された組織内の送信者からのメールだけを受け付けます。このメールは組織外から届いたか、途中で内部メールとして扱われなくなっています。`,
    },
    todo: [
      {
        en: say`Ask the owner of the group for permission to write to it, or write to one of its members.`,
        ja: say`グループの所有者に送信の許可を依頼するか、メンバーに直接送信します。`,
      },
      {
        en: say`Sender and group in one organization? Then a connector is at fault: see the part for administrators.`,
        ja: say`送信者とグループが同じ組織の場合は、コネクタに原因があります。この後の「グループを管理している場合」を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your group ${or('recipient', 'named in the report')} refuses mail from outside your organization (550 5.7.133). Please ask its owner whether ${or('sender', 'our sender')} may write to it. The setting is RequireSenderAuthenticationEnabled of the group.`,
      ja: say`貴組織のグループ ${or('recipient', '(NDR に記載)')} が、組織外からのメールを拒否しています (550 5.7.133)。${or('sender', '当組織の送信者')} からの送信を許可できるかどうか、所有者にご確認ください。設定はグループの RequireSenderAuthenticationEnabled です。`,
    },
    moreLabel: { en: 'I manage the group', ja: 'グループを管理している場合' },
    more: [
      {
        title: { en: 'Who may write to the group', ja: 'グループに送信できる人' },
        why: {
          en: say`Exchange Online PowerShell; Exchange Management Shell if ${code('IsDirSynced')} is True. It only reads.`,
          ja: say`Exchange Online PowerShell で実行します。${code('IsDirSynced')} が True の場合は Exchange 管理シェルを使います。参照のみのコマンドです。`,
        },
        run: ems`
          Get-DistributionGroup ${needed('recipient')} |
            Format-List RequireSenderAuthenticationEnabled, IsDirSynced, ManagedBy,
              AcceptMessagesOnlyFromSendersOrMembers, ModerationEnabled`,
      },
      {
        title: { en: 'The owner wants mail from outside', ja: '所有者が組織外からの受信を望む場合' },
        why: {
          en: say`First list who may write in ${code('AcceptMessagesOnlyFromSendersOrMembers')}: mail contacts of the outsiders and a group of all employees. Without a list the whole internet may write. Undo: the same line with ${code('$true')}.`,
          ja: say`先に ${code('AcceptMessagesOnlyFromSendersOrMembers')} に、社外の相手のメール連絡先と全社員のグループを登録します。登録がないと、インターネット上の誰でも送信できます。元に戻すには ${code('$true')} を指定します。`,
        },
        run: ems`
          $by = @{ BypassSecurityGroupManagerCheck = $true }
          Get-DistributionGroup ${needed('recipient')} |
            Set-DistributionGroup -RequireSenderAuthenticationEnabled $false @by`,
      },
      {
        title: { en: 'The sender is internal (hybrid)', ja: '送信者が組織内の場合 (ハイブリッド)' },
        why: {
          en: say`Leave the group as it is. Exchange Online PowerShell: the connector from your servers needs ${code('CloudServicesMailEnabled')} True; the Hybrid Configuration Wizard sets it.`,
          ja: say`グループは変更しません。Exchange Online PowerShell で、オンプレミスからのコネクタの ${code('CloudServicesMailEnabled')} が True であることを確認します。この値はハイブリッド構成ウィザードが設定します。`,
        },
        run: ems`
          Get-InboundConnector | Format-List Name, Enabled, ConnectorType,
            CloudServicesMailEnabled, TlsSenderCertificateName`,
      },
    ],
  }),
});
