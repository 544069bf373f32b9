import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The words of older servers, which do not tell a group from a mailbox or a folder (5.7.133 to 5.7.136 do). X.7.12 means
// "password transition needed" in the IANA registry, so the words decide.
export default defineHelpdeskRule({
  id: 'recipient-accepts-only-internal-senders',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1', '5.7.12'],
    words: ['RST.AuthRequired', 'not authenticated by organization', 'not authenticated by the organization'],
  }),
  title: {
    en: 'Recipient takes no mail from outside its organization',
    ja: '宛先が組織外からのメールを受け付けない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-12-in-exchange-online',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The recipient')} takes mail only from authenticated senders of its own organization. This mail came from outside, or an application sent it without signing in.`,
      ja: say`${or('recipient', '宛先')} は、認証された組織内の送信者からのメールだけを受け付けます。このメールは組織外から届いたか、アプリケーションが認証せずに送信しています。`,
    },
    todo: [
      {
        en: say`Sender outside: ask the recipient for another address, or for permission to write to this one.`,
        ja: say`組織外の送信者: 受信者に、別のアドレスか、送信の許可を依頼します。`,
      },
      {
        en: say`Application or device inside: let it sign in on port 587 instead of sending anonymously.`,
        ja: say`組織内のアプリケーションや機器: 匿名で送信せず、ポート 587 でサインインするように設定します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your recipient ${or('recipient', 'named in the report')} refuses mail from outside your organization (${or('code', '5.7.1')}, authentication required). Please check whether that is intended. The setting is RequireSenderAuthenticationEnabled of the recipient.`,
      ja: say`貴組織の宛先 ${or('recipient', '(NDR に記載)')} が、組織外からのメールを拒否しています (${or('code', '5.7.1')}、認証が必要)。意図した設定かどうかをご確認ください。設定は受信者の RequireSenderAuthenticationEnabled です。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'What the recipient is, and who may write', ja: '受信者の種類と、送信できる人' },
        why: {
          en: say`Exchange Online PowerShell or Exchange Management Shell, where the recipient is. It only reads.`,
          ja: say`受信者が存在する側の Exchange Online PowerShell または Exchange 管理シェルで実行します。参照のみのコマンドです。`,
        },
        run: ems`
          $to = @{ Identity = ${needed('recipient')} }
          $to.ErrorAction = 'SilentlyContinue'
          $one = @(Get-Mailbox @to) + @(Get-MailUser @to) +
            @(Get-DistributionGroup @to) + @(Get-MailPublicFolder @to)
          $one | Format-List RecipientTypeDetails, IsDirSynced,
            RequireSenderAuthenticationEnabled, AcceptMessagesOnlyFromSendersOrMembers`,
      },
      {
        title: { en: 'Mail from outside is wanted', ja: '組織外からの受信を許可する場合' },
        why: {
          en: say`After the owner agrees, set ${code('RequireSenderAuthenticationEnabled')} to ${code('$false')} with ${code('Set-Mailbox')}, ${code('Set-DistributionGroup')} or ${code('Set-MailPublicFolder')}. List who may write, otherwise everybody may. Synced objects are changed on premises.`,
          ja: say`所有者の同意を得て、${code('Set-Mailbox')}、${code('Set-DistributionGroup')}、${code('Set-MailPublicFolder')} のいずれかで ${code('RequireSenderAuthenticationEnabled')} を ${code('$false')} にします。送信できる人を登録しないと、誰でも送信できます。同期されたオブジェクトはオンプレミスで変更します。`,
        },
      },
      {
        title: { en: 'An application of yours is refused', ja: '自社のアプリケーションが拒否された場合' },
        why: {
          en: say`Do not mark its receive connector ${code('ExternalAuthoritative')}: every host in its range would count as a trusted internal sender.`,
          ja: say`受信コネクタを ${code('ExternalAuthoritative')} にしないでください。範囲内のすべてのホストが、信頼された内部の送信者として扱われます。`,
        },
      },
    ],
  }),
});
