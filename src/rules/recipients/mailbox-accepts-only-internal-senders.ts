import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// A mailbox (5.7.134) or a mail user (5.7.136) that refuses everybody outside. With a list of senders it says 5.7.129.
export default defineHelpdeskRule({
  id: 'mailbox-accepts-only-internal-senders',
  ...onReply({ certainty: 'certain', codes: ['5.7.134', '5.7.136'] }),
  title: {
    en: 'Mailbox takes no mail from outside its organization',
    ja: 'メールボックスが組織外からのメールを受け付けない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-134-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-136-in-exchange-online',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The mailbox')} takes mail only from authenticated senders of its own organization. This mail came from outside, or a server on the way no longer treated it as internal.`,
      ja: say`${or('recipient', '宛先のメールボックス')} は、認証された組織内の送信者からのメールだけを受け付けます。このメールは組織外から届いたか、途中で内部メールとして扱われなくなっています。`,
    },
    todo: [
      {
        en: say`Reach the recipient by other means and ask for another address, or for permission to write to this one.`,
        ja: say`別の方法で受信者に連絡し、別のアドレスか、このアドレスへの送信の許可を依頼します。`,
      },
      {
        en: say`Sender and recipient in one organization? Then a connector is at fault: see the part for administrators.`,
        ja: say`送信者と受信者が同じ組織の場合は、コネクタに原因があります。この後の「受信側を管理している場合」を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mailbox ${or('recipient', 'named in the report')} refuses mail from outside your organization (550 ${or('code', '5.7.134')}). Please check whether that is intended. The setting is RequireSenderAuthenticationEnabled of the recipient.`,
      ja: say`貴組織のメールボックス ${or('recipient', '(NDR に記載)')} が、組織外からのメールを拒否しています (550 ${or('code', '5.7.134')})。意図した設定かどうかをご確認ください。設定は受信者の RequireSenderAuthenticationEnabled です。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Who may write to the mailbox', ja: 'メールボックスに送信できる人' },
        why: {
          en: say`Exchange Online PowerShell; Exchange Management Shell if ${code('IsDirSynced')} is True. It only reads.`,
          ja: say`Exchange Online PowerShell で実行します。${code('IsDirSynced')} が True の場合は Exchange 管理シェルを使います。参照のみのコマンドです。`,
        },
        run: ems`
          $to = @{ Identity = ${needed('recipient')} }
          $to.ErrorAction = 'SilentlyContinue'
          $one = @(Get-Mailbox @to) + @(Get-MailUser @to)
          $one | Format-List RecipientTypeDetails, IsDirSynced,
            RequireSenderAuthenticationEnabled, AcceptMessagesOnlyFromSendersOrMembers`,
      },
      {
        title: { en: 'Mail from outside is wanted', ja: '組織外からの受信を許可する場合' },
        why: {
          en: say`Shared mailboxes that only colleagues use stay closed. For a synced recipient take ${code('Set-RemoteMailbox')} or ${code('Set-MailUser')} on premises. Undo: the same line with ${code('$true')}.`,
          ja: say`社内専用の共有メールボックスは変更しません。同期された受信者は、オンプレミスの ${code('Set-RemoteMailbox')} か ${code('Set-MailUser')} で変更します。元に戻すには ${code('$true')} を指定します。`,
        },
        run: ems`
          $to = ${needed('recipient')}
          if (Get-MailUser $to -ErrorAction SilentlyContinue) {
            Set-MailUser $to -RequireSenderAuthenticationEnabled $false
          } else { Set-Mailbox $to -RequireSenderAuthenticationEnabled $false }`,
      },
      {
        title: { en: 'The sender is internal (hybrid)', ja: '送信者が組織内の場合 (ハイブリッド)' },
        why: {
          en: say`Leave the mailbox as it is. Exchange Online PowerShell: the connector from your servers needs ${code('CloudServicesMailEnabled')} True; the Hybrid Configuration Wizard sets it.`,
          ja: say`メールボックスは変更しません。Exchange Online PowerShell で、オンプレミスからのコネクタの ${code('CloudServicesMailEnabled')} が True であることを確認します。この値はハイブリッド構成ウィザードが設定します。`,
        },
        run: ems`
          Get-InboundConnector | Format-List Name, Enabled, ConnectorType,
            CloudServicesMailEnabled, TlsSenderCertificateName`,
      },
    ],
  }),
});
