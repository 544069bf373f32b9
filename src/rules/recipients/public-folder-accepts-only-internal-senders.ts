import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// X.7.13 is "user account disabled" in the IANA registry, so there the words decide. 5.7.135 has this meaning only.
export default defineHelpdeskRule({
  id: 'public-folder-accepts-only-internal-senders',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.135'],
    anyCode: true,
    elsewhere: ['not authenticated for public folder', 'SenderNotAuthenticatedForPublicFolder'],
  }),
  codes: ['5.7.135', '5.7.13'],
  title: {
    en: 'Public folder takes no mail from outside',
    ja: 'パブリック フォルダーが組織外からのメールを拒否する',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-5-7-13-or-5-7-135-in-exchange-online'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The address')} is a public folder that takes mail only from authenticated senders of its own organization. This mail came from outside and was returned.`,
      ja: say`${or('recipient', '宛先')} はメールが有効なパブリック フォルダーで、認証された組織内の送信者からのメールだけを受け付けます。組織外からのメールとして返送されました。`,
    },
    todo: [
      {
        en: say`Ask the other side for another address, or for permission to write to this folder.`,
        ja: say`相手側に、別のアドレスか、このフォルダーへの送信の許可を依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail-enabled public folder ${or('recipient', 'named in the report')} refuses mail from outside your organization (550 ${or('code', '5.7.135')}). Please check whether that is intended. The setting is RequireSenderAuthenticationEnabled of the folder.`,
      ja: say`貴組織のパブリック フォルダー ${or('recipient', '(NDR に記載)')} が、組織外からのメールを拒否しています (550 ${or('code', '5.7.135')})。意図した設定かどうかをご確認ください。設定はフォルダーの RequireSenderAuthenticationEnabled です。`,
    },
    moreLabel: { en: 'I manage the public folder', ja: 'フォルダーを管理している場合' },
    more: [
      {
        title: { en: 'Who may write to the folder', ja: 'フォルダーに送信できる人' },
        why: {
          en: say`Where the public folders are: Exchange Online PowerShell or Exchange Management Shell. It only reads.`,
          ja: say`パブリック フォルダーがある側の Exchange Online PowerShell または Exchange 管理シェルで実行します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-MailPublicFolder ${needed('recipient')} |
            Format-List Name, RequireSenderAuthenticationEnabled,
              AcceptMessagesOnlyFromSendersOrMembers`,
      },
      {
        title: { en: 'Mail from outside is wanted', ja: '組織外からの受信を許可する場合' },
        why: {
          en: say`Then anybody may write to the folder, unless ${code('AcceptMessagesOnlyFromSendersOrMembers')} lists who may. Undo: the same line with ${code('$true')}.`,
          ja: say`${code('AcceptMessagesOnlyFromSendersOrMembers')} に登録がなければ、誰でも送信できるようになります。元に戻すには ${code('$true')} を指定します。`,
        },
        run: ems`
          Get-MailPublicFolder ${needed('recipient')} |
            Set-MailPublicFolder -RequireSenderAuthenticationEnabled $false`,
      },
    ],
  }),
});
