import { defineRule, ems, needed, onReply, or, say, topSendersOnline } from '../define.js';

// 5.7.501 to 5.7.503 ban one account. 5.7.511 prints "banned sender" too, but bans the IP address; 5.1.8 is the tenant's
// own list of restricted users, which the administrator lifts alone.
export default defineRule({
  id: 'sending-account-is-banned',
  ...onReply({ certainty: 'certain', codes: ['5.7.501-503'], anyCode: true, elsewhere: ['spam abuse detected'] }),
  title: {
    en: 'Sending account is banned for spam',
    ja: '送信元のアカウントがスパムのため禁止されている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online saw spam from ${or('sender', 'this account')} and no longer takes its mail. Usually its password was stolen; only Microsoft's support lifts the ban.`,
      ja: say`${or('sender', 'このアカウント')} からスパムが送信されたため、Exchange Online がメールを受け付けていません。多くの場合、パスワードの漏えいが原因です。解除できるのは Microsoft サポートだけです。`,
    },
    confirm: [
      topSendersOnline(),
      {
        why: {
          en: say`Rules and forwarding that somebody else has set up, hidden ones too.`,
          ja: say`第三者が作成したルールと転送を、非表示のものも含めて表示します。`,
        },
        run: ems`
          $user = ${needed('sender')}
          Get-InboxRule -Mailbox $user -IncludeHidden |
            Format-List Name, Enabled, Description
          Get-Mailbox $user | Format-List Forwarding*, GrantSendOnBehalfTo`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Reset the password, revoke the sessions and remove what step 2 shows, in the Microsoft 365 admin center. Require multifactor authentication.`,
          ja: say`Microsoft 365 管理センターで、パスワードをリセットし、セッションを取り消し、手順 2 の不審な項目を削除します。多要素認証を必須にします。`,
        },
      },
      {
        why: {
          en: say`Then open a support request with this NDR and say what was cleaned.`,
          ja: say`次に、この NDR と実施した対策を添えて、Microsoft サポートに解除を依頼します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After the answer of the support, a mail to an outside address arrives without ${or('code', '5.7.50x')} in a reply.`,
          ja: say`サポートの回答後、外部宛てのメールが届き、${or('code', '5.7.50x')} が返らなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: "The tenant's own list", ja: 'テナントの制限一覧' },
    more: [
      {
        title: { en: 'Restricted users of the tenant', ja: 'テナントで制限されたユーザー' },
        why: {
          en: say`Exchange Online PowerShell. An account listed here is released in the Defender portal (Restricted entities), without the support.`,
          ja: say`Exchange Online PowerShell で実行します。ここに表示されるアカウントは、Defender ポータルの [制限付きエンティティ] で解除できます。`,
        },
        run: ems`Get-BlockedSenderAddress | Format-List SenderAddress, Reason`,
      },
    ],
  }),
});
