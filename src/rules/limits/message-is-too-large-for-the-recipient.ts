import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The limit of one recipient or group. SendSizeLimit under the same code is the sender's or the organization's, and 5.3.4
// a limit of a connector or server on the way.
export default defineHelpdeskRule({
  id: 'message-is-too-large-for-the-recipient',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.3'],
    anyCode: true,
    elsewhere: ['RecipSizeLimit', 'too large for this recipient'],
    unless: ['SendSizeLimit', 'too large for this sender', 'too large for this organization', 'QUEUE.Priority', 'high priority', 'fixed maximum'],
  }),
  title: {
    en: 'Message is larger than the recipient accepts',
    ja: 'メールのサイズが受信者の上限を超えている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/exchange/mail-flow/message-size-limits',
    'RFC 3463',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The recipient')} takes smaller messages only. An attachment grows by about a third on its way, so a file below the limit can be too large.`,
      ja: say`${or('recipient', 'この受信者')} が受信できるサイズを超えています。添付ファイルは送信時に約 3 割大きくなるため、上限より小さいファイルでも拒否されることがあります。`,
    },
    todo: [
      {
        en: say`Send the file as a link (OneDrive, SharePoint), or split it over several messages.`,
        ja: say`ファイルは OneDrive や SharePoint のリンクで送るか、数通に分けて送信します。`,
      },
      {
        en: say`If it has to arrive as a file, ask the recipient's IT team for the limit.`,
        ja: say`添付ファイルで送る必要がある場合は、受信側の管理者に上限を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message is too large for ${or('recipient', 'the recipient')}. Please send the file as a link (OneDrive, SharePoint) or in several smaller messages. Attachments grow by about a third when they are sent. Nothing is wrong with your mailbox.`,
      ja: say`送信したメールのサイズが、${or('recipient', '受信者')} の上限を超えています。ファイルは OneDrive や SharePoint のリンクで送るか、数通に分けて送信してください。添付ファイルは送信時に約 3 割大きくなります。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Which limit it is', ja: '上限の確認' },
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell; only reads. The smallest value counts; ${code('Unlimited')} leaves it to the organization.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で実行します。参照のみです。最も小さい値が適用され、${code('Unlimited')} の場合は組織の値に従います。`,
        },
        run: ems`
          $to = ${needed('recipient')}
          Get-Mailbox $to -ErrorAction SilentlyContinue | Format-List MaxReceiveSize
          Get-DistributionGroup $to -ErrorAction SilentlyContinue | Format-List MaxReceiveSize
          Get-TransportConfig | Format-List MaxReceiveSize`,
      },
      {
        title: { en: 'Raising it', ja: '上限の引き上げ' },
        why: {
          en: say`Exchange admin center, the mailbox or group, ${code('Message size restriction')}. Exchange Online allows 150 MB at most. Allow a third more than the file.`,
          ja: say`Exchange 管理センターで、メールボックスまたはグループのメッセージ サイズの制限を変更します。Exchange Online の最大値は 150 MB です。ファイルより 3 割大きい値にします。`,
        },
      },
    ],
  }),
});
