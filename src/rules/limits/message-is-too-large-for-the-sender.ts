import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// Checked where the mail starts: the sender's own limit or the organization's. RecipSizeLimit is the recipient's, 5.3.4 that of
// a connector or server on the way. Newer builds write 5.2.11 and 5.2.12, older ones 5.2.3.
export default defineHelpdeskRule({
  id: 'message-is-too-large-for-the-sender',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.11', '5.2.12'],
    anyCode: true,
    elsewhere: ['SendSizeLimit', 'too large for this sender', 'too large for this organization'],
  }),
  title: {
    en: 'Message is larger than the sender is allowed to send',
    ja: 'メールのサイズが送信側の上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/message-size-limits',
    'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#message-limits',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The message is above the limit of ${or('sender', 'the sender')} or of the whole organization. An attachment grows by about a third, so a file below the limit can be too large.`,
      ja: say`${or('sender', '送信者')} または組織全体の上限を超えています。添付ファイルは送信時に約 3 割大きくなるため、上限より小さいファイルでも拒否されることがあります。`,
    },
    todo: [
      {
        en: say`Send the file as a link (OneDrive, SharePoint), or split it over several messages.`,
        ja: say`ファイルは OneDrive や SharePoint のリンクで送るか、数通に分けて送信します。`,
      },
      {
        en: say`Outlook for Mac and other programs that use Exchange Web Services have a limit of their own: try Outlook on the web.`,
        ja: say`Outlook for Mac など、Exchange Web サービスを使うプログラムには別の上限があります。Web 版 Outlook で試します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message is larger than your organization allows. Please send the file as a link (OneDrive, SharePoint) or in several smaller messages. Attachments grow by about a third when they are sent.`,
      ja: say`送信したメールのサイズが、組織の上限を超えています。ファイルは OneDrive や SharePoint のリンクで送るか、数通に分けて送信してください。添付ファイルは送信時に約 3 割大きくなります。`,
    },
    moreLabel: { en: 'I manage the sender', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'All limits at once', ja: '上限の一覧' },
        why: {
          en: say`Only reads; the smallest value counts. Leave out the connectors in Exchange Online PowerShell: it has none of these cmdlets.`,
          ja: say`参照のみです。最も小さい値が適用されます。Exchange Online PowerShell にコネクタのコマンドはないため、最後の 2 行は省きます。`,
        },
        run: ems`
          Get-Mailbox ${needed('sender')} | Format-List MaxSendSize, MaxReceiveSize
          Get-TransportConfig | Format-List MaxSendSize, MaxReceiveSize
          Get-SendConnector | Format-Table Name, MaxMessageSize
          Get-ReceiveConnector | Format-Table Identity, MaxMessageSize`,
      },
      {
        title: { en: 'Raising it', ja: '上限の引き上げ' },
        why: {
          en: say`Exchange admin center: the mailbox, ${code('Message size restriction')}; for the organization Mail flow settings. ${code('SendSizeLimit.Org')} is the organization's. Other connectors and the other side have limits too.`,
          ja: say`Exchange 管理センターで、メールボックスのメッセージ サイズの制限を変更します。${code('SendSizeLimit.Org')} の場合は組織のメール フローの設定です。ほかのコネクタと相手側にも上限があります。`,
        },
      },
    ],
  }),
});
